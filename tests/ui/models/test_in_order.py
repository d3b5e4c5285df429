from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.annotation import CONTENT, Annotation, Attribution, Segment
from annotator.project.catalogue import reading_order
from annotator.ui.models.in_order import InOrder

STEPS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 60), st.booleans(), st.sampled_from(["", "a", "b"])))


def made(number: int, start: int, source: str = "") -> Annotation:
    chain = (Attribution(source),) if source else ()
    return Annotation(f"n{number}", "article", "claim", (Segment(CONTENT, start, start + 5 + number),), chain)


@given(STEPS)
def test_what_comes_changes_and_goes_leaves_the_order_that_a_new_reading_gives(
    steps: list[tuple[int, int, bool, str]],
) -> None:
    here, known = InOrder([]), dict[str, Annotation]()
    for number, start, goes, source in steps:
        annotation = made(number, start, source)
        known.pop(annotation.id, None)
        if not goes:
            known[annotation.id] = annotation
        here.exchange([annotation.id], [] if goes else [annotation])
    assert here.all == sorted(known.values(), key=reading_order)
    assert [here.place(a.id) for a in here.all] == list(range(len(known)))
    assert all(here.find(name) is annotation for name, annotation in known.items())
    assert here.sources() == {link.source for a in known.values() for link in a.chain}


def test_nobody_is_found_who_is_not_here() -> None:
    here = InOrder([made(1, 5)])
    assert here.find("n2") is None
    assert here.place("n2") == -1
    here.exchange(["n2"], [])
    assert len(here.all) == 1
