"""What a model has marked comes in as suggestions: who, why, how sure, once, and decided on like the finders'."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.corpus.shape import is_well_formed
from annotator.drafting import Drafts
from annotator.finders import Suggestion
from annotator.formats.doors import Incoming, ReadOptions
from annotator.session import Session
from annotator.suggesting import read_files
from tests import builders
from tests.formats.corpora import digest, spot

TEXT = "“The river rose overnight,” Lena Ortiz said. The dam held, the mayor of Elbe thinks.\n"
HELD = "The dam held"


def dataset(*, score: float | None = 0.4, coder: str = "GPT", name: str = "a1", words: str = HELD) -> dict[str, Any]:
    """What a model makes of the article: one claim, of the mayor."""
    origin = {"by": "suggestion", "finder": "claims-7b"} | ({} if score is None else {"score": score})
    claim = {"id": name, "type": "claim", "segments": [spot(TEXT, words)], "note": "it is\nstated", "creator": "gpt",
             "created": "2026-01-02T03:04:05Z",
             "attributions": [{"level": 0, "role": "speaker", "source": "s1", "mention": [spot(TEXT, "the mayor")]}],
             "origin": origin}
    return {
        "format": "annotated-article-corpus", "formatVersion": "1.0", "offsetUnit": "codepoint",
        "generator": {"name": "a model", "version": "1"}, "exported": "2026-01-04T00:00:00Z",
        "project": {"id": "p", "name": "Of a model"}, "coders": [{"id": "gpt", "name": coder}],
        "codebook": {"version": "1", "kinds": [{"id": "claim", "label": "Claim"}]},
        "sources": [{"id": "s1", "type": "person", "name": "Ida Krantz"}],
        "articles": [{"id": "river", "headline": "The river", "text": TEXT, "textSha256": digest(TEXT),
                      "annotations": [claim]}],
    }  # fmt: skip


def come(session: Session, folder: Path, **how: Any) -> Incoming:
    """Import a model's dataset as suggestions."""
    path = folder / "model.json"
    path.write_text(json.dumps(dataset(**how)))
    incoming = read_files([path], session, format=None, options=ReadOptions(), proposed=True)
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
    3, {"score": 2}, {"score": True}, {"why": 3}, {"chain": [[None, "speaker"]]}, {"chain": [["x", "a", 3]]},
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
