"""Exports of news databases in their other languages and layouts, as those write them: each article with what it says.

All of it is made up; only the words around the articles, their order and their signs are the databases' own.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from annotator import formats
from annotator.formats.doors.found import Found
from tests.formats.doors.golden import read_articles


@dataclass(frozen=True)
class Says:
    """What is known of one article, and how its text begins and ends."""

    title: str
    outlet: str
    published: str
    begins: str
    ends: str
    byline: tuple[str, ...] = ()
    section: str = ""
    language: str = ""


def checked(path: Path, format: str, wanted: list[Says]) -> list[Found]:
    assert formats.sniff(path).name == format
    found = read_articles(path)
    assert [each.article.title for each in found] == [each.title for each in wanted]
    for one, says in zip(found, wanted, strict=True):
        article = one.article
        known = Says(article.title, article.outlet, article.published, one.text[:len(says.begins)],
                     one.text[-len(says.ends):], article.byline, article.section, article.language)
        assert known == says
    return found


def centred(*lines: str) -> str:
    return "\n".join(" " * 30 + line for line in lines)


# --- Nexis: one of many documents ---

FRENCH = "\n\n".join((
    "Demande de téléchargement: Documents sélectionnés: 1-3", centred("Document 1 de 3"), centred("Le Registre"),
    centred("14 janvier 2019 lundi"), "Pas d’argent pour le port", "AUTEUR: Anne Leroy", "RUBRIQUE: POLITIQUE; Pg. 7",
    "LONGUEUR: 41 mots", "ENCART: Le conseil a voté.",
    "Le ministre a dit non. « C’est terminé »,\na-t-il déclaré.", "Le maire part.",
    "DATE-CHARGEMENT: 14 janvier 2019", "LANGUE: FRENCH; FRANÇAIS", "TYPE-PUBLICATION: Journal",
    centred("Copyright 2019 Le Registre", "tous droits réservés"),
    centred("Document 2 de 3"), centred("Le Registre"), centred("15 janvier 2019 mardi"), "Brèves", "LONGUEUR: 4 mots",
    "Rien de neuf.", "LANGUE: FRENCH; FRANÇAIS", centred("Copyright 2019 Le Registre"),
    centred("Document 3 de 3"), centred("Le Registre"), centred("16 janvier 2019 mercredi"), "Brèves",
    "LONGUEUR: 4 mots", "Toujours rien de neuf.", "LANGUE: FRENCH; FRANÇAIS", centred("Copyright 2019 Le Registre"),
))
GERMAN = "\n\n".join((
    "Ausgabeauftrag: Dokument(e) 1 - 2", "Begriffe: Hafen", centred("Dokument 1 von 2"), centred("Der Morgenbote"),
    centred("Mittwoch 4. März 2026", "Hauptausgabe"), "Streit um den Hafen", "AUTOR: Von Carla Dorn und Egon Falk",
    "RUBRIK: POLITIK; S. 1", "LÄNGE: 20 Wörter", "ORT: Hamburg",
    "Der Rat hat abgestimmt. „Es ist geschafft“, sagte\ndie Bürgermeisterin.", "UPDATE: 5. März 2026",
    "SPRACHE: GERMAN; DEUTSCH", "GRAFIK: Ein Kran", "PUBLICATION-TYPE: Zeitung",
    centred("Copyright 2026 Morgenbote GmbH", "Alle Rechte vorbehalten"),
    centred("Dokument 2 von 2"), centred("Der Morgenbote"), "Ohne Datum und Namen", "LÄNGE: 3 Wörter",
    "Nichts ist geschehen.", "SPRACHE: GERMAN; DEUTSCH", centred("Copyright 2026 Morgenbote GmbH"),
))
OLDER = {
    "French": (FRENCH, [
        Says("Pas d’argent pour le port", "Le Registre", "2019-01-14", "Le ministre a dit non.", "Le maire part.",
             ("Anne Leroy",), "POLITIQUE; Pg. 7", "fr"),
        Says("Brèves", "Le Registre", "2019-01-15", "Rien de neuf.", "Rien de neuf.", language="fr"),
        Says("Brèves", "Le Registre", "2019-01-16", "Toujours rien", "de neuf.", language="fr")]),
    "German": (GERMAN, [
        Says("Streit um den Hafen", "Der Morgenbote", "2026-03-04", "Der Rat hat", "sagte die Bürgermeisterin.",
             ("Carla Dorn", "Egon Falk"), "POLITIK; S. 1", "de"),
        Says("Ohne Datum und Namen", "Der Morgenbote", "", "Nichts", "geschehen.", language="de")]),
}


@pytest.mark.parametrize("language", OLDER)
def test_nexis_counts_its_documents_in_other_languages_too(language: str, tmp_path: Path) -> None:
    text, wanted = OLDER[language]
    path = tmp_path / "download.txt"
    path.write_text(text, encoding="utf-8-sig", newline="\r\n")
    checked(path, "nexis", wanted)


# --- Nexis Uni, Lexis+, Nexis Advance ---

PAGE = "\f"


def docx(path: Path, *paragraphs: str) -> Path:
    """A document of Word with these paragraphs; `\\f` begins a page, as it does between articles."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    page = "<w:r><w:br w:type='page'/></w:r>"
    lines = "".join(f"<w:p>{page * line.count(PAGE)}<w:r><w:t xml:space='preserve'>{escape(line.strip(PAGE))}</w:t>"
                    "</w:r></w:p>" for line in paragraphs)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<?xml version='1.0'?><w:document xmlns:w='{space}'><w:body>{lines}"
                                              "</w:body></w:document>")
    return path


