"""Tab visits controls as they stand, also those that are made later: else they would be last in the window."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def visit_in_reading_order(root: QWidget) -> None:
    """Have Tab visit the controls of a widget in the order of its layouts; the first one stays where it is."""
    for one, other in pairwise(in_reading_order(root)):
        QWidget.setTabOrder(one, other)


def in_reading_order(root: QWidget) -> Iterator[QWidget]:
    """The controls that Tab visits, in the order of the layouts.

    An editor that hands its focus on to a control inside it goes as a whole: Qt asks it, too, and left behind it would
    lead back into a ring.
    """
    proxy = root.focusProxy()
    if proxy is not None and root.isAncestorOf(proxy):
        yield root
        return
    if root.focusPolicy() & Qt.FocusPolicy.TabFocus and proxy is None:
        yield root
    inner = root.widget() if isinstance(root, QScrollArea) else None
    if inner is not None:
        yield from in_reading_order(inner)
    elif (layout := root.layout()) is not None:
        yield from _inside(layout)


def _inside(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget, nested = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield from in_reading_order(widget)
        elif nested is not None:
            yield from _inside(nested)
