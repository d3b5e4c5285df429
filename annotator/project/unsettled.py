"""What is to settle in a project, for whoever works: one list, which the window walks and every count is the length of.

Only what this person may see and may decide is in it: hidden work is not, nor is the mark, the answers or the name of
somebody else, nor what lies in an article that is removed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.corpus.change import DELETED
from annotator.corpus.ids import pack, unpack
from annotator.corpus.sight import identities
from annotator.project.library import SHOWN
from annotator.project.links import drawn

if TYPE_CHECKING:
    from annotator.project.catalogue import Catalogue

RING = "ring"
"""Why a link is to settle that nobody else has changed: it would make something a part of itself."""

PERSONAL = frozenset({"review", "values", "coder"})
"""Kinds that say something of one person: nobody else decides on them."""

_HERE = f"NOT EXISTS(SELECT 1 FROM card c WHERE c.id=t.article AND NOT {SHOWN})"
_BOTH_ENDS = ("EXISTS(SELECT 1 FROM annotation a WHERE a.id=t.start)"
              " AND EXISTS(SELECT 1 FROM annotation a WHERE a.id=t.end)")
_CHANGED = (
    "SELECT 'article', t.id, t.id, t.conflicts, NULL FROM card t WHERE t.conflicts IS NOT NULL",
    # an article that is removed while somebody, unseen, works in it: `main`, for the view calls it there
    "SELECT 'article', t.id, t.id, 'deleted', NULL FROM main.card t INDEXED BY card_removed WHERE t.removed"
    " AND (EXISTS(SELECT 1 FROM annotation a WHERE a.article=t.id)"
    " OR EXISTS(SELECT 1 FROM unseen u WHERE u.article=t.id))",
    "SELECT 'annotation', t.id, t.article, t.conflicts, NULL FROM annotation t WHERE t.conflicts IS NOT NULL",
    f"SELECT 'link', t.id, t.article, t.conflicts, NULL FROM link t WHERE t.conflicts IS NOT NULL AND {_BOTH_ENDS}",
    "SELECT 'source', t.id, x'', t.conflicts, NULL FROM source t WHERE t.conflicts IS NOT NULL",
    # a source that is removed while somebody, unseen, names it
    "SELECT 'source', t.id, x'', 'deleted', NULL FROM gone t WHERE t.article=x'' AND t.kind='source'"
    " AND EXISTS(SELECT 1 FROM attribution a WHERE a.source=t.id)",
    f"SELECT 'review', t.id, t.article, t.conflicts, t.coder FROM review t WHERE t.conflicts IS NOT NULL AND {_HERE}",
    "SELECT t.kind, t.id, t.article, t.conflicts, CASE t.kind WHEN 'coder' THEN t.id ELSE v.coder END FROM entity t"
    f" LEFT JOIN variables v ON v.id=t.id WHERE t.conflicts IS NOT NULL AND {_HERE}",
)
_ORDER = ("article", "annotation", "link", "passages", "values", "review", "source", "codebook", "project", "coder")


@dataclass(frozen=True, slots=True)
class Matter:
    """A thing of which something is to settle: its kind, id and article, and the names of the fields, or `RING`."""

    kind: str
    entity: str
    article: str
    fields: tuple[str, ...]

    @property
    def is_ring(self) -> bool:
        """Whether it is a link that would make something a part of itself."""
        return RING in self.fields


def unsettled(catalogue: Catalogue) -> tuple[Matter, ...]:
    """Everything that is to settle: article by article as they are listed, then what the project shares."""
    found: dict[str, Matter] = {}
    mine = {pack(name) for name in identities(unpack(catalogue.coder), catalogue.coders())}
    for query in _CHANGED:
        for kind, name, article, fields, whose in catalogue.rows(query):
            if kind in _ORDER and (kind not in PERSONAL or whose in mine):
                found[unpack(name)] = Matter(kind, unpack(name), unpack(article), tuple(fields.split(",")))
    for link in drawn(catalogue, catalogue.unfollowed()):
        before = found.get(link.id)
        found[link.id] = Matter("link", link.id, link.article, (*(before.fields if before else ()), RING))
    return _in_order(catalogue, [each for each in found.values() if not _goes_with_article(each, found)])


def _goes_with_article(matter: Matter, found: dict[str, Matter]) -> bool:
    """Whether it was removed with its article: keeping or removing the article decides on it, too."""
    whole = found.get(matter.article)
    return (matter.kind == "annotation" and matter.fields == (DELETED,)
            and whole is not None and DELETED in whole.fields)


def _in_order(catalogue: Catalogue, found: list[Matter]) -> tuple[Matter, ...]:
    if len(found) < 2:
        return tuple(found)
    articles = {matter.article for matter in found if matter.article}
    place = {article: at for at, article in enumerate(catalogue.library.in_order(articles))}
    starts: dict[str, int] = {}
    for part in _parts([matter.entity for matter in found if matter.kind == "annotation"]):
        starts |= {each.id: each.start for each in catalogue.some_annotations(part)}
    return tuple(sorted(found, key=lambda each: (
        place.get(each.article, len(place)) if each.article else len(place) + 1, _ORDER.index(each.kind),
        starts.get(each.entity, 0), each.entity)))


def _parts(names: list[str], size: int = 500) -> list[list[str]]:
    return [names[at:at + size] for at in range(0, len(names), size)]
