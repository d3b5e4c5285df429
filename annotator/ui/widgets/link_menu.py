"""What can be done with a link: go there, another kind or direction, how sure one is, a note, remove it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from annotator.corpus.link import CERTAINTIES, SYMMETRIC, phrase
from annotator.corpus.vocabulary import in_words
from annotator.language import tr
from annotator.ui.models.link_ends import LinkEnd
from annotator.ui.widgets.link_picker import PHRASES
from annotator.ui.widgets.plain import plain


class Wish(NamedTuple):
    """What somebody chose: "jump", "kind", "certainty", "note" or "remove", and the value that goes with it."""

    what: str
    value: str = ""
    outgoing: bool = True


def link_menu(end: LinkEnd, parent: QWidget, wished: Callable[[Wish], None]) -> QMenu:
    """The menu of a chip; `wished` is told what was chosen."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _add(menu, tr("Bring it back") if end.tie.gone else tr("&Go there"), Wish("jump"))
    if not end.tie.gone:
        _add_kinds(menu.addMenu(tr("&Kind of link")), end)
    certainties = menu.addMenu(tr("&Certainty"))
    for value in ("", *CERTAINTIES):
        shown = end.tie.links[0].certainty == value
        _add(certainties, in_words(value).capitalize() or tr("Not said"), Wish("certainty", value), checked=shown)
    _add(menu, tr("&Note…"), Wish("note"))
    menu.addSeparator()
    _add(menu, tr("&Remove the link"), Wish("remove"))
    menu.triggered.connect(partial(_tell, wished))
    return menu


def _add_kinds(menu: QMenu, end: LinkEnd) -> None:
    for type_, outgoing in PHRASES:
        shown = type_ == end.tie.type and (outgoing == end.tie.outgoing or type_ in SYMMETRIC)
        words = plain(f"{phrase(type_, outgoing=outgoing)} {end.chip}")
        _add(menu, words, Wish("kind", type_, outgoing), checked=shown)


def _add(menu: QMenu, words: str, wish: Wish, *, checked: bool | None = None) -> None:
    action = menu.addAction(words)
    action.setData(wish)
    if checked is not None:
        action.setCheckable(True)
        action.setChecked(checked)


def _tell(wished: Callable[[Wish], None], action: QAction) -> None:
    wished(Wish(*action.data()))
