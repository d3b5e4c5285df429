"""The guidelines: read as Markdown, written as plain text in the same place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from annotator.actions.codebook import set_guidelines
from annotator.corpus.hands import NO_HANDS, Hands
from annotator.language import tr
from annotator.ui.forms.codebook.desk import CodebookDesk
from annotator.ui.theme import Theme
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.markdown_view import MarkdownView
from annotator.ui.widgets.remark import Remark
from annotator.ui.widgets.text_editor import Page


class _Paper(Page):
    """As tall as there is room."""

    def fit(self) -> None:
        """It scrolls instead of growing."""


class GuidelinesPage(QWidget):
    """Kept on leaving and on Ctrl+Enter; Esc leaves them as they were.

    Signals:
        left: writing has ended by a key.
    """

    left = Signal()

    def __init__(self, desk: CodebookDesk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: str | None = None
        self._before = ""
        self.view, self._nothing = MarkdownView(desk.bridge.theme, self), EmptyState(desk.bridge.theme, self)
        self.page, self.remark = _Paper(self, paragraphs=True), Remark(self)
        self.edit_button = QPushButton(tr("Edit"), self)
        self._text = QStackedWidget(self)
        self._lay_out()
        self.edit_button.clicked.connect(self.edit)
        self.page.entered.connect(self._finish)
        self.page.escaped.connect(self._give_up)
        self.page.went.connect(self._leave)
        self.remark.asked.connect(self._show_theirs)

    def refresh(self, hands: Hands = NO_HANDS) -> bool:
        """Show what is stored now; what is being written stays."""
        stored = self._desk.book.guidelines
        if self.writing():
            if stored != self._before and (who := hands.of("guidelines")):
                self.remark.tell_changed(who)
            return True
        if stored != self._shown:
            self._shown = stored
            self.view.set_markdown(stored)
            self._nothing.show_state("note", tr("No guidelines yet"),
                                     sentence=tr("Say how your team annotates, in Markdown."),
                                     buttons=[(tr("Write guidelines"), self.edit)])
        self._text.setCurrentIndex(0 if stored.strip() else 1)
        self.edit_button.setVisible(bool(stored.strip()))
        return True

    def writing(self) -> bool:
        """Whether they are being written."""
        return self._text.currentWidget() is self.page

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.view.set_theme(theme)
        self._nothing.set_theme(theme)

    def take_focus(self) -> None:
        """Begin to read."""
        self.view.setFocus()

    @Slot()
    def edit(self) -> None:
        """Write: the Markdown itself, in the same place."""
        self._desk.begin()
        self._before = self._desk.book.guidelines
        self.page.setPlainText(self._before)
        self._text.setCurrentWidget(self.page)
        self.edit_button.hide()
        self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commit(self) -> None:
        """Keep what is written, before something else is shown."""
        if self.writing():
            self._finish_with(self.page.toPlainText())

    # --- ending ---

    @Slot()
    def _finish(self) -> None:
        self.commit()
        if not self.writing():
            self.view.setFocus()

    @Slot()
    def _leave(self) -> None:
        self.commit()

    @Slot()
    def _give_up(self) -> None:
        self.page.setPlainText(self._before)  # it commits once more when it loses the focus
        self._finish_with(self._before)
        self.left.emit()

    def _finish_with(self, text: str) -> None:
        """Store the text, and read again; what the disk refuses stays in the page."""
        if text != self._before and self._desk.do(lambda book: set_guidelines(book, text.strip("\n"))):
            return
        self._before = text
        self._text.setCurrentIndex(0)
        self.remark.clear()
        self.refresh()

    @Slot()
    def _show_theirs(self) -> None:
        self.remark.clear()
        self.edit()

    def _lay_out(self) -> None:
        self.view.setAccessibleName(tr("Guidelines"))
        self.view.setProperty("role", "paper")
        self.view.document().setDocumentMargin(12)
        self.page.setAccessibleName(tr("Guidelines, in Markdown"))
        self.page.setPlaceholderText(tr("Markdown. Ctrl+Enter keeps it, Esc does not"))
        self.edit_button.setAccessibleName(tr("Edit the guidelines"))
        self.edit_button.setToolTip(tr("Write in Markdown; Ctrl+Enter keeps it"))
        for part in (self.view, self._nothing, self.page):
            self._text.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.remark)
        column.addWidget(self._text, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 6, 12, 8)
        foot.addWidget(self.edit_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(foot)
