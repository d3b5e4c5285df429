"""The panel where annotators live: the annotation in focus, and the cards of all the others of the article."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from annotator.corpus.annotation import Annotation, Span
from annotator.corpus.change import Changed, awaited, values_id
from annotator.corpus.chips import chip
from annotator.corpus.hands import NO_HANDS, Hands
from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.models.hands import hands_in
from annotator.ui.models.times import when
from annotator.ui.theme import Theme
from annotator.ui.widgets.annotation_heading import AnnotationHeading, Heading
from annotator.ui.widgets.attribute_form import AttributeForm
from annotator.ui.widgets.card_list import CardList
from annotator.ui.widgets.link_row import LinkRow
from annotator.ui.widgets.note_field import NoteField
from annotator.ui.widgets.quantity_form import QuantityForm
from annotator.ui.widgets.source_line import SourceLine

if TYPE_CHECKING:
    from annotator.ui.forms.placing_strip import PlacingStrip
    from annotator.ui.widgets.many_form import ManyForm
    from annotator.ui.widgets.variables_form import VariablesForm

_THOUSANDS = 2_000
_SHARE = 0.66
"""How much of the panel's height the annotation in focus may take before it scrolls."""

_SHARE_OF_ARTICLE = 0.45
"""How much of it the questions on the article may take."""


