"""The figure of a statistic: read from the words, corrected by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from annotator.corpus.annotation import Annotation
from annotator.corpus.figures import read_figure
from annotator.session import Session
from annotator.ui.bridge import Bridge, Said
from annotator.ui.widgets.quantity_form import QuantityForm
from tests import builders


class Statistic:
    """A form on one statistic of a real project."""

    def __init__(self, qtbot: QtBot, session: Session, words: str, *, read: bool = True) -> None:
        self.session = session
        article = builders.article(session, builders.TEXT + "It rose from 4% to 7%, about 12 to 15 homes.")
        text = session.catalogue.text(article)
        figure = read_figure(text, *builders.span(words, text)) if read else None
        self.id = builders.annotation(session, article, words, kind="statistic",
                                      figure=figure.fields() if figure else {}).id
        self.bridge: Bridge = builders.bridge(session, article=article, annotation=self.id)
        self.said: list[str] = []
        self.bridge.said.connect(self._hear)
        self.form = QuantityForm(self.bridge)
        qtbot.addWidget(self.form)
        self.form.resize(340, 700)
        self.bridge.changed.connect(self._follow)
        self._follow()
        with qtbot.waitActive(self.form):
            self.form.show()

    def _hear(self, said: Said) -> None:
        self.said.append(said.text)

    def _follow(self, _changed: object = None) -> None:
        self.form.show_annotation(self.bridge.find(self.id))

    def stored(self) -> Annotation:
        found = self.session.catalogue.annotation(self.id)
        assert found is not None
        return found

    def line(self, name: str) -> QLineEdit:
        found = self.form.field(name).editor.findChild(QLineEdit)
        assert isinstance(found, QLineEdit)
        return found

    def write(self, name: str, words: str) -> None:
        line = self.line(name)
        line.setFocus()
        line.selectAll()
        line.insert(words)
        QTest.keyClick(line, Qt.Key.Key_Return)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = builders.project(tmp_path)
    yield made
    made.close()


@pytest.fixture
def price(qtbot: QtBot, session: Session) -> Statistic:
    return Statistic(qtbot, session, "$1.3 billion")


def test_the_figure_stands_in_the_fields_with_its_thousands_grouped(price: Statistic) -> None:
    assert price.line("value").text() == "1,300,000,000"
    assert price.line("unit").text() == "USD"
    price.line("value").setFocus()
    assert price.line("value").text() == "1300000000"


def test_looking_at_a_figure_stores_nothing(price: Statistic) -> None:
    before = price.session.replica.last("op")
    for name in ("value", "unit", "measuredEntity", "value"):
        price.line(name).setFocus()
    price.line("value").clearFocus()
    assert price.session.replica.last("op") == before


@pytest.mark.parametrize("words", ["-12", "0.25", "1200000000"])
def test_a_decimal_is_stored_as_it_was_typed(price: Statistic, words: str) -> None:
    price.write("value", words)
    assert price.stored().quantity["value"] == words
    price.bridge.undo()
    assert price.stored().quantity["value"] == "1300000000"


@pytest.mark.parametrize("words", ["1,300", "1.300.000", "1e9", ".5", "5.", "about 5", "１２"])
def test_what_is_no_decimal_is_explained_and_not_stored(price: Statistic, words: str) -> None:
    price.write("value", words)
    assert price.stored().quantity["value"] == "1300000000"
    assert "is not a number" in price.form.field("value").remark.text
    assert price.line("value").text() == words


def test_an_emptied_part_is_taken_away(price: Statistic) -> None:
    price.write("unit", "")
    assert "unit" not in price.stored().quantity


def test_a_unit_that_a_person_wrote_is_no_longer_assumed(price: Statistic) -> None:
    assert price.stored().quantity.get("unitInferred") is True
    price.write("unit", "CAD")
    assert price.stored().quantity["unit"] == "CAD"
    assert "unitInferred" not in price.stored().quantity


def test_a_range_shows_its_upper_end_and_loses_it_with_another_comparator(price: Statistic) -> None:
    assert price.form.field("valueMax").isHidden()
    price.form.field("comparator").editor.committed.emit("range")
    assert price.form.field("valueMax").isVisible()
    price.write("valueMax", "1500000000")
    assert price.stored().quantity["valueMax"] == "1500000000"
    price.form.field("comparator").editor.committed.emit("<")
    assert "valueMax" not in price.stored().quantity
    assert price.stored().quantity["comparator"] == "<"


def test_a_change_begins_with_its_direction(price: Statistic) -> None:
    price.form._set_more(True)
    price.write("from", "4")
    assert "change" not in price.stored().quantity
    assert "increase or decrease" in price.form.field("from").remark.text
    price.form.field("direction").editor.committed.emit("increase")
    price.write("from", "5")
    price.write("to", "7")
    assert price.stored().quantity["change"] == {"direction": "increase", "from": "5", "to": "7"}
    price.form.field("direction").editor.committed.emit(None)
    assert "change" not in price.stored().quantity


def test_the_rarer_parts_are_open_where_one_of_them_is_filled(qtbot: QtBot, session: Session) -> None:
    changed = Statistic(qtbot, session, "from 4% to 7%")
    assert changed.form.field("direction").isVisible()
    plain = Statistic(qtbot, session, "Fewer than 0.2 percent")
    assert not plain.form.field("direction").isVisible()


def test_reading_again_takes_the_words_as_they_are_now_and_keeps_what_no_reading_gives(price: Statistic) -> None:
    price.write("value", "5")
    price.write("measuredProperty", "cost")
    price.form.read_again()
    stored = price.stored()
    assert (stored.quantity["value"], stored.quantity["unit"]) == ("1300000000", "USD")
    assert stored.quantity["measuredProperty"] == "cost"
    assert {(mark.role, price.bridge.text[mark.start:mark.end]) for mark in stored.marks} >= {("unit", "$")}


def test_reading_again_is_one_action_and_says_when_nothing_is_new(price: Statistic) -> None:
    price.write("value", "5")
    price.form.read_again()
    price.bridge.undo()
    assert price.stored().quantity["value"] == "5"
    price.form.read_again()
    before = price.session.replica.last("op")
    price.form.read_again()
    assert price.session.replica.last("op") == before
    assert price.said[-1] == "The words say what is there already"


def test_words_without_a_figure_leave_everything_as_it_is(qtbot: QtBot, session: Session) -> None:
    wordy = Statistic(qtbot, session, "the minister", read=False)
    wordy.write("value", "3")
    wordy.form.read_again()
    assert wordy.stored().quantity == {"value": "3"}
    assert "No figure" in wordy.said[-1]


def test_what_is_being_typed_goes_to_its_own_annotation_when_another_is_shown(qtbot: QtBot, tmp_path: Path) -> None:
    session = builders.project(tmp_path)
    one = Statistic(qtbot, session, "$1.3 billion")
    other = builders.annotation(session, one.stored().article, "Fewer than 0.2 percent", kind="statistic")
    line = one.line("unit")
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    line.setText("EUR")
    one.id, known = other.id, one.id
    one._follow()
    assert line.text() == ""
    assert "unit" not in one.stored().quantity
    one.id = known
    assert one.stored().quantity["unit"] == "EUR"
