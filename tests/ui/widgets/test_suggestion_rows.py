from __future__ import annotations

from PySide6.QtGui import QStandardItem, QStandardItemModel
from pytestqt.qtbot import QtBot

from annotator.ui.models.suggestion_list import ROW, Row
from annotator.ui.theme import load_theme
from annotator.ui.widgets.row_list import RowList
from annotator.ui.widgets.suggestion_rows import SuggestionRows

LONG = "The share of homes at risk in the estuary rose from 4 % to 7 % between two winters that nobody has forgotten"
REASONS = " + ".join(["a clause", "‘wrote’", "name within 12 words"] * 2)
ROWS = (Row("statistic", "Statistic", "seven", "= 7 gates", "number 7", "95 %"),
        Row("quote", "Quote", LONG, "“the report”", "according to", "95 %"),
        Row("quote", "Quote", LONG, "“the report”", REASONS, "60 %"))


def heights(qtbot: QtBot, *, alike: bool) -> list[int]:
    model, rows = QStandardItemModel(), RowList("Suggestions")
    for row in ROWS:
        item = QStandardItem(row.words)
        item.setData(row, ROW)
        model.appendRow(item)
    qtbot.addWidget(rows)
    rows.setModel(model)
    rows.setItemDelegate(SuggestionRows(load_theme("light"), rows))
    rows.setUniformItemSizes(alike)
    rows.resize(340, 600)
    rows.show()
    return [rows.visualRect(model.index(at, 0)).height() for at in range(len(ROWS))]


def test_a_row_is_as_high_as_its_words_need(qtbot: QtBot) -> None:
    figure, quote, quote_with_more_reasons = heights(qtbot, alike=False)
    assert figure < quote < quote_with_more_reasons


def test_in_a_list_of_one_height_all_are_as_high_as_the_highest(qtbot: QtBot) -> None:
    assert set(heights(qtbot, alike=True)) == {heights(qtbot, alike=False)[-1]}
