from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from annotator.project.search import Hit
from annotator.ui.models.hits import ROW, TICK, Group
from annotator.ui.theme import load_theme
from annotator.ui.widgets.hit_rows import HitRows
from tests import builders

THEME = load_theme("light")


def painted(qtbot: QtBot, row: object, *, tick: bool | None = None, selected: bool = False) -> QImage:
    view = QListView()
    qtbot.addWidget(view)
    rows = HitRows(THEME, builders.codebook(), view)
    model, item = QStandardItemModel(view), QStandardItem()
    item.setData(row, ROW)
    item.setData(tick, TICK)
    model.appendRow(item)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 340, 27)  # type: ignore[attr-defined]
    option.font = view.font()  # type: ignore[attr-defined]
    if selected:
        option.state = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus  # type: ignore[attr-defined]
    assert rows.sizeHint(option, model.index(0, 0)).height() >= 24
    image = QImage(QSize(340, 27), QImage.Format.Format_RGB32)
    image.fill(THEME.chrome)
    painter = QPainter(image)
    rows.paint(painter, option, model.index(0, 0))
    painter.end()
    return image


def hit(before: str = "before the ", words: str = "ferry", after: str = " left", kinds: tuple[str, ...] = ()) -> Hit:
    return Hit("a", 3, 8, before, words, after, kinds)


@pytest.mark.parametrize("one", [
    hit(), hit("", "x" * 400, ""), hit("قال ", "الوزير", " إن الميزانية كبيرة جدا " * 9), hit("🙂 ", "👩‍👧", " é"),
])
def test_every_script_and_length_can_be_drawn(qtbot: QtBot, one: Hit) -> None:
    bare = painted(qtbot, hit("", " ", ""))
    assert painted(qtbot, one) != bare


def test_a_hit_shows_its_kinds_its_tick_and_where_one_is(qtbot: QtBot) -> None:
    plain = painted(qtbot, hit())
    pictures = [painted(qtbot, hit(kinds=("claim",))), painted(qtbot, hit(kinds=("quote",))),
                painted(qtbot, hit(), tick=True), painted(qtbot, hit(), tick=False),
                painted(qtbot, hit(), selected=True)]
    assert all(picture != plain for picture in pictures)
    assert pictures[0] != pictures[1] and pictures[2] != pictures[3]


def test_a_heading_without_a_title_is_untitled_and_markup_stays_text(qtbot: QtBot) -> None:
    assert painted(qtbot, Group("a", "", "", "")) == painted(qtbot, Group("a", "Untitled", "", ""))
    assert painted(qtbot, Group("a", "<b>T</b>", "", "")) != painted(qtbot, Group("a", "T", "", ""))
