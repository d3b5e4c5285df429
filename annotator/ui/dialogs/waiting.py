"""Asked at closing when the shared file could not be had: the one question that keeps a window open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from annotator.language import tr, trn
from annotator.ui.exchange_thread import Saved


def may_close(parent: QWidget, saved: Saved, send: Callable[[], bool]) -> bool:
    """Say what is only on this computer, and why; True to close all the same (nothing is lost by that).

    Args:
        send: asks where to and writes a copy; whether it was written. Then the window may close, too.
    """
    box = QMessageBox(parent)
    box.setWindowTitle(tr("Not everything is in the shared file yet"))
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(trn("{number:,} change is only on this computer.", "{number:,} changes are only on this computer.",
                    saved.waiting))
    box.setInformativeText(tr("{fault} They go into the file the next time that you open the project here.",
                              fault=saved.fault)
                           if saved.fault else "")
    wait = box.addButton(tr("Wait"), QMessageBox.ButtonRole.RejectRole)
    copy = box.addButton(tr("Send a copy…"), QMessageBox.ButtonRole.ActionRole)
    close = box.addButton(tr("Close anyway"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(wait)
    box.setEscapeButton(wait)
    box.exec()
    clicked = box.clickedButton()
    return clicked is close or (clicked is copy and send())
