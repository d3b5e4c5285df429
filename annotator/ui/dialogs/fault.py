"""Faults: what we expected and can explain, and what is our mistake."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from annotator.corpus.errors import Fault
from annotator.language import tr
from annotator.ui.icons import set_icon
from annotator.ui.theme import Theme
from annotator.ui.widgets.call import Call
from annotator.ui.widgets.plain import plain_label

_WORDS_WIDTH = 440


class FaultDialog(QDialog):
    """What could not be done, why, and what to do now, as three sentences and not as one.

    Args:
        remedy: words of a button that mends it, and what it calls.
    """

    def __init__(self, parent: QWidget | None, fault: Fault, *, theme: Theme,
                 remedy: tuple[str, Callable[[], None]] | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("That did not work"))
        self.setAccessibleName(str(fault))
        self._fault = fault
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(_words(_sentence(fault.what, stop=False), self, role="title"))
        words.addWidget(_words(_sentence(fault.why), self))
        if fault.remedy:
            words.addSpacing(4)
            words.addWidget(_words(tr("What you can do"), self, role="heading"))
            words.addWidget(_words(_sentence(fault.remedy), self))
        close = _primary(tr("Close"), self)
        close.clicked.connect(self.accept)
        buttons = [close]
        if remedy:
            mend = QPushButton(remedy[0], self)
            mend.setAccessibleName(remedy[0])
            mend.clicked.connect(self.accept)
            mend.clicked.connect(Call(remedy[1], self).run)
            buttons.insert(0, mend)
        _frame(self, words, icon=("danger", theme), buttons=buttons)


class CrashDialog(QDialog):
    """“This is our mistake”: says that nothing is lost, and makes it easy to tell us.

    Args:
        report: the whole report, plain text, shown and copied as it is.
        log_folder: where the log lies; opened in the desktop's file manager.
    """

    def __init__(self, parent: QWidget | None, report: str, *, log_folder: Path, theme: Theme) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("This is our mistake"))
        self.setAccessibleName(tr("This is our mistake. Your work is saved."))
        self._report = report
        self._log_folder = log_folder
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(_words(tr("This is our mistake"), self, role="title"))
        words.addWidget(
            _words(
                tr("Something went wrong inside Annotator. Your work is saved: every annotation is written to the disk "
                   "as you make it. You can go on; if anything looks odd, close the window and open it again."),
                self,
            )
        )
        words.addWidget(
            _words(tr("Read the report before you send it: it may quote a line of an article."), self, role="muted")
        )
        words.addWidget(self._report_box())
        _frame(self, words, icon=("warning", theme), buttons=self._buttons())

    def _report_box(self) -> QPlainTextEdit:
        box = QPlainTextEdit(self._report, self)
        box.setReadOnly(True)
        box.setTabChangesFocus(True)
        box.setAccessibleName(tr("Report"))
        box.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        box.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        box.setMinimumHeight(170)
        return box

    def _buttons(self) -> list[QPushButton]:
        self._copy = QPushButton(tr("Copy report"), self)
        self._copy.setAccessibleName(tr("Copy report"))
        self._copy.clicked.connect(self._copy_report)
        folder = QPushButton(tr("Open log folder"), self)
        folder.setAccessibleName(tr("Open log folder"))
        folder.clicked.connect(self._open_folder)
        close = _primary(tr("Go on"), self)
        close.clicked.connect(self.accept)
        return [self._copy, folder, close]

    @Slot()
    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self._copy.setText(tr("Copied"))

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_folder)))


def show_fault(parent: QWidget | None, fault: Fault, *, theme: Theme,
               remedy: tuple[str, Callable[[], None]] | None = None) -> FaultDialog:
    """Show a fault over its window without stopping the program; the dialog goes when it is closed."""
    dialog = FaultDialog(parent, fault, theme=theme, remedy=remedy)
    dialog.open()
    return dialog


def _frame(dialog: QDialog, words: QVBoxLayout, *, icon: tuple[str, Theme], buttons: list[QPushButton]) -> None:
    name, theme = icon
    sign = QLabel(dialog)
    sign.setFixedSize(28, 28)
    set_icon(sign, name, getattr(theme, name), size=28)
    upper = QHBoxLayout()
    upper.setSpacing(16)
    upper.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    upper.addLayout(words, 1)
    lower = QHBoxLayout()
    lower.setSpacing(8)
    lower.addStretch()
    for button in buttons:
        lower.addWidget(button)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 22, 22, 18)
    column.setSpacing(20)
    column.addLayout(upper)
    column.addLayout(lower)


def _words(text: str, parent: QWidget, *, role: str = "") -> QLabel:
    label = plain_label(text, role, selectable=True, parent=parent)
    label.setMinimumWidth(_WORDS_WIDTH)
    return label


def _primary(words: str, parent: QWidget) -> QPushButton:
    button = QPushButton(words, parent)
    button.setDefault(True)
    button.setAccessibleName(words)
    return button


def _sentence(text: str, *, stop: bool = True) -> str:
    """A whole sentence of a fault's clause; a file's name at its beginning keeps its small letter."""
    text = text.strip()
    if text.partition(" ")[0].replace("’", "").isalpha():
        text = text[0].upper() + text[1:]
    return text if not stop or text.endswith((".", "!", "?")) else f"{text}."
