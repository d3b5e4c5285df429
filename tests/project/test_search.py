from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.actions import library
from annotator.corpus.annotation import Attribution
from annotator.corpus.query import is_indexed, understand
from annotator.project.search import Filters, Found, Hit, Search, joined
from annotator.session import Session
from tests import builders


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = builders.project(tmp_path)
    yield made
    made.close()


def searching(session: Session) -> Search:
    search = session.search
    while search.index.step():
        pass
    search.forget()
    return search


def found(session: Session, typed: str, **filters: object) -> list[Found]:
    search, query, narrowed = searching(session), understand(typed), Filters(**filters)  # type: ignore[arg-type]
    looked = (search.look(place, query, narrowed) for place in search.places(query, narrowed))
    return [one for one in looked if one is not None]


def hits(session: Session, typed: str, **filters: object) -> list[Hit]:
    return [hit for one in found(session, typed, **filters) for hit in one.hits]


def words(session: Session, typed: str, **filters: object) -> list[str]:
    return [session.catalogue.text(hit.article)[hit.start:hit.end] for hit in hits(session, typed, **filters)]


# --- words ---


def test_a_hit_is_its_place_in_the_text_with_its_surroundings(session: Session) -> None:
    builders.article(session, "First line.\nThe harbour was  shut, he said.", title="Shut")
    hit = hits(session, "HARBOUR")[0]
    assert (hit.start, hit.end) == (16, 23)
    assert (hit.before, hit.words, hit.after) == ("First line. The ", "harbour", " was shut, he said.")
    assert found(session, "harbour")[0].title == "Shut"


def test_case_and_accents_make_no_difference_and_offsets_are_code_points(session: Session) -> None:
    text = "🙂🙂 Le RÉSUMÉ, le re\u0301sume\u0301 et le resume. 🇫🇷"
    builders.article(session, text)
    assert words(session, "resume") == ["RÉSUMÉ", "re\u0301sume\u0301", "resume"]
    assert words(session, "résumé") == ["RÉSUMÉ", "re\u0301sume\u0301", "resume"]


def test_all_words_must_be_there_and_words_that_stand_together_are_one_hit(session: Session) -> None:
    builders.article(session, "The prime minister spoke. Another minister was silent.")
    builders.article(session, "No minister came.")
    assert words(session, "prime minister") == ["prime minister", "minister"]


def test_phrases_beginnings_exclusions_and_alternatives(session: Session) -> None:
    builders.article(session, "climate change and economic growth")
    builders.article(session, "a change of climate, an economy, a draft")
    assert words(session, '"climate change"') == ["climate change"]
    assert words(session, "econ*") == ["economic", "economy"]
    assert words(session, "econ* -draft") == ["economic"]
    assert words(session, "growth OR draft") == ["growth", "draft"]


def test_right_to_left_text_and_scripts_without_spaces(session: Session) -> None:
    builders.article(session, "قال الوزير إن الميزانية كبيرة")
    builders.article(session, "東京都知事は会見で語った。東京")
    assert words(session, "الوزير") == ["الوزير"]
    assert words(session, "東京") == ["東京", "東京"]
    assert words(session, "東京 -知事") == []


def test_signs_are_found_as_they_stand(session: Session) -> None:
    builders.article(session, "It rose by 0.2 % to $1.3bn 🙂, not £5.")
    assert words(session, "%") == ["%"]
    assert words(session, "🙂") == ["🙂"]
    assert words(session, "$1.3bn") == ["1.3bn"]


def test_a_very_long_text_has_its_hits_at_their_places(session: Session) -> None:
    text = ("The ferry left at noon.\n" * 9_000) + "Then the lighthouse 🙂 fell, and a second lighthouse rose."
    builders.article(session, text)
    assert words(session, "lighthouse") == ["lighthouse", "lighthouse"]
    assert hits(session, "lighthouse")[0].start == text.index("lighthouse")


# --- what is searched ---


def test_removed_articles_are_not_found_and_are_again_after_undo(session: Session) -> None:
    name = builders.article(session, "the harbour")
    session.do(library.remove_article(name, []))
    assert hits(session, "harbour") == []
    session.undo()
    assert len(hits(session, "harbour")) == 1


def test_an_import_that_is_undone_is_not_found(session: Session) -> None:
    builders.article(session, "the harbour")
    assert len(hits(session, "harbour")) == 1
    session.undo()
    assert hits(session, "harbour") == []
    session.redo()
    assert len(hits(session, "harbour")) == 1


