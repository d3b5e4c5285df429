"""What is said of a link from one of its ends: on the chip, in the popover, to a screen reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.corpus.annotation import Annotation
from annotator.corpus.chips import chips
from annotator.corpus.link import Tie
from annotator.corpus.listing import all_of
from annotator.corpus.people import SOMEBODY
from annotator.corpus.vocabulary import in_words
from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.models.cards import chain_text
from annotator.ui.models.times import when

TO_SETTLE = tr("To settle: something would be a part of itself, so this one is not followed. Remove it, or turn it "
               "round")


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """A tie of the annotation in focus, and what stands at its other end.

    Args:
        chip: the other end's short name in its article: “S2”; empty for one that is gone.
        title: the title of its article; empty for the article that is open.
        whose: who marked it and when; who removed it and when, for one that is gone.
        drawn: who drew the link.
    """

    tie: Tie
    kind: str
    label: str
    colour: str
    chip: str
    words: str
    source: str = ""
    title: str = ""
    whose: str = ""
    drawn: str = ""

    @property
    def name(self) -> str:
        """What the chip says, in words: “evidence for C3”, “part of: gone”."""
        return tr("{words}: gone", words=self.tie.words) if self.tie.gone else f"{self.tie.words} {self.chip}"

    def spoken(self) -> str:
        """All of it, as a screen reader says it."""
        first = self.tie.links[0]
        parts = (self.name, TO_SETTLE if self.tie.to_settle else "", f"{self.label}: {self.words}", self.source,
                 tr("in {title}", title=self.title) if self.title else "", self.whose,
                 tr("certainty: {certainty}", certainty=in_words(first.certainty)) if first.certainty else "",
                 first.note)
        return ". ".join(part for part in parts if part)


def link_ends(bridge: Bridge, name: str, names: dict[str, Mapping[str, str]]) -> list[LinkEnd]:
    """The ties of an annotation of the open article, with what is said of them.

    Args:
        names: article → the chips of its annotations, as far as they are known; more are put in.
    """
    return [end for tie in bridge.ties().get(name, ()) if (end := _end(bridge, tie, names))]


def _end(bridge: Bridge, tie: Tie, names: dict[str, Mapping[str, str]]) -> LinkEnd | None:
    catalogue = bridge.session.catalogue
    other = catalogue.removed_annotation(tie.other) if tie.gone else (
        bridge.find(tie.other) or catalogue.annotation(tie.other))
    if other is None:
        return None
    kind, here = catalogue.codebook().kind(other.kind), other.article == bridge.article
    if other.article not in names and not tie.gone:
        annotations = bridge.annotations() if here else catalogue.annotations(other.article)
        names[other.article] = chips(annotations, catalogue.codebook())
    article = None if here else catalogue.article(other.article)
    text = bridge.text if here else catalogue.text(other.article)
    return LinkEnd(
        tie, kind.id, kind.label, kind.colour, "" if tie.gone else names[other.article].get(other.id, ""),
        " ".join(other.words(text).split()), chain_text(other.chain, bridge.source),
        "" if here else (article.title if article else "") or tr("another article"), _whose(bridge, tie, other),
        all_of([_coder(bridge, coder) for coder in tie.coders]))


def _whose(bridge: Bridge, tie: Tie, other: Annotation) -> str:
    if tie.gone:
        return tr("removed by {name}, {when}", name=_coder(bridge, other.modified_by),
                  when=when(other.modified)).strip(", ")
    return f"{_coder(bridge, other.creator)}, {when(other.created)}".strip(", ")


def _coder(bridge: Bridge, name: str) -> str:
    found = bridge.session.catalogue.people().name(name)
    return tr("somebody") if found == SOMEBODY else found
