"""A small real project in a temporary folder: four articles, two sources, a colleague; what the panels' tests open."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.actions import annotate, library, sources
from annotator.corpus.annotation import Annotation, Attribution
from annotator.corpus.article import Article
from annotator.corpus.change import Change, Changed, ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.ids import new_id
from annotator.corpus.kinds import Attribute, Codebook, Kind
from annotator.corpus.source import Source
from annotator.corpus.team import Coder, Shelf
from annotator.session import Session
from annotator.settings import Settings
from annotator.ui.bridge import Bridge, Said
from annotator.ui.theme import load_theme
from tests import builders

CODEBOOK = Codebook(
    guidelines="# How we annotate\n\nRead it **once** first.",
    conventions={"marks_inside_quote": True, "annotated_passages": ["body", "caption"]},
    kinds=(
        Kind("claim", "Claim", "An assertion that somebody could dispute.", "1",
             attributes=(Attribute("claim_type", "choice", "Type of claim", ("factual", "causal"), required=True,
                                   help="What sort of assertion it is."),)),
        Kind("quote", "Quote", "What a source said.", "2"),
        Kind("statistic", "Statistic", "A figure about the world.", "3"),
        Kind("retired", "Retired", hidden=True),
    ),
)
TEXTS = (
    ("Europe’s patience, counted", "Politico", "2025-03-14", ("Anna Dahl", "Jo Weiss"),
     "“Are we too tolerant?” Anna Berg asked. “At some point the burden has to be shared.” It cost $1.3bn."),
    ("What the audit found", "Elsin Courier", "2025-03", (), "The audit found savings of 12 percent, A. Berg said."),
    ("A minister explains", "Politico", "2024", (), "The minister explained the bridge."),
    ("Undated notes", "", "", (), "Nobody knows when this was written 🦊."),
)


@dataclass
class Newsroom:
    """An open project and what a window would hear from it."""

    session: Session
    bridge: Bridge
    said: list[Said]
    faults: list[Fault]
    wanted: list[str]

    def article(self, title: str) -> str:
        """The id of the article with that title."""
        return next(s.id for s in self.shelves() if s.title == title)

    def shelves(self) -> list[Shelf]:
        """The library as Mara sees it."""
        return self.session.catalogue.shelves(self.session.coder.id)

    def mark(self, title: str, words: str, *, kind: str = "quote", source: Source | None = None) -> Annotation:
        """Mark words of an article."""
        article = self.article(title)
        text = self.session.catalogue.text(article)
        start = text.index(words)
        chain = (Attribution(source.id),) if source else ()
        made, change_set = annotate.mark(
            article, text, spans=[(start, start + len(words))], kind=kind, codebook=CODEBOOK, chain=chain)
        self.bridge.do(change_set)
        return made

    def source(self, name: str, type_: str = "person", **facts: object) -> Source:
        """Make a source."""
        made, change_set = sources.create(name, type_, **facts)
        self.bridge.do(change_set)
        return made

    def known(self, source: Source) -> Source:
        """The source as it is now."""
        return self.session.catalogue.sources()[source.id]

    def colleague(self, name: str, title: str, status: str) -> None:
        """Another coder's mark on an article."""
        coder = Coder(new_id(), name)
        known = ChangeSet([Change("coder", coder.id, coder.fields(), new=True)])
        self.session.do(known + library.set_status(self.article(title), coder, status))


def open_newsroom(folder: Path, *, filled: bool = True) -> Newsroom:
    """Make the project and open it for Mara, without the exchange thread."""
    coder = Coder(new_id(), "Mara")
    session = Session.create(folder / "news.annot", coder, home=folder / "home", codebook=CODEBOOK)
    bridge = builders.kept(Bridge(session, load_theme("light"), Settings(coder=coder.id, name="Mara")))
    room = Newsroom(session, bridge, [], [], [])
    bridge.said.connect(room.said.append)
    bridge.failed.connect(room.faults.append)
    bridge.wanted.connect(room.wanted.append)
    if filled:
        session.do(library.bring_in(
            (Article(new_id(), title, byline, outlet, published), text)
            for title, outlet, published, byline, text in TEXTS))
    return room


@pytest.fixture
def newsroom(tmp_path: Path, qtbot: QtBot) -> Newsroom:
    return open_newsroom(tmp_path)


@pytest.fixture
def empty_newsroom(tmp_path: Path, qtbot: QtBot) -> Newsroom:
    return open_newsroom(tmp_path, filled=False)


def touched(changed: Changed | None) -> set[str]:
    """The kinds of entity that an action touched; none when it was refused."""
    return changed.kinds() if changed else set()
