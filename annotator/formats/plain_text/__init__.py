"""Texts: `.txt`, Markdown with front matter, and what is pasted."""

from annotator.formats.doors.glimpse import Glimpse


def sniff_text(seen: Glimpse) -> float:
    """Any file may be a text; it is taken for one when nothing else claims it, and refused when its bytes are none."""
    return 0.0 if seen.is_folder else 0.3 if seen.suffix in (".txt", ".text") else 0.05


def sniff_markdown(seen: Glimpse) -> float:
    """Markdown says nothing of itself but its ending."""
    return 0.3 if seen.suffix in (".md", ".markdown") else 0.0
