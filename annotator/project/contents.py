"""The whole project, read once from end to end in bounded memory: for exports, and to compare what comes in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from annotator.corpus.annotation import CONTENT
from annotator.corpus.article import passages_from_fields
from annotator.corpus.contents import ArticleContents, Marked, Standing
from annotator.corpus.ids import pack, spell, unpack
from annotator.corpus.joining import joined_reviews, joined_values
from annotator.corpus.link import Link
from annotator.corpus.people import People
from annotator.corpus.team import utc
from annotator.project.fold import fold
from annotator.project.operation import decode_many

if TYPE_CHECKING:
    from annotator.project.catalogue import Catalogue

WHO = "born_ms,born_by,last_ms,last_by,changes"
ARTICLES_AT_ONCE = 100
IDS_AT_ONCE = 1_000


def standing(catalogue: Catalogue, names: Collection[str]) -> dict[str, Standing]:
    """What the journal says of those of these ids that it knows, also of what is removed."""
    wanted = list(names)
    few = catalogue.rows("SELECT DISTINCT entity FROM op LIMIT ?", (IDS_AT_ONCE + 1,))
    if len(few) <= IDS_AT_ONCE:
        known = {unpack(row[0]) for row in few}
        wanted = [name for name in wanted if name in known]
    found = {}
    for part in pages(wanted, IDS_AT_ONCE):
        marks = ",".join("?" * len(part))
        ops = catalogue.operations(f"WHERE o.entity IN ({marks}) ORDER BY o.entity", tuple(map(pack, part)))
        for entity, group in groupby(ops, key=attrgetter("entity")):
            state = fold(group)
            found[unpack(entity)] = Standing(state.kind, state.visible, state.fields)
    return found


def pages(names: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """The names in parts of a size that one query takes."""
    return (names[start:start + size] for start in range(0, len(names), size))


def contents(catalogue: Catalogue) -> Iterator[ArticleContents]:
    """Every article with everything in it, in library order.

    Links are left out whose other end is gone. A page of articles is read at a time, so memory stays flat.
    """
    links: dict[str, list[Link]] = {}
    for link in catalogue.all_links():
        links.setdefault(link.start, []).append(link)
    for page in catalogue.library.pages(ARTICLES_AT_ONCE):
        yield from _page(catalogue, page, links)


def one(catalogue: Catalogue, name: str) -> ArticleContents:
    """One article with everything in it but its links.

    Raises:
        KeyError: it is not there.
    """
    return next(_page(catalogue, [name], {}))


def _page(catalogue: Catalogue, page: Sequence[str], links: Mapping[str, list[Link]]) -> Iterator[ArticleContents]:
    packed = tuple(map(pack, page))
    here = f"IN ({','.join('?' * len(packed))})"
    cards = {row[0]: row[1:] for row in catalogue.rows(
        f"SELECT c.id,c.fields,c.text_digest,a.body FROM card c LEFT JOIN article a ON a.id=c.id WHERE c.id {here}",
        packed)}
    marked = _grouped(catalogue.rows(
        f"SELECT article,id,fields,{WHO} FROM annotation WHERE article {here} ORDER BY article, start", packed))
    reviews = _grouped(catalogue.rows(
        f"SELECT article,fields,last_ms,born_ms FROM review WHERE article {here} ORDER BY article, coder", packed))
    around = _grouped(catalogue.rows(
        "SELECT article,kind,fields,coalesce(last_ms,born_ms) FROM entity"
        f" WHERE kind IN ('passages','values') AND article {here}", packed))
    people = catalogue.people()
    for name, raw in zip(page, packed, strict=True):
        fields, digest, body = cards[raw]
        annotations = [_marked(row) for row in marked.get(raw, ())]
        if people.joined:
            annotations = [_of_person(each, people) for each in annotations]
        annotations.sort(key=_reading_order)
        shared = [(row[1], decode_many(row[2]), row[3]) for row in around.get(raw, ())]
        yield ArticleContents(
            name, decode_many(fields), body or "", digest.hex(), annotations,
            [link for each in annotations if each.id in links for link in links[each.id]] if links else (),
            tuple(p for kind, said, _ in shared if kind == "passages" for p in passages_from_fields(said)),
            joined_reviews((catalogue.review(name, *row[1:]) for row in reviews.get(raw, ())), people),
            joined_values(name, ((time, said) for kind, said, time in shared if kind == "values"), people))


def _grouped(rows: list[tuple[Any, ...]]) -> dict[bytes, list[tuple[Any, ...]]]:
    found: dict[bytes, list[tuple[Any, ...]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found


def _marked(row: tuple[Any, ...]) -> Marked:
    _, raw, stored, born, by, last, last_by, changes = row
    fields = decode_many(stored)
    get, name = fields.get, spell(raw) if len(raw) == 16 else unpack(raw)
    creator, created, revision = get("creator") or unpack(by), get("created") or utc(born), get("revision") or 1
    if changes:
        return Marked(name, fields, creator, created, utc(last), unpack(last_by), revision + changes)
    return Marked(name, fields, creator, created, get("modified") or "", get("modified_by") or "", revision)


def _of_person(marked: Marked, people: People) -> Marked:
    """Who made and changed it, by the ids that persons count by."""
    return marked._replace(creator=people.one(marked.creator),
                           modified_by=people.one(marked.modified_by) if marked.modified_by else "")


def _reading_order(marked: Marked) -> tuple[int, int, str]:
    """By first character, the longer one first, then by id. (Content stands before marks, in the order of the text.)"""
    segments = marked.fields.get("segments") or ((CONTENT, 0, 0),)
    if len(segments) == 1:
        return segments[0][1], -segments[0][2], marked.id
    return segments[0][1], -max(end for role, _, end in segments if role == segments[0][0]), marked.id


def latest(catalogue: Catalogue) -> str:
    """The latest `created` or `modified` of annotations and sources, empty when there is none."""
    said = ("SELECT max(rtrim(json_extract(fields,'$.created'),'Z')), max(rtrim(json_extract(fields,'$.modified'),"
            "'Z')), max(CASE WHEN json_extract(fields,'$.created') IS NULL THEN born_ms END), max(last_ms) FROM ")
    found = [row for table in ("annotation", "source") for row in catalogue.rows(said + table)]
    times = [time for row in found for time in row[:2] if time]
    times += [utc(time).rstrip("Z") for row in found for time in row[2:] if time]
    return max(times) + "Z" if times else ""
