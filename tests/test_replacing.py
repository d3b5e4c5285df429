"""A corrected article replaces the one before: in the journal, after a restart, for colleagues, on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import formats
from annotator.__main__ import main
from annotator.actions.annotate import set_note
from annotator.actions.library import set_status
from annotator.actions.links import link
from annotator.actions.team import describe_project
from annotator.actions.variables import answer
from annotator.actions.versions import let_go, place
from annotator.corpus.annotation import Annotation, Attribution
from annotator.corpus.versions import carried_id
from annotator.project.versions import to_place, waiting
from annotator.replacing import Replacing, likely, replacing
from annotator.session import Session
from annotator.settings import home
from tests import builders
from tests.builders import MARA, MARIA

URL = "https://paper.example/harbour"
BEFORE = ("The council voted on Tuesday, and nobody spoke against it.\n"
          "“We had no choice,” Anna Berg said to the members of the council.\n"
          "The plan costs $1.3 billion over five years, according to her office.\n"
          "The harbour will be dug deeper before the year is over.\n")
AFTER = "Correction: an earlier version had the wrong cost.\n" + BEFORE.replace("$1.3 billion", "$1.4 billion")


def page(folder: Path, text: str, name: str = "vote") -> Path:
    path = folder / f"{name}.md"
    path.write_text(f"---\ntitle: The vote\nurl: {URL}\n---\n{text}", encoding="utf-8")
    return path


def bring(session: Session, *paths: Path) -> Replacing:
    """Import, with what is likely a new version taken for one."""
    incoming = formats.read_files(paths, session.catalogue)
    versions = replacing(session.catalogue, incoming.arrivals, likely(incoming.arrivals))
    session.do(versions.parts(incoming))
    return versions


@pytest.fixture
def mara(tmp_path: Path) -> Iterator[Session]:
    session = builders.project(tmp_path)
    yield session
    session.close()


def begun(session: Session, folder: Path) -> tuple[str, Annotation, Annotation]:
    """The article with a quote and a statistic, the one part of the other."""
    bring(session, page(folder, BEFORE))
    (old,) = session.catalogue.article_ids()
    mention = builders.span("Anna Berg", session.catalogue.text(old))
    quote = builders.annotation(session, old, "“We had no choice,”", chain=[Attribution(None, mention=(mention,))])
    figure = builders.annotation(session, old, "$1.3 billion", kind="statistic")
    session.do(link(quote, "evidence_for", figure)[1])
    return old, quote, figure


def words(session: Session, article: str) -> list[str]:
    text = session.catalogue.text(article)
    return [each.words(text) for each in session.catalogue.annotations(article)]


def new_version(session: Session, old: str) -> str:
    return session.catalogue.newer()[old]


def test_the_new_version_takes_over_and_one_undo_takes_it_back(mara: Session, tmp_path: Path) -> None:
    old, quote, figure = begun(mara, tmp_path)
    versions = bring(mara, page(tmp_path, AFTER))
    new = new_version(mara, old)
    assert versions.whole.words() == (
        "1 annotation is carried over. 1 needs placing: its words are not in the new version.")
    assert (words(mara, new), words(mara, old)) == (["“We had no choice,”"], ["$1.3 billion"])
    carried = mara.catalogue.annotations(new)[0]
    assert (carried.creator, carried.created, carried.id) == (MARA.id, quote.created or carried.created,
                                                              carried_id(quote.id, new))
    assert mara.catalogue.article(new).replaces == old  # type: ignore[union-attr]
    assert [each.id for each in to_place(mara.catalogue, new)] == [figure.id]
    assert [(each.start, each.end) for each in mara.catalogue.links(new)] == [(carried.id, figure.id)]
    assert mara.catalogue.counts()["links"] == 1
    assert mara.undo_label() == "Import 1 new version"
    mara.undo()
    assert (mara.catalogue.article_ids(), mara.catalogue.newer()) == ([old], {})
    assert words(mara, old) == ["“We had no choice,”", "$1.3 billion"]
    mara.redo()
    assert words(mara, new) == ["“We had no choice,”"]


def test_each_coders_answers_and_marks_come_along_as_theirs_and_go_with_the_undo(mara: Session, tmp_path: Path) -> None:
    old, _, _ = begun(mara, tmp_path)
    mara.do(answer(old, MARA, "tone", "calm"))
    mara.do(set_status(old, MARA, "done"))
    mara.exchange()
    maria = Session.open(mara.path, MARIA, home=tmp_path / "maria")
    maria.exchange()
    maria.do(answer(old, MARIA, "tone", "angry"))
    maria.do(set_status(old, MARIA, "done"))
    maria.exchange()
    maria.close()
    mara.exchange()
    mara.catch_up()
    versions = bring(mara, page(tmp_path, AFTER))
    assert versions.whole.words().endswith("2 answers on the article are carried over, too.")
    new = new_version(mara, old)
    assert {each.coder: dict(each.values) for each in mara.catalogue.values(new)} == {
        MARA.id: {"tone": "calm"}, MARIA.id: {"tone": "angry"}}
    assert {each.coder: each.status for each in mara.catalogue.reviews(new)} == {
        MARA.id: "doing", MARIA.id: "done"}, "whoever has something to place is not done"
    before, after = mara.catalogue.reviews(old), mara.catalogue.reviews(new)
    assert {each.changed for each in before} == {each.changed for each in after}
    assert {each.status for each in before} == {"done"} and mara.catalogue.to_settle() == 0
    mara.undo()
    assert (mara.catalogue.values(new), mara.catalogue.article_ids()) == ((), [old])
    mara.redo()
    assert len(mara.catalogue.values(new)) == 2 and mara.check() == []


def test_what_needs_placing_is_placed_by_a_person_or_let_go(mara: Session, tmp_path: Path) -> None:
    old, _, figure = begun(mara, tmp_path)
    bring(mara, page(tmp_path, AFTER))
    new = new_version(mara, old)
    text = mara.catalogue.text(new)
    (left,) = waiting(mara.catalogue, new)
    mara.do(place(left, figure.id, [builders.span("$1.4 billion", text)], article=new, text=text))
    assert words(mara, new) == ["“We had no choice,”", "$1.4 billion"]
    assert (words(mara, old), to_place(mara.catalogue, new)) == ([], [])
    (drawn,) = mara.catalogue.links(new)
    assert drawn.end == carried_id(figure.id, new)
    mara.undo()
    assert [each.id for each in to_place(mara.catalogue, new)] == [figure.id]
    mara.do(let_go(new, [figure.id]))
    assert (to_place(mara.catalogue, new), words(mara, old)) == ([], ["$1.3 billion"])


def test_colleagues_and_a_restart_see_the_same_and_unseen_work_is_asked_about(mara: Session, tmp_path: Path) -> None:
    old, quote, _ = begun(mara, tmp_path)
    mara.exchange()
    maria = Session.open(mara.path, MARIA, home=tmp_path / "maria")
    maria.exchange()
    versions = bring(mara, page(tmp_path, AFTER))
    assert versions.whole.carried == 1
    maria.do(set_note(quote, "Is that so?"))
    theirs = builders.annotation(maria, old, "will be dug deeper", kind="claim")
    for session in (mara, maria, mara):
        session.exchange()
        session.catch_up()
    new = new_version(maria, old)
    assert {each.id for each in to_place(maria.catalogue, new)} == {each.id for each in to_place(mara.catalogue, new)}
    assert {quote.id, theirs.id} < {each.id for each in to_place(maria.catalogue, new)}
    (left,) = waiting(maria.catalogue, new)
    text = maria.catalogue.text(new)
    maria.do(place(left, quote.id, [builders.span("“We had no choice,”", text)], article=new, text=text))
    assert [each.note for each in maria.catalogue.annotations(new)] == ["Is that so?"]
    maria.close()
    again = Session.open(mara.path, MARIA, home=tmp_path / "maria")
    assert [each.id for each in to_place(again.catalogue, new)].count(theirs.id) == 1
    again.close()


def test_two_who_import_the_correction_unseen_of_each_other_make_one_of_it(mara: Session, tmp_path: Path) -> None:
    old, _, _ = begun(mara, tmp_path)
    mara.exchange()
    maria = Session.open(mara.path, MARIA, home=tmp_path / "maria")
    maria.exchange()
    for session in (mara, maria):
        bring(session, page(tmp_path, AFTER))
    for session in (mara, maria, mara):
        session.exchange()
        session.catch_up()
    new = new_version(mara, old)
    assert words(mara, new) == words(maria, new) == ["“We had no choice,”"]
    assert len(mara.catalogue.article_ids()) == 2 and mara.catalogue.to_settle() == 0
    maria.close()


def test_where_others_work_is_hidden_each_carries_over_only_their_own(mara: Session, tmp_path: Path) -> None:
    old, _, _ = begun(mara, tmp_path)
    mara.do(describe_project(mara.catalogue.project(), {"mode": "independent"}))
    mara.exchange()
    maria = Session.open(mara.path, MARIA, home=tmp_path / "maria")
    maria.exchange()
    maria.catch_up()
    theirs = builders.annotation(maria, old, "will be dug deeper", kind="claim")
    bring(maria, page(tmp_path, AFTER))
    new = new_version(maria, old)
    assert (words(maria, new), to_place(maria.catalogue, new)) == (["will be dug deeper"], [])
    maria.exchange()
    mara.exchange()
    mara.catch_up()
    assert (words(mara, new), words(mara, old)) == ([], ["“We had no choice,”", "$1.3 billion"])
    assert len(to_place(mara.catalogue, new)) == 2
    assert maria.catalogue.annotation(carried_id(theirs.id, new)).creator == MARIA.id  # type: ignore[union-attr]
    maria.close()


def test_a_dataset_carries_what_replaces_what_out_and_in_and_asks_nobody(mara: Session, tmp_path: Path) -> None:
    old, _, _ = begun(mara, tmp_path)
    bring(mara, page(tmp_path, AFTER))
    new = new_version(mara, old)
    formats.export("dataset", mara.catalogue, tmp_path / "out.json")
    stored = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert {article["id"]: article.get("replaces") for article in stored["articles"]} == {old: None, new: old}
    other = builders.project(tmp_path, name="other")
    other.do(formats.read_files([tmp_path / "out.json"], other.catalogue).change_sets())
    assert (other.catalogue.newer(), to_place(other.catalogue, new)) == ({old: new}, [])
    other.close()


def test_the_command_line_recognises_a_new_version_when_asked(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session = builders.project(tmp_path, coder=MARA)
    begun(session, tmp_path)
    session.exchange()
    session.close()
    project = str(tmp_path / "corpus.annot")
    after = page(tmp_path, AFTER, "after")
    missing = page(tmp_path, AFTER.replace("Tuesday", "Friday"), "again")
    assert main(["import", project, "--new-versions", str(after)]) == 0
    assert capsys.readouterr().out == (
        "1 article added, 0 already there, 0 refused. 1 annotation is carried over. 1 needs placing: its words are not"
        " in the new version.\n")
    assert main(["import", project, str(missing)]) == 0
    assert "--new-versions or --replaces carries its annotations over" in capsys.readouterr().err
    assert main(["import", project, "--replaces", "9", str(page(tmp_path, AFTER + "More.\n", "third"))]) == 1
    assert "the project has 3 articles" in capsys.readouterr().err
    assert main(["import", project, "--replaces", "2", str(page(tmp_path, AFTER + "More.\n", "third"))]) == 0
    assert "1 annotation is carried over" in capsys.readouterr().out
    again = Session.open(Path(project), MARA, home=home())
    assert len(again.catalogue.newer()) == 2
    again.close()
