"""Small builders of the things that tests need: a project on the disk, articles, annotations, a bridge."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shiboken6 import isValid

from annotator.actions import annotate, library, sources
from annotator.corpus.annotation import Annotation, Attribution, Span
from annotator.corpus.article import Article, article_id
from annotator.corpus.kinds import Attribute, Codebook, Kind
from annotator.corpus.source import Source
from annotator.corpus.team import Coder
from annotator.session import Session
from annotator.settings import Settings, home, resource
from annotator.ui.bridge import Bridge
from annotator.ui.theme import load_theme

MARA = Coder("0192f0c1-0000-7000-8000-00000000000a", "Mara")
MARIA = Coder("0192f0c1-0000-7000-8000-00000000000b", "Maria")

TEXT = (
    "“Are we too tolerant?” Anna Berg asked on Tuesday. “At some point the burden has to be shared by everyone.”\n"
    "Politico reported that the minister had told colleagues the plan would cost $1.3 billion over five years. "
    "Fewer than 0.2 percent of those asked said they felt well informed, according to Bernard Lind.\n"
)
"""A few sentences with two people, an outlet, a split quote and two figures."""

_numbers = itertools.count(1)


def codebook(*kinds: Kind) -> Codebook:
    """The codebook that a new project gets, or one of these kinds."""
    if kinds:
        return Codebook(kinds=kinds)
    stored: dict[str, Any] = json.loads(resource("codebook", "default.json").read_text("utf-8"))
    return Codebook(stored["version"], stored["guidelines"], stored["conventions"],
                    tuple(_kind(entry) for entry in stored["kinds"]))


def _kind(entry: dict[str, Any]) -> Kind:
    attributes = tuple(Attribute(**{**a, "values": tuple(a.get("values", ()))}) for a in entry["attributes"])
    return Kind(**{**entry, "attributes": attributes})


def project(folder: Path, *, coder: Coder = MARA, book: Codebook | None = None, name: str = "corpus") -> Session:
    """A new project in a file of its own, open for a coder."""
    return Session.create(folder / f"{name}.annot", coder, home=home(), codebook=book or codebook())


def article(session: Session, text: str = TEXT, *, title: str = "", **facts: Any) -> str:
    """Bring an article in; gives its id."""
    number = next(_numbers)
    made = Article(article_id(text, url=f"https://example.org/{number}"), title or f"Article {number}",
                   url=f"https://example.org/{number}", **facts)
    session.do(library.bring_in([(made, text)]))
    return made.id


def span(words: str, text: str = TEXT) -> Span:
    """Where the words stand, in code points.

    Raises:
        ValueError: they do not.
    """
    start = text.index(words)
    return start, start + len(words)


def annotation(session: Session, article: str, *words: str, kind: str = "quote", chain: Sequence[Attribution] = (),
               figure: dict[str, Any] | None = None) -> Annotation:
    """Mark words of an article; several of them make one annotation of several segments."""
    text = session.catalogue.text(article)
    made, change_set = annotate.mark(article, text, spans=[span(part, text) for part in words], kind=kind,
                                     codebook=session.catalogue.codebook(), chain=tuple(chain), figure=figure)
    session.do(change_set)
    return made


def source(session: Session, name: str, type_: str = "person", **facts: Any) -> Source:
    """Make a source."""
    made, change_set = sources.create(name, type_, **facts)
    session.do(change_set)
    return made


def bridge(session: Session, *, theme: str = "light", article: str = "", annotation: str = "") -> Bridge:
    """A bridge to the session, with an article and an annotation open. It exchanges nothing by itself."""
    made = kept(Bridge(session, load_theme(theme), Settings(coder=session.coder.id, name=session.coder.name)))
    if article:
        made.show_article(article, annotation=annotation)
    return made


_bridges: list[Bridge] = []


def kept(bridge: Bridge) -> Bridge:
    """A bridge without a window, whose work beside it ends with the test."""
    _bridges.append(bridge)
    return bridge


def let_go() -> None:
    """End what the bridges of a test calculate on other threads: who reports to what is gone ends the process."""
    while _bridges:
        bridge = _bridges.pop()
        if isValid(bridge):
            bridge.let_go()
