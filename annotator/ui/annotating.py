"""What the annotating keys do: from the selection in the text to a change set, and on to the source line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from annotator.actions import annotate
from annotator.actions.hits import read_value
from annotator.actions.library import set_status, toggle_boilerplate
from annotator.corpus.annotation import Annotation, Attribution, Segment, Span
from annotator.corpus.change import ChangeSet
from annotator.corpus.errors import Fault
from annotator.language import tr
from annotator.ui.bridge import Bridge, Said
from annotator.ui.reader.article_view import ArticleView
from annotator.ui.reader.quotations import quotation_pairs

CONTINUES_WITHIN = 160
"""Code points between the halves of a split quote: “…?” the minister asked on Tuesday. “…”"""


class Annotating(QObject):
    """The loop: select, digit, source, Enter.

    Signals:
        source_wanted: an annotation was just made (or asked for): put the caret into its source line.
        via_wanted, note_wanted: put the caret into the next level of the chain, into the note.
        mention_chosen, cue_chosen: a span (code points) that names the source, that attributes.
    """

    source_wanted = Signal()
    via_wanted = Signal()
    note_wanted = Signal()
    mention_chosen = Signal(object)
    cue_chosen = Signal(object)

    def __init__(self, bridge: Bridge, view: ArticleView) -> None:
        super().__init__(view)
        self._bridge, self._view = bridge, view
        view.boundaries_changed.connect(self.set_boundaries)
        view.ghost_taken.connect(self.join)
        bridge.focused.connect(self._offer_continuation)
        bridge.changed.connect(self._offer_continuation)
        self._ghost: Span | None = None

    # --- kinds ---

    def mark(self, kind: str) -> None:
        """Make the selected words an annotation of a kind; without a selection, make the focused one that kind."""
        selection, focused = self._view.selection(), self._bridge.focused_annotation()
        if (known := self._bridge.session.catalogue.codebook().kind(kind)).hidden:
            self._say(tr("{kind} is not marked in this project: its codebook says so", kind=known.label))
            return
        if selection is None:
            if focused is None:
                self._say(tr("Select words first, then press the key again"))
            elif focused.kind != kind:
                self._bridge.do(self._other_kind(focused, kind))
            return
        codebook, chain = self._bridge.session.catalogue.codebook(), self._kept_chain()
        figure, marks = self._figure(selection) if kind == "statistic" else ({}, ())
        self._guard(lambda: self._make(annotate.mark(
            self._bridge.article, self._bridge.text, spans=[selection], kind=kind, codebook=codebook, chain=chain,
            figure=figure, marks=marks)))

    def _make(self, made: tuple[Annotation, ChangeSet]) -> None:
        annotation, change_set = made
        if self._bridge.do(change_set + begun(self._bridge)) is None:
            return
        self._view.clear_selection()
        self._bridge.focus(annotation.id)
        if annotation.needs_source:
            self.source_wanted.emit()

    def _other_kind(self, annotation: Annotation, kind: str) -> ChangeSet:
        figure = self._figure(annotation.content[0])[0] if kind == "statistic" and not annotation.quantity else {}
        return annotate.set_kind(annotation, kind, self._bridge.session.catalogue.codebook(), figure=figure)

    def _figure(self, span: Span) -> tuple[Mapping[str, object], tuple[Segment, ...]]:
        return read_value(self._bridge.text, span, self._language())

    def _language(self) -> str:
        article = self._bridge.session.catalogue.article(self._bridge.article)
        return (article.language or "en")[:2] if article else "en"

    def _kept_chain(self) -> tuple[Attribution, ...]:
        if not self._bridge.settings.keep_source or not self._bridge.recent_sources:
            return ()
        return (Attribution(self._bridge.recent_sources[0]),)

    # --- boundaries ---

    def join(self) -> None:
        """Add the selected words, or the offered continuation, to the focused annotation."""
        focused, span = self._bridge.focused_annotation(), self._view.selection() or self._ghost
        if focused is None or span is None:
            self._say(tr("Select the other half, with the first half's annotation in focus"))
            return
        self._guard(lambda: self._bridge.do(annotate.join(focused, span, self._bridge.text)))
        self._view.clear_selection()

    def subtract(self) -> None:
        """Take the selected words out of the focused annotation."""
        focused, span = self._bridge.focused_annotation(), self._view.selection()
        if focused is None or span is None:
            self._say(tr("Select the words to take out of the annotation in focus"))
            return
        self._guard(lambda: self._bridge.do(annotate.subtract(focused, span, self._bridge.text)))
        self._view.clear_selection()

    def set_boundaries(self, name: str, spans: list[Span]) -> None:
        """Store boundaries that were dragged or nudged."""
        annotation = self._bridge.find(name)
        if annotation is not None:
            self._guard(lambda: self._bridge.do(annotate.set_content(annotation, spans, self._bridge.text)))

    def nudge(self, edge: str, step: int, *, by_word: bool = False) -> None:
        """Move an edge of the focused annotation, or of the selection when there is one."""
        self._view.nudge(edge, step, by_word=by_word)

    # --- the rest ---

    def remove(self) -> None:
        """Remove the focused annotation; its neighbour comes into focus."""
        focused = self._bridge.focused_annotation()
        if focused is None:
            return
        place = self._bridge.place(focused.id)
        label = self._bridge.session.catalogue.codebook().kind(focused.kind).label
        if self._bridge.do(annotate.remove([focused]), say=tr("{kind} removed", kind=label)) is None:
            return
        left = self._bridge.annotations()
        self._bridge.focus(left[min(place, len(left) - 1)].id if left else "")

    def link_source(self) -> None:
        """Go to the source line of the annotation in focus."""
        if self._needs_focus(tr("Click an annotation, or go to it with ], to say who stands behind it")):
            self.source_wanted.emit()

    def add_via(self) -> None:
        """Go to the next level of the chain."""
        if self._needs_focus(tr("Click an annotation, or go to it with ], to say via whom")):
            self.via_wanted.emit()

    def write_note(self) -> None:
        """Go to the note."""
        if self._needs_focus(tr("Click an annotation, or go to it with ], to write a note")):
            self.note_wanted.emit()

    def take_mention(self) -> None:
        """The selected words name the source of the annotation in focus."""
        self._take(self.mention_chosen, tr("Select the words that name its source, with the annotation in focus"))

    def take_cue(self) -> None:
        """The selected words attribute the annotation in focus."""
        self._take(self.cue_chosen,
                   tr("Select the words that attribute it (said, according to), with the annotation in focus"))

    def _take(self, signal: object, otherwise: str) -> None:
        selection = self._view.selection()
        if selection is None or not self._bridge.annotation:
            self._say(otherwise)
            return
        self._view.clear_selection()
        signal.emit(selection)  # type: ignore[attr-defined]

    def toggle_keep(self) -> None:
        """Give each new annotation the source used last, or stop that."""
        keep = not self._bridge.settings.keep_source
        self._bridge.choose(keep_source=keep)
        source = self._bridge.source(self._bridge.recent_sources[0]) if self._bridge.recent_sources else None
        name = source.name if source else tr("the source that you choose next")
        self._say(tr("New annotations go to {name}", name=name) if keep else tr("New annotations ask for their source"))

    def toggle_boilerplate(self) -> None:
        """Grey out the selected words (or the paragraph of the caret), or bring a greyed passage back."""
        span = self._view.selection() or self._view.words.paragraph_at(self._view.caret())
        if span[0] < span[1]:
            passages = self._bridge.session.catalogue.passages(self._bridge.article)
            self._bridge.do(toggle_boilerplate(self._bridge.article, [span], passages))
            self._view.clear_selection()

    # --- the other half of a split quote ---

    def _offer_continuation(self) -> None:
        focused = self._bridge.focused_annotation()
        one = self._bridge.session.catalogue.codebook().conventions.get("split_quote_is_one") is not False
        self._ghost = continuation(self._bridge.text, focused) if one and focused and focused.kind == "quote" else None
        self._view.set_ghost(self._ghost)

    # --- saying ---

    def _needs_focus(self, otherwise: str) -> bool:
        if self._bridge.annotation:
            return True
        self._say(otherwise)
        return False

    def _guard(self, step: Callable[[], object]) -> None:
        try:
            step()
        except Fault as fault:
            self._bridge.failed.emit(fault)

    def _say(self, text: str) -> None:
        self._bridge.said.emit(Said(text))


def begun(bridge: Bridge) -> ChangeSet:
    """The first annotation in an article that was to do makes it one's own work in progress."""
    session = bridge.session
    to_do = session.catalogue.status(bridge.article, session.coder.id) == "todo"
    return set_status(bridge.article, session.coder, "doing") if to_do else ChangeSet([])


def continuation(text: str, annotation: Annotation) -> Span | None:
    """Where a quote goes on after its attribution: the next quotation of the paragraph, near and not taken yet."""
    end = annotation.content[-1][1]
    opened = text.rfind("\n", 0, end) + 1
    closed = text.find("\n", end)
    paragraph = text[opened:closed if closed >= 0 else len(text)]
    if not any(opened + e == end for _, e in quotation_pairs(paragraph)):
        return None
    later = [(opened + s, opened + e) for s, e in quotation_pairs(paragraph) if opened + s >= end]
    if not later:
        return None
    found = min(later, key=lambda pair: (pair[0], -pair[1]))
    between = text[end:found[0]]
    return found if 3 < len(between) <= CONTINUES_WITHIN and any(c.isalpha() for c in between) else None
