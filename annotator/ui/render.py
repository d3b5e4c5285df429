"""The real window, off screen, as a picture: for the README, for looking at it, for tests."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.corpus.errors import Fault
from annotator.language import tr, trn

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from annotator.ui.main_window import MainWindow

PATIENCE = 5.0
"""Seconds after which a picture is taken although the finders have not read all of a long article."""

QUIET = 0.7
"""Seconds without any work after which nothing more is awaited."""


def render(project: Path, article: int, out: Path, *, theme: str = "light", size: tuple[int, int] = (1366, 768),
           scale: float = 1.0) -> None:
    """Draw the window on an article.

    Args:
        article: counted from 1 in library order.
        size: in device-independent pixels.
        scale: device pixels for each of them.

    Raises:
        Fault: the project cannot be opened, has no such article, or the picture cannot be written.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(scale)
    from PySide6.QtWidgets import QApplication

    from annotator.corpus.team import Coder
    from annotator.session import Session
    from annotator.settings import home, load
    from annotator.ui.icons import draw_now
    from annotator.ui.main_window import MainWindow
    from annotator.ui.theme import FUSION, apply_theme, load_theme, theme_name_for

    app = QApplication.instance() or QApplication(["annotator", *FUSION])
    assert isinstance(app, QApplication)
    settings = load()
    session = Session.open(project, Coder(settings.coder, settings.name), home=home())
    session.exchange()
    session.catch_up()
    ids = session.catalogue.article_ids()
    if not 1 <= article <= len(ids):
        session.close()
        raise Fault(tr("Article {article} cannot be drawn", article=article),
                    trn("the project has {number} article", "the project has {number} articles", len(ids)),
                    tr("Choose one of them"))
    look = load_theme(theme_name_for(theme))
    apply_theme(app, look)
    window = MainWindow(session, look, settings)
    window.resize(*size)
    window.show()
    window.furnish()
    draw_now()
    window.bridge.show_article(ids[article - 1])
    window.bridge.exchange_once()
    annotations = window.bridge.annotations()
    if annotations:
        window.bridge.focus(annotations[0].id)
    window.view.setFocus()
    _wait(window)
    picture = window.grab()
    window.hide()  # not closed: a picture neither keeps a layout nor asks anything
    window.let_go()
    window.deleteLater()
    _save(picture, out)


def _wait(window: MainWindow) -> None:
    """Until all that a person would soon see is there."""
    from PySide6.QtCore import QCoreApplication, QEventLoop

    for _ in range(5):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    begun = quiet = time.monotonic()
    while (now := time.monotonic()) < min(begun + PATIENCE, quiet + QUIET):  # one work may begin another
        if window.bridge.suggestions.searching or window.bridge.beside.is_busy:
            quiet = now
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def _save(picture: QPixmap, out: Path) -> None:
    if not picture.save(str(out), "PNG"):
        raise Fault(tr("{name} was not written", name=out), tr("the folder is missing or read-only"),
                    tr("Choose another place"))
