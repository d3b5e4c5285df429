"""Files that nobody has shown us: what stands where nobody expected it stays, and nothing is lost without a word."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from annotator.formats.doors.decoding import decode
from annotator.formats.doors.fields import field_of
from tests.formats.corpora import bring, project
from tests.formats.doors.golden import read_articles
from tests.formats.doors.test_dialects import Says, centred, checked, docx

# --- Nexis ---


def uni(title: str, *body: str) -> tuple[str, ...]:
    """One article as Nexis Uni has it."""
    return (title, "The Ledger", "March 4, 2026 Wednesday", "Copyright 2026 The Ledger", "Section: NEWS; Pg. A1",
            "Length: 10 words", "Byline: By Jane Doe", "Body", "", *body, "Classification", "", "Language: ENGLISH",
            "Load-Date: March 4, 2026", "", "End of Document")


def test_a_heading_called_notes_ends_no_article_and_captions_below_one_can_be_put_back(tmp_path: Path) -> None:
    body = ("The council voted.", "Correction", "The mayor was wrong about the sum.", "Notes",
            "He took none, and neither did the council; both say so now.",
            "Graphic", "A crane.")
    (one,) = read_articles(docx(tmp_path / "a.docx", *uni("The port", *body)))
    assert one.text.split("\n\n") == list(body[:5])
    assert list(one.left_out) == [(len(one.text), "Graphic"), (len(one.text), "A crane.")]


def test_the_last_article_comes_in_although_its_end_was_cut_off(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", *uni("The port", "It is done."), *uni("No money", "There is none.")[:-1])
    assert [(one.article.title, one.text) for one in read_articles(path)] == [
        ("The port", "It is done."), ("No money", "There is none.")]


def older(*body: str) -> str:
    return "\n\n".join((
        centred("1 of 1 DOCUMENT"), centred("The Ledger"), centred("May 4, 2015 Monday"), "The port",
        "BYLINE: Jane Doe", "SECTION: NEWS", "LENGTH: 9 words", *body, "GRAPHIC: A crane", "Another crane",
        "LOAD-DATE: May 4, 2015", "LANGUAGE: ENGLISH", centred("Copyright 2015 The Ledger", "All Rights Reserved")))


@pytest.mark.parametrize("odd", ["NOTE: a shout.", "LENGTH: two miles.", "UPDATE: It has burnt.", "© 2015 it says."])
def test_a_paragraph_that_begins_as_a_field_is_one_of_the_article(odd: str, tmp_path: Path) -> None:
    body = ("The port burns.", odd, "Nobody was hurt.")
    path = tmp_path / "a.txt"
    path.write_text(older(*body), encoding="utf-8", newline="\r\n")
    (one,) = read_articles(path)
    assert one.text.split("\n\n") == list(body)
    assert (one.article.section, one.article.byline) == ("NEWS", ("Jane Doe",))


# --- Factiva ---

INTERFACES = {
    "Chinese": ("357 字", "2018 年 9 月 18 日", "德文", "文件"),
    "Japanese": ("357 文字", "2018年 9月 18日", "ドイツ語", "文書"),
    "Russian": ("357 слов", "18 сентября 2018", "Немецкий", "Документ"),
    "German": ("357 Wörter", "18 September 2018", "Deutsch", "Dokument"),
}


@pytest.mark.parametrize("language", INTERFACES)
def test_factiva_says_the_same_whatever_language_its_window_had(language: str, tmp_path: Path) -> None:
    words, day, german, document = INTERFACES[language]
    facts = "".join(f"<div>{each}</div>" for each in (words, day, "Morgenbote", "MORGEN", german, "(c) 2018 M"))
    path = tmp_path / "Factiva.html"
    path.write_text(
        '<html><head><meta charset="utf-8"><title>Factiva</title></head><body><div id="article-M1" class="article">'
        "<div class=\"article deArticle\"><p>\n<div id=\"hd\"><span class='deHeadline'>Kein Geld</span></div>"
        f'<div class="author">Carla Dorn </div>{facts}\n</p><p class="articleParagraph dearticleParagraph">Es ist '
        'keines da.</p><p class="articleParagraph dearticleParagraph"><pre>Stadt   2017\n  Bonn    4</pre></p>'
        '<p class="articleParagraph dearticleParagraph">Das war es.</p><p>3089652</p><p>Morgenbote GmbH</p>'
        f"<p>{document} MORGEN0020180918ee9i0004b</p></div></div></body></html>", encoding="utf-8")
    (one,) = checked(path, "factiva", [Says("Kein Geld", "Morgenbote", "2018-09-18", "Es ist", "Das war es.",
                                            ("Carla Dorn",), "", "de")])
    assert "\nStadt 2017\nBonn 4\n" in one.text


# --- Europresse ---

def test_europresse_keeps_standfirst_and_text_whatever_holds_them(tmp_path: Path) -> None:
    def article(title: str, text: str, above: str = "") -> str:
        return (f'<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">Le Registre'
                f'</span></div><span class="DocHeader">Débats, samedi 7 octobre 2023, p. 3</span><div '
                f'class="titreArticle"><p class="titreArticleVisu rdp__articletitle">{title}</p>{above}</div></header>'
                f"<section>{text}</section></article>")

    path = tmp_path / "biblioeuropresse.html"
    path.write_text('<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>' + article(
        "Le port", '<div class="DocText clearfix"><div class="docOcurrContainer"><p>© dit-il.</p><p>Il rit.</p>'
        "<p>© 2023 Le Registre. Tous droits réservés.</p><p>news·20231007·LR·0001</p></div></div>",
        '<p class="sm-margin-TopNews rdp__subtitle">On vote.</p>')
        + article("Brèves", '<div class="DocText clearfix">Rien. <p>De neuf.</p></div>')
        + article("Fin", "<p>C’est tout.</p>") + "</body></html>", encoding="utf-8")
    assert [(one.article.title, one.text.split("\n\n"), list(one.warnings)) for one in read_articles(path)] == [
        ("Le port", ["On vote.", "© dit-il.", "Il rit."], []), ("Brèves", ["Rien.", "De neuf."], []),
        ("Fin", ["C’est tout."], [])]


# --- brat ---

def test_what_brat_says_of_a_relation_goes_along_and_what_it_says_of_nothing_is_counted(tmp_path: Path) -> None:
    folder = tmp_path / "brat"
    folder.mkdir()
    (folder / "a.txt").write_text("Jane said it’s done.", encoding="utf-8")
    (folder / "a.ann").write_text(
        "T1\tQuote 10 19\tit’s done\nT2\tPerson 0 4\tJane\nT2\tQuote 0 4\tJane\nR1\tSpeaker Arg1:T1 Arg2:T2\n"
        "A1\tSure R1 low\n#1\tAnnotatorNotes R1\tLook again\n#2\tAnnotatorNotes T9\tLost\nA2\tSure T9\n"
        "R2\tpart_of Arg1:T1 Arg2:T9\nR3\tSpeaker Arg1:T1 Arg2:T8\n", encoding="utf-8")
    session = project(tmp_path)
    incoming = bring(session, folder)
    (contents,) = session.catalogue.contents()
    quote = next(each.fields for each in contents.annotations if each.fields["segments"] == [["content", 10, 19]])
    assert (quote["attribute:speaker_sure"], quote["note"]) == ("low", "Speaker: Look again")
    assert incoming.added["annotation"] == 3
    assert incoming.warnings == ["4 lines about something that is not there left out"]
    session.close()


# --- web pages ---

SAID = ("The council voted on Tuesday to close the harbour after a debate of nine hours that divided the town.",
        "“It is done,” the mayor told reporters outside the hall. “We will not pay twice for the same crane.”",
        "Nobody had asked the union, whose members had gathered since the morning, and who booed as it was read.")
TOLD = json.dumps({"@type": "NewsArticle", "headline": "The port", "articleBody": "\n\n".join(SAID)})
PAGES = {
    "bare words behind the headline": "<div><h1>The port</h1>" + "<br><br>".join(SAID) + "</div>",
    "marks that browsers draw": "<article><h1>The port</h1>" + "".join(
        f"<p>{each.replace('“', '<q>').replace('”', '</q>')}</p>" for each in SAID) + "</article>",
    "only told to search engines": f'<div id="root"></div><script type="application/ld+json">{TOLD}</script>',
}


@pytest.mark.parametrize("how", PAGES)
def test_every_paragraph_of_a_page_is_there_however_it_is_set(how: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text('<!DOCTYPE html><html><head><meta charset="utf-8"><title>The port</title></head><body><nav><ul><li>'
                    f"<a href='/'>Home</a></li></ul></nav>{PAGES[how]}</body></html>", encoding="utf-8")
    (one,) = read_articles(path)
    assert one.text.split("\n\n") == list(SAID)


# --- tables ---

@pytest.mark.parametrize(("name", "field"), [
    ("Média", "outlet"), ("Date de parution", "published"), ("Lien", "url"), ("Erscheinungsdatum", "published"),
    ("Texte intégral", "text"), ("Fuente", "outlet"), ("Contenido", "text"), ("Publication title", "outlet")])
def test_columns_are_known_in_the_languages_of_newsrooms(name: str, field: str) -> None:
    assert field_of(name) == field


# --- documents ---

RICH = {
    "of an old Mac": (r"{\rtf1\mac{\fonttbl\f0 Helvetica;}\f0 The \'d2port\'d3 \'d1 it\'d5s done.}",
                      "The “port” — it’s done."),
    "of TextEdit": (r"{\rtf1\ansi\ansicpg10000{\fonttbl\f0 Helvetica;}\f0 It\'d5s done.}", "It’s done."),
    "of Windows": (r"{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Arial;}\f0 It\'92s \macron done.}", "It’s done."),
    "with letters in two halves": (r"{\rtf1\ansi\uc1 Done \u-10179?\u-8704? now.}", "Done 😀 now."),
}


@pytest.mark.parametrize("how", RICH)
def test_rich_text_is_read_whatever_wrote_it(how: str, tmp_path: Path) -> None:
    source, text = RICH[how]
    (tmp_path / "a.rtf").write_bytes(source.encode("ascii"))
    (one,) = read_articles(tmp_path / "a.rtf")
    assert one.text == text


def test_words_that_word_does_not_show_are_not_read(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", "The port", "It is done.")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    hidden = b"<w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret. </w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr>" \
             b"<w:t>Indeed: </w:t></w:r><w:r>"
    first, _, last = parts["word/document.xml"].rpartition(b"<w:r>")
    with zipfile.ZipFile(path, "w") as archive:
        for name, raw in (parts | {"word/document.xml": first + hidden + last}).items():
            archive.writestr(name, raw)
    (one,) = read_articles(path)
    assert one.text == "The port\nIndeed: It is done."


# --- encodings ---

@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_another_alphabet_in_utf_16_without_a_mark_is_read(encoding: str) -> None:
    text = "Совет проголосовал во вторник. Всё кончено, сказал мэр."
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman"])
@pytest.mark.parametrize("text", [
    "He spoke on RTÉ on Monday. The Dáil votes today; RTÉ, TV3 and RTÉ's rivals will show it.",
    "— The mayor (@mayor) November 19, 2019", "MICHEÁL MARTIN and TAOISEACH LEO VARADKAR, who paid €4.5m.",
    "“Prince Andrew is not entitled to any of it,” he said.", "“I ALONE CAN FIX IT” is what he said in Cleveland.",
])
def test_news_with_few_letters_beyond_ascii_is_read_right(text: str, encoding: str) -> None:
    assert (decode(text.encode(encoding)).text, decode(text.encode(encoding)).encoding) == (text, encoding)


def test_a_few_accents_among_plain_words_are_no_japanese() -> None:
    text = "Points to note include: ¦ New loans; ¦ Amendments; ¦ Targets. Fianna Fáil's Michael McGrath agreed."
    assert decode(text.encode("cp1252")).text == text


def test_fractions_and_signs_of_old_windows_are_no_japanese() -> None:
    text = "½ cup of sugar, 20°C, 3×4, ±5"
    assert (decode(text.encode("cp1252")).text, decode(text.encode("cp1252")).encoding) == (text, "cp1252")