COVER = ("Date and Time: Tuesday, March 3, 2026 2:22:00 PM GMT", "Job Number: 111693443", "Documents (3)",
         "1. Council approves the plan", "Client/Matter: -None-", "Search Terms: harbour",
         "Search Type: Natural Language", "Narrowed by:", "Content Type", "Narrowed by", "News",
         "Timeline: Mar 01, 2026", "2. Council approves the plan", "Client/Matter: -None-", "3. No money")
UNI = (
    *COVER, "", "\fCouncil approves the plan", "The Evening Paper (London)", "March 3, 2026 Tuesday 11:10 PM GMT", "",
    "Copyright 2026 The Evening Paper All Rights Reserved", "", "Section: NEWS; Version:1", "Length:\xa041 words",
    "Byline:\xa0Anna Berg and Bernard Lind", "Highlight: A vote on Tuesday", "Body", "",
    "The council voted. “It’s done,” said the mayor.", "Body language was tense.", "Classification", "",
    "Language: ENGLISH", "Publication-Type: Newspaper", "Subject: HARBOURS (93%)", "Load-Date: March 3, 2026", "",
    "End of Document", "", "\fCouncil approves the plan", "The Ledger", "March 4, 2026", "Copyright 2026 The Ledger",
    "Length: 9 words", "Body", "The plan has passed.", "Load-Date: March 4, 2026", "End of Document", "",
    "\fNo money", "The Ledger", "Copyright 2026 The Ledger", "Length: 4 words", "Body", "There is no money.",
    "Classification", "Language: ENGLISH", "End of Document")
UNI_SAYS = [
    Says("Council approves the plan", "The Evening Paper (London)", "2026-03-03", "The council voted.",
         "Body language was tense.", ("Anna Berg", "Bernard Lind"), "NEWS; Version:1", "en"),
    Says("Council approves the plan", "The Ledger", "2026-03-04", "The plan", "has passed."),
    Says("No money", "The Ledger", "", "There is", "no money.", language="en")]
