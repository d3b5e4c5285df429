"""Removing a source: what it said has to go somewhere, or nobody is named any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from annotator.actions import sources
from annotator.corpus.annotation import Annotation
from annotator.corpus.change import ChangeSet, counted
from annotator.corpus.source import Source, family
from annotator.language import tr, trn
from annotator.project.statements import reach
from annotator.ui.bridge import Bridge, Said
from annotator.ui.dialogs.storing import MANY, Cancelled, Storing
from annotator.ui.widgets.offer import Offer

AT_ONCE = 500
"""Annotations that are stored between two looks at *Cancel*."""


class SourceRemoval:
    """Asks only where there is something to decide; each answer is one undo.

    Args:
        offer: where it is asked.
        merge: asks into which source to merge this one.
        gone: the source is removed.
    """

    def __init__(self, bridge: Bridge, offer: Offer, *, merge: Callable[[], None], gone: Callable[[], None]) -> None:
        self._bridge, self._offer, self._merge, self._gone = bridge, offer, merge, gone

    def ask(self, source: Source) -> None:
        """Remove a source that says nothing; of another one ask what becomes of what it says."""
        catalogue = self._bridge.session.catalogue
        annotations, articles = reach(catalogue, family(source.id, catalogue.merged()))
        if not annotations:
            self.remove(source)
            return
        said = trn("{number:,} annotation from {articles} is attributed to {name}. What becomes of it?",
                   "{number:,} annotations from {articles} are attributed to {name}. What becomes of them?",
                   annotations,
                   articles=counted(articles, "article"), name=source.name)
        self._offer.say(said, [
            (tr("Merge into…"), self._merge), (tr("No source"), partial(self.remove, source, asked=annotations)),
            (tr("Cancel"), self._offer.clear)])
        self._offer.buttons[-1].setFocus()

    def remove(self, source: Source, *, asked: int = 0) -> None:
        """Remove it with everything that counts as it; of what it says nobody is named.

        Args:
            asked: of how many annotations a person was told. If they are others by now, it is asked again.
        """
        self._offer.clear()
        catalogue = self._bridge.session.catalogue
        if reach(catalogue, family(source.id, catalogue.merged()))[0] != asked:
            self.ask(source)
            return
        known = catalogue.sources()
        members = [known[name] for name in family(source.id, catalogue.merged()) if name in known]
        said = catalogue.behind(source.id)
        told = tr("{name} removed", name=source.name)
        if said:
            told = tr("{name} removed; {annotations} without a named source", name=source.name,
                      annotations=counted(len(said), "annotation"))
        storing = Storing(self._offer, len(said),
                          title=tr("Remove {name}", name=source.name)) if len(said) > MANY else None
        try:
            changed = self._bridge.do(_parts(members, said),
                                      say=told,
                                      progress=storing.step if storing else None,
                                      ending=storing.end if storing else None)
        except Cancelled:
            self._bridge.said.emit(Said(tr("Nothing was removed")))
            return
        finally:
            if storing:
                storing.close()
        if changed:
            self._gone()


def _parts(members: list[Source], said: list[Annotation]) -> Iterator[ChangeSet]:
    """The removal page by page, all of it one action: what it said first, then the sources."""
    for start in range(0, len(said), AT_ONCE):
        yield sources.without_source(members, said[start:start + AT_ONCE])
    yield sources.remove_members(members)
