"""The list of kinds, and what is asked of articles and sources: where the editor begins."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.actions import codebook as edit
from annotator.corpus.change import counted
from annotator.corpus.hands import NO_HANDS, Hands
from annotator.corpus.kinds import OF_ARTICLE, OF_SOURCE, Codebook, Kind
from annotator.corpus.usage import Use
from annotator.language import tr
from annotator.ui.forms.codebook.desk import CodebookDesk
from annotator.ui.theme import Theme
from annotator.ui.widgets.add_line import AddLine
from annotator.ui.widgets.book_row import BookRow
from annotator.ui.widgets.plain import plain_label


class KindsPage(QWidget):
    """Rows that open pages; a line at the end of the kinds adds one.

    Signals:
        left: Esc while nothing is typed.
    """

    left = Signal()

    def __init__(self, desk: CodebookDesk) -> None:
        super().__init__()
        self.desk = desk
        self.rows: dict[str, BookRow] = {}
        self.add = AddLine(tr("New kind"), self)
        self._shown: object = None
        self._kinds, self._hidden, self._general = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 16)
        column.setSpacing(6)
        for part in (self._kinds, self._hidden, self._general):
            part.setSpacing(6)
        column.addLayout(self._kinds)
        column.addWidget(self.add)
        column.addLayout(self._hidden)
        column.addLayout(self._general)
        column.addStretch(1)
        self.add.entered.connect(self._add)
        self.add.left.connect(self.left)
        self.refresh()

    def refresh(self, _hands: Hands = NO_HANDS) -> bool:
        """Show what is stored now."""
        book, usage = self.desk.book, self.desk.usage
        stray = sorted(name for name in usage.kinds if name and not any(kind.id == name for kind in book.kinds))
        shown = (book.kinds, book.article_attributes, book.source_attributes, stray,
                 [usage.kind(kind.id) for kind in book.kinds])
        if shown != self._shown:
            self._shown = shown
            self._build(book, stray)
        return True

    def take_focus(self) -> None:
        """Begin at the first kind."""
        (next(iter(self.rows.values()), None) or self.add).setFocus()

    def take_focus_at(self, name: str) -> None:
        """Go on at the row that was open."""
        (self.rows.get(name) or self.add).setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        for row in self.rows.values():
            row.set_theme(theme)

    def typed(self) -> list[str]:
        """Nothing here is lost by going."""
        return []

    def commit(self) -> None:
        """Nothing here waits to be stored."""

    def _build(self, book: Codebook, stray: list[str]) -> None:
        focused = next((name for name, row in self.rows.items() if row.hasFocus()), "")
        for part in (self._kinds, self._hidden, self._general):
            while (item := part.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.hide()
                    old.deleteLater()
        self.rows = {}
        for kind in book.shown:
            self._add_row(self._kinds, kind.id, self._row(kind))
        if hidden := [kind for kind in book.kinds if kind.hidden]:
            self._hidden.addWidget(plain_label(tr("Not marked in this project"), "caption"))
            for kind in hidden:
                self._add_row(self._hidden, kind.id, self._row(kind))
        for name in stray:
            self._hidden.addWidget(plain_label(
                tr("“{name}” is marked {words}, but stands in no codebook. Add a kind of"
                   " that name, and it has a page.", name=name, words=self.desk.usage.kind(name).words()), "muted"))
        self._general.addWidget(plain_label(tr("Asked of everything"), "caption"))
        for owner in (OF_ARTICLE, OF_SOURCE):
            asked = [a.title for a in book.asked(owner) if not a.hidden]
            words = ", ".join(asked) or tr("Nothing is asked yet")
            title = tr("Of each article") if owner == OF_ARTICLE else tr("Of each source")
            self._add_row(self._general, owner, BookRow(title, [words], theme=self.desk.bridge.theme))
        if focused in self.rows:
            self.rows[focused].show()
            self.rows[focused].setFocus()

    def _row(self, kind: Kind) -> BookRow:
        use: Use = self.desk.usage.kind(kind.id)
        asked = sum(not a.hidden for a in kind.attributes)
        facts = [counted(asked, "attribute") if asked else "", tr("{times:,} marked", times=use.times) if use else ""]
        row = BookRow(kind.label, [kind.definition, " · ".join(fact for fact in facts if fact)],
                      theme=self.desk.bridge.theme, key=kind.key, kind=kind.id, colour=kind.colour)
        row.moved.connect(partial(self._move, kind.id))
        return row

    def _add_row(self, place: QVBoxLayout, name: str, row: BookRow) -> None:
        row.clicked.connect(partial(self._open, name))
        self.rows[name] = row
        place.addWidget(row)

    def _open(self, name: str, _checked: bool = False) -> None:
        self.desk.opened.emit(("owner", name))

    def _move(self, name: str, step: int) -> None:
        self.desk.do(lambda book: edit.move_kind(book, name, step))

    @Slot(str)
    def _add(self, label: str) -> None:
        made: list[str] = []

        def added(book: Codebook) -> Codebook:
            after, kind = edit.add_kind(book, label)
            made.append(kind.id)
            return after

        problem = self.desk.do(added)
        self.add.answer(problem)
        if not problem:
            self._open(made[0])
