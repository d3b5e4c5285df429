"""What readers of texts find, and what of it is new: compared with the project by id, by words and by address."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from annotator.corpus.article import Article, article_id, normalise, text_digest
from annotator.corpus.change import DELETED, Change, ChangeSet
from annotator.corpus.errors import Fault
from annotator.formats.doors import Arrival, Corpus, Incoming
from annotator.language import tr

HEADLINE = 140
"""Code points that the first line may have to count as a headline."""

BETWEEN = "\n\n"
"""What stands between two paragraphs of a text that had them otherwise than as lines."""


@dataclass(frozen=True, slots=True)
class Found:
    """One text that was read, before it is compared with the project.

    Args:
        text: regular.
        left_out: blocks of the page that are not in `text`, each with the place (code points) where it stood.
    """

    file: str
    article: Article
    text: str
    warnings: Sequence[str] = ()
    left_out: Sequence[tuple[int, str]] = ()


def found(file: str, text: str, *, title: str = "", origin: Mapping[str, str], warnings: Sequence[str] = (),
          left_out: Sequence[tuple[int, str]] = (), **fields: Any) -> Found:
    """A text with what is known of it; the id is made of its words and its address, or outlet and date.

    Args:
        fields: of `Article`, those that are not empty.

    Raises:
        Fault: there are no words in it, or they cannot be stored.
    """
    regular = normalise(text).text
    if not regular.strip():
        raise Fault(tr("The text cannot be read"), tr("there are no words in it"), tr("Choose a file with words in it"))
    given = {key: value for key, value in fields.items() if value}
    name = article_id(regular, url=given.get("url", ""), outlet=given.get("outlet", ""),
                      published=given.get("published", ""))
    title = " ".join(title.split()) or headline(regular) or tr("Untitled")
    return Found(file, Article(name, title, imported_from=dict(origin), **given), regular, warnings, left_out)


def headline(text: str) -> str:
    """The first line, if it looks like a headline: short, no full stop at its end, and more below; else empty."""
    first, _, rest = text.lstrip().partition("\n")
    line = " ".join(first.split())
    if not rest.strip() or not line or len(line) > HEADLINE or line.endswith((".", ",", ";", ":")):
        return ""
    return line


def put_back(arrival: Arrival, which: Collection[int] | None = None) -> Arrival:
    """The article with blocks that were left out of its page, each where it stood.

    Args:
        which: their places in `left_out`; all when it is None.
    """
    text, kept, last, left = "", "", 0, list[tuple[int, str]]()
    for number, (place, words) in enumerate(arrival.left_out):
        kept, last = kept + arrival.text[last:place], place
        if which is None or number in which:
            text, kept = _joined(text, kept.removesuffix(BETWEEN), words), ""
        else:
            left.append((len(text) + (len(BETWEEN) if text else 0) + len(kept), words))
    text = _joined(text, kept + arrival.text[last:])
    article = arrival.article
    name = article_id(text, url=article.url, outlet=article.outlet, published=article.published)
    return replace(arrival, text=text, article=replace(article, id=name),
                   left_out=tuple((min(place, len(text)), words) for place, words in left))


def _joined(*pieces: str) -> str:
    return BETWEEN.join(piece for piece in pieces if piece)


def compared(given: Sequence[Found], corpus: Corpus) -> Incoming:
    """What of it is new, and what the project has by its id or by its words."""
    incoming = Incoming()
    known = corpus.standing([one.article.id for one in given])
    twins = corpus.with_text(bytes.fromhex(text_digest(one.text)) for one in given)
    seen: set[str] = set()
    removed: set[str] = set()
    for one in given:
        name, standing = one.article.id, known.get(one.article.id)
        bare = not (one.article.url or one.article.outlet)
        there = (standing is not None and standing.alive) or name in seen or (
            bare and bytes.fromhex(text_digest(one.text)) in twins)
        if standing is not None and not standing.alive:
            removed.add(name)
        seen.add(name)
        (incoming.there if there else incoming.added)["article"] += 1
        incoming.arrivals.append(Arrival(one.article, one.text, one.file, "there" if there else "new",
                                         left_out=tuple(one.left_out)))
        incoming.warnings += [tr("{file}: {why}", file=one.file, why=warning) for warning in one.warnings]
    incoming.make = _Maker(incoming.arrivals, frozenset(removed))
    return incoming


@dataclass(frozen=True, slots=True)
class _Maker:
    """Gives the change sets of what is new; an article that was removed is brought back."""

    arrivals: list[Arrival]
    removed: frozenset[str]

    def __call__(self) -> Iterator[ChangeSet]:
        for arrival in self.arrivals:
            article = arrival.article
            if arrival.state == "new":
                back = article.id in self.removed
                fields = article.fields() | ({DELETED: 0} if back else {})
                yield ChangeSet([Change("article", article.id, fields, article.id, new=not back)],
                                {article.id: arrival.text})
