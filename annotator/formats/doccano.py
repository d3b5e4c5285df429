"""Reading doccano: a document a line with its labelled spans and their relations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.formats.doors.glimpse import Glimpse
from annotator.language import tr

if TYPE_CHECKING:
    from annotator.formats.doors import ReadOptions
    from annotator.formats.doors.foreign import Foreign, ForeignMark
    from annotator.formats.doors.offsets import Counting

_SPANS = re.compile(r'"(?:labels?|entities|annotations)"\s*:\s*\[\s*(?:\[\s*\d+\s*,\s*\d+\s*,|\{[^{}]*"start_offset")')
_Region = tuple[str, int, int, str, str]
"""Id, start and end as they are counted there, label, coder."""


def sniff(seen: Glimpse) -> float:
    """Spans as triples, or with an offset at each end."""
    return 0.85 if seen.is_json and {"text", "data"} & seen.keys and _SPANS.search(seen.text) else 0.0


def read(paths: Sequence[Path], options: ReadOptions) -> Foreign:
    """All documents of the files.

    Raises:
        Fault: a file is none of doccano's.
    """
    from annotator.corpus.change import counted
    from annotator.formats.doors.files import file_digest, refused
    from annotator.formats.doors.foreign import Foreign, ForeignArticle
    from annotator.formats.doors.found import found
    from annotator.formats.doors.objects import read_objects, text_of
    from annotator.formats.doors.offsets import Counted, Counting, Way, way_of

    foreign = Foreign(paths[0].name, "doccano")
    documents, bare = [], 0
    for path in paths:
        objects, raw = read_objects(path)
        if not any({"label", "labels", "entities", "cats", "annotations"} & each.keys() for each in objects):
            raise refused(path.name, tr("it is no export of doccano: it has neither labels nor entities"),
                          tr("Choose another format"))
        for number, each in options.each(objects):
            text = text_of(each.get("text") or each.get("data"))
            bare += not text.strip()
            if text.strip():
                documents.append((path, number, each, text, list(_regions(each)), file_digest(raw)))
    if not documents:
        raise refused(paths[0].name, tr("none of its documents has a text"), tr("Export it again, with the texts"))
    ways = (Way(), Way("UTF-16 units"), Way(last=True))
    way, share = way_of([(text, [Counted(s, e) for _, s, e, *_ in regions]) for _, _, _, text, regions, _ in documents],
                        ways)
    if way != Way():
        foreign.warnings.append(tr("its offsets count {way} ({share:.1%} of the edges fall between words)", way=way,
                                   share=share))
    outside = 0
    for path, number, each, text, regions, digest in documents:
        counting = Counting(text, way)
        marks = list(_marks(regions, each, counting))
        outside += len(regions) - len(marks)
        origin = {"format": "doccano", "file": path.name, "fileSha256": digest}
        foreign.articles.append(ForeignArticle(
            found(path.name, text, origin=origin, tags=_whole(each),
                  **{"title": f"{path.stem} {number}", **_about(each, text)}), marks))
    if bare:
        foreign.warnings.append(tr("{documents} without a text left out", documents=counted(bare, 'document')))
    if outside:
        foreign.warnings.append(tr("{annotations} past the end of the text left out",
                                   annotations=counted(outside, 'annotation')))
    return foreign


def _about(document: Mapping[str, Any], text: str) -> dict[str, Any]:
    """What its columns, its meta data and the comments on it say of the article."""
    from annotator.formats.doors.fields import described

    meta = document.get("meta")
    return described(meta if isinstance(meta, dict) else {}, text) | described(document, text)


def _whole(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Labels of the document as a whole are tags of the article."""
    said = [each for key in ("cats", "label", "labels") if isinstance(document.get(key), list)
            for each in document[key] if isinstance(each, str)]
    return tuple(dict.fromkeys(said))


def _regions(document: Mapping[str, Any]) -> Iterator[_Region]:
    for key in ("entities", "label", "labels", "annotations"):
        given = document.get(key)
        for place, each in enumerate(given if isinstance(given, list) else ()):
            if isinstance(each, list) and len(each) == 3 and isinstance(each[0], int) and isinstance(each[1], int):
                yield f"{key}{place}", each[0], each[1], str(each[2]), ""
            elif isinstance(each, dict):
                start, end = each.get("start_offset"), each.get("end_offset")
                if isinstance(start, int) and isinstance(end, int):
                    coder = f"doccano {each['user']}" if isinstance(each.get("user"), int) else ""
                    yield str(each.get("id", f"{key}{place}")), start, end, str(each.get("label")), coder


def _marks(regions: Sequence[_Region], document: Mapping[str, Any], counting: Counting) -> Iterator[ForeignMark]:
    from annotator.corpus.link import TYPES
    from annotator.formats.doors.foreign import ForeignMark

    placed = {name: (span, label, coder) for name, start, end, label, coder in regions
              if (span := counting.span(start, end))}
    attributes: dict[str, dict[str, str]] = {}
    links: dict[str, list[tuple[str, str]]] = {}
    relations = document.get("relations")
    for each in relations if isinstance(relations, list) else ():
        if not isinstance(each, dict) or str(each.get("from_id")) not in placed or str(each.get("to_id")) not in placed:
            continue
        start, end, type_ = str(each["from_id"]), str(each["to_id"]), str(each.get("type", "related"))
        if type_.lower() in TYPES:
            links.setdefault(start, []).append((type_.lower(), end))
        else:
            (first, after), *_ = placed[end]
            said = attributes.setdefault(start, {})
            said[type_] = "; ".join(filter(None, [said.get(type_, ""), counting.text[first:after]]))
    for name, (span, label, coder) in placed.items():
        yield ForeignMark(name, label, (span,), attributes.get(name, {}), coder=coder, links=links.get(name, ()))