class AnnotationPanel(QWidget):
    """Every field stores what it is given when one leaves it or chooses: there is nothing to save.

    Signals:
        done: the focus may go back to the text.
        wanted: id of a command that the window is asked to run.
    """

    done = Signal()
    wanted = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shown = ""
        self.heading = AnnotationHeading(bridge.theme)
        self.source = SourceLine(bridge)
        self.links = LinkRow(bridge)
        self._forms = QWidget()
        self.attributes = AttributeForm(bridge, self)
        self.quantity = QuantityForm(bridge)
        self.note = NoteField(bridge)
        self.cards = CardList(bridge)
        self._placing: PlacingStrip | None = None
        self.many: ManyForm | None = None
        self.variables: VariablesForm | None = None
        self._lay_out()
        self._connect()
        self._show_all()

    @property
    def placing(self) -> PlacingStrip:
        """What of an earlier version needs placing here; made when it is first asked for."""
        if self._placing is None:
            from annotator.ui.forms.placing_strip import PlacingStrip  # only where an article has another version

            self._placing = PlacingStrip(self._bridge, self)
            self._placing.done.connect(self.done)
            self._placing.installEventFilter(self)
            self._whole.insertWidget(0, self._placing)
            self._placing.show_article()
        return self._placing

    # --- what the window asks ---

    def begin_source(self) -> None:
        """Put the caret into the source line of the annotation in focus: Enter takes the guess."""
        if self._bridge.annotation:
            self._scroll.verticalScrollBar().setValue(0)
            self.source.begin()

    def begin_via(self) -> None:
        """Put the caret into a new level of the chain."""
        if self._bridge.annotation:
            self.source.begin_via()

    def begin_link(self, *, same: bool = False) -> None:
        """Ask which annotation the one in focus is linked with; `same`: which one states the same."""
        if self._bridge.annotation:
            self.links.begin(same=same)
            self._scroll.ensureWidgetVisible(self.links)

    def edit_note(self) -> None:
        """Begin to write the note."""
        if self._bridge.annotation:
            self.note.edit()
            self._scroll.ensureWidgetVisible(self.note)

    def set_mention_from(self, span: Span) -> None:
        """The words at `span` (code points) name the source."""
        self.source.set_mention_from(span)

    def set_cue_from(self, span: Span) -> None:
        """The words at `span` (code points) attribute: “said”, “according to”."""
        self.source.set_cue_from(span)

    def begin_answer(self, name: str) -> None:
        """Put the focus on one of the questions that the kind asks."""
        if self._bridge.annotation:
            field = self.attributes.field(name)
            field.editor.take_focus()
            self._scroll.ensureWidgetVisible(field)

    def answer_article(self) -> None:
        """Open the questions on the article, and begin at the first that is not answered; close them when open."""
        if self.variables is not None and self._bridge.article:
            if self.variables.is_open and self.variables.isAncestorOf(self.focusWidget() or self):
                self.variables.close_up()
                self.done.emit()
            else:
                self.variables.open()

    def focus_first_field(self) -> None:
        """Put the focus on the first question that the kind asks, else on the note."""
        if self.many is not None and self.cards.many:
            self.many.take_focus()
        elif not self._bridge.annotation:
            self.cards.view.setFocus()
        elif not self.quantity.isHidden():
            self.quantity.take_focus()
        elif not self.attributes.take_focus():
            self.note.edit()

    # --- several at once ---

    def edit_many(self) -> None:
        """Select all cards that are listed, to change them together."""
        self.cards.select_all()

    @Slot(object)
    def _choose(self, names: tuple[str, ...]) -> None:
        """Show the form for several in place of the one in focus, or that one again."""
        if names and self.many is None:
            from annotator.ui.widgets.many_form import ManyForm  # only when several are selected

            self.many = ManyForm(self._bridge)
            self.many.ended.connect(self._end_many)
            self.many.proposed.connect(self._scroll.ensureWidgetVisible)
            self._column.insertWidget(0, self.many)
        if names and self.variables is not None:
            self.variables.close_up()  # several need the room
        if self.many is not None:
            self.many.setVisible(bool(names))
            self.many.show_many(names)
        self._show_annotation()

    @Slot()
    def _end_many(self) -> None:
        self.cards.end_many()
        self.cards.view.setFocus()

    # --- showing ---

    def _show_all(self) -> None:
        self._bridge.breathe()
        if self._placing is not None or self._bridge.session.catalogue.newer():
            self.placing.show_article()
        self._show_variables()
        self.cards.show_annotations()
        self._show_annotation()

    def _show_annotation(self, hands: Hands = NO_HANDS) -> None:
        annotation = self._bridge.focused_annotation()
        several = bool(self.cards.many)
        self._shown = annotation.id if annotation else ""
        self._scroll.setVisible(several or annotation is not None)
        self._line.setVisible(several or annotation is not None)
        self._single.setVisible(not several)
        self.heading.show_heading(self._heading(annotation) if annotation else None)
        self.source.show_annotation(annotation, hands=hands)
        self.links.show_annotation(annotation)
        figured = annotation if annotation is not None and _has_figure(annotation) else None
        self.quantity.setVisible(figured is not None)
        self.quantity.show_annotation(figured, hands=hands)
        self.attributes.show_annotation(annotation, hands=hands)
        self._forms.setVisible(not (self.attributes.isHidden() and self.quantity.isHidden()))
        self.note.show_annotation(annotation, hands=hands)
        self._fit()

    def _heading(self, annotation: Annotation) -> Heading:
        codebook = self._bridge.session.catalogue.codebook()
        kind = codebook.kind(annotation.kind)
        named = chip(annotation, self._bridge.place(annotation.id), codebook)
        lacking = awaited(self._bridge.session.timeline().awaited(annotation.id))
        conflict = " · ".join(filter(None, (tr("To settle"), lacking))) if annotation.conflicts else ""
        whose = " · ".join(filter(None, (lacking, self._whose(annotation))))
        by = self._bridge.session.catalogue.people().other(annotation.creator, self._bridge.session.coder.id)
        return Heading(kind.id, kind.label, kind.colour, named, annotation.words(self._bridge.text),
                       whose, len(annotation.content) > 1, conflict, by)

    def _whose(self, annotation: Annotation) -> str:
        words = [f"{self._coder(annotation.creator)}, {when(annotation.created)}".strip(", ")]
        if annotation.modified and annotation.modified_by != annotation.creator:
            words.append(tr("changed by {coder}, {when}", coder=self._coder(annotation.modified_by),
                            when=when(annotation.modified)))
        elif annotation.modified and when(annotation.modified) != when(annotation.created):
            words.append(tr("changed {when}", when=when(annotation.modified)))
        return " · ".join(words)

    def _coder(self, name: str) -> str:
        return self._bridge.session.catalogue.people().name(name)

    def _show_variables(self, hands: Hands = NO_HANDS) -> None:
        """The questions on the article, where the codebook has any."""
        if self.variables is None and self._bridge.session.catalogue.codebook().article_attributes:
            from annotator.ui.widgets.variables_form import VariablesForm  # only where something is asked

            self.variables = VariablesForm(self._bridge, self)
            self.variables.left.connect(self.done)
            self.variables.installEventFilter(self)
            self._whole.insertWidget(self._whole.indexOf(self._scroll), self.variables)
        if self.variables is not None:
            self.variables.show_article(hands=hands)

    def _hands_in_values(self, changed: Changed) -> Hands:
        """Who answered for oneself elsewhere: oneself, at another computer, perhaps under another id."""
        session, article = self._bridge.session, self._bridge.article
        found = (hands_in(self._bridge, changed, values_id(name, article))
                 for name in session.catalogue.people().ids(session.coder.id))
        return next((hands for hands in found if hands.latest), NO_HANDS)

    @Slot(object)
    def _follow(self, changed: Changed) -> None:
        """Repaint what a change touches."""
        self._bridge.breathe()
        here = self._bridge.article in changed.articles()
        if self._placing is not None or self._bridge.session.catalogue.newer():
            self.placing.follow(changed)
        if changed.kinds() & {"values", "codebook", "coder"}:
            self._show_variables(self._hands_in_values(changed))
        if not here and not changed.kinds() & {"source", "codebook", "coder"}:
            if "link" in changed.kinds():
                self.cards.show_annotations()
            return
        self.cards.show_annotations(afresh="source" in changed.kinds())
        if self.many is not None and self.cards.many:
            refresh = partial(self.many.refresh, all_=not changed.from_elsewhere)
            # of thousands it takes as long as all the rest: let the window live before
            QTimer.singleShot(0, self.many, refresh) if len(self.cards.many) > _THOUSANDS else refresh()
        annotation = self._bridge.focused_annotation()
        if annotation is None or annotation.id != self._shown or annotation.id in changed.entities or not here:
            self._show_annotation(hands_in(self._bridge, changed, annotation.id if annotation else ""))
        elif annotation is not None:
            self.heading.show_heading(self._heading(annotation))

    @Slot(str)
    def _narrow(self, _person: str) -> None:
        self.cards.show_annotations()

    @Slot(str)
    def _focus(self, name: str) -> None:
        self._show_annotation()
        self._scroll.verticalScrollBar().setValue(0)
        self.cards.show_focus(name)

    @Slot(object)
    def _wear(self, theme: Theme) -> None:
        for part in (self.heading, self.source, self.links, self.note, self.cards, self._placing, self.many):
            if part is not None:
                part.set_theme(theme)

    # --- building ---

    def _connect(self) -> None:
        bridge = self._bridge
        bridge.changed.connect(self._follow)
        bridge.article_shown.connect(self._show_all)
        bridge.focused.connect(self._focus)
        bridge.narrowed.connect(self._narrow)
        bridge.theme_changed.connect(self._wear)
        self.source.done.connect(self.done)
        self.source.onward.connect(self.focus_first_field)
        self.links.done.connect(self.done)
        self.attributes.left.connect(self.done)
        self.quantity.left.connect(self.done)
        self.note.done.connect(self.done)
        self.cards.picked.connect(bridge.focus)
        self.cards.chosen.connect(self._choose)
        self.cards.opened.connect(self.focus_first_field)
        self.cards.left.connect(self.done)

    def _lay_out(self) -> None:
        self.setAccessibleName(tr("Annotation"))
        forms = QVBoxLayout(self._forms)
        forms.setContentsMargins(0, 0, 0, 0)
        forms.setSpacing(6)
        forms.addWidget(self.quantity)
        forms.addWidget(self.attributes)
        self._inside, self._single = QWidget(), QWidget()
        self._parts = QVBoxLayout(self._single)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(10)
        for part in (self.heading, self.source, self.links, self._forms, self.note):
            self._parts.addWidget(part)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(12, 12, 12, 12)
        self._column.setSpacing(10)
        self._column.addWidget(self._single)
        self._column.addStretch(1)
        self._inside.installEventFilter(self)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._inside)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(tr("Annotation in focus"))
        self._line = QFrame()
        self._line.setProperty("role", "line")
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self._scroll)
        self._whole.addWidget(self._line)
        self._whole.addWidget(self.cards, 1)

    def _fit(self) -> None:
        """Give what is above the cards the height that it needs, and the cards at least a third of what is left."""
        taken = self.variables.fit(round(self.height() * _SHARE_OF_ARTICLE)) if self.variables is not None else 0
        if self._placing is not None and not self._placing.isHidden():
            taken += self._placing.height()
        layout = self._inside.layout()
        if layout is None or self._scroll.isHidden():
            return
        wanted = layout.heightForWidth(self._scroll.viewport().width()) if layout.hasHeightForWidth() else 0
        wanted = wanted if wanted > 0 else layout.sizeHint().height()
        height = min(wanted, round((self.height() - taken) * _SHARE))
        if height != self._scroll.height():
            self._scroll.setFixedHeight(max(80, height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field that grows (a note, a chain) gets its room at once."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        self._fit()


def _has_figure(annotation: Annotation) -> bool:
    return annotation.kind == "statistic" or bool(annotation.quantity)
