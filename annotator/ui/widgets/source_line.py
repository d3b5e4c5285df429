"""Who stands behind the annotation in focus: one row for each level of the chain, origin first."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.actions import sources as source_actions
from annotator.actions.annotate import attribute_to, set_chain
from annotator.corpus.annotation import Annotation, Attribution, Span, joined
from annotator.corpus.change import ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.hands import NO_HANDS, NOBODY, Hand, Hands
from annotator.corpus.names import Match
from annotator.corpus.roles import role_at
from annotator.corpus.source import Source, display
from annotator.language import tr
from annotator.ui.bridge import Bridge, Said
from annotator.ui.theme import Theme
from annotator.ui.widgets.source_edit import SourceEdit
from annotator.ui.widgets.source_level import SourceLevel


class SourceLine(QWidget):
    """The chain, editable. A guess is shown and never stored until Enter.

    Signals:
        done: the focus may go back to the text.
        onward: Tab: on to the attributes.
    """

    done = Signal()
    onward = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._annotation: Annotation | None = None
        self._via = False
        self._level = 0
        self._seen: tuple[int, ...] = ()
        self._overtaken = False
        self._rows: list[SourceLevel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.setAccessibleName(tr("Source"))
        self.setObjectName("source-line")
        self._add_row()  # at once, so that Tab comes here before it comes to the fields below
        self._rows[0].hide()

    # --- showing ---

    def show_annotation(self, annotation: Annotation | None, *, hands: Hands = NO_HANDS) -> None:
        """Show the chain of an annotation.

        Args:
            hands: who changed it elsewhere just now; a line that is being typed in is left alone then.
        """
        same = bool(annotation and self._annotation and annotation.id == self._annotation.id)
        if not same:
            self._via, self._level = False, 0
        before, self._annotation = (self._annotation if same else None), annotation
        chain = annotation.chain if annotation else ()
        count = (max(1, len(chain)) + (self._via and bool(chain))) if annotation else 0
        while len(self._rows) < count:
            self._add_row()
        self._overtaken &= same
        who = hands.of("chain") if same else NOBODY
        for at, row in enumerate(self._rows):
            row.setVisible(at < count)
            if at < count:
                old = before.chain[at] if before and at < len(before.chain) else None
                self._show_row(at, chain[at] if at < len(chain) else None, old, who=who)
        self._see()

    def _show_row(self, at: int, link: Attribution | None, old: Attribution | None, *, who: Hand) -> None:
        row, name = self._rows[at], display(self._bridge.source(link.source)) if link else ""
        row.show_level(at, link, name)
        row.show_held(self._held(link))
        text = self._bridge.text
        marks = [("mention", s) for s in link.mention] + [("cue", s) for s in link.cue] if link else []
        row.show_marks((role, span, text[slice(*span)]) for role, span in marks)
        if who and row.edit.hasFocus() and row.edit.isModified():
            if link != old:
                self._overtaken = True
                row.edit.show_later(name)
                row.remark.tell_changed(who)
            return
        self._fill(at)

    def _held(self, link: Attribution | None) -> str:
        """What the source was when the article was published."""
        source = self._bridge.source(link.source) if link else None
        if source is None or not (source.roles or source.job_title):
            return ""
        article = self._bridge.session.catalogue.article(self._bridge.article)
        return role_at(source, article.published if article else "")

    def _fill(self, at: int) -> None:
        """Put the stored source, or the guess, into a row's line."""
        row, annotation = self._rows[at], self._annotation
        row.remark.clear()
        if annotation is None:
            return
        if at < len(annotation.chain):
            row.edit.show_source(display(self._bridge.source(annotation.chain[at].source)))
        else:
            row.edit.show_guess(self._bridge.likely_source(annotation) if at == 0 else None)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        for row in self._rows:
            row.edit.set_theme(theme)

    def _add_row(self) -> None:
        at = len(self._rows)
        edit = SourceEdit(self._bridge.theme, partial(self._search, at), self._bridge.session.catalogue.source_counts)
        row = SourceLevel(edit)
        edit.taken.connect(partial(self._take, at))
        edit.wanted.connect(partial(self._create, at))
        edit.left.connect(self._leave)
        edit.onward.connect(self.onward)
        edit.focused.connect(partial(self._remember, at))
        edit.same_figure.connect(partial(self._bridge.wanted.emit, "link.same_figure"))
        row.removed.connect(partial(self._remove, at))
        row.role_picked.connect(partial(self._set, at, "role"))
        row.basis_picked.connect(partial(self._set, at, "basis"))
        row.mark_dropped.connect(partial(self._drop, at))
        row.remark.asked.connect(partial(self._fill, at))
        edit.restored.connect(partial(self._catch_up, at))
        self._rows.append(row)
        self._column.addWidget(row)
        if at:
            self._stand_in_line(self._rows[at - 1], row)

    def _stand_in_line(self, before: SourceLevel, row: SourceLevel) -> None:
        """A row that comes later is visited after the row above it, not at the end of the window."""
        stops = (before.controls()[-1], *row.controls())
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def row(self, at: int) -> SourceLevel:
        """The row of a level."""
        return self._rows[at]

    # --- the caret comes ---

    def begin(self) -> None:
        """Put the caret into the first level: the guess is taken by Enter, or overwritten."""
        self._begin_at(0)

    def begin_via(self) -> None:
        """Add a level to the chain and put the caret there; without an origin, begin with that."""
        if self._annotation is not None and self._annotation.chain:
            self._via = True
            self.show_annotation(self._annotation)
            self._begin_at(len(self._annotation.chain))
        else:
            self._begin_at(0)

    def _begin_at(self, at: int) -> None:
        if at < len(self._rows) and not self._rows[at].isHidden():
            self._rows[at].edit.setFocus()
            self._rows[at].edit.selectAll()

    def _remember(self, at: int) -> None:
        self._level = at
        self._see()

    def _see(self) -> None:
        """What is stored is what stands there, unless somebody has overtaken what is being typed."""
        if self._annotation is not None and not self._overtaken and any(row.edit.hasFocus() for row in self._rows):
            self._seen = self._bridge.session.heads(self._annotation.id)

    def _catch_up(self, at: int) -> None:
        self._rows[at].remark.clear()
        self._overtaken = False
        self._see()

    def _leave(self) -> None:
        if self._via:
            self._via = False
            self.show_annotation(self._annotation)
        self.done.emit()

    # --- whom ---

    def _search(self, at: int, typed: str) -> list[Match]:
        others = {link.source for i, link in enumerate(self._chain()) if i != at and link.source}
        return self._bridge.matches(typed, self._annotation, without=others)

    def _take(self, at: int, source: Source | None) -> None:
        self._attribute(at, source.id if source else None, ChangeSet([]))

    def _create(self, at: int, name: str, type_: str) -> None:
        """Make a source and take it; one that bears the name already is taken instead."""
        found = self._bridge.existing(name)
        if found is not None:
            self._bridge.said.emit(Said(tr("{name} already exists and was chosen", name=found.name)))
            self._take(at, found)
            return
        try:
            source, made = source_actions.create(name, type_)
        except Fault as fault:
            self._bridge.failed.emit(fault)
            return
        self._attribute(at, source.id, made)

    def _attribute(self, at: int, source: str | None, made: ChangeSet) -> None:
        annotation = self._annotation
        if annotation is None:
            return
        chain, seen = attribute_to(annotation, at, source), self._seen if self._overtaken else None
        self._via = False
        if chain != annotation.chain and self._bridge.do(made + set_chain(annotation, chain, seen=seen)) is None:
            return
        if source is not None:
            self._bridge.used(source)
        self.show_annotation(self._annotation)
        self.done.emit()

    # --- what is known of a level ---

    def set_mention_from(self, span: Span) -> None:
        """The words at `span` (code points) name the source of the level that was used last."""
        self._mark("mention", span)

    def set_cue_from(self, span: Span) -> None:
        """The words at `span` (code points) attribute: “said”, “according to”."""
        self._mark("cue", span)

    def _mark(self, role: str, span: Span) -> None:
        chain = self._chain()
        if not chain:
            self._bridge.said.emit(Said(tr("Say who the source is first, then mark the words that name it")))
            return
        at = min(self._level, len(chain) - 1)
        self._exchange(at, **{role: tuple(joined([*getattr(chain[at], role), span]))})

    def _drop(self, at: int, role: str, span: Span) -> None:
        left = tuple(s for s in getattr(self._chain()[at], role) if s != span)
        self._exchange(at, **{role: left})

    def _set(self, at: int, field: str, value: str) -> None:
        self._exchange(at, **{field: value or None})

    def _exchange(self, at: int, **fields: object) -> None:
        chain = self._chain()
        self._store((*chain[:at], replace(chain[at], **fields), *chain[at + 1:]))  # type: ignore[arg-type]

    def _remove(self, at: int) -> None:
        chain = self._chain()
        left = [*chain[:at], *chain[at + 1:]]
        if at == 0 and left and left[0].role == "reporter":
            left[0] = replace(left[0], role="speaker")
        self._store(tuple(left))

    def _chain(self) -> tuple[Attribution, ...]:
        return self._annotation.chain if self._annotation else ()

    def _store(self, chain: tuple[Attribution, ...]) -> None:
        if self._annotation is not None and chain != self._annotation.chain:
            self._bridge.do(set_chain(self._annotation, chain))
