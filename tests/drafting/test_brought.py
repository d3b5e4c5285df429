"""What a model has marked comes in as suggestions: who, why, how sure, once, and decided on like the finders'."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from annotator.corpus.annotation import Attribution
from annotator.corpus.shape import is_well_formed
from annotator.drafting import Drafts
from annotator.finders import Suggestion
from annotator.formats.doors import Incoming, ReadOptions
from annotator.project.timeline import TOLD, Timeline
from annotator.session import Session
from annotator.suggesting import read_files
from tests import builders
from tests.formats.corpora import digest, spot

TEXT = "“The river rose overnight,” Lena Ortiz said. The dam held, the mayor of Elbe thinks.\n"
HELD = "The dam held"


def dataset(*, score: float | None = 0.4, coder: str = "GPT", name: str = "a1", words: str = HELD,
            article: str = "river", more: Sequence[dict[str, Any]] = (), **said: Any) -> dict[str, Any]:
    """What a model makes of the article: one claim, of the mayor, of which more may be `said`."""
    origin = {"by": "suggestion", "finder": "claims-7b"} | ({} if score is None else {"score": score})
    claim = {"id": name, "type": "claim", "segments": [spot(TEXT, words)], "note": "it is\nstated", "creator": "gpt",
             "created": "2026-01-02T03:04:05Z",
             "attributions": [{"level": 0, "role": "speaker", "source": "s1", "mention": [spot(TEXT, "the mayor")]}],
             "origin": origin, **said}
    return {
        "format": "annotated-article-corpus", "formatVersion": "1.0", "offsetUnit": "codepoint",
        "generator": {"name": "a model", "version": "1"}, "exported": "2026-01-04T00:00:00Z",
        "project": {"id": "p", "name": "Of a model"}, "coders": [{"id": "gpt", "name": coder}],
        "codebook": {"version": "1", "kinds": [{"id": "claim", "label": "Claim"}]},
        "sources": [{"id": "s1", "type": "person", "name": "Ida Krantz"}],
        "articles": [{"id": article, "headline": "The river", "text": TEXT, "textSha256": digest(TEXT),
                      "annotations": [claim, *more]}],
    }  # fmt: skip


def come(session: Session, folder: Path, **how: Any) -> Incoming:
    """Import a model's dataset as suggestions."""
    return taken(session, dataset(**how), folder)


def taken(session: Session, given: dict[str, Any], folder: Path) -> Incoming:
    """Import a dataset as suggestions."""
    path = folder / "model.json"
    path.write_text(json.dumps(given))
    incoming = read_files([path], session, format=None, options=ReadOptions(suggested=True))
    assert not incoming.problems, [str(each.fault) for each in incoming.problems]
    if incoming.brings:
        session.do(incoming.change_sets())
    return incoming


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return builders.project(tmp_path)


def claims(session: Session, least: float = 0) -> list[Suggestion]:
    return [one for one in Drafts(session).waiting("river", least=least) if one.why.startswith("suggested by")]


def test_a_models_annotations_are_suggested_and_none_is_an_annotation(session: Session, tmp_path: Path) -> None:
    assert come(session, tmp_path).summary() == "1 article and 1 suggestion added, 0 already there, 0 refused"
    assert not session.catalogue.annotations("river")
    assert not session.catalogue.sources()
    assert session.catalogue.project().name == "corpus"
    (one,) = claims(session)
    assert TEXT[slice(*one.segments[0])] == HELD
    assert one.why == "suggested by GPT: it is stated"
    assert (one.score, one.names, one.kind) == (0.4, ("Ida Krantz",), "claim")
    assert not claims(session, least=0.5)


def test_the_same_file_twice_adds_nothing(session: Session, tmp_path: Path) -> None:
    come(session, tmp_path)
    again = come(session, tmp_path)
    assert not again.brings
    assert again.summary() == "0 added, 1 article and 1 suggestion already there, 0 refused"


def test_accepted_it_says_who_suggested_it_and_its_source_is_made_by_name(session: Session, tmp_path: Path) -> None:
    come(session, tmp_path)
    drafts = Drafts(session)
    (made,) = drafts.accept("river", claims(session))
    assert made.origin == {"by": "suggestion", "finder": "GPT", "score": 0.4}
    assert session.catalogue.sources()[made.chain[0].source or ""].name == "Ida Krantz"
    assert not claims(session)
    come(session, tmp_path)
    assert not claims(session)
    session.undo()
    assert len(claims(session)) == 1


def test_dismissed_it_stays_dismissed_whoever_suggests_it_again(session: Session, tmp_path: Path) -> None:
    come(session, tmp_path)
    Drafts(session).dismiss("river", claims(session))
    come(session, tmp_path, coder="Another")
    assert not claims(session)


