"""The two layouts of Nexis: how an article's head, body and end are told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.formats.doors.dates import MONTHS, iso_date
from annotator.formats.doors.news import Story

_FIELDS = {
    "byline": "byline autor auteur autore autor(en) author reporter von",
    "section": "section rubrik rubrique sección sezione sectie rubriek ressort",
    "length": "length länge longueur longitud lunghezza lengte extensión",
    "language": "language sprache langue idioma lingua taal",
    "url": "url web-address",
    "headline": "headline titel titre titular",
    "highlight": "highlight lead summary zusammenfassung résumé encart chapeau teaser untertitel",
    "dateline": "dateline ort lieu",
    "loaded": "load-date update ladedatum date-chargement fecha-carga fecha-de-carga",
    "": "publication-type journal-code graphic series distribution correction correction-date notes note document-type "
        "subject company organization organisation ticker geographic industry person country state city type topic "
        "product loaddate doc-type issn acc-no copyright rubrique-1 ausgabe edition dokument pub-type jurnal-code "
        "type-publication zeitungs-code type-of-material medientyp publikationstyp catchword anmerkung sachgebiet "
        "thema firma region land nom-journal source cote name category classification",
}
_KNOWN = {name: ours for ours, names in _FIELDS.items() for name in names.split()}
_LEADING = ("byline", "section", "length", "dateline", "headline", "highlight")
_LONG = ("graphic", "grafik")
_LINE = re.compile(r"([A-Za-zÄÖÜäöüéÉ][\w()äöüÄÖÜéÉ/-]*(?: [\w/-]+)?) ?:[\s\xa0]*(.*)", re.DOTALL)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright|alle rechte|all rights reserved|tous droits)", re.IGNORECASE)
_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=lambda name: -len(name)))
_DAYS = ("(?:mon|tues|wednes|thurs|fri|satur|sun)day|[^\\W\\d]+tag|mittwoch|sonnabend|[^\\W\\d]+di|dimanche|"
         "[^\\W\\d]+dag|[^\\W\\d]+dì|s[aá]bado|sabato|domingo|domenica|lunes|martes|mi[eé]rcoles|jueves|viernes|"
         "[^\\W\\d]+-feira")
_DATED = re.compile(
    rf"(?:(?:{_DAYS}),? )?"
    rf"(?:le )?(?:(?:{_MONTH})\b\.?|\d{{1,2}}(?:st|nd|rd|th|er|\.)? (?:de )?(?:{_MONTH})\b|\d{{4}}-\d\d-\d\d)",
    re.IGNORECASE)
BODY = frozenset(("Body", "Body:", "Text", "Volltext", "Corps", "Texte", "Cuerpo", "Texto", "Corpo", "Testo", "Tekst"))
AFTER = frozenset(("Classification", "Klassifizierung", "Classement", "Clasificación",
                    "Classificazione", "Classificatie"))
CAPTIONS = frozenset(("Graphic", "Grafik", "Notes", "Correction"))


def older(pieces: Sequence[str]) -> Story:
    """“1 of 10 DOCUMENTS”, outlet, date, headline, fields, body, fields, copyright.

    Args:
        pieces: paragraphs below the line that counts.
    """
    story, rest = Story(), [piece for piece in pieces if piece.strip()]
    dated = next((n for n, piece in enumerate(rest[:6]) if _is_date(piece)), -1)
    if dated >= 0:
        story.published = iso_date(rest[dated])
        before = [piece for piece in rest[:dated] if not _COPYRIGHT.match(piece)]
        story.outlet = " ".join(before[0].split()) if before else ""
        rest = rest[dated + 1:]
    elif rest:
        story.outlet, rest = " ".join(rest[0].split()), rest[1:]
    head = next((n for n, piece in enumerate(rest) if _field(piece, capitals=True)), None)
    if head is None:
        story.title, story.body = (_one_line(rest[0]), list(rest[1:])) if rest else ("", [])
    else:
        titles = [piece for piece in rest[:head] if not _COPYRIGHT.match(piece)]
        story.title = "; ".join(map(_one_line, titles[:2])) if len(titles) < 4 else _one_line(titles[0])
        if len(titles) > 3:  # no field in front of the body: what was taken for a long headline is the article
            story.body = list(titles[1:])
        _fields_and_body(story, rest[head:], in_body=bool(story.body), capitals=True)
    story.title = story.title or story.said("headline")
    return story


def newer(pieces: Sequence[str]) -> Story:
    """Headline, outlet, date, copyright, fields, “Body”, body, “Classification”, fields.

    Args:
        pieces: paragraphs up to “End of Document”; in front of the first article stands the list of all.
    """
    story, rest = Story(), [line for piece in pieces for line in piece.split("\n") if line.strip()]
    body = next((n for n, line in enumerate(rest) if line.strip() in BODY), -1)
    head = rest[:body] if body >= 0 else rest
    dated = next((n for n in range(len(head) - 1, -1, -1) if _is_date(head[n])), -1)
    if dated < 0:
        dated = _undated(story, head, divided=body >= 0)
    else:
        story.published = iso_date(head[dated])
        story.outlet = _one_line(head[dated - 1]) if dated >= 1 else ""
        story.title = _one_line(head[dated - 2]) if dated >= 2 else ""
    for line in head[dated + 1:]:
        _note(story, line)
    if body < 0:
        _fields_and_body(story, head[dated + 1:], in_body=False)
        return story
    below = rest[body + 1:]
    end = next((n for n, line in enumerate(below) if line.strip() in AFTER or _name_of(line) == "loaded"), len(below))
    for line in below[end:]:
        _note(story, line)
    pieces = [_cleaned(line) for line in below[:end]]
    cut = _cut(pieces)
    story.body, story.left = pieces[:cut], pieces[cut:]
    return story


def _cut(pieces: Sequence[str]) -> int:
    """Where the captions, notes and corrections below an article begin; such a word may be a heading within it, too."""
    lengths = [len(piece) for piece in pieces]
    return next((n for n, piece in enumerate(pieces)
                 if n and piece in CAPTIONS and (len(pieces) - n < 3 or sum(lengths[n:]) <= sum(lengths[:n]))),
                len(pieces))


def _undated(story: Story, head: Sequence[str], *, divided: bool) -> int:
    """Title and outlet stand above the fields where no date parts them from these; the place of the last of both.

    Args:
        divided: the head ends where the body begins.
    """
    facts = len(head) if divided else 0
    while facts and (_field(head[facts - 1]) or _COPYRIGHT.match(head[facts - 1].strip())):
        facts -= 1
    if 1 < facts < len(head):
        story.title, story.outlet = _one_line(head[facts - 2]), _one_line(head[facts - 1])
        return facts - 1
    story.title = _one_line(head[0]) if head else ""
    return -1


def _fields_and_body(story: Story, pieces: Sequence[str], *, in_body: bool, capitals: bool = False) -> None:
    """Fields in front, then the body, then fields again: what follows the latter belongs to them."""
    ended = False
    for number, piece in enumerate(pieces):
        known = _field(piece, capitals=capitals)
        own = bool(known) or (_COPYRIGHT.match(piece.strip()) is not None and len(piece) < 300)
        if own and in_body and not ended and _goes_on(story, known, pieces[number + 1:], capitals):
            own = False
        if own and known:
            ended = ended or (in_body and known[0] not in _LEADING)
            story.fields.setdefault(*known)
        elif own:
            ended = ended or in_body
        elif not ended:
            in_body = True
            story.body.append(_cleaned(piece))


def _goes_on(story: Story, known: tuple[str, str] | None, below: Sequence[str], capitals: bool) -> bool:
    """Whether “NOTE: …”, “LENGTH: …” or “© …” is a paragraph of the body that has begun, and no field.

    What stands in front of a body does not stand below its count of words; below a body there are fields alone, of
    which one that tells of pictures may be several paragraphs.
    """
    if known and known[0] in _LEADING:
        return "length" in story.fields
    if known and (known[0] in _LONG or not known[1]):
        return False
    after = next((piece for piece in below if piece.strip()), "")
    return bool(after) and not _field(after, capitals=capitals) and not _COPYRIGHT.match(after.strip())


def _field(piece: str, *, capitals: bool = False) -> tuple[str, str] | None:
    """A field's name in our words and what it says; None when the paragraph is none.

    Args:
        capitals: names of fields are written in capitals; “Update: …” is a paragraph of the article, then.
    """
    found = _LINE.match(piece.strip())
    name = found.group(1).lower().replace(" ", "-") if found else ""
    if not found or name not in _KNOWN or not (found.group(1).isupper() if capitals else name != found.group(1)):
        return None
    return _KNOWN[name] or name, found.group(2).strip()


def _name_of(piece: str) -> str:
    known = _field(piece)
    return known[0] if known else ""


def _note(story: Story, line: str) -> None:
    if known := _field(line):
        story.fields.setdefault(*known)


def _is_date(piece: str) -> bool:
    """Whether a paragraph begins with a date; the edition or the hour may follow."""
    said = " ".join(piece.split())
    return len(said) < 160 and _DATED.match(said) is not None and iso_date(said) != ""


def _one_line(piece: str) -> str:
    return " ".join(piece.split())


def _cleaned(piece: str) -> str:
    return "\n".join(" ".join(row.split()) for row in piece.split("\n") if row.strip())
