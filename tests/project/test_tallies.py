"""What is tallied equals a plain count, whatever was done, undone, exchanged, removed and brought back."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from annotator.corpus.change import Change, review_id
from annotator.corpus.ids import derived_id, pack
from annotator.project.catalogue import Catalogue
from annotator.project.operation import decode_fields
from tests.team import QUOTE, Member, Team, name

WHO = st.integers(0, 1)
WHAT = st.integers(0, 99)
ARTICLES = [derived_id("article", number) for number in "123"]
SOURCES = [derived_id("source", number) for number in "123"]
CHAINS = st.lists(st.sampled_from([*SOURCES, None]).map(lambda source: [source, "speaker"]), max_size=3)
BROUGHT = st.sampled_from([{}, {"creator": "somebody"}, {"creator": "an-id-of-16-let", "modified_by": "x"}])
GONE = st.sampled_from([0, 1])


class Counting(RuleBasedStateMachine):
    """Two people annotate three articles, some of which arrive later than what is said in them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.team = Team(self.folder, "Ann", "Ben")
        self.made: list[tuple[str, str, str]] = []
        self.bring_or_remove(0, ARTICLES[0], "2024", 0)
        for chain in ([], [[SOURCES[0], "speaker"]]):
            self.annotate(0, ARTICLES[0], "quote", chain, {})
        self.team.sync()

    def teardown(self) -> None:
        self.team.sync()
        self.check()
        for member in self.team.members:
            before = member.replica.dump()
            member.replica.rebuild()
            assert member.replica.dump() == before
        self.check()
        self.team.close()
        shutil.rmtree(self.folder)

    @invariant()
    def check(self) -> None:
        for member in self.team.members:
            check_counts(member)

    @rule(who=WHO, article=st.sampled_from(ARTICLES), published=st.sampled_from(["", "2024", None]), gone=GONE)
    def bring_or_remove(self, who: int, article: str, published: str | None, gone: int) -> None:
        fields = {"title": "Été", "published": published, "deleted": gone}
        self.team.members[who].do(Change("article", article, fields, article, new=True), texts={article: "Some words."})

    @rule(who=WHO, article=st.sampled_from(ARTICLES), kind=st.sampled_from(["quote", "claim"]), chain=CHAINS,
          brought=BROUGHT)
    def annotate(self, who: int, article: str, kind: str, chain: list[list[str]], brought: dict[str, str]) -> None:
        made = name()
        fields = {**QUOTE, "kind": kind, "chain": chain, **brought}
        self.team.members[who].do(Change("annotation", made, fields, article, new=True))
        self.made.append(("annotation", made, article))

    @rule(who=WHO, chain=CHAINS, what=WHAT, gone=GONE)
    def edit(self, who: int, chain: list[list[str]], what: int, gone: int) -> None:
        member = self.team.members[who]
        known = [made for made in self.made if member.replica.state(made[1])]
        if known:
            kind, entity, article = known[what % len(known)]
            member.do(Change(kind, entity, {"chain": chain, "kind": "claim", "deleted": gone}, article))

    @rule(who=WHO, article=st.sampled_from(ARTICLES), status=st.sampled_from(["todo", "doing", "done"]))
    def mark(self, who: int, article: str, status: str) -> None:
        member = self.team.members[who]
        coder = derived_id(member.person)
        member.do(Change("review", review_id(coder, article), {"coder": coder, "status": status}, article))

    @rule(who=WHO, redo=st.booleans())
    def undo(self, who: int, redo: bool) -> None:
        member = self.team.members[who]
        member.redo() if redo else member.undo()

    @rule(who=WHO)
    def exchange(self, who: int) -> None:
        self.team.members[who].exchange()


def check_counts(member: Member) -> None:
    """Every number that is kept, against the rows themselves."""
    rows, catalogue = member.replica.rows, Catalogue(member.replica)
    annotations = rows("SELECT article, kind, sourced, born_by, last_by, fields FROM annotation")
    for article, counted, unsourced in rows("SELECT id, annotations, unsourced FROM card"):
        inside = [row for row in annotations if row[0] == article]
        assert (counted, unsourced) == (len(inside), sum(not row[2] for row in inside))
    kept: dict[str, dict[bytes, int]] = {what: {} for what in ("source", "kind", "coder", "brought")}
    for what, said, number in rows("SELECT what, said, number FROM tally"):
        kept[what][said] = number
    attributed = rows("SELECT source FROM attribution WHERE source<>x''")
    assert kept["source"] == Counter(row[0] for row in attributed)
    assert kept["kind"] == Counter(row[1].encode() for row in annotations)
    coders, brought = Counter[bytes](), Counter[bytes]()
    for *_, born_by, last_by, stored in annotations:
        fields = decode_fields(stored)
        reviser = None if last_by else fields.get("modified_by")
        for here, there in ((born_by, fields.get("creator")), (last_by, reviser)):
            if there:
                brought[there.encode()] += 1
            elif here:
                coders[here] += 1
    for entry, found in (("coder", coders), ("brought", brought)):
        assert kept[entry] == found
    here = [pack(shelf.id) for shelf in catalogue.shelves("nobody")]
    alive = {row[0] for row in annotations}
    shown = {name for name, removed in rows("SELECT id, removed FROM card") if not removed or name in alive}
    assert set(here) == shown
    assert [pack(name) for name in catalogue.article_ids()] == here
    assert catalogue.library.count() == len(here)


TestCounting = Counting.TestCase
TestCounting.settings = settings(max_examples=40, stateful_step_count=15, deadline=None)
