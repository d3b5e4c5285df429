"""A few letters lead to a few sources: the index leaves out nobody whom a look at every name would have put first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.name_index import NameIndex
from annotator.corpus.names import Context, exists, folded, mentions, ranked
from annotator.corpus.source import Source

WORDS = st.sampled_from(["Anna", "anna-bela", "Berg", "BERG", "Élan", "b", "O’Neil", "de", "12", "Board", "…", "ab"])
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
TYPED = st.one_of(NAMES, st.text("abeln o1", max_size=5))


@st.composite
def known_sources(draw: st.DrawFn) -> list[Source]:
    made = []
    for number in range(draw(st.integers(0, 12))):
        name, *aliases = draw(st.lists(NAMES, min_size=1, max_size=3))
        type_ = draw(st.sampled_from(["person", "organisation"]))
        made.append(Source(f"s{number:02}", name, type_, tuple(aliases)))
    return made


def lines(source: Source) -> str:
    return "\n".join(map(folded, source.names))


def indexed(sources: list[Source]) -> NameIndex:
    return NameIndex((source.id.encode(), lines(source)) for source in sources)


@given(known_sources(), TYPED, st.integers(1, 5), st.data())
def test_the_likeliest_are_those_that_a_look_at_every_name_ranks_first(
        sources: list[Source], typed: str, most: int, data: st.DataObject) -> None:
    ids = [source.id for source in sources]
    counts = {name: data.draw(st.integers(0, 3)) for name in ids}
    some = st.lists(st.sampled_from(ids), unique=True, max_size=2) if ids else st.just([])
    context = Context(dict.fromkeys(data.draw(some), 7), frozenset(data.draw(some)), tuple(data.draw(some)), counts)
    likely = indexed(sources).likely(typed, {name.encode(): number for name, number in counts.items()}, most)
    few = {name.decode() for name in likely} | context.favoured()
    narrowed = ranked(typed, [source for source in sources if source.id in few], context)
    assert narrowed[:most] == ranked(typed, sources, context)[:most]


@given(known_sources(), st.lists(st.one_of(WORDS, st.sampled_from([",", "said", "Bergen"])), max_size=12).map(" ".join))
def test_nobody_whom_the_text_names_is_left_out(sources: list[Source], text: str) -> None:
    few = indexed(sources).named_in(text)
    assert {name.encode() for name in mentions(text, sources, len(text))} <= few


@given(known_sources(), NAMES)
def test_who_bears_a_name_is_found_however_it_is_spelt(sources: list[Source], name: str) -> None:
    found = exists(name, sources)
    assert indexed(sources).bearing(name)[:1] == ([found.id.encode()] if found else [])


@given(st.lists(st.tuples(st.sampled_from([b"a", b"b", b"c"]), st.one_of(st.none(), NAMES)), max_size=10), TYPED, NAMES)
def test_an_index_that_was_kept_up_equals_one_made_anew(
        changes: list[tuple[bytes, str | None]], typed: str, text: str) -> None:
    kept, now = NameIndex(), dict[bytes, str]()
    for source, name in changes:
        kept.put(source, None if name is None else folded(name))
        now.pop(source, None)
        if name is not None:
            now[source] = folded(name)
    anew = NameIndex(now.items())
    assert kept.likely(typed, {}, 5) == anew.likely(typed, {}, 5)
    assert kept.named_in(text) == anew.named_in(text)
    assert kept.bearing(text) == anew.bearing(text)