UNI_GERMAN = (
    "Datum und Uhrzeit: Dienstag, 3. März 2026 14:22:00 MEZ", "Auftragsnummer: 111693443", "Dokumente (2)",
    "1. Streit um den Hafen", "2. Kein Geld", "", "Streit um den Hafen", "Der Morgenbote (Deutschland)",
    "4. März 2026 Mittwoch", "Copyright 2026 Morgenbote GmbH Alle Rechte vorbehalten", "Rubrik: POLITIK; S. 1",
    "Länge: 20 Wörter", "Autor: Carla Dorn", "Text", "", "Der Rat hat abgestimmt.", "„Es ist geschafft“, sagte sie.",
    "Klassifizierung", "Sprache: GERMAN; DEUTSCH", "Ladedatum: 4. März 2026", "Ende des Dokuments",
    "Kein Geld", "Der Morgenbote (Deutschland)", "5. März 2026 Donnerstag", "Länge: 4 Wörter", "Volltext",
    "Es ist kein Geld da.", "Ende des Dokuments")
UNI_FRENCH = (
    "Pas d’argent pour le port", "Le Registre", "4 mars 2026 mercredi",
    "Copyright 2026 Le Registre tous droits réservés",
    "Rubrique: Politique; Pg. 7", "Longueur: 41 mots", "Auteur: Anne Leroy", "Corps", "Le ministre a dit non.",
    "Classification", "Langue: FRENCH; FRANÇAIS", "Date-chargement: 4 mars 2026", "Fin du document")
NEWER = {
    "English": (UNI, UNI_SAYS),
    "German": (UNI_GERMAN, [
        Says("Streit um den Hafen", "Der Morgenbote (Deutschland)", "2026-03-04", "Der Rat", "sagte sie.",
             ("Carla Dorn",), "POLITIK; S. 1", "de"),
        Says("Kein Geld", "Der Morgenbote (Deutschland)", "2026-03-05", "Es ist", "Geld da.")]),
    "French": (UNI_FRENCH, [
        Says("Pas d’argent pour le port", "Le Registre", "2026-03-04", "Le ministre a dit non.", "a dit non.",
             ("Anne Leroy",), "Politique; Pg. 7", "fr")]),
}


@pytest.mark.parametrize("language", NEWER)
def test_the_newer_nexis_is_read_without_its_cover_and_classification(language: str, tmp_path: Path) -> None:
    paragraphs, wanted = NEWER[language]
    checked(docx(tmp_path / "Files (3).DOCX", *paragraphs), "nexis", wanted)


def test_the_newer_nexis_as_rich_text_and_as_plain_text(tmp_path: Path) -> None:
    rich = "".join(
        ("{\\pard \\page\\par}" if "\f" in line else "") +
        "{\\pard " + "".join(c if c < "\x80" else f"\\u{ord(c)}?" for c in line.strip("\f")) + "\\par}\n"
        for line in UNI)
    path = tmp_path / "Files.RTF"
    path.write_text("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}\n" + rich + "}", encoding="ascii")
    checked(path, "nexis", UNI_SAYS)
    plain = tmp_path / "Files.txt"
    plain.write_text("\r\n".join(UNI), encoding="utf-8", newline="")
    checked(plain, "nexis", UNI_SAYS)


# --- Factiva ---

FACTIVA_FRENCH = """\
Pas d’argent pour le port

Politique
Anne Leroy
41 mots
4 mars 2026
11:30
Le Registre
LEREG
7
Français
Copyright 2026 Le Registre Tous droits réservés

Le ministre a dit non.

« C’est terminé », a-t-il déclaré.

Document LEREG00020260304em3400001

Brèves

3 mots
5 mars 2026
Le Registre
LEREG
Français
Copyright 2026 Le Registre

Rien de neuf.

Document LEREG00020260305em3500002

Récapitulatif de recherche
Texte port
Date Toutes les dates
© 2026 Factiva, Inc. Tous droits réservés.
"""
FACTIVA_FRENCH_SAYS = [
    Says("Pas d’argent pour le port", "Le Registre", "2026-03-04", "Le ministre a dit non.", "a-t-il déclaré.",
         ("Anne Leroy",), "Politique", "fr"),
    Says("Brèves", "Le Registre", "2026-03-05", "Rien de neuf.", "Rien de neuf.", language="fr")]
