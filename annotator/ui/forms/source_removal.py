"""Removing a source: what it said has to go somewhere, or nobody is named any more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from annotator.actions import sources
from annotator.corpus.change import counted
from annotator.corpus.source import Source, family
from annotator.project.statements import reach
from annotator.ui.bridge import Bridge
from annotator.ui.widgets.offer import Offer


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
        said = f"{counted(annotations, 'annotation')} from {counted(articles, 'article')}"
        attributed = "is attributed" if annotations == 1 else "are attributed"
        self._offer.say(f"{said} {attributed} to {source.name}. What becomes of {'it' if annotations == 1 else 'them'}?", [
            ("Merge into…", self._merge), ("No source", partial(self.remove, source)), ("Cancel", self._offer.clear)])
        self._offer.buttons[-1].setFocus()

    def remove(self, source: Source) -> None:
        """Remove it with everything that counts as it; of what it says nobody is named."""
        self._offer.clear()
        catalogue = self._bridge.session.catalogue
        known = catalogue.sources()
        members = [known[name] for name in family(source.id, catalogue.merged()) if name in known]
        said = catalogue.behind(source.id)
        words = f"{source.name} removed" + (f"; {counted(len(said), 'annotation')} without a named source" if said else "")
        if self._bridge.do(sources.remove_with_attributions(members, said), say=words):
            self._gone()