def test_what_two_suggest_is_one_and_what_nobody_scored_is_shown_without_a_score(
    session: Session, tmp_path: Path
) -> None:
    come(session, tmp_path)
    come(session, tmp_path, coder="Ben", score=None)
    (one,) = claims(session)
    assert one.why == "suggested by Ben: it is stated + suggested by GPT: it is stated"
    assert not one.scored
    (made,) = Drafts(session).accept("river", [one])
    assert made.origin == {"by": "suggestion", "finder": "Ben"}


def test_undo_takes_the_suggestions_back_and_they_can_come_again(session: Session, tmp_path: Path) -> None:
    come(session, tmp_path)
    come(session, tmp_path, coder="Ben")
    assert session.undo_label() == "Import 1 suggestion"
    session.undo()
    assert [one.rule for one in claims(session)] == ["GPT"]
    assert come(session, tmp_path, coder="Ben").added["suggestion"] == 1


def test_what_the_project_has_annotated_is_not_suggested(session: Session, tmp_path: Path) -> None:
    come(session, tmp_path)
    builders.annotation(session, "river", HELD, kind="claim")
    assert not claims(session)


@pytest.mark.parametrize("said", [
    3, {"score": 2}, {"score": True}, {"note": 3}, {"marks": [["hedge", 3, 2]]},
    {"links": [["part_of", "x", "y", 1, ""]]}, {"chain": [[None, "speaker"]]}, {"chain": [["x", "a", 3]]},
    {"attributes": []},
])  # fmt: skip
def test_a_suggestion_of_another_shape_is_refused(said: object) -> None:
    assert not is_well_formed("proposals", {"proposed:claim/0-5/GPT": said})


def test_a_suggestion_is_well_formed(session: Session, tmp_path: Path) -> None:
    come(session, tmp_path)
    from annotator.project.proposals import proposed_fields

    fields = proposed_fields(session.catalogue, "river")
    assert fields
    assert is_well_formed("proposals", fields)


# --- whose article it is ---


def test_the_same_words_under_another_id_are_the_article_that_is_there(session: Session, tmp_path: Path) -> None:
    ours = builders.article(session, TEXT)
    came = come(session, tmp_path)
    assert came.summary() == "1 suggestion added, 1 article already there, 0 refused"
    assert not came.warnings
    assert [(each.article.id, each.state, each.suggestions) for each in came.arrivals] == [(ours, "there", 1)]
    assert session.catalogue.article_ids() == [ours]
    assert [one.rule for one in Drafts(session).waiting(ours, least=0) if one.came] == ["GPT"]
    assert not come(session, tmp_path).brings


def test_our_own_id_counts_before_the_words(session: Session, tmp_path: Path) -> None:
    come(session, tmp_path)
    builders.article(session, TEXT)
    come(session, tmp_path, coder="Ben", score=None)
    assert {each.by for one in claims(session) for each in one.came} == {"GPT", "Ben"}


def test_other_details_of_an_article_are_no_reason_to_refuse_it_and_stay_as_they_are(
    session: Session, tmp_path: Path
) -> None:
    come(session, tmp_path)
    other = dataset(coder="Ben") | {}
    other["articles"][0]["headline"] = "Another title"
    came = taken(session, other, tmp_path)
    assert came.warnings == ["1 article with other details than here: left as they are here"]
    assert came.summary() == "1 suggestion added, 1 article already there, 0 refused"
    assert session.catalogue.article("river").title == "The river"  # type: ignore[union-attr]


def test_a_large_import_is_named_by_all_that_it_brought(session: Session, tmp_path: Path) -> None:
    given = dataset()
    article = given["articles"].pop()
    for number in range(TOLD):
        text = f"{TEXT}{number}"
        given["articles"].append(article | {
            "id": f"river{number}", "text": text, "textSha256": digest(text),
            "annotations": [article["annotations"][0] | {"id": f"a{number}"}]})
    came = taken(session, given, tmp_path)
    assert came.added["suggestion"] == TOLD
    (event, *_) = Timeline(session.replica).events()
    assert event.words == session.undo_label() == "Import 200 articles and 200 suggestions"


# --- all that a file says of an annotation ---


def test_accepted_it_keeps_its_note_and_marks(session: Session, tmp_path: Path) -> None:
    come(session, tmp_path, marks=[spot(TEXT, "held", role="hedge")])
    (made,) = Drafts(session).accept("river", claims(session))
    assert made.note == "it is\nstated"
    assert [(mark.role, TEXT[mark.start:mark.end]) for mark in made.marks] == [("hedge", "held")]


def test_that_nobody_is_named_is_an_answer(session: Session, tmp_path: Path) -> None:
    come(session, tmp_path, attributions=[{"level": 0, "role": "speaker", "source": None, "basis": "narrator"}])
    (made,) = Drafts(session).accept("river", claims(session))
    assert made.chain == (Attribution(None, "speaker", "narrator"),)
    assert not made.needs_source


