"""What is suggested in the open article: found beside the window, kept true to what changes, one of them in focus."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.corpus.annotation import Annotation
from annotator.corpus.change import Changed, passages_id, proposals_id
from annotator.corpus.sight import Sight
from annotator.drafting import Drafts, Sieve, named
from annotator.finders import Suggestion
from annotator.language import tr
from annotator.ui.learning import Learning
from annotator.ui.suggestion_steps import all_at_once, found_and_left, order, sifted

if TYPE_CHECKING:
    from annotator.ui.bridge import Bridge

FIND, SIFT = "find suggestions", "sift suggestions"

PAUSE = 200
"""Milliseconds after an article is opened before anything is looked for in it: the text comes first."""

_LATER = 1_500
"""Milliseconds after one's own decision before the scores of the others are told anew: one goes on in the meantime."""

_REACH = 3_000
"""Code points before a suggestion in which another may begin that says the same."""

_ROUND = 600
"""Milliseconds between two looks of those who show what was found, while more is coming."""

_FEW = 30
"""Suggestions that are taken out one by one when they are decided on; for more the list is made anew."""

_AROUND = 20_000
"""Code points before and after, in which annotations may say who is meant."""

HIDDEN = tr("While others’ annotations are hidden from you, nothing is suggested: two who accept the same suggestions "
            "would agree with the program, not with each other.")
SWITCHED_OFF = tr("You have switched suggestions off.")
WITHOUT = tr("This project does without suggestions.")


