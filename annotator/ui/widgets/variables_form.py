"""The questions on the article, one's own answers, and quietly what the others said: a line that opens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.actions.variables import answer
from annotator.corpus.change import values_id
from annotator.corpus.hands import NO_HANDS, Hands
from annotator.corpus.kinds import Attribute
from annotator.corpus.team import ArticleValues
from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.widgets.elided_label import ElidedLabel
from annotator.ui.widgets.lines import smaller
from annotator.ui.widgets.many_row import value_words
from annotator.ui.widgets.plain import plain
from annotator.ui.widgets.questions import Questions, shown_first_required
from annotator.ui.widgets.source_level import LABEL

NONE: tuple[object, ...] = (None, "", [], ())


class VariablesForm(QFrame):
    """One line while it is closed: “Topic: Migration · Tone: Critical · 1 to answer”. Hidden where nothing is asked.

    Signals:
        left: Esc: the focus may go back to the text.
    """

    left = Signal()

    def __init__(self, bridge: Bridge, place: QWidget) -> None:
        super().__init__()
        self._bridge, self._place = bridge, place
        self._article = ""
        self._mine: Mapping[str, Any] = {}
        self._seen: dict[str, tuple[int, ...]] = {}
        self._others: dict[str, ElidedLabel] = {}
        self.page: Questions | None = None
        self.line = _Line()
        self._words = ""
        self._column, self._area = QVBoxLayout(self), QScrollArea()
        self._lay_out()
        self.line.clicked.connect(self._turn)

    # --- showing ---

    def show_article(self, *, hands: Hands = NO_HANDS) -> None:
        """Show the answers on the open article.

        Args:
            hands: who changed it elsewhere just now; a field in use is left alone then.
        """
        catalogue, fresh = self._bridge.session.catalogue, self._bridge.article != self._article
        if fresh:
            self._leave()
            self._article = self._bridge.article
        asked = shown_first_required(catalogue.codebook().article_attributes)
        self.setVisible(bool(asked and self._article))
        if not asked or not self._article:
            return
        said = catalogue.values(self._article)
        me = catalogue.people().one(self._bridge.session.coder.id)
        self._mine = next((v.values for v in said if v.coder == me), {})
        typed = self._ask(asked)
        assert self.page is not None
        for name, field in self.page.fields.items():
            field.show_value(self._mine.get(name), fresh=fresh or typed is not None, who=hands.of(f"attribute:{name}"))
        self._resume(typed or {})
        self._show_others([v for v in said if v.coder != me])
        self._sum_up()

    @property
    def summary(self) -> str:
        """What the line says."""
        return self._words

    @property
    def is_open(self) -> bool:
        """Whether the questions are in sight."""
        return self.line.isChecked()

    def open(self) -> None:
        """Show the questions, and begin at the first that is not answered."""
        self.line.setChecked(True)
        self._turn()
        if self.page is not None:
            missing = (a.id for a in self.page.asked if self._mine.get(a.id) in NONE)
            name = next(missing, "")
            self.page.take_focus(name)
            self._area.ensureWidgetVisible(self.page.fields.get(name, self.page))

    def close_up(self) -> None:
        """Show the line alone."""
        self.line.setChecked(False)
        self._turn()

    def fit(self, room: int) -> int:
        """Take the height that the questions need, `room` pixels at most (then they scroll); gives what is taken."""
        layout = self.page.layout() if self.page is not None else None
        if layout is not None and self.is_open:
            wanted = layout.totalHeightForWidth(self._area.viewport().width())
            wanted = wanted if wanted > 0 else layout.totalSizeHint().height()
            height = max(60, min(wanted, room - self.line.sizeHint().height() - 20))
            if height != self._area.height():
                self._area.setFixedHeight(height)
        return self.sizeHint().height() if not self.isHidden() else 0

    def _sum_up(self) -> None:
        assert self.page is not None
        open_ = [a for a in self.page.asked if self._mine.get(a.id) in NONE]
        said = [tr("{question}: {answer}", question=a.title, answer=value_words(self._mine[a.id]))
                for a in self.page.asked if a not in open_]
        to_answer = sum(a.required for a in open_)
        said += [tr("{count} to answer", count=to_answer)] if to_answer else []
        if len(said) == bool(to_answer):
            said.insert(0, tr("Questions on the article"))
        self._words = " · ".join(said)
        self.line.show_words(self._words, missing=bool(to_answer))

    def _show_others(self, said: Iterable[ArticleValues]) -> None:
        """What the others answered, in one small line for each question."""
        people = self._bridge.session.catalogue.people()
        told: dict[str, list[str]] = {}
        for values in said:
            name = people.name(values.coder)
            for key, value in values.values.items():
                if value not in NONE:
                    told.setdefault(key, []).append(f"{name}: {value_words(value)}")
        for key, label in self._others.items():
            label.set_text(" · ".join(told.get(key, ())))
            label.setVisible(key in told)

    # --- the questions ---

    def _ask(self, asked: tuple[Attribute, ...]) -> dict[str, tuple[str, bool]] | None:
        """Have the fields that the codebook asks for; gives what was being typed if they had to be made anew."""
        page = self.page
        if page is not None and page.asked == asked:
            return None
        typed = {}
        if page is not None:
            typed = page.typed()
            page.end()
            self._area.takeWidget()  # deleting it is its own affair
        self.page = page = Questions(asked, self._place)
        self._others = {}
        for name, field in page.fields.items():
            field.given.connect(partial(self._store, name))
            field.begun.connect(partial(self._begin, name))
            field.left.connect(self.left)
            self._others[name] = label = _small()
            column = page.layout()
            assert isinstance(column, QVBoxLayout)
            column.insertWidget(column.indexOf(field) + 1, label)
        self._area.setWidget(page)
        page.set_shown(self.is_open)
        return typed

    def _resume(self, typed: dict[str, tuple[str, bool]]) -> None:
        """Go on with what was typed; what is no longer asked is stored under its old name, so that it is not lost."""
        assert self.page is not None
        self.page.resume(typed)
        for name, (text, _) in typed.items():
            if name not in self.page.fields and text.strip():
                self._store(name, text.strip())

    def _leave(self) -> None:
        """Store what is being typed before another article is shown, unless its article has gone."""
        if self.page is not None and self._article and self._bridge.session.catalogue.article(self._article):
            for field in self.page.fields.values():
                if field.editor.dirty():
                    field.editor.commit()

    def _begin(self, name: str) -> None:
        self._seen[name] = self._bridge.session.heads(values_id(self._bridge.session.coder.id, self._article))

    def _store(self, name: str, value: Any) -> None:
        change = answer(self._article, self._bridge.session.coder, name, value, seen=self._seen.pop(name, None))
        field = self.page.fields.get(name) if self.page is not None else None
        if self._bridge.do(change) is None and field is not None:
            field.not_stored(self._mine.get(name))
        if field is not None and field.editor.busy():
            self._begin(name)

    # --- opening and closing ---

    @Slot()
    def _turn(self) -> None:
        self.line.turn()
        if self.page is not None:
            self.page.set_shown(self.is_open)
        self._area.setVisible(self.is_open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.setAccessibleName(tr("Article variables"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAccessibleName(tr("Questions on the article"))
        self._area.hide()
        self._column.setContentsMargins(12, 6, 12, 6)
        self._column.setSpacing(8)
        self._column.addWidget(self.line)
        self._column.addWidget(self._area)


class _Line(QToolButton):
    """The button that opens the questions; its words are cut to its width."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setCheckable(True)
        self.setProperty("role", "fold")
        self.setToolTip(tr("Questions on the article (T)"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setArrowType(Qt.ArrowType.RightArrow)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_words(self, words: str, *, missing: bool) -> None:
        """Show this; `missing` says that a required answer is."""
        self._words = words
        self.setAccessibleName(words if words.startswith(tr("Questions on the article"))
                               else tr("Questions on the article: {words}", words=words))
        if self.property("missing") != missing:
            self.setProperty("missing", missing)
            self.style().unpolish(self)
            self.style().polish(self)
        self._cut()

    def turn(self) -> None:
        """The arrow shows whether the questions are in sight."""
        self.setArrowType(Qt.ArrowType.DownArrow if self.isChecked() else Qt.ArrowType.RightArrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = max(40, self.width() - 34)
        self.setText(plain(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)))


def _small() -> ElidedLabel:
    label = ElidedLabel()
    label.setProperty("role", "muted")
    label.setFont(smaller(label.font()))
    label.setContentsMargins(LABEL + 6, 0, 0, 0)
    label.hide()
    return label
