"""Nexis, LexisNexis and Lexis+: many articles in one file, as text, web page, RTF or DOCX."""

import re

from annotator.formats.doors.glimpse import Glimpse

MANY = re.compile(r"\b\d+ (?:of|de|von|van|di) \d+ (?:DOCUMENT|DOKUMENT|DOCUMENTI|DOCUMENTO)[A-Z]*\b"
                  r"|\bDo[ck]ument[eo]? \d+ (?:of|de|von|van|di) \d+\b(?![.,;])")
"""What stands above each article in the older layout."""

END = re.compile(r"(?:End of Document|Ende des Dokuments|Fin du document|Fine del documento|Fin(?:al)? del? documento|"
                 r"Einde van document|Fim do documento)\.?")
"""What stands below each article in the newer layout."""

_LOADED = re.compile(r"(?:Load-Date|Ladedatum|Date-chargement|Fecha[ -]de[ -]carga):")
_LENGTH = re.compile(r"(?:Length|Länge|Longueur|Longitud|Extensión|Lunghezza|Lengte):")


_PAGES = 30
"""Pages of a PDF within which its first article ends."""


def sniff(seen: Glimpse) -> float:
    """Its head lines, its comment in web pages, or what the newer layout says at the end of each article."""
    if seen.members:
        return _sniff_docx(seen)
    if b"%PDF-" in seen.head[:1_024]:
        return _sniff_pdf(seen)
    if "<!-- lxncomment" in seen.low or "<docfull>" in seen.low:
        return 0.95
    if _many_lines(seen.text) and (seen.is_html or not seen.is_xml):
        return 0.9
    loaded = _LOADED.search(seen.text) is not None
    if seen.start.startswith("{\\rtf") and ("LexisNexis" in seen.text or END.search(seen.text) or loaded):
        return 0.9
    said = loaded or _LENGTH.search(seen.text)
    return 0.85 if said and END.search(seen.text) and not seen.is_json else 0.0


def _many_lines(text: str) -> bool:
    """Whether it counts documents on a line, or within an element, of their own."""
    return any(re.search(r"(?:^|[>\n])[ \t]*$", text[max(0, found.start() - 200):found.start()]) is not None
               for found in MANY.finditer(text))


def _sniff_pdf(seen: Glimpse) -> float:
    from annotator.corpus.errors import Fault
    from annotator.formats.doors.files import read_whole
    from annotator.formats.doors.pages import read_pages

    try:
        pages, _ = read_pages(read_whole(seen.path), seen.path.name, _PAGES)
    except Fault:
        return 0.3  # whoever says that it is one hears what is wrong with it
    lines = [line.strip() for page in pages for line in page]
    return 0.97 if any(END.fullmatch(line) or MANY.fullmatch(line) for line in lines) else 0.0


def _sniff_docx(seen: Glimpse) -> float:
    if "word/document.xml" not in seen.members:
        return 0.0
    from annotator.corpus.errors import Fault
    from annotator.formats.doors.word_processing import read_docx

    try:
        paragraphs = read_docx(seen.path).paragraphs
    except Fault:
        return 0.3  # whoever says that it is one hears what is wrong with it
    ends = sum(END.fullmatch(line.strip()) is not None for line in paragraphs)
    marks = sum(MANY.fullmatch(line.strip()) is not None for line in paragraphs)
    return 0.95 if ends or marks else 0.0