class Suggestions(QObject):
    """The suggestions of the open article.

    Attributes:
        waiting: all that are neither annotated nor dismissed, in the order of the text, whatever their score.
        shown: those of them that are sure enough, and of the kind that is looked at.
        current: the one in focus.
        kind: the only kind that is shown, "" for all.
        caret: says where in the text one is (code point), for what “next” means and what is looked for first.

    Signals:
        listed: other suggestions are shown.
        gone: these (a list) are shown no more, and nothing else is different.
        focused: another one is in focus, or none.
        switched: suggestions have come on, or gone off.
    """

    listed, focused, switched = Signal(), Signal(), Signal()
    gone = Signal(object)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self.drafts, self.learning = Drafts(bridge.session, bridge.outlets), Learning(bridge)
        self.waiting: list[Suggestion] = []
        self.shown: list[Suggestion] = []
        self.current: Suggestion | None = None
        self.kind, self.searching = "", False
        self.caret: Callable[[], int] = int
        self._found: list[Suggestion] = []
        self._passed: Suggestion | None = None
        self._repeated: Mapping[str, str] = {}
        self._stale = self._own = False
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._round = QTimer(self, interval=_ROUND, singleShot=True)
        self._pause.timeout.connect(self._find)
        self._round.timeout.connect(self._list)
        self._later = QTimer(self, interval=_LATER, singleShot=True)
        self._later.timeout.connect(self.sift)
        self.learning.learnt.connect(self.sift)
        self.why_off = self._why_off()
        bridge.article_shown.connect(self.begin)
        bridge.changed.connect(self._follow)
        bridge.focused.connect(self._leave_for)
        bridge.settings_changed.connect(self._look_whether_on)
        bridge.outlets_read.connect(self._heed_outlets)
        self.begin()

    # --- whether there are any ---

    def _why_off(self) -> str:
        session = self._bridge.session
        if session.eyes.sight is not Sight.ALL:
            return HIDDEN
        if session.catalogue.project().no_suggestions:
            return WITHOUT
        return "" if self._bridge.settings.suggestions else SWITCHED_OFF

    @property
    def is_on(self) -> bool:
        """Whether anything is suggested here and now; `why_off` says why not."""
        return not self.why_off

    @Slot()
    def _look_whether_on(self) -> None:
        before, self.why_off = self.why_off, self._why_off()
        if before != self.why_off:
            self.begin()
            self.switched.emit()
        elif self._least() != self._shown_from:
            self._list()

    # --- finding ---

    @Slot()
    def begin(self) -> None:
        """Another article: what was found is forgotten, and after a moment the finders begin."""
        for name in (FIND, SIFT):
            self._bridge.beside.leave(name)
        self._round.stop()
        self._later.stop()
        self._found, self.waiting, self._stale = [], [], False
        self.searching = bool(self._bridge.article) and self.is_on
        self._list()
        if self.searching:
            self._pause.start()
        else:
            self._pause.stop()

    @Slot()
    def _find(self) -> None:
        """Let the finders run: the first time what they find comes in as they find it, later all at once."""
        ground = self._bridge.article and self.drafts.ground(self._bridge.article, text=self._bridge.text)
        if not ground or not self.is_on:
            return
        again = bool(self._found)
        work = partial(all_at_once if again else found_and_left, ground, self._sieve(), self.caret())
        self._stale, self._repeated = False, ground.repeated
        self._bridge.beside.begin(FIND, work, self._exchange if again else self._take, urgency=5)
        self.learning.begin()

    @Slot()
    def _heed_outlets(self) -> None:
        """Look again when more, or less, is known by now of what the outlet repeats under its articles."""
        article = self._bridge.article
        if article and self.is_on and self.drafts.repeated(article) != self._repeated:
            self._pause.start()

    def _take(self, found: tuple[list[Suggestion], list[Suggestion]] | None) -> None:
        """One more slice has been read; None at the end."""
        if not isinstance(found, tuple):
            self._finish()
            return
        first = not self._found
        self._found += found[0]
        if found[1]:
            at = bisect_left(self.waiting, order(found[1][0]), key=order)
            self.waiting[at:at] = found[1]
            self._list() if first or not self.shown else self._list_soon()

    def _exchange(self, found: tuple[list[Suggestion], list[Suggestion]] | None) -> None:
        if isinstance(found, tuple):
            self._found, self.waiting = found
        self._finish()

    def _finish(self) -> None:
        self.searching = False
        self._list()
        if self._stale:
            self.sift()

    # --- what has changed ---

    @Slot()
    def sift(self) -> None:
        """Look again which of those that were found still wait."""
        self._stale = self._bridge.beside.is_at(FIND)
        if self._found and self.is_on:
            work = partial(sifted, self._sieve(), tuple(self._found))
            self._bridge.beside.begin(SIFT, work, self._keep, urgency=6)

    def _keep(self, waiting: list[Suggestion]) -> None:
        if isinstance(waiting, list):
            self.waiting = waiting
            self._list()

    def _sieve(self) -> Sieve:
        """What keeps suggestions back now, whatever their score: that is looked at when they are listed."""
        bridge = self._bridge
        return self.drafts.sieve(
            bridge.article, least=0, lessons=self.learning.lessons, annotations=bridge.annotations(), text=bridge.text)

    @Slot(object)
    def _follow(self, changed: Changed) -> None:
        kinds, article = changed.kinds(), self._bridge.article
        if kinds & {"project", "coder"} or changed.from_elsewhere:
            self._look_whether_on()
        if not self.is_on:
            return
        if not self._own:
            self.learning.follow(changed)
        if not article:
            return
        if "codebook" in kinds or not changed.entities.keys().isdisjoint(
                (article, passages_id(article), proposals_id(article))):
            self._pause.start()
        elif "passages" in kinds:
            self._heed_outlets()
        if not self._own and ("codebook" in kinds or article in changed.articles()):
            self.sift()

    @Slot(str)
    def _leave_for(self, annotation: str) -> None:
        if annotation:
            self.leave()

    # --- what is shown ---

    def _least(self) -> float:
        return self._bridge.settings.least_score / 100

    _shown_from = 0.5

    def show_kind(self, kind: str) -> None:
        """Show only one kind, or all ("")."""
        if kind != self.kind:
            self.kind = kind
            self._list()

    def counts(self) -> Mapping[str, int]:
        """Kind → how many wait that are sure enough; "" for all."""
        known = self._counted
        if known is None or known[:2] != (len(self.waiting), self._shown_from):
            found = Counter(each.kind for each in self.waiting if each.score >= self._shown_from)
            known = self._counted = len(self.waiting), self._shown_from, {"": sum(found.values()), **found}
        return known[2]

    _counted: tuple[int, float, Mapping[str, int]] | None = None

    def _list_soon(self) -> None:
        if not self._round.isActive():
            self._round.start()

    @Slot()
    def _list(self) -> None:
        """Show what waits now; what is in focus stays so while it waits."""
        self._round.stop()
        self._counted = None
        self._shown_from = least = self._least()
        self.shown = [each for each in self.waiting if each.score >= least and self.kind in ("", each.kind)]
        if self.current is not None:
            here = self.at(self.current)
            self.current = here
            if here is None:
                self.focused.emit()
        self.listed.emit()

    def at(self, wanted: Suggestion) -> Suggestion | None:
        """The suggestion as it is shown now: the same words and kind, perhaps with another score."""
        name = named(wanted)
        at = bisect_left(self.shown, wanted.start, key=_start)
        while at < len(self.shown) and self.shown[at].start == wanted.start:
            if named(self.shown[at]) == name:
                return self.shown[at]
            at += 1
        return None

    def deciding(self, own: bool) -> None:
        """One's own decision is being stored, and told by `take_out`; or that is over."""
        self._own = own

    def take_out(self, decided: Sequence[Suggestion], made: Sequence[Annotation] = ()) -> None:
        """These wait no more, as of now; nor does what the annotations that were made of them say, too."""
        self._bridge.beside.leave(SIFT)  # it has not heard of this
        self._stale = self._bridge.beside.is_at(FIND)
        if len(decided) > _FEW:
            names = {named(each) for each in decided}
            self.waiting = [each for each in self.waiting if named(each) not in names]
            self._list()
            self._later.start()
            return
        sieve = Sieve(made, {named(each) for each in decided})
        ends = [(each.start, each.segments[-1][1]) for each in decided]
        spans = [_between(self.waiting, start - _REACH, end) for start, end in ends]
        gone = [each for span in spans for each in self.waiting[span] if not sieve.lets_through(each)]
        for each in gone:
            _drop(self.waiting, each)
            _drop(self.shown, each)
        if self.current is not None and any(each is self.current for each in gone):
            self.current = None
        self.gone.emit(gone)
        self._later.start()

    # --- going about ---

    def focus(self, wanted: Suggestion | None) -> None:
        """Put one in focus, in place of an annotation; None for none."""
        if wanted is None and self.current is None:
            return
        if wanted is not None and self._bridge.annotation:
            self._bridge.focus("")
        self.current = wanted
        self.focused.emit()

    def leave(self) -> bool:
        """Let the one in focus go; whether there was one."""
        had = self.current is not None
        self.focus(None)
        return had

    def step(self, by: int) -> bool:
        """Put the next (1) or the one before (-1) in focus, from this one or the caret; whether there is one."""
        if self.current is not None:
            ahead = bisect_left(self.shown, order(self.current), key=order) + by
        else:
            seek = bisect_left if by > 0 else bisect_right
            ahead = seek(self.shown, self.caret(), key=_start) - (by < 0)
            if 0 <= ahead < len(self.shown) and self.shown[ahead] is self._passed:
                ahead += by  # the caret stands where one left at the end
        found = 0 <= ahead < len(self.shown)
        self._passed = None if found else self.current or self._passed
        self.focus(self.shown[ahead] if found else None)
        return found

    def step_from(self, place: tuple[int, int, str, str]) -> None:
        """Put the first one after a place (`order`) in focus; after the last of them none."""
        at = bisect_left(self.shown, place, key=order)
        if at < len(self.shown):
            self.focus(self.shown[at])
        else:
            self.current = None  # it may be so already, since `take_out`, without anybody knowing
            self.focused.emit()

    def place(self) -> tuple[int, int]:
        """Which one of how many is in focus: (3, 24); 0 for none."""
        here = bisect_left(self.shown, order(self.current), key=order) + 1 if self.current else 0
        return here, len(self.shown)

    def around(self, suggestion: Suggestion) -> list[Annotation]:
        """The annotations around a suggestion, which may say who is meant by its words."""
        known = self._bridge.annotations()
        first = bisect_left(known, suggestion.start - _AROUND, key=_begins)
        return known[first:bisect_left(known, suggestion.start + _AROUND, key=_begins)]


def _between(among: Sequence[Suggestion], start: int, end: int) -> slice:
    return slice(bisect_left(among, start, key=_start), bisect_left(among, end, key=_start))


def _drop(among: list[Suggestion], gone: Suggestion) -> None:
    """Take one out of a list that is in order."""
    span = _between(among, gone.start, gone.start + 1)
    for at in range(span.start, span.stop):
        if among[at] is gone:
            del among[at]
            return


def _start(each: Suggestion) -> int:
    return each.start


def _begins(annotation: Annotation) -> int:
    return annotation.content[0][0] if annotation.content else 0
