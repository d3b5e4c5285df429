"""Where Tab comes to controls that are made later: without a word they would all be last in the window."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget


def visit_before(target: QWidget, controls: Iterable[QWidget]) -> None:
    """Have Tab visit these, in this order, just before a control."""
    visit_after(target.previousInFocusChain(), (control for control in controls if control is not target))


def visit_after(anchor: QWidget, controls: Iterable[QWidget]) -> None:
    """Have Tab visit these, in this order, just after a control."""
    for control in controls:
        QWidget.setTabOrder(anchor, control)
        anchor = control
