"""The report: one page that holds every word, runs nothing and leads from mark to card and back."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import formats
from annotator.actions.annotate import set_note
from annotator.session import Session
from tests.formats.corpora import FEW, TEXT, anything

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


class Page(HTMLParser):
    """What a browser makes of the page: ids, where links lead, the text of the articles without their chips."""

    def __init__(self, raw: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.texts: list[list[str]] = []
        self._in_text = self._in_paragraph = self._in_chip = False
        self.feed(raw)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append(tag)
        if (name := named.get("id")) is not None:
            self.ids.append(name)
        if (link := named.get("href")) is not None:
            self.links.append(link)
        if tag == "div" and named.get("class") == "text":
            self.texts.append([])
            self._in_text = True
        elif tag == "aside":
            self._in_text = False
        elif tag == "p" and self._in_text:
            self.texts[-1].append("")
            self._in_paragraph = True
        elif tag == "a":
            self._in_chip = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._in_chip = False
        elif tag == "p":
            self._in_paragraph = False

    def handle_data(self, data: str) -> None:
        if self._in_paragraph and not self._in_chip:
            self.texts[-1][-1] += data


def page(session: Session, out: Path) -> Page:
    formats.export("html", session.catalogue, out)
    return Page(out.read_text(encoding="utf-8"))


def test_the_words_of_an_article_are_all_there_and_in_order(session: Session, tmp_path: Path) -> None:
    first, second = page(session, tmp_path / "r.html").texts
    assert first == TEXT.split("\n")
    assert "".join(second) == "Six additional words, and a figure: 26,000."


def test_every_link_inside_the_page_leads_somewhere_and_no_id_is_there_twice(
    session: Session, tmp_path: Path
) -> None:
    made = page(session, tmp_path / "r.html")
    assert len(made.ids) == len(set(made.ids))
    inside = {link[1:] for link in made.links if link.startswith("#")}
    assert inside and inside <= set(made.ids)
    assert {"m-q1", "c-q1", "s-s1"} <= inside


def test_a_card_says_who_said_it_what_was_answered_and_what_it_is_worth(session: Session, tmp_path: Path) -> None:
    formats.export("html", session.catalogue, tmp_path / "r.html")
    raw = (tmp_path / "r.html").read_text(encoding="utf-8")
    card = raw[raw.index('id="c-q1"'):]
    card = card[:card.index("</section>")]
    for part in ("Jane Doe", "direct", "“Are we too tolerant?” … “At some point, we have to say no.”",
                 "<em>split</em>", "has part", "Ann"):
        assert part in card
    assert "= 1,300,000,000 USD" in raw


def test_nothing_in_it_runs_or_loads_whatever_a_note_says(session: Session, tmp_path: Path) -> None:
    found = session.catalogue.annotation("n2")
    assert found is not None
    session.do(set_note(found, "<script>alert(1)</script>![x](https://example.org/x.png)<b onclick=x>b</b>"))
    made = page(session, tmp_path / "r.html")
    assert not {"script", "img", "iframe", "form", "link", "object"} & set(made.tags)
    raw = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in raw and "onclick" not in raw and "url(" not in raw and "@import" not in raw


def test_kinds_can_be_hidden_without_a_script(session: Session, tmp_path: Path) -> None:
    made = page(session, tmp_path / "r.html")
    raw = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert {"show-k-quote", "show-k-statistic"} <= set(made.ids)
    assert "#show-k-quote:not(:checked)~main" in raw


def test_two_reports_of_one_state_are_the_same_bytes(session: Session, tmp_path: Path) -> None:
    for name in ("one.html", "two.html"):
        formats.export("html", session.catalogue, tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


@given(data=st.data())
@FEW
def test_whatever_overlaps_no_letter_is_lost_or_doubled(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with anything(data, tmp_path_factory) as (session, folder):
        made = page(session, folder / "r.html")
        for entry, written in zip(session.catalogue.contents(), made.texts, strict=True):
            wanted = [line for line in entry.text.split("\n") if line.strip()]
            assert written == wanted


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_browser_shows_it_as_it_is(session: Session, tmp_path: Path) -> None:
    formats.export("html", session.catalogue, tmp_path / "r.html")
    done = subprocess.run(
        [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom",
         (tmp_path / "r.html").as_uri()], capture_output=True, check=True, timeout=60)
    shown = Page(done.stdout.decode())
    assert shown.texts[0] == TEXT.split("\n")
    assert re.search(r"<h1>Small</h1>", done.stdout.decode())
