"""`annotated-article-corpus` 1.0, the dataset: one JSON file, or a folder with one article a line."""

from annotator.formats.doors.glimpse import Glimpse


def sniff_file(seen: Glimpse) -> float:
    """It says so; other JSON is taken for a dataset when nothing else claims it, and refused by what it lacks."""
    if b'"annotated-article-corpus"' in seen.head:
        return 1.0
    return 0.1 if seen.suffix == ".json" else 0.0


def sniff_folder(seen: Glimpse) -> float:
    """A folder with the two files."""
    return 1.0 if seen.is_folder and "articles.jsonl" in seen.members else 0.0


def sniff_zip(seen: Glimpse) -> float:
    """An archive with the two files."""
    inside = {name.rpartition("/")[2] for name in seen.members}
    return 1.0 if not seen.is_folder and {"corpus.json", "articles.jsonl"} <= inside else 0.0


def sniff_codebook(seen: Glimpse) -> float:
    """It says so, or is called so."""
    if b'"annotator-codebook"' in seen.head:
        return 1.0
    return 0.9 if seen.path.name.lower().endswith(".codebook.json") and not seen.is_folder else 0.0