FACTIVA_GERMAN = """\
HD\tStreit um den Hafen

BY\tVon Carla Dorn

WC\t1.020 Wörter

PD\t4. März 2026

SN\tDer Morgenbote

SC\tMORGEN

PG\t1

LA\tDeutsch

CY\t(c) 2026 Morgenbote GmbH

LP\t

Der Rat hat abgestimmt.

TD\t

„Es ist geschafft“, sagte die Bürgermeisterin.

CO\tmorgn : Morgenbote GmbH

AN\tDokument MORGEN0020260304em340000a

HD\tKein Geld

WC\t4 Wörter

PD\t5 März 2026

SN\tDer Morgenbote

LP\t

Es ist kein Geld da.

AN\tDokument MORGEN0020260305em350000b

Suchzusammenfassung
Text\tHafen
"""
FACTIVA_GERMAN_SAYS = [
    Says("Streit um den Hafen", "Der Morgenbote", "2026-03-04", "Der Rat hat", "sagte die Bürgermeisterin.",
         ("Carla Dorn",), "", "de"),
    Says("Kein Geld", "Der Morgenbote", "2026-03-05", "Es ist", "Geld da.")]


def rich_text(text: str) -> str:
    return "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Verdana;}}{\\info{\\title Factiva}}\n" + "".join(
        "\\par\n" if c == "\n" else "\\tab " if c == "\t" else c if c < "\x80" else f"\\u{ord(c)}?" for c in text) + "}"


FACTIVA = {"French.txt": (FACTIVA_FRENCH, FACTIVA_FRENCH_SAYS), "German.txt": (FACTIVA_GERMAN, FACTIVA_GERMAN_SAYS),
           "French.rtf": (rich_text(FACTIVA_FRENCH), FACTIVA_FRENCH_SAYS),
           "German.rtf": (rich_text(FACTIVA_GERMAN), FACTIVA_GERMAN_SAYS)}


@pytest.mark.parametrize("name", FACTIVA)
def test_factiva_as_text_and_rich_text_in_other_languages(name: str, tmp_path: Path) -> None:
    text, wanted = FACTIVA[name]
    path = tmp_path / f"Factiva-20260304.{name[-3:]}"
    path.write_text(text, encoding="utf-8")
    checked(path, "factiva", wanted)


def row(code: str, said: str) -> str:
    return f'<tr><td valign="top" nowrap="nowrap"><b>{code}</b>&nbsp;</td><td>{said}</td></tr>'


def test_factiva_as_a_page_with_codes_whatever_its_language(tmp_path: Path) -> None:
    def article(language: str, *rows: str) -> str:
        return (f'<div id="article-X" class="article {language}Article"><p><table>{"".join(rows)}</table></p></div>')

    def words(language: str, *said: str) -> str:
        return "".join(f'<p class="articleParagraph {language}articleParagraph">{each}</p>' for each in said)

    path = tmp_path / "Factiva.html"
    path.write_text(
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Factiva</title></head>'
        "<body>" + article("es", row("SE", "Nacional"), row("HD", '<span class="esHeadline">No hay dinero</span>'),
                  row("BY", "Por Ana Ruiz y Juan Gil"), row("WC", "31 palabras"), row("PD", "4 marzo 2026"),
                  row("ET", "10:15"), row("SN", "El Diario"), row("SC", "ELDIA"), row("LA", "Español"),
                  row("CY", "Copyright 2026"), row("LP", words("es", "El ministro dijo que no.")),
                  row("TD", words("es", "«Se acabó», dijo.")), row("NS", "gpol : Política"),
                  row("AN", "Documento ELDIA00020260304em340000a"))
        + article("pt", row("HD", '<span class="ptHeadline">Sem dinheiro</span>'), row("WC", "3 palavras"),
                  row("PD", "5 março 2026"), row("SN", "O Jornal"), row("LA", "Português"),
                  row("LP", words("pt", "Não há dinheiro.")), row("AN", "Documento OJORN00020260305em350000b"))
        + "</body></html>", encoding="utf-8")
    checked(path, "factiva", [
        Says("No hay dinero", "El Diario", "2026-03-04", "El ministro dijo que no.", "«Se acabó», dijo.",
             ("Ana Ruiz", "Juan Gil"), "Nacional", "es"),
        Says("Sem dinheiro", "O Jornal", "2026-03-05", "Não há", "dinheiro.", language="pt")])


