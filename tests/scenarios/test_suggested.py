"""A model's dataset comes in as suggestions through the window; two people at two computers decide on them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from annotator.project.timeline import Timeline
from annotator.ui.dialogs.import_review import ImportReview, import_paths
from tests.formats.corpora import digest, spot
from tests.scenarios.driver import Person, faithful
from tests.scenarios.pair import named

TEXT = "The river is long.\nThe dam held all night.\nThe mayor slept at home.\n"
LONG, HELD, SLEPT = TEXT.splitlines()


def of_a_model(folder: Path) -> Path:
    """A dataset of the same words under another id: three claims, the first of which is evidence for the second."""
    def claim(name: str, words: str, **said: Any) -> dict[str, Any]:
        return {"id": name, "type": "claim", "segments": [spot(TEXT, words)], "creator": "m", "score": 0.8,
                "created": "2026-01-02T03:04:05Z", "origin": {"by": "suggestion", "finder": "claims-7b", "score": 0.8},
                **said}

    def plain(given: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in given.items() if key != "score"}

    path = folder / "model.json"
    path.write_text(json.dumps({
        "format": "annotated-article-corpus", "formatVersion": "1.0", "offsetUnit": "codepoint",
        "generator": {"name": "a model", "version": "1"}, "exported": "2026-01-04T00:00:00Z",
        "project": {"id": "p", "name": "Of a model"}, "coders": [{"id": "m", "name": "Claims-7B"}],
        "codebook": {"version": "1", "kinds": [{"id": "claim", "label": "Claim"}]}, "sources": [],
        "articles": [{
            "id": "theirs", "headline": "The river", "text": TEXT, "textSha256": digest(TEXT),
            "reviews": [{"coder": "m", "status": "done"}],
            "annotations": [plain(claim("a", LONG, note="It can be measured.",
                                        links=[{"type": "evidence_for", "target": "b"}])),
                            plain(claim("b", HELD, attributions=[
                                {"level": 0, "role": "speaker", "source": None, "basis": "narrator"}])),
                            plain(claim("c", SLEPT))]}],
    }))  # fmt: skip
    return path


def found(person: Person) -> list[str]:
    """The words of what is suggested, once the finders are through."""
    suggestions, beside = person.window.bridge.suggestions, person.window.bridge.beside
    person.wait(lambda: not suggestions.searching and not suggestions._pause.isActive())
    person.wait(lambda: not beside.is_at("sift suggestions") and not beside.is_at("find suggestions"))
    return [person.window.bridge.text[slice(*each.segments[0])] for each in suggestions.shown]


def meet(*people: Person) -> None:
    """Everybody hands over and takes in."""
    for _ in range(2):
        for person in people:
            person.window.bridge.session.exchange()
            person.window.bridge.session.catch_up()
            person.settle()


def decide(person: Person, words: str, how: Callable[[], None]) -> None:
    """Put a suggestion into focus, and press a key."""
    person.window.activateWindow()
    person.window.view.setFocus()
    suggestions = person.window.bridge.suggestions
    person.wait(lambda: words in found(person))
    start = TEXT.index(words)
    suggestions.focus(next(each for each in suggestions.shown if each.start == start))
    how()


def test_what_a_model_marked_is_suggested_to_the_team_and_each_decision_is_everybodys(
    qtbot: QtBot, tmp_path: Path
) -> None:
    mara = Person(tmp_path / "river.annot", make=True, at=tmp_path / "mara")
    named(mara, "Mara", tmp_path / "mara")
    mara.window.bridge.show_article(mara.add("The river", TEXT, outlet="Courier"))
    assert found(mara) == []

    import_paths(mara.window.bridge, [of_a_model(tmp_path)], mara.window)
    mara.wait(mara.dialogs)
    (dialog,) = mara.dialogs()
    assert isinstance(dialog, ImportReview)
    assert dialog._heading_line.text() == "1 new article"
    dialog.choices.suggested.click()
    mara.wait(lambda: dialog._reading is None)
    assert dialog._heading_line.text() == "3 suggestions"
    assert dialog._summary_line.text() == (
        "3 suggestions will come in, 1 article already there. One Undo takes it back.")
    rows = [dialog.model.entry(row) for row in range(dialog.model.rowCount())]
    assert [(row.state, row.title, row.detail) for row in rows] == [
        ("warning", "1 review mark left out", "only annotations and boilerplate can be suggested"),
        ("there", "The river", "model.json · 14 words · 3 suggestions")]
    dialog.accept_button.click()
    mara.wait(lambda: found(mara) == [LONG, HELD, SLEPT])
    assert mara.annotations == []
    session = mara.window.bridge.session
    assert Timeline(session.replica).events()[0].words == "Import 3 suggestions"
    session.exchange()

    maria = Person(tmp_path / "river.annot", at=tmp_path / "maria")
    named(maria, "Maria", tmp_path / "maria")
    maria.window.bridge.show_article(mara.window.bridge.article)
    decide(maria, LONG, maria.enter)
    decide(maria, HELD, maria.enter)
    decide(maria, SLEPT, lambda: maria.type("x"))
    meet(maria, mara)
    mara.wait(lambda: found(mara) == found(maria) == [])
    first, second = mara.annotations
    assert (first.note, first.origin) == (
        "It can be measured.", {"by": "suggestion", "finder": "Claims-7B", "score": 0.8})
    assert not second.needs_source and second.chain[0].basis == "narrator"
    (link,) = session.catalogue.all_links()
    assert (link.type, link.start, link.end) == ("evidence_for", first.id, second.id)
    assert session.catalogue.to_settle() == 0
    faithful(mara)

    maria.run("edit.undo")
    maria.wait(lambda: found(maria) == [SLEPT])
    meet(maria, mara)
    mara.wait(lambda: found(mara) == [SLEPT])
    maria.run("suggestion.switch")
    assert maria.window.bridge.suggestions.shown == [] and found(mara) == [SLEPT]
    mara.run("team.me")
    form = mara.window.handlers.team.me
    assert form is not None
    form.blind.click()
    assert mara.window.bridge.suggestions.shown == []
    for person in (mara, maria):
        person.quit()
