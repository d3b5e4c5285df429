"""Between the session and the window: what is open, what is in focus, and who has to repaint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from annotator.corpus.annotation import Annotation
from annotator.corpus.change import Changed
from annotator.corpus.errors import Fault
from annotator.corpus.link import Tie
from annotator.corpus.source import Source, representative
from annotator.language import tr
from annotator.project.catalogue import reading_order
from annotator.project.taking_back import Undone
from annotator.session import Session
from annotator.settings import Settings, save
from annotator.ui.deeds import Deeds, Said
from annotator.ui.models.in_order import InOrder
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.corpus.names import Context, Match
    from annotator.drafting.outlets import OutletMemory
    from annotator.ui.commands import Keymap
    from annotator.ui.deciding import Deciding
    from annotator.ui.suggestions import Suggestions

__all__ = ["NEAR", "Bridge", "Said"]

NEAR = 400
"""Code points within which a name in the text makes its bearer the likely speaker."""

_MOST = 50
"""Sources that are offered for what is typed."""

_FEW = 12
"""Annotations that are read one by one after a change (for more the whole article is read again), and articles that
are looked for after an undo."""

_BITE = 200
"""Annotations that are read at once while the window has to live."""

_MOSTLY = 4
"""When a change touches more than this part of an article's annotations, all of them are read again."""


