"""A reader on an off-screen window, with its article."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.reader import ArticleView
from annotator.ui.theme import load_theme
from tests.ui.reader.articles import TUNNEL, Mouse


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    """The tunnel article in a window of 760 × 700, without highlights."""
    made = ArticleView(theme=load_theme("light"))
    qtbot.addWidget(made)
    made.resize(760, 700)
    made.show_article(TUNNEL, heading="A tunnel pays for itself", subheading="The Courier · 14 March")
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    return made


@pytest.fixture
def mouse(view: ArticleView) -> Mouse:
    return Mouse(view)


@pytest.fixture(scope="module")
def shown(qapp: object) -> Iterator[ArticleView]:
    """One reader for many examples."""
    made = ArticleView(theme=load_theme("light"))
    made.resize(500, 400)
    made.show()
    yield made
    made.close()
    made.deleteLater()
