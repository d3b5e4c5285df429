"""One key for a repeat: what nobody has marked is marked as the finders see it, and all of it linked as the same."""

from __future__ import annotations

from annotator.actions.links import all_same
from annotator.corpus.annotation import Annotation
from annotator.corpus.change import ChangeSet
from annotator.drafting.drafts import Drafts
from annotator.drafting.ground import proposed
from annotator.drafting.repeats import Repeated, joined
from annotator.finders import Suggestion
from annotator.session import Session

Place = tuple[str, int, int]


def joining(session: Session, repeated: Repeated) -> ChangeSet:
    """The one action that marks and links a repeat; empty where it is done already.

    Places that are gone meanwhile are left out, and one that somebody has marked since is not marked twice.
    """
    catalogue, drafts = session.catalogue, Drafts(session)
    places: dict[Place, Annotation] = {}
    known = catalogue.some_annotations([spot.annotation for spot in repeated.spots if spot.annotation])
    by_name = {each.id: each for each in known}
    changes = ChangeSet([])
    for article in dict.fromkeys(spot.article for spot in repeated.spots):
        unmarked = [spot for spot in repeated.spots if spot.article == article and not spot.annotation]
        if not unmarked:
            continue
        seen = _seen(drafts, article)
        wanted = [found for spot in unmarked if (found := seen.get((spot.kind, spot.start, spot.end)))]
        accepted = drafts.accepting(article, wanted)
        changes += accepted.changes
        places |= {(article, each.content[0][0], each.content[-1][1]): each for each in accepted.annotations}
    members = [
        member for spot in repeated.spots
        if (member := by_name.get(spot.annotation) or places.get((spot.article, spot.start, spot.end)))
    ]  # fmt: skip
    return changes + all_same(members, joined(catalogue.all_links()))


def _seen(drafts: Drafts, article: str) -> dict[tuple[str, int, int], Suggestion]:
    ground = drafts.ground(article)
    found = [each for part in proposed(ground) for each in part] if ground else []
    left = drafts.sieve(article).left(found)
    return {(each.kind, each.start, each.segments[-1][1]): each for each in left}