class Bridge(Deeds):
    """The one object that panels share. All offsets are code points.

    Attributes:
        only: the person whose annotations alone are shown, "" for everybody's.
        began: the last row of the journal when the window was made: what comes later is news.

    Signals:
        changed: a `Changed`, whoever made it; repaint what it touches.
        article_shown: id of the article that is now open, "" for none.
        focused: id of the annotation in focus, "" for none.
        narrowed: id of the person whose annotations alone are shown now, "" for everybody's.
        jumping: a person is about to go somewhere else, and will want to come back.
        theme_changed, settings_changed: the new `Theme`, `Settings`.
        wanted: the id of a command that a panel asks the window to run.
        lit: ids of the annotations that the text shall light up, since they are linked with what is looked at.
        outlets_read: more is known of what outlets repeat under their articles.
        passage_wanted: an article and words of it (start, end) to be shown; True gives the text the keyboard.
    """

    changed = Signal(object)
    article_shown = Signal(str)
    focused = Signal(str)
    narrowed = Signal(str)
    jumping = Signal()
    theme_changed = Signal(object)
    settings_changed = Signal(object)
    wanted = Signal(str)
    lit = Signal(object)
    outlets_read = Signal()
    passage_wanted = Signal(str, int, int, bool)

    def __init__(self, session: Session, theme: Theme, settings: Settings) -> None:
        super().__init__(session)
        self.settings = settings
        self.theme = theme.with_own(self._own_colours())
        self.article = self.annotation = self.text = self.only = ""
        self.recent_sources: tuple[str, ...] = ()
        self.began = session.replica.last("op")
        self._annotations: InOrder | None = None
        self._ties: dict[str, list[Tie]] | None = None
        self._keymap: tuple[Mapping[str, tuple[str, ...]], Keymap] | None = None
        session.listen(self._hear)

    def _report(self, again: bool, undone: Undone | None) -> None:
        super()._report(again, undone)
        if undone is None:
            return
        articles = undone.changed.articles()
        if self.article not in articles and (here := self.session.catalogue.library.in_order(sorted(articles)[:_FEW])):
            self.show_article(min(here))
        names = undone.changed.of_kind("annotation")
        if len(names) == 1 and self.find(names[0]):  # several are edited together: none of them is meant alone
            self.focus(names[0])

    def _telling(self, again: bool, undone: Undone) -> Said:
        if not undone.left:
            return super()._telling(again, undone)
        from annotator.ui.models.undone import told  # only where others have changed something

        return told(self, again, undone)

    @cached_property
    def outlets(self) -> OutletMemory:
        """What each outlet repeats under its articles, as far as it has been read."""
        from annotator.drafting.outlets import OutletMemory  # after the first paint

        return OutletMemory(self.session.catalogue)

    @cached_property
    def suggestions(self) -> Suggestions:
        """What is suggested in the open article."""
        from annotator.ui.suggestions import Suggestions  # after the first paint

        return Suggestions(self)

    @cached_property
    def deciding(self) -> Deciding:
        """What becomes of suggestions."""
        from annotator.ui.deciding import Deciding

        return Deciding(self, self.suggestions)

    # --- what is open ---

    def show_article(self, name: str, *, annotation: str = "") -> None:
        """Open an article, and put an annotation of it in focus."""
        known = InOrder(self._read_all(name)) if name and self.is_watched else None
        left, self.article, self.annotation, self._annotations = self.annotation, name, "", known
        self._ties = None
        self.text = self.session.catalogue.text(name) if name else ""
        if self.is_watched and "suggestions" in self.__dict__:
            self.suggestions.begin()  # what is found for the other article must not come while this one is shown
        self.breathe()
        self.article_shown.emit(name)
        if annotation:
            self.focus(annotation)
        elif left:
            self.focused.emit("")

    def focus(self, name: str) -> None:
        """Put an annotation in focus ("" for none), also one of another article, or one that a filter hides."""
        known = self.find(name) if name else None
        if known and not self.shows(known):
            self.show_only("")  # whoever goes there wants to see it
        if name and known is None:
            found = self.session.catalogue.annotation(name)
            if found:
                self.show_article(found.article, annotation=name)
            return
        if name != self.annotation:
            self.annotation = name
            self.focused.emit(name)

    def jump(self, annotation: str) -> None:
        """Put an annotation of whatever article in focus, as a step that Back takes back; one that is gone is left."""
        if annotation != self.annotation and self.session.catalogue.annotation(annotation) is not None:
            self.jumping.emit()
            self.focus(annotation)

    def shows(self, annotation: Annotation) -> bool:
        """Whether the text and the cards show an annotation, or only those of somebody else."""
        return not self.only or self.session.catalogue.people().one(annotation.creator) == self.only

    def show_only(self, person: str) -> None:
        """Show only the annotations of one person, or everybody's ("")."""
        if person != self.only:
            self.only = person
            if (focused := self.focused_annotation()) and not self.shows(focused):
                self.focus("")
            self.narrowed.emit(person)

    def article_ids(self) -> list[str]:
        """The ids of all articles in library order."""
        return self.session.catalogue.article_ids()

    def annotations(self) -> list[Annotation]:
        """The annotations of the open article, in the order of its text."""
        return self._in_order().all

    def find(self, name: str) -> Annotation | None:
        """An annotation of the open article."""
        return self._in_order().find(name)

    def place(self, name: str) -> int:
        """How many annotations of the open article stand before that one; -1 when it is none of them."""
        return self._in_order().place(name)

    def _in_order(self) -> InOrder:
        if self._annotations is None:
            self._annotations = InOrder(self.session.catalogue.annotations(self.article) if self.article else [])
        return self._annotations

    def focused_annotation(self) -> Annotation | None:
        """The annotation in focus."""
        return self.find(self.annotation) if self.annotation else None

    def ties(self) -> Mapping[str, Sequence[Tie]]:
        """The links of the open article's annotations, as each of those that has some sees them."""
        if self._ties is None:
            self._ties = self.session.catalogue.ties(self.article) if self.article else {}
        return self._ties

    def light_links(self, name: str) -> None:
        """Have the text light up what an annotation of the open article is linked with, and only that; "" for none."""
        linked = self.ties().get(name, ()) if name else ()
        self.lit.emit(frozenset(tie.other for tie in linked if not tie.gone))

    # --- sources ---

    def source(self, name: str | None) -> Source | None:
        """The source that an id counts as, merges followed."""
        catalogue = self.session.catalogue
        return catalogue.sources().get(representative(name, catalogue.merged())) if name else None

    def matches(self, typed: str, annotation: Annotation | None, *, without: Iterable[str] = ()) -> list[Match]:
        """The sources that `typed` may mean for an annotation, likeliest first."""
        from annotator.corpus.names import ranked  # nobody is asked for before the first paint

        catalogue, left_out = self.session.catalogue, set(without)
        context = self._context(annotation)
        likely = catalogue.sources().likely(typed, catalogue.source_counts(), _MOST + len(left_out))
        sources = catalogue.sources().fetch({*likely, *context.favoured()} - left_out)
        return ranked(typed, sources, context)[:_MOST]

    def likely_source(self, annotation: Annotation) -> Source | None:
        """Who probably says it: the nearest name in its paragraph, else the source used last. Never stored unasked."""
        from annotator.corpus.names import ranked

        context = self._context(annotation)
        found = ranked("", self.session.catalogue.sources().fetch(context.favoured()), context)
        if not found:
            return None
        near = context.near.get(found[0].source.id, NEAR + 1) <= NEAR
        return found[0].source if near or found[0].source.id in self.recent_sources[:1] else None

    def existing(self, name: str, *, but: str = "") -> Source | None:
        """The source (another than `but`) that already bears a name or alias, however it is spelt."""
        from annotator.corpus.names import exists

        sources = self.session.catalogue.sources()
        return exists(name, (source for source in sources.fetch(sources.bearing(name)) if source.id != but))

    def _context(self, annotation: Annotation | None) -> Context:
        from annotator.corpus.names import Context, beside, mentions

        catalogue = self.session.catalogue
        sources = catalogue.sources()
        paragraph, end = beside(self.text, annotation.content) if annotation else ("", 0)
        near = mentions(paragraph, sources.fetch(sources.named_in(paragraph)), end) if paragraph else {}
        return Context(near, self._in_order().sources(), self.recent_sources, catalogue.source_counts())

    def used(self, source: str) -> None:
        """Remember a source as the one used last."""
        self.recent_sources = (source, *(s for s in self.recent_sources if s != source))[:20]

    # --- settings ---

    @property
    def keymap(self) -> Keymap:
        """Which keys do what on this computer."""
        from annotator.ui.commands import Keymap  # menus come after the first paint

        if self._keymap is None or self._keymap[0] is not self.settings.keys:
            self._keymap = self.settings.keys, Keymap.read(self.settings.keys)
        return self._keymap[1]

    def wear(self, theme: Theme) -> None:
        """Take another theme, with the colours that the codebook gives its own kinds."""
        self.theme = theme.with_own(self._own_colours())
        self.theme_changed.emit(self.theme)

    def _own_colours(self) -> dict[str, str]:
        return {kind.id: kind.colour for kind in self.session.catalogue.codebook().kinds if kind.colour}

    def choose(self, **chosen: Any) -> None:
        """Change settings; they act at once and are kept."""
        self.settings = replace(self.settings, **chosen)
        try:
            save(self.settings)
        except OSError as error:
            remedy = tr("It acts until the program ends. Make room on the disk, or the file writable, then choose it "
                        "again")
            self.failed.emit(Fault(tr("The setting was not kept"), error.strerror or str(error), remedy))
        self.settings_changed.emit(self.settings)

    # --- what has changed ---

    def _hear(self, changed: Changed) -> None:
        if "link" in changed.kinds() or self._ends_have_changed(changed.of_kind("annotation")):
            self._ties = None
        if "outlets" in self.__dict__:
            self.outlets.forget(changed)
        self._read_again(changed)
        if self.article in changed.entities:
            self._look_again()
        if self.annotation and self.find(self.annotation) is None:
            self.focus("")
        self.breathe()
        self.changed.emit(changed)
        if "codebook" in changed.kinds() and self._own_colours() != self.theme.own:
            self.wear(self.theme)

    def _ends_have_changed(self, names: Sequence[str]) -> bool:
        """Whether annotations may have come or gone, here or elsewhere: an edit changes no link."""
        if self._annotations is None or len(names) > _FEW:
            return True
        return any(self.find(name) is None or self.session.catalogue.annotation(name) is None for name in names)

    def _read_again(self, changed: Changed) -> None:
        """Keep what is known of the open article's annotations, and read those anew that the change touches."""
        if self._annotations is None:
            return
        touched = {name for name in changed.of_kind("annotation") if changed.entities[name][1] == self.article}
        if self.article in changed.entities or (len(touched) > _FEW and not self.is_watched):
            self._annotations = None
        elif len(touched) > max(_FEW, len(self._annotations.all) // _MOSTLY):
            self._annotations = InOrder(self._read_all(self.article))
        elif len(touched) > _FEW:
            self._annotations.exchange(touched, self._read_in_bites(touched))
        elif touched:
            read = [found for name in touched if (found := self.session.catalogue.annotation(name))]
            self._annotations.exchange(touched, read)

    def _read_all(self, article: str) -> list[Annotation]:
        found = self._read_in_bites(self.session.catalogue.annotation_ids(article))
        found.sort(key=reading_order)
        self.breathe()
        return found

    def _read_in_bites(self, wanted: Iterable[str]) -> list[Annotation]:
        """After an action that shows its progress: read so many that the window has to live meanwhile."""
        names, read = sorted(wanted), list[Annotation]()
        for start in range(0, len(names), _BITE):
            read += self.session.catalogue.some_annotations(names[start:start + _BITE])
            self.breathe()
        return read

    def _look_again(self) -> None:
        """Close the open article when it was removed; show it anew when its text has only come now."""
        catalogue = self.session.catalogue
        if catalogue.article(self.article) is None:
            self.show_article("")
        elif not self.text and catalogue.text(self.article):
            self.show_article(self.article)
