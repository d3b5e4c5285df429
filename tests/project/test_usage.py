"""What is coded is counted as it stands, and each edit of the codebook counts its version up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from annotator.actions import annotate, codebook, sources
from annotator.corpus.change import Change, ChangeSet, values_id
from annotator.corpus.kinds import OF_ARTICLE, OF_SOURCE
from annotator.corpus.usage import Answer, Use, value_key
from annotator.project.codebook_history import versions
from annotator.project.usage import answers, marked, usage
from annotator.session import Session
from annotator.settings import home
from tests import builders


def test_kinds_attributes_and_values_are_counted_with_their_coders(tmp_path: Path) -> None:
    session = builders.project(tmp_path)
    article = builders.article(session)
    first = builders.annotation(session, article, "Are we too tolerant?")
    second = builders.annotation(session, article, "the plan", kind="claim")
    for annotation, name, value in ((first, "quote_type", "direct"), (second, "claim_type", "policy"),
                                    (second, "topics", ["a", "b"]), (second, "conditional", True)):
        session.do(annotate.set_attribute(annotation, name, value))
        annotation = session.catalogue.annotation(annotation.id) or annotation
    source, made = sources.create("Anna Berg", attributes={"party": "left"})
    held = Change("values", values_id("mara", article), {"coder": "mara", "attribute:tone": "warm"}, article)
    session.do(made + ChangeSet([held]))
    found, me = usage(session.catalogue), frozenset({session.coder.id})
    assert found.kind("quote") == found.kind("claim") == Use(1, me)
    assert found.kind("statistic") == Use()
    assert found.value("claim", "claim_type", "policy") == found.attribute("claim", "conditional") == Use(1, me)
    assert found.attribute("claim", "topics") == Use(1, me)
    assert found.values["claim", "topics"] == {"a": Use(1, me), "b": Use(1, me)}
    assert found.values["claim", "conditional"] == {value_key(True): Use(1, me)}
    assert found.value(OF_SOURCE, "party", "left") == Use(1)
    assert found.value(OF_ARTICLE, "tone", "warm") == Use(1, frozenset({"mara"}))
    assert answers(session.catalogue, "claim", "topics") == [Answer(
        "annotation", second.id, article, ["a", "b"], {"claim_type": "policy", "conditional": True})]
    assert answers(session.catalogue, OF_SOURCE, "party") == [Answer("source", source.id, "", "left")]
    assert answers(session.catalogue, OF_ARTICLE, "tone") == [Answer("values", held.entity, article, "warm")]
    assert [each.entity for each in marked(session.catalogue, "quote")] == [first.id]
    session.do(annotate.remove([first]))
    assert usage(session.catalogue).kind("quote") == Use()


def test_each_edit_counts_the_version_up_and_is_listed(tmp_path: Path) -> None:
    session = builders.project(tmp_path)
    book = session.catalogue.codebook()
    assert book.version == "1"
    for label in ("Frame", "Stance"):
        before = session.catalogue.codebook()
        session.do(codebook.revise(before, codebook.add_kind(before, label)[0]))
    assert session.catalogue.codebook().version == "3"
    session.undo()
    assert session.catalogue.codebook().version == "4"
    assert [kind.label for kind in session.catalogue.codebook().kinds][3:] == ["Frame"]
    assert [(each.version, each.words, each.coder) for each in versions(session.catalogue)] == [
        ("4", "Remove kind stance", session.coder.id), ("3", "Add kind stance", session.coder.id),
        ("2", "Add kind frame", session.coder.id), ("1", "Add codebook", session.coder.id)]


def test_two_computers_agree_on_the_version(tmp_path: Path) -> None:
    session = builders.project(tmp_path)
    other = Session.open(session.path, builders.MARIA, home=home() / "other")
    other.exchange()
    other.catch_up()
    for one, text in ((session, "Mine"), (other, "Yours")):
        book = one.catalogue.codebook()
        one.do(codebook.revise(book, replace(book, guidelines=text)))
    for one in (session, other, session):
        one.exchange()
        one.catch_up()
    assert session.catalogue.codebook() == other.catalogue.codebook()
    assert session.catalogue.codebook().version == "3"
    assert versions(session.catalogue) == versions(other.catalogue)
    other.close()