def test_a_colleagues_article_is_found_once_it_has_come(session: Session, tmp_path: Path) -> None:
    maria = Session.open(session.path, builders.MARIA, home=tmp_path / "maria")
    builders.article(maria, "the harbour")
    maria.exchange()
    assert hits(session, "harbour") == []
    session.exchange()
    session.catch_up()
    assert len(hits(session, "harbour")) == 1
    maria.close()


def test_articles_come_in_library_order(session: Session) -> None:
    for title, date in (("late", "2025-05-01"), ("undated", ""), ("early", "2024"), ("middle", "2025-02")):
        builders.article(session, f"harbour {title}", title=title, published=date)
    assert [one.title for one in found(session, "harbour")] == ["early", "middle", "late", "undated"]


def test_before_anything_is_indexed_nothing_is_found_and_nothing_raises(session: Session) -> None:
    builders.article(session, "harbour")
    assert session.search.places(understand("harbour")) == []


# --- filters ---


def test_outlet_and_dates_narrow_and_partial_dates_count_as_far_as_they_go(session: Session) -> None:
    for outlet, date in (("Politico", "2025-03-14"), ("Politico", "2025"), ("Times", "2024-12-31"), ("Times", "")):
        builders.article(session, f"harbour {outlet} {date}", title=f"{outlet} {date}", outlet=outlet, published=date)

    def titles(**filters: object) -> list[str]:
        return [one.title for one in found(session, "harbour", **filters)]

    assert titles(outlet="Politico") == ["Politico 2025", "Politico 2025-03-14"]
    assert titles(since="2025-03") == ["Politico 2025", "Politico 2025-03-14"]
    assert titles(since="2025-03-15") == ["Politico 2025"]
    assert titles(until="2024") == ["Times 2024-12-31"]
    assert titles(since="2024", until="2025-02") == ["Times 2024-12-31", "Politico 2025"]


def test_ones_own_status_narrows(session: Session) -> None:
    done, todo = builders.article(session, "harbour one"), builders.article(session, "harbour two")
    session.do(library.set_status(done, session.coder, "done"))
    assert [hit.article for hit in hits(session, "harbour", status="done")] == [done]
    assert [hit.article for hit in hits(session, "harbour", status="todo")] == [todo]
    session.do(library.set_status(done, session.coder, "todo"))
    assert len(hits(session, "harbour", status="todo")) == 2


def test_kind_source_and_coder_are_those_of_an_annotation_that_touches_the_hit(session: Session) -> None:
    name = builders.article(session, builders.TEXT)
    anna = builders.source(session, "Anna Berg")
    builders.annotation(session, name, "Are we too tolerant?", kind="quote", chain=[Attribution(anna.id)])
    builders.annotation(session, name, "$1.3 billion", kind="statistic")
    assert words(session, "tolerant OR billion OR colleagues", kind="quote") == ["tolerant"]
    assert words(session, "tolerant OR billion OR colleagues", kind="statistic") == ["billion"]
    assert words(session, "tolerant OR billion OR colleagues", source=anna.id) == ["tolerant"]
    assert words(session, "tolerant OR billion", kind="statistic", source=anna.id) == []
    assert words(session, "tolerant OR billion", coder=session.coder.id) == ["tolerant", "billion"]
    assert words(session, "tolerant OR billion", coder=builders.MARIA.id) == []
    assert words(session, "tolerant OR billion OR colleagues", unmarked=True) == ["colleagues"]


def test_hits_say_by_which_kinds_they_are_marked(session: Session) -> None:
    name = builders.article(session, builders.TEXT)
    builders.annotation(session, name, "the plan would cost $1.3 billion", kind="claim")
    builders.annotation(session, name, "$1.3 billion", kind="statistic")
    assert sorted(hits(session, "billion")[0].kinds) == ["claim", "statistic"]
    assert hits(session, "colleagues")[0].kinds == ()


def test_hits_stand_in_library_order_also_after_an_article_was_redated_removed_or_added(session: Session) -> None:
    long = "A ferry and more words.\n" * 5_000
    made = [builders.article(session, text, published=published) for text, published in (
        ("A ferry.", "2025-05"), (long, "2025-03"), ("No ship.", "2025-02"), ("A ferry.", ""), ("A ferry.", "2025-04"))]

    def order() -> list[str]:
        return list(dict.fromkeys(one.article for one in found(session, "ferry")))

    def expected(*gone: str) -> list[str]:
        return [name for name in session.catalogue.article_ids() if name not in gone]

    assert order() == [made[1], made[4], made[0], made[3]] == expected(made[2])
    starts = [hit.start for hit in hits(session, "ferry") if hit.article == made[1]]
    assert starts == sorted(starts) and len(starts) == 5_000
    article = session.catalogue.article(made[1])
    assert article is not None
    session.do(library.describe_article(article, {"published": "2026"}))
    assert order() == [made[4], made[0], made[1], made[3]] == expected(made[2])
    session.do(library.remove_article(made[0], []))
    builders.article(session, "One more ferry", published="2024")
    assert order() == expected(made[2]) and len(order()) == 4