# --- Europresse ---

def test_europresse_in_english_without_author_or_date(tmp_path: Path) -> None:
    path = tmp_path / "biblioeuropresse.html"
    path.write_text("""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Eureka</title></head><body>
<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">The Evening Paper (site web)
</span></div><div class="rdp__DocHeader">
<span class="DocHeader">News, Tuesday, March 3, 2026 - 11:10 PM UTC 410 words, p. A3</span>
</div><div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">Council approves the plan</p></div>
<div class="docAuthors">Anna Berg and Bernard Lind</div></header><section><div class="DocText clearfix">
<div class="docOcurrContainer"><p>The council voted.</p><p>“It’s done,” said the mayor.</p></div></div></section>
<footer><p>This article appeared in The Evening Paper (site web)</p><p>© 2026 The Evening Paper.</p></footer></article>
<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">The Ledger, no. 12</span></div>
<div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">Council approves the plan</p></div></header>
<section><div class="docOcurrContainer"><p>It has passed.</p></div></section></article>
</body></html>""", encoding="utf-8")
    checked(path, "europresse", [
        Says("Council approves the plan", "The Evening Paper (site web)", "2026-03-03", "The council voted.",
             "said the mayor.", ("Anna Berg", "Bernard Lind"), "News"),
        Says("Council approves the plan", "The Ledger", "", "It has", "passed.")])


# --- as PDF ---

def pdf(path: Path, pages: list[list[str]]) -> Path:
    """A PDF of these lines, a page each list, from top to bottom."""
    def drawn(lines: list[str]) -> bytes:
        shown = (line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines)
        return b"BT /F 9 Tf 40 800 Td 14 TL " + b" ".join(f"({line}) Tj T*".encode("cp1252") for line in shown) + b" ET"

    streams = [drawn(lines) for lines in pages]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
               b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    for number, stream in enumerate(streams):
        objects += [f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * number} 0 R"
                    "/Resources<</Font<</F 3 0 R>>>>>>".encode(),
                    f"<</Length {len(stream)}>>stream\n".encode() + stream + b"\nendstream"]
    raw, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(raw))
        raw += f"{number} 0 obj".encode() + each + b"endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    raw += (f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
            f"startxref\n{len(raw)}\n%%EOF\n").encode()
    path.write_bytes(raw)
    return path


def test_nexis_as_pdf_is_split_and_its_lines_put_together(tmp_path: Path) -> None:
    cover, rest = [line.strip("\f") for line in UNI[:len(COVER)]], [line.strip("\f") for line in UNI[len(COVER):]]
    place = rest.index("Body language was tense.")
    rest[place:place + 1] = ["Body language was tense, and nobody who was in the room wanted to be the first to",
                             "leave it.", "There was more."]
    end = rest.index("End of Document") + 1
    last = rest.index("No money")
    path = pdf(tmp_path / "Files.PDF", [cover, ["Page 1 of 3", *rest[:end]], ["Page 2 of 3", *rest[end:last]],
                                        ["Page 3 of 3", *rest[last:]]])
    wanted = [Says(**{**{name: getattr(UNI_SAYS[0], name) for name in Says.__dataclass_fields__},
                      "ends": "wanted to be the first to leave it.\n\nThere was more."}), *UNI_SAYS[1:]]
    checked(path, "nexis", wanted)