def test_what_a_source_is_comes_along_with_its_name(session: Session, tmp_path: Path) -> None:
    given = dataset()
    given["sources"][0] |= {"type": "organisation", "note": "of the river"}
    given["sources"].append({"id": "s2", "type": "person", "name": "Nobody's"})
    came = taken(session, given, tmp_path)
    assert came.warnings == [
        "1 source left out: only annotations and boilerplate can be suggested",
        "1 source known by name and type alone: what else the file says of a source is left out"]
    Drafts(session).accept("river", claims(session))
    assert [(one.name, one.type) for one in session.catalogue.sources().values()] == [("Ida Krantz", "organisation")]


def test_what_can_be_no_suggestion_is_said(session: Session, tmp_path: Path) -> None:
    given = dataset(more=[dataset(name="a2")["articles"][0]["annotations"][0]])
    given["articles"][0] |= {
        "reviews": [{"coder": "gpt", "status": "done"}], "attributes": [{"coder": "gpt", "values": {"tone": "calm"}}],
        "passages": [{"start": 0, "end": 9, "type": "headline"}]}
    came = taken(session, given, tmp_path)
    assert came.warnings == [
        "1 passage, 1 review mark and 1 variable left out: only annotations and boilerplate can be suggested",
        "1 annotation left out: another one of the same coder and kind stands on the very words"]
    assert came.summary() == "1 article and 1 suggestion added, 0 already there, 0 refused"


# --- links ---


def linked(session: Session, folder: Path, target: str = "a2") -> tuple[Suggestion, Suggestion]:
    """Two suggestions, of which the first one is evidence for the second."""
    rose = dataset(name="a2", words="river rose")["articles"][0]["annotations"][0]
    come(session, folder, more=[rose], links=[{"type": "evidence_for", "target": target, "certainty": "probable"}])
    second, first = claims(session)
    return first, second


def links(session: Session) -> list[tuple[str, str, str, str]]:
    return [(one.type, one.start, one.end, one.certainty) for one in session.catalogue.all_links()]


@pytest.mark.parametrize("turned", [False, True])
def test_a_link_is_drawn_once_both_ends_are_accepted_whichever_is_the_first(
    session: Session, tmp_path: Path, turned: bool
) -> None:
    both = linked(session, tmp_path)
    drafts = Drafts(session)
    ends = {}
    for each in reversed(both) if turned else both:
        assert not links(session)
        (ends[each.segments],) = drafts.accept("river", [each])
    assert links(session) == [("evidence_for", ends[both[0].segments].id, ends[both[1].segments].id, "probable")]
    session.undo()
    assert not links(session)
    drafts.accept("river", claims(session))
    assert len(links(session)) == 1


def test_links_of_what_is_accepted_at_once_are_drawn_once(session: Session, tmp_path: Path) -> None:
    linked(session, tmp_path)
    made = {one.content: one.id for one in Drafts(session).accept("river", claims(session))}
    ((_, start, end, _),) = links(session)
    assert {start, end} == set(made.values())
    assert session.undo_label() == "Mark 2 claims"


def test_a_link_to_an_annotation_that_only_the_project_has_is_taken_in(session: Session, tmp_path: Path) -> None:
    other = builders.article(session)
    ours = builders.annotation(session, other, "Fewer than 0.2 percent")
    first, _ = linked(session, tmp_path, ours.id)
    (made,) = Drafts(session).accept("river", [first])
    assert links(session) == [("evidence_for", made.id, ours.id, "probable")]


def test_a_brat_corpus_comes_in_as_suggestions_with_notes_and_links(session: Session, tmp_path: Path) -> None:
    ours = builders.article(session, TEXT)
    (tmp_path / "brat").mkdir()
    (tmp_path / "brat" / "a.txt").write_text(TEXT, encoding="utf-8")
    places = [(words, *builders.span(words, TEXT)) for words in ("river rose", HELD)]
    bounds = [f"T{number}\tclaim {start} {end}\t{words}" for number, (words, start, end) in enumerate(places, 1)]
    lines = [*bounds, "R1\tevidence_for Arg1:T1 Arg2:T2", "#1\tAnnotatorNotes T1\tSeen."]
    (tmp_path / "brat" / "a.ann").write_text("\n".join([*lines, ""]), encoding="utf-8")
    incoming = read_files([tmp_path / "brat"], session, format=None, options=ReadOptions(suggested=True))
    assert incoming.summary() == "2 suggestions added, 1 article already there, 0 refused"
    session.do(incoming.change_sets())
    drafts = Drafts(session)
    made = drafts.accept(ours, [one for one in drafts.waiting(ours, least=0) if one.came])
    assert [(one.note, one.origin) for one in made] == [
        ("Seen.", {"by": "suggestion", "finder": "brat"}), ("", {"by": "suggestion", "finder": "brat"})]
    assert [(type_, start, end) for type_, start, end, _ in links(session)] == [
        ("evidence_for", made[0].id, made[1].id)]
