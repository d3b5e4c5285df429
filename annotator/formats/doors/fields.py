"""What a name that another tool has for a field says of an article: columns of tables, facts beside a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from annotator.corpus.edtf import is_edtf
from annotator.formats.doors.dates import iso_date
from annotator.formats.doors.news import language, names

_NAMES = {
    "text": "text fulltext body content article articlebody articletext maintext volltext inhalt texte contenu corps "
            "texto cuerpo testo tekst story plaintext contenido artikeltext texteintégral",
    "title": "title headline heading titel überschrift ueberschrift titre título titulo titolo kop hd",
    "byline": "byline author authors autor autoren verfasser auteur auteurs autore by creator writer journalist",
    "outlet": "outlet publisher source newspaper medium media quelle zeitung publikation publication journal site "
              "sitename sourcename domain periodico giornale krant containertitle média médias support fuente diario "
              "testata publicationtitle",
    "published": "date published datepublished publishedat publicationdate pubdate datum erschienen fecha data "
                 "publishdate timestamp datetime veröffentlicht pd parution datedeparution datedepublication "
                 "erscheinungsdatum veröffentlichungsdatum fechadepublicación",
    "url": "url link address href permalink webaddress uri source_url lien adresse enlace",
    "language": "language lang sprache langue inlanguage idioma taal la",
    "section": "section articlesection rubrik ressort rubrique sección seccion category",
    "tags": "tags keywords schlagwörter schlagworte topics",
    "note": "note notes comment comments notiz bemerkung kommentar",
}
_FIELD = {re.sub(r"\W|_", "", name): field for field, names in _NAMES.items() for name in names.split()}
_LONGEST = 1_000
"""Code points that a fact may have; a note may have more."""

_HOUR = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?")


def field_of(name: str) -> str:
    """The field that something of this name holds; empty when its name says nothing."""
    return _FIELD.get(re.sub(r"[\W_]", "", name).lower(), "")


def described(said: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The fields of the article, of what a tool keeps beside a text; what cannot be one of them is passed over.

    Args:
        text: what is found to be it says nothing else.
    """
    found: dict[str, Any] = {}
    for field, words in _facts(said):
        made = _made(field, words) if words != text and (field == "note" or len(words) <= _LONGEST) else None
        if made:
            found.setdefault(field, made)
    return found


def _facts(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in said.items():
        field = field_of(name)
        given = value if isinstance(value, list) else [value]
        words = [each.strip() for each in given if isinstance(each, str) and each.strip()]
        if field and words:
            yield field, ("\n" if field == "note" else "; ").join(words)


def _made(field: str, words: str) -> Any:
    if field == "byline":
        return names(words)
    if field == "published":
        return words if _HOUR.fullmatch(words) or is_edtf(words) else iso_date(words)
    if field == "url":
        return words if words.startswith(("http://", "https://")) else ""
    if field == "language":
        return language(words)
    if field == "outlet":
        return "" if re.search(r"[/\\]|\.(?:txt|json|csv|html?|pdf|docx)$", words) else words
    return words if field in ("title", "section", "note") else ""
