"""The rows of the cards: what they say, what a filter leaves, and that the list stays put."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from annotator.corpus.annotation import Annotation, Attribution, Segment
from annotator.corpus.link import Tie
from annotator.corpus.source import Source
from annotator.ui.models.card_delegate import CardDelegate
from annotator.ui.models.cards import ALL, CARD, INCOMPLETE, NEEDS_SOURCE, CardModel, Filter, chain_text
from annotator.ui.theme import load_theme
from tests import builders

TEXT = "“Yes,” said Anna. “But not now.” It costs $1.3bn, the ministry told Politico, who told us."
SOURCES = {"a": Source("a", "Anna Berg"), "p": Source("p", "Politico"), "m": Source("m", "The ministry")}
BOOK = builders.codebook()


def source(name: str | None) -> Source | None:
    return SOURCES.get(name or "")


def of(name: str, kind: str, *words: str, **facts: Any) -> Annotation:
    segments = tuple(Segment("content", *builders.span(part, TEXT)) for part in words)
    return Annotation(name, "art", kind, segments, **facts)


QUOTE = of("1", "quote", "“Yes,”", "“But not now.”", chain=(Attribution("a"),), attributes={"quote_type": "direct"})
CLAIM = of("2", "claim", "It costs $1.3bn", chain=(Attribution("m"), Attribution("p", "reporter")), note="really?")
FIGURE = of("3", "statistic", "$1.3bn", quantity={"value": "1300000000", "unit": "USD", "measuredEntity": "it"})


@pytest.fixture
def model(qtbot: QtBot) -> CardModel:
    made = CardModel(source)
    made.show_annotations([QUOTE, CLAIM, FIGURE], TEXT, BOOK)
    return made


def test_a_card_says_words_source_and_value(model: CardModel) -> None:
    cards = [model.card(row) for row in range(3)]
    assert [card.chip for card in cards] == ["Q1", "C2", "S3"]
    assert cards[0].words == "“Yes,” … “But not now.”"
    assert [card.source for card in cards] == ["Anna Berg", "The ministry via Politico", ""]
    assert cards[2].value == "= 1,300,000,000 USD · it"
    assert [card.hollow for card in cards] == [False, False, True]
    assert [card.incomplete for card in cards] == [False, True, False]
    assert [card.note for card in cards] == [False, True, False]


def test_a_screen_reader_hears_the_whole_card(model: CardModel) -> None:
    said = model.index(1).data()
    assert said == "C2, Claim. It costs $1.3bn. The ministry via Politico. incomplete. with a note"


@pytest.mark.parametrize(("wanted", "left"), [
    (ALL, ["1", "2", "3"]), (Filter("claim"), ["2"]), (NEEDS_SOURCE, ["3"]), (INCOMPLETE, ["2"]), (Filter("x"), []),
])  # fmt: skip
def test_a_filter_lists_what_its_count_promises(model: CardModel, wanted: Filter, left: list[str]) -> None:
    model.set_filter(wanted)
    assert [model.id_at(row) for row in range(model.rowCount())] == left
    assert model.counts().get(wanted, 0) == len(left)
    assert [model.place(name) for name in left] == list(range(len(left)))


def test_a_number_on_a_card_does_not_change_with_the_filter(model: CardModel) -> None:
    model.set_filter(NEEDS_SOURCE)
    assert model.card(0).chip == "S3"


def test_a_change_of_one_card_does_not_reset_the_list(qtbot: QtBot, model: CardModel) -> None:
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show_annotations([QUOTE, replace(CLAIM, note="", revision=2), FIGURE], TEXT, BOOK)
    assert not model.card(1).note


def test_nobody_and_others_in_the_chain_are_named_in_order() -> None:
    chain = [Attribution(None), Attribution("a", "addressee"), Attribution("p", "publisher")]
    assert chain_text(chain, source) == "No source named to Anna Berg in Politico"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_card_paints_inside_its_row(qtbot: QtBot, model: CardModel, theme: str) -> None:
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    delegate = CardDelegate(load_theme(theme), view)
    view.resize(360, 400)
    for row in range(3):
        index = model.index(row)
        picture = painted(delegate, view, index)
        edge = [picture.pixel(x, picture.height() - 1) for x in range(picture.width())]
        assert len(set(edge)) == 1, "something hangs over the lower edge"
        everywhere = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
        colours = load_theme(theme).kind(index.data(CARD).kind)
        assert {colours.stroke.name(), load_theme(theme).raised.name()} <= everywhere


def painted(delegate: CardDelegate, view: QListView, index: QModelIndex) -> QImage:
    option: Any = QStyleOptionViewItem()
    option.font = view.font()
    height = delegate.sizeHint(option, index).height()
    picture = QImage(view.viewport().width(), height, QImage.Format.Format_RGB32)
    picture.fill(0xFF336699)
    option.rect = picture.rect()
    painter = QPainter(picture)
    try:
        delegate.paint(painter, option, index)
    finally:
        painter.end()
    return picture


def test_a_renamed_source_shows_once_the_cards_are_forgotten(model: CardModel, monkeypatch: pytest.MonkeyPatch) -> None:
    assert model.card(0).source == "Anna Berg"
    monkeypatch.setitem(SOURCES, "a", Source("a", "Anna Lind"))
    model.forget()
    assert model.card(0).source == "Anna Lind"


def test_a_card_is_kept_while_nothing_of_it_changes_and_made_anew_with_its_next_operation(model: CardModel) -> None:
    kept = model.card(0)
    model.show_annotations([QUOTE, CLAIM, FIGURE], TEXT, BOOK)
    assert model.card(0) is kept
    model.show_annotations([replace(QUOTE, note="new", revision=2), CLAIM, FIGURE], TEXT, BOOK)
    assert model.card(0).note
    model.show_annotations([CLAIM, replace(QUOTE, revision=2)], TEXT, BOOK)
    assert model.card(1).chip == "Q2"


def test_a_card_says_how_many_links_there_are_and_is_not_made_anew_for_that(model: CardModel) -> None:
    annotation = of("q1", "quote", "“Yes,”")
    model.show_annotations([annotation], TEXT, BOOK)
    before = model.card(0)
    assert before.links == 0 and "link" not in before.spoken()
    model.show_annotations([annotation], TEXT, BOOK, {"q1": [Tie("cites", "x", True, ()), Tie("cites", "y", True, ())]})
    assert model.card(0) == replace(before, links=2)
    assert model.card(0).spoken().endswith(". 2 links")
