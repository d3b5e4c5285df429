"""The history goes out with a dataset: who set what when, and nothing that a coder may not see or that was purged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator import formats
from annotator.actions.annotate import remove, set_note
from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.ids import new_id
from annotator.formats.doors import WriteOptions
from annotator.session import Session
from tests import builders
from tests.builders import MARIA
from tests.formats.corpora import ME, bring, project, small, write


@pytest.fixture
def session(tmp_path: Path) -> Any:
    made = project(tmp_path)
    bring(made, write(tmp_path, small()))
    quote = made.catalogue.annotation("q1")
    assert quote is not None
    made.do(set_note(quote, "later"))
    made.undo()
    yield made
    made.close()


def history(session: Session, folder: Path, name: str = "dataset", **options: Any) -> list[dict[str, Any]]:
    out = folder / ("out.json" if name == "dataset" else "out")
    formats.export(name, session.catalogue, out, WriteOptions(history=True, **options))
    found: list[dict[str, Any]] = json.loads((out if out.is_file() else out / "corpus.json").read_bytes())["history"]
    return found


def test_every_action_stands_there_oldest_first_with_what_it_set(session: Session, tmp_path: Path) -> None:
    said, *actions = history(session, tmp_path)
    assert said == {"chosen": ["The history of changes is in it."]}
    assert [each["action"] for each in actions] == [
        "Make the project", "Import 2 articles", "Edit note", "Take back: edit note"]
    assert actions[2]["coder"] == ME.id and actions[2]["changes"] == [
        {"kind": "annotation", "id": "q1", "article": "a1", "set": {"note": "later"}}]
    made = {each["id"]: each for each in actions[1]["changes"]}["q1"]
    assert made["new"] is True and made["set"]["kind"] == "quote"
    assert history(session, tmp_path, "dataset-folder") == [said, *actions]
    assert formats.read_files([tmp_path / "out.json"], session.catalogue).problems == [], "it comes in without it"


def test_only_what_is_chosen_is_told_and_under_other_names(session: Session, tmp_path: Path) -> None:
    assert len(history(session, tmp_path, coders=("ann",))) == 1, "she did nothing here herself"
    raw = json.dumps(history(session, tmp_path, pseudonyms=True))
    assert "coder-" in raw and ME.id not in raw and '"ann"' not in raw and "0000-0001" not in raw
    done = history(session, tmp_path, only_done=True)
    assert {each.get("article", "a1") for action in done[1:] for each in action["changes"]} == {"a1"}


def test_what_was_done_after_the_moment_is_not_told(session: Session, tmp_path: Path) -> None:
    from annotator.project.past import looking_back

    until = session.replica.clock() + 1
    (quote,) = [each for each in [session.catalogue.annotation("q1")] if each]
    with looking_back(session.replica, session.eyes, until) as corpus:
        session.do(remove([quote]))
        formats.export("dataset", corpus, tmp_path / "then.json", WriteOptions(history=True, as_of="then"))
    told = json.loads((tmp_path / "then.json").read_bytes())["history"]
    assert told[0]["asOf"] == "then" and told[-1]["action"] == "Take back: edit note"
    assert history(session, tmp_path)[-1]["action"] == "Remove annotation"


def test_a_format_without_a_place_for_it_says_so(session: Session, tmp_path: Path) -> None:
    with pytest.raises(Fault, match="csv has no place for the history"):
        formats.export("csv", session.catalogue, tmp_path / "out", WriteOptions(history=True))


def test_what_is_hidden_or_purged_is_not_told(tmp_path: Path) -> None:
    session = builders.project(tmp_path)
    article = builders.article(session)
    builders.annotation(session, article, "“Are we too tolerant?”")
    session.switch(MARIA)
    builders.annotation(session, article, "Fewer than 0.2 percent", kind="statistic")

    def marked() -> list[str]:
        return [change["set"]["kind"] for action in history(session, tmp_path)[1:] for change in action["changes"]
                if change["kind"] == "annotation"]

    assert marked() == ["quote", "statistic"]
    session.be_blind(True)
    assert marked() == ["statistic"]
    session.be_blind(False)
    session.do(ChangeSet([Change("purge", new_id(), {"article": article}, new=True)]))
    told = history(session, tmp_path)
    changes = [each for action in told[1:] for each in action["changes"] if each["kind"] == "annotation"]
    assert [(each["purged"], "set" in each) for each in changes] == [(True, False)] * 2
    assert "tolerant" not in json.dumps(told)
    session.close()