@pytest.mark.parametrize(("since", "until", "wanted"), [
    ("2025-03", "", ["2025", "2025-03", "2025-03-14", "2026"]), ("2025-03-14", "2025-03-14", ["2025", "2025-03",
     "2025-03-14"]), ("", "2025-02", ["2025", "2024-12"]), ("2025", "2025", ["2025", "2025-03", "2025-03-14"])])
def test_dates_are_compared_as_far_as_both_go(session: Session, since: str, until: str, wanted: list[str]) -> None:
    for published in ("2025", "2025-03", "2025-03-14", "2026", "2024-12", ""):
        builders.article(session, "the harbour", published=published)
    assert {one.published for one in found(session, "harbour", since=since, until=until)} == set(wanted)


def test_a_filter_follows_an_article_whose_outlet_changes(session: Session) -> None:
    name = builders.article(session, "the harbour", outlet="Courier")
    assert len(hits(session, "harbour", outlet="Courier")) == 1
    article = session.catalogue.article(name)
    assert article is not None
    session.do(library.describe_article(article, {"outlet": "Echo"}))
    assert hits(session, "harbour", outlet="Courier") == []
    assert found(session, "harbour", outlet="Echo")[0].outlet == "Echo"


# --- whatever is typed ---


def test_spans_with_only_space_between_are_one() -> None:
    assert joined("a b  c, d", [(0, 1), (2, 3), (5, 6), (8, 9)]) == [(0, 6), (8, 9)]
    assert joined("a b", [(0, 1), (2, 3)], across=False) == [(0, 1), (2, 3)]


@pytest.fixture(scope="module")
def shared() -> Iterator[Session]:
    with TemporaryDirectory() as made:
        session = builders.project(Path(made))
        for text in (builders.TEXT, "🙂 e\u0301te\u0301 القاهرة 東京都 \u0130stanbul Straße ﬁn x\u0301"):
            builders.article(session, text)
        yield session
        session.close()


@given(st.text(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_string_whatever_raises(shared: Session, typed: str) -> None:
    assert isinstance(hits(shared, typed), list)


@given(st.lists(st.sampled_from(['"', "OR", "AND", "NOT", "-", "*", "(", ")", "NEAR/3", ":", "^", "{", "a", "minister",
                                 "body:", "+", "'", "\\", ";", "--", "%", "東", "é"]), max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_heap_of_operators_raises(shared: Session, typed: list[str]) -> None:
    for between in ("", " "):
        assert isinstance(hits(shared, between.join(typed)), list)


LETTERS = st.sampled_from("abcÅåéßñøİıΣσς\u0301\u0308🙂👩\u200d👧éאבגقالو東京ตัก한국дйЁ'-.,1²½Ⅷﬁ\n \t\u00a0\u2028")


@given(st.text(alphabet=LETTERS, min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_every_word_of_a_text_is_found_at_its_place(text: str) -> None:
    with TemporaryDirectory() as made:
        session = builders.project(Path(made))
        name = builders.article(session, text)
        stored = session.catalogue.text(name)
        for place in re.finditer(r"\S+", stored):
            word = place[0]
            spans = [(hit.start, hit.end) for hit in hits(session, word)]
            assert all(0 <= start < end <= len(stored) for start, end in spans)
            if all(is_indexed(letter) or letter in "\u0301\u0308" for letter in word) and is_indexed(word[0]):
                assert any(start <= place.start() and place.end() <= end for start, end in spans), (word, spans)
        session.close()


@given(st.lists(st.text(alphabet=LETTERS, min_size=1, max_size=30), min_size=1, max_size=4), st.data())
@settings(max_examples=40, deadline=None)
def test_what_is_roughly_chosen_has_every_place_of_a_phrase(texts: list[str], data: st.DataObject) -> None:
    with TemporaryDirectory() as made:
        session = builders.project(Path(made))
        for text in texts:
            builders.article(session, text)
        search = searching(session)
        for text in texts:
            start = data.draw(st.integers(0, len(text)))
            query = understand(f'"{text[start:data.draw(st.integers(start, len(text)))]}"')
            sure, rough = search.places(query), search.places(query, rough=True)
            assert sure == [k for k in rough if k in set(sure)]
            assert search.can_be_rough(query) or sure == rough
        session.close()
