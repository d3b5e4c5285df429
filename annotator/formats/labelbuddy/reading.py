"""Reading labelbuddy: documents, labels and annotations, in one file or in several that belong together.

A document without its text is known by the MD5 of it: another of the files then has to have the text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from annotator.corpus.change import counted
from annotator.formats.doors import ReadOptions
from annotator.formats.doors.files import file_digest, refused
from annotator.formats.doors.foreign import Foreign, ForeignArticle, ForeignMark
from annotator.formats.doors.found import found, headline
from annotator.formats.doors.objects import read_objects, text_of
from annotator.formats.doors.offsets import Counting, Way
from annotator.language import tr

_KNOWN = {"title": "title", "outlet": "outlet", "published": "published", "url": "url", "pmc_url": "url"}


def read(paths: Sequence[Path], options: ReadOptions) -> Foreign:
    """All documents of the files.

    Raises:
        Fault: a file is none of labelbuddy's, or no file has the text of a document.
    """
    files = [(path, *read_objects(path)) for path in paths]
    texts = {_digest(text): text for _, documents, _ in files for each in documents
             if (text := text_of(each.get("text")))}
    foreign = Foreign(paths[0].name, "labelbuddy")
    several = sum(any(each.get("annotations") for each in documents) for _, documents, _ in files) > 1
    missing = outside = 0
    for path, documents, raw in files:
        for number, each in options.each(documents):
            annotations = each.get("annotations")
            if "name" in each and "text" not in each and annotations is None:
                continue  # a label, with its colour and key
            if not isinstance(annotations, list | None) or not ({"text", "utf8_text_md5_checksum"} & each.keys()):
                raise refused(path.name, tr("its entry {number} is no document of labelbuddy", number=number),
                              tr("Choose another format"))
            text = text_of(each.get("text")) or texts.get(text_of(each.get("utf8_text_md5_checksum")), "")
            if not text.strip():
                missing += 1
                continue
            origin = {"format": "labelbuddy", "file": path.name, "fileSha256": file_digest(raw)}
            coder = _coder(path, several=several)
            marks = list(filter(None, (_mark(place, a, text, coder) for place, a in enumerate(annotations or ()))))
            outside += len(annotations or ()) - len(marks)
            foreign.articles.append(ForeignArticle(
                found(path.name, text, origin=origin, **_about(each, text)), marks))
    if not foreign.articles:
        raise refused(paths[0].name,
                      tr("it has {documents}, but not the words of any", documents=counted(missing, 'document')),
                      tr("Import it together with the file that has the texts, or export it with them"))
    if missing:
        foreign.warnings.append(tr("{documents} without words in any of the files left out",
                                   documents=counted(missing, 'document')))
    if outside:
        foreign.warnings.append(tr("{annotations} outside of the text left out",
                                   annotations=counted(outside, 'annotation')))
    return foreign


def _digest(text: str) -> str:
    return hashlib.md5(text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def _about(document: Mapping[str, Any], text: str) -> dict[str, Any]:
    meta = document.get("metadata")
    meta = meta if isinstance(meta, dict) else {}
    fields: dict[str, Any] = {}
    for key, field in _KNOWN.items():
        if said := text_of(meta.get(key)):
            fields.setdefault(field, said)
    if isinstance(meta.get("byline"), list):
        fields["byline"] = tuple(map(str, meta["byline"]))
    if not str(fields.get("url", "https://")).startswith(("http://", "https://")):
        del fields["url"]
    titles = (fields.pop("title", ""), text_of(document.get("display_title")), text_of(document.get("list_title")))
    return fields | {"title": next(filter(None, titles), "") or headline(text) or text_of(meta.get("id"))}


def _coder(path: Path, *, several: bool) -> str:
    """Each coder downloads a file of their own and calls it after themselves: its format does not name them."""
    return path.stem.replace("_", " ") if several or path.parent.name == "annotations" else ""


def _mark(place: int, annotation: Any, text: str, coder: str) -> ForeignMark | None:
    if not isinstance(annotation, dict) or not text_of(annotation.get("label_name")):
        return None
    span = _span(annotation, text)
    if span is None:
        return None
    extra = text_of(annotation.get("extra_data"))
    attributes, note, key = _extra(extra)
    label = text_of(annotation.get("label_name"))
    return ForeignMark(f"{place}:{key or label}", label, (span,), attributes, note, coder)


def _span(annotation: Mapping[str, Any], text: str) -> tuple[int, int] | None:
    """By characters where they are given, else by bytes."""
    for start, end, way in (("start_char", "end_char", Way()), ("start_byte", "end_byte", Way("bytes"))):
        places = annotation.get(start), annotation.get(end)
        if isinstance(places[0], int) and isinstance(places[1], int):
            return Counting(text, way).span(places[0], places[1])
    return None


def _extra(said: str) -> tuple[dict[str, str], str, str]:
    """Attributes, note and id, when the extra data is what we write; else all of it is the note."""
    try:
        ours = json.loads(said) if said.startswith("{") else None
    except ValueError:
        ours = None
    if not isinstance(ours, dict) or "id" not in ours:
        return {}, said, ""
    own = ("id", "sources", "quantity", "note", "coder")
    attributes = {key: text_of(value) for key, value in ours.items() if key not in own and text_of(value)}
    return attributes, text_of(ours.get("note")), text_of(ours["id"])
