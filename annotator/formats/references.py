"""References of Zotero and others become sources: CSL-JSON and RIS. Each is a document, with its whole citation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.formats.doors.glimpse import Glimpse
from annotator.language import tr

if TYPE_CHECKING:
    from annotator.corpus.source import Source
    from annotator.formats.doors import ReadOptions
    from annotator.formats.doors.foreign import Foreign

_LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}- ?(.*)")
_TYPES = {
    "JOUR": "article-journal", "JFULL": "article-journal", "EJOUR": "article-journal", "MGZN": "article-magazine",
    "NEWS": "article-newspaper", "BOOK": "book", "EBOOK": "book", "CHAP": "chapter", "ECHAP": "chapter",
    "CONF": "paper-conference", "CPAPER": "paper-conference", "RPRT": "report", "GOVDOC": "report", "THES": "thesis",
    "ELEC": "webpage", "WEB": "webpage", "BLOG": "post-weblog", "DATA": "dataset", "AGGR": "dataset",
    "BILL": "bill", "CASE": "legal_case", "STAT": "legislation", "HEAR": "hearing", "VIDEO": "motion_picture",
    "PCOMM": "personal_communication", "UNPB": "manuscript", "INPR": "article-journal", "PRESS": "article-newspaper",
}  # fmt: skip
_PLAIN = {"T2": "container-title", "JO": "container-title", "JF": "container-title", "JA": "container-title",
          "BT": "container-title", "PB": "publisher", "CY": "publisher-place", "PP": "publisher-place", "VL": "volume",
          "IS": "issue", "DO": "DOI", "UR": "URL", "SN": "ISSN", "AB": "abstract", "N2": "abstract", "LA": "language",
          "ET": "edition"}  # fmt: skip
_CSL_KEYS = frozenset(("container-title", "issued", "author", "DOI", "citation-key", "publisher", "ISBN", "abstract"))


def sniff_csl(seen: Glimpse) -> float:
    """A list of items with a type and what only references have."""
    if not seen.is_json or not {"type"} <= seen.keys or {"annotations", "text", "data", "format"} & seen.keys:
        return 0.0
    return 0.85 if len(_CSL_KEYS & seen.keys) >= 2 or {"title", "issued"} <= seen.keys else 0.0


def sniff_ris(seen: Glimpse) -> float:
    """It begins with the type of the first reference."""
    return 0.95 if re.match(r"TY {1,2}- [A-Z]", seen.start) else 0.4 if seen.suffix == ".ris" else 0.0


def read_csl(paths: Sequence[Path], options: ReadOptions) -> Foreign:
    """The references of CSL-JSON files.

    Raises:
        Fault: a file is none.
    """
    from annotator.formats.doors.files import refused
    from annotator.formats.doors.objects import read_objects

    items: list[dict[str, Any]] = []
    for path in paths:
        found, _ = read_objects(path)
        known = {"title", "author", "issued"}
        if not all(isinstance(each.get("type"), str) and known & each.keys() for each in found):
            raise refused(path.name, tr("it is no CSL-JSON: each reference there has a type and a title"),
                          tr("Export it from Zotero as “CSL JSON”"))
        items += found
    return _foreign(paths, "csl-json", items, options)


def read_ris(paths: Sequence[Path], options: ReadOptions) -> Foreign:
    """The references of RIS files.

    Raises:
        Fault: a file is none.
    """
    from annotator.formats.doors.decoding import decode
    from annotator.formats.doors.files import read_whole, refused

    items: list[dict[str, Any]] = []
    for path in paths:
        text = decode(read_whole(path), options.encoding).text.replace("\r\n", "\n")
        found = list(_ris(text))
        if not found:
            raise refused(path.name, tr("it is no RIS: no reference in it begins with “TY  - ”"),
                          tr("Export it from Zotero as “RIS”"))
        items += found
    return _foreign(paths, "ris", items, options)


def _foreign(paths: Sequence[Path], format: str, items: Sequence[Mapping[str, Any]], options: ReadOptions) -> Foreign:
    from annotator.corpus.change import counted
    from annotator.formats.doors import REFERENCES
    from annotator.formats.doors.files import refused
    from annotator.formats.doors.foreign import Foreign

    made: dict[str, Source] = {}
    for _, item in options.each(items, REFERENCES):
        if (source := _source(item)) is not None:
            made[source.id] = _with_more(made[source.id], source) if source.id in made else source
    if not made:
        raise refused(paths[0].name, tr("none of its references has a title"), tr("Export it again"))
    foreign = Foreign(paths[0].name, format, sources=list(made.values()))
    if bare := sum(_source(item) is None for item in items):
        foreign.warnings.append(tr("{references} without a title left out", references=counted(bare, 'reference')))
    return foreign


def _source(item: Mapping[str, Any]) -> Source | None:
    from annotator.corpus.source import Source
    from annotator.formats.doors.foreign import source_key

    title = _said(item.get("title")) or _said(item.get("shortTitle"))
    if not title:
        return None
    doi, url = _said(item.get("DOI")), _said(item.get("URL"))
    identifiers = {name.lower(): said for name in ("DOI", "ISBN", "ISSN", "PMID") if (said := _said(item.get(name)))}
    address = url if re.fullmatch(r"https?://\S+", url) else ""
    kind = "dataset" if item.get("type") == "dataset" else "document"
    key = doi.lower() or address or "\x1f".join((title.lower(), _year(item), _authors(item)))
    return Source(source_key("reference", key), title, kind, same_as=(address,) if address else (),
                  identifiers=identifiers, citation=dict(item))


def _with_more(first: Source, again: Source) -> Source:
    """A reference that a library has twice: as it stands first, with what only the other one says."""
    citation = {**(again.citation or {}), **{key: value for key, value in (first.citation or {}).items() if value}}
    return replace(first, same_as=first.same_as or again.same_as, citation=citation,
                   identifiers={**again.identifiers, **first.identifiers})


def _said(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _year(item: Mapping[str, Any]) -> str:
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    return str(parts[0][0]) if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0] else ""


def _authors(item: Mapping[str, Any]) -> str:
    authors = item.get("author")
    return "; ".join(_said(each.get("family") or each.get("literal")) for each in authors
                     if isinstance(each, dict)) if isinstance(authors, list) else ""


# --- RIS ---

def _ris(text: str) -> Iterator[dict[str, Any]]:
    """Each reference as CSL; a line without a tag belongs to the one above it."""
    entries: list[tuple[str, str]] = []
    for line in text.split("\n"):
        tag = _LINE.fullmatch(line.rstrip())
        if tag and tag.group(1) == "ER":
            if entries:
                yield _as_csl(entries)
            entries = []
        elif tag and (entries or tag.group(1) == "TY"):
            entries.append((tag.group(1), tag.group(2).strip()))
        elif entries and line.strip():
            name, said = entries[-1]
            entries[-1] = name, f"{said}\n{line.strip()}"
    if entries and entries[0][0] == "TY":
        yield _as_csl(entries)


def _as_csl(entries: Sequence[tuple[str, str]]) -> dict[str, Any]:
    from annotator.formats.doors.dates import iso_date

    item: dict[str, Any] = {"type": "document"}
    for name, said in entries:
        if not said:
            continue
        if name == "TY":
            item["type"] = _TYPES.get(said, "document")
        elif name in ("TI", "T1") or (name == "CT" and "title" not in item):
            item["title"] = said
        elif name in ("AU", "A1", "A2", "ED"):
            item.setdefault("editor" if name in ("A2", "ED") else "author", []).append(_name(said))
        elif name in ("PY", "Y1", "DA") and "issued" not in item:
            plain = said.strip("/").replace("/", "-")
            whole = iso_date(plain) or (plain[:4] if re.match(r"\d{4}", plain) else "")
            if whole:
                item["issued"] = {"date-parts": [[int(part) for part in whole.split("-")]]}
        elif name in ("SP", "EP"):
            item["page"] = f"{item['page']}–{said}" if "page" in item else said
        elif name in _PLAIN:
            item.setdefault(_PLAIN[name], said)
    if item["type"] in ("book", "chapter") and "ISSN" in item:
        item["ISBN"] = item.pop("ISSN")
    return item


def _name(said: str) -> dict[str, str]:
    family, comma, given = said.partition(",")
    return {"family": family.strip(), "given": given.strip()} if comma else {"literal": said}
