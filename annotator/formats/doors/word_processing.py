"""Documents of word processors as paragraphs: DOCX, ODT and RTF. Several formats read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.formats.doors.files import Archive, open_archive, read_whole, refused
from annotator.language import tr

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"


_CODE_PAGE = re.compile(r"\\(mac)(?![a-z])|\\ansicpg(\d+)")
_OF_MACS = {"10000": "mac-roman", "10006": "mac-greek", "10007": "mac-cyrillic", "10029": "mac-latin2",
            "10081": "mac-turkish"}
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Document:
    """What a word processor has saved.

    Args:
        paragraphs: in the order of reading, empty ones too; a line break within one is `\\n`.
        properties: `title`, `author`, `date` as the document says them.
        warnings: what is not in the paragraphs.
    """

    paragraphs: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def is_docx(members: tuple[str, ...]) -> bool:
    """Whether an archive with these members is a DOCX."""
    return any(name.startswith("word/document") for name in members) and "[Content_Types].xml" in members


def read_docx(path: Path) -> Document:
    """The paragraphs of a DOCX: body, tables and text boxes where they stand, foot- and endnotes at the end.

    Raises:
        Fault: it is none, or damaged.
    """
    with open_archive(path) as archive:
        main = next((name for name in archive.names if re.fullmatch(r"word/document\d*\.xml", name)), "")
        if not main:
            raise refused(path.name, tr("it is no DOCX document"), tr("Choose one, or another format"))
        document = Document(properties=_core(archive))
        document.paragraphs += _word_paragraphs(archive.xml(main), document)
        for notes in ("word/footnotes.xml", "word/endnotes.xml"):
            if notes in archive:
                document.paragraphs += [line for line in _word_paragraphs(archive.xml(notes), document) if line.strip()]
    return document


def _core(archive: Archive) -> dict[str, str]:
    if "docProps/core.xml" not in archive:
        return {}
    found = {}
    for child in archive.xml("docProps/core.xml"):
        if isinstance(child.tag, str) and child.text:
            found[child.tag.rpartition("}")[2]] = child.text.strip()
    return _named({"title": found.get("title"), "author": found.get("creator"), "date": found.get("created")})


def _named(given: dict[str, str | None]) -> dict[str, str]:
    return {key: value for key, value in given.items() if value}


def _word_paragraphs(root: Any, document: Document) -> Iterator[str]:
    """Each paragraph's words; deleted ones are gone, inserted ones are there, as when all changes are accepted."""
    for paragraph in root.iter(f"{_W}p", f"{_STRICT}p"):
        if next(paragraph.iterancestors(f"{_MC}Fallback"), None) is None:
            yield "".join(_word_runs(paragraph, document))


def _word_runs(paragraph: Any, document: Document) -> Iterator[str]:
    """The words of one paragraph, but not those of paragraphs in text boxes inside of it: these come by themselves."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str):
            continue
        space, _, tag = element.tag.rpartition("}")
        if tag == "r" and _is_hidden(element):
            continue
        if tag in ("p", "del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "sdtPr"):
            if tag == "del" and "tracked" not in document.properties:
                document.properties["tracked"] = "1"
                document.warnings.append(tr("it has tracked changes; it was read as if all were accepted"))
            continue
        if tag == "t" and space:
            yield element.text or ""
        elif tag == "tab":
            yield "\t"
        elif tag in ("br", "cr"):
            yield "" if element.get(f"{_W}type") in ("page", "column") else "\n"
        elif tag == "noBreakHyphen":
            yield "‑"
        elif tag == "sym":
            yield " "
        stack.extend(reversed(element))


def _is_hidden(run: Any) -> bool:
    """Whether Word shows nothing of these words."""
    hidden = run.find(f"{_W}rPr/{_W}vanish")
    return hidden is not None and hidden.get(f"{_W}val", "1") not in ("0", "false", "off")


def read_odt(path: Path) -> Document:
    """The paragraphs and headings of an ODT.

    Raises:
        Fault: it is none, or damaged.
    """
    with open_archive(path) as archive:
        if "content.xml" not in archive:
            raise refused(path.name, tr("it is no ODT document"), tr("Choose one, or another format"))
        body = archive.xml("content.xml").find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise refused(path.name, tr("it is a table or slides, not a text"), tr("Save its words as a text document"))
        document = Document()
        if "meta.xml" in archive:
            meta = archive.xml("meta.xml")
            document.properties = _named({
                "title": meta.findtext(f".//{_DC}title"), "date": meta.findtext(f".//{_META}creation-date"),
                "author": meta.findtext(f".//{_META}initial-creator") or meta.findtext(f".//{_DC}creator")})
    for element in body.iter(f"{_TEXT}p", f"{_TEXT}h"):
        if not any(above.tag == f"{_TEXT}tracked-changes" for above in element.iterancestors()):
            document.paragraphs.append("".join(_odt_runs(element)))
    return document


def _odt_runs(paragraph: Any) -> Iterator[str]:
    stack: list[Any] = [paragraph]
    while stack:
        element = stack.pop()
        if isinstance(element, str):
            yield re.sub(r"[ \t\r\n]+", " ", element)
            continue
        tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "annotation"
        if element is not paragraph:
            if element.tail:
                stack.append(element.tail)
            if tag in ("p", "h", "annotation", "note-citation"):
                continue
        if tag == "s":
            yield " " * min(1_000, int(element.get(f"{_TEXT}c") or 1))
        elif tag in ("tab", "line-break"):
            yield "\t" if tag == "tab" else "\n"
        stack.extend(reversed(element))
        if element.text:
            stack.append(element.text)


def read_rtf(path: Path) -> Document:
    """The paragraphs of an RTF.

    Raises:
        Fault: it is none, or truncated.
    """
    raw = read_whole(path)
    if not raw.lstrip().startswith(b"{\\rtf"):
        raise refused(path.name, tr("it is no RTF document"), tr("Choose one, or another format"))
    plain = re.sub(rb"\\[{}\\]", b"", raw)
    if b"}" not in raw[-2_000:] or plain.count(b"{") > plain.count(b"}"):
        raise refused(path.name, tr("it ends too early; the file is not whole"))
    text = _rtf_words(_without_pictures(raw.decode("latin-1")))
    document = Document(text.split("\n"))
    for name, group in (("title", "title"), ("author", "author")):
        if found := re.search(rb"{\\info.{0,2000}?{\\" + group.encode() + rb" ([^{}]*)}", raw, re.DOTALL):
            document.properties[name] = _rtf_words(found.group(1).decode("latin-1")).strip()
    return document


def _rtf_words(source: str) -> str:
    from striprtf.striprtf import rtf_to_text

    encoding, said = "cp1252", _CODE_PAGE.search(source, 0, 1_000)
    if said and (said[1] == "mac" or said[2] in _OF_MACS):
        encoding = _OF_MACS.get(said[2] or "", "mac-roman")
        source = _CODE_PAGE.sub("", source, count=2)  # the library knows no code page of a Mac
    text = str(rtf_to_text(source, encoding, errors="replace"))  # type: ignore[no-untyped-call]
    if _HALF.search(text):  # letters beyond U+FFFF are written as two
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _without_pictures(source: str) -> str:
    """The source without the digits of pictures, which are most of such a file and never words."""
    return re.sub(r"(?:[0-9a-fA-F]{2}[\r\n ]*){500,}", "", source)
