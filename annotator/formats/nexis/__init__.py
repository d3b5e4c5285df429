"""Nexis, LexisNexis and Lexis+: many articles in one file, as text, web page, RTF or DOCX."""

import re

from annotator.formats.doors.glimpse import Glimpse

MANY = re.compile(r"\b\d+ (?:of|de|von|van|di) \d+ (?:DOCUMENT|DOKUMENT|DOCUMENTI|DOCUMENTO)[A-Z]*\b")
"""What stands above each article in the older layout."""

_NEWER = re.compile(r"End of Document|Load-Date:|Fin du document|Ende des Dokuments")


def sniff(seen: Glimpse) -> float:
    """Its head lines, its comment in web pages, or what the newer layout says at the end of each article."""
    if seen.members:
        return _sniff_docx(seen)
    if "<!-- lxncomment" in seen.low or "<docfull>" in seen.low:
        return 0.95
    if MANY.search(seen.text) and (seen.is_html or not seen.is_xml):
        return 0.9
    if seen.start.startswith("{\\rtf") and ("LexisNexis" in seen.text or _NEWER.search(seen.text)):
        return 0.9
    return 0.85 if "End of Document" in seen.text and "Load-Date:" in seen.text and not seen.is_json else 0.0


def _sniff_docx(seen: Glimpse) -> float:
    if "word/document.xml" not in seen.members:
        return 0.0
    from annotator.corpus.errors import Fault
    from annotator.formats.doors.word_processing import read_docx

    try:
        paragraphs = read_docx(seen.path).paragraphs
    except Fault:
        return 0.0
    ends = sum(line.strip() in ("End of Document", "Ende des Dokuments", "Fin du document") for line in paragraphs)
    marks = sum(MANY.fullmatch(line.strip()) is not None for line in paragraphs)
    return 0.95 if ends or marks else 0.0
