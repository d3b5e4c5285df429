"""A monkey at two real windows on one file: whatever is pressed, nothing is lost, and the screen tells the truth."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from annotator.actions import annotate, sources
from annotator.corpus.change import DELETED
from annotator.project.merges import brought
from tests.scenarios.articles import HARBOUR, TUNNEL
from tests.scenarios.driver import ALT, CTRL, SHIFT, Person, faithful

NONE = Qt.KeyboardModifier.NoModifier
TEXTS = (HARBOUR, TUNNEL, "x",
         "אנחנו נשלם 🇫🇷 the minister said. “E\u0301clair 👩‍👩‍👧!” he wrote.\n\nTwo of 12 boats sank.")
NAMES = ("Anna Berg", "Bernard Lind", "The Courier", "the minister", "אנה", "<b>Bold</b>")
WHO = st.sampled_from((0, 1))
EDGES = ((Qt.Key.Key_Right, SHIFT), (Qt.Key.Key_Left, SHIFT), (Qt.Key.Key_Right, CTRL | SHIFT),
         (Qt.Key.Key_Left, ALT | SHIFT), (Qt.Key.Key_Right, ALT | SHIFT), (Qt.Key.Key_Left, CTRL | ALT | SHIFT))


class Monkey(RuleBasedStateMachine):
    """Two coders at two computers. `done` counts the operations that all runs have left in the journals."""

    done = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="monkey-"))
        self.home = os.environ.get("ANNOTATOR_HOME", "")
        self.people: list[Person] = []

    @initialize()
    def begin(self) -> None:
        path = self.folder / "port.annot"
        self.people = [Person(path, make=True, at=self._home(0))]
        self.people[0].add("The harbour fee", HARBOUR)
        self.people[0].window.bridge.exchange_once()
        self.people.append(Person(path, at=self._home(1)))

    def _home(self, who: int) -> Path:
        return self.folder / f"home {who}"

    def _sit_down(self, who: int) -> Person:
        """One of the two goes to their computer."""
        os.environ["ANNOTATOR_HOME"] = str(self._home(who))
        person = self.people[who]
        person.window.activateWindow()
        person.settle()
        person.window.view.setFocus()
        return person

    # --- in the text ---

    @rule(who=WHO, start=st.floats(0, 1), length=st.integers(1, 80), key=st.sampled_from("123"),
          source=st.sampled_from(("", "an", "lind", "cour", "-", "\x1b")), make=st.booleans())
    def mark(self, who: int, start: float, length: int, key: str, source: str, make: bool) -> None:
        person = self._sit_down(who)
        begin = round(start * len(person.window.bridge.text))
        person.window.view.select(begin, min(begin + length, len(person.window.bridge.text)))
        person.type(key)
        self._say_who(person, source, make)

    def _say_who(self, person: Person, source: str, make: bool) -> None:
        if person.window.view.hasFocus():
            return
        if source != "\x1b":
            person.type(source)
            person.enter(CTRL if make and source.isalpha() else NONE)
        if not person.window.view.hasFocus():
            person.key(Qt.Key.Key_Escape)

    @rule(who=WHO, start=st.floats(0, 1), length=st.integers(1, 40), key=st.sampled_from("+-jmcb"))
    def select_and_press(self, who: int, start: float, length: int, key: str) -> None:
        person = self._sit_down(who)
        begin = round(start * len(person.window.bridge.text))
        person.window.view.select(begin, min(begin + length, len(person.window.bridge.text)))
        person.type(key)

    @rule(who=WHO, keys=st.lists(st.sampled_from(["1", "2", "3", "0", "+", "k", "w", "d", "b", "a", "]", "["]),
                                 min_size=1, max_size=4))
    def press(self, who: int, keys: list[str]) -> None:
        person = self._sit_down(who)
        for key in keys:
            person.window.view.setFocus()
            person.type(key)

    @rule(who=WHO, edges=st.lists(st.sampled_from(EDGES), min_size=1, max_size=4))
    def nudge(self, who: int, edges: list[tuple[Qt.Key, Qt.KeyboardModifier]]) -> None:
        person = self._sit_down(who)
        person.type("a")
        for key, modifiers in edges:
            person.key(key, modifiers)

    @rule(who=WHO, key=st.sampled_from((Qt.Key.Key_Down, Qt.Key.Key_Up)),
          modifiers=st.sampled_from((NONE, SHIFT, CTRL)))
    def walk(self, who: int, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        self._sit_down(who).key(key, modifiers)

    @rule(who=WHO, times=st.integers(1, 3), again=st.booleans())
    def undo(self, who: int, times: int, again: bool) -> None:
        person = self._sit_down(who)
        for _ in range(times):
            person.key(Qt.Key.Key_Z, CTRL | SHIFT if again else CTRL)

    # --- beside the text ---

    @rule(who=WHO, key=st.sampled_from("sv"), source=st.sampled_from(("", "be", "min", "-", "\x1b")),
          make=st.booleans())
    def attribute(self, who: int, key: str, source: str, make: bool) -> None:
        person = self._sit_down(who)
        person.type("a")
        person.type(key)
        self._say_who(person, source, make)

    @rule(who=WHO, name=st.sampled_from(NAMES))
    def make_source(self, who: int, name: str) -> None:
        person = self._sit_down(who)
        person.window.bridge.do(sources.create(name)[1])

    @rule(who=WHO, words=st.sampled_from(("see *there*", "<b>?", "")), leave=st.booleans())
    def note(self, who: int, words: str, leave: bool) -> None:
        person = self._sit_down(who)
        person.type("a")
        person.type("n")
        if not person.window.view.hasFocus():
            person.type(words)
            person.key(Qt.Key.Key_Escape) if leave else person.enter(CTRL)

    @rule(who=WHO, key=st.sampled_from("l="), words=st.sampled_from(("", "fee", "c1", "q2", "nothing of the kind")),
          kinds=st.integers(0, 3), leave=st.booleans())
    def link(self, who: int, key: str, words: str, kinds: int, leave: bool) -> None:
        person = self._sit_down(who)
        person.type("a")
        person.type(key)
        if not person.window.view.hasFocus():
            person.type(words)
            for _ in range(kinds):
                person.key(Qt.Key.Key_Down, ALT)
            person.key(Qt.Key.Key_Escape) if leave else person.enter()
        if not person.window.view.hasFocus():
            person.key(Qt.Key.Key_Escape)

    @rule(who=WHO, at=st.integers(0, 3), key=st.sampled_from((Qt.Key.Key_Delete, Qt.Key.Key_Return)))
    def use_link(self, who: int, at: int, key: Qt.Key) -> None:
        person = self._sit_down(who)
        assert person.window.panel is not None
        person.window.panel.show_tab("annotation")
        chips = person.window.panel.annotation.links.chips
        if person.window.bridge.annotation and chips:
            chips[at % len(chips)].setFocus()
            person.key(key)
            person.key(Qt.Key.Key_Left, ALT)

    @rule(who=WHO, name=st.sampled_from(("claim_type", "quote_type", "polarity", "made_up")),
          value=st.sampled_from(("factual", "direct", None)))
    def answer(self, who: int, name: str, value: str | None) -> None:
        person = self._sit_down(who)
        person.type("a")
        if person.window.bridge.annotation:
            person.window.bridge.do(annotate.set_attribute(person.focused, name, value))

    @rule(who=WHO, one=st.integers(0, 9), other=st.integers(0, 9))
    def merge_or_split(self, who: int, one: int, other: int) -> None:
        person = self._sit_down(who)
        catalogue = person.window.bridge.session.catalogue
        known = list(catalogue.sources().values())
        if not known:
            return
        a, b = known[one % len(known)], known[other % len(known)]
        if a.merged_into:
            into = catalogue.sources().get(a.merged_into)
            if into is not None:
                given = brought(person.window.bridge.session.replica, a.id, into.id)
                person.window.bridge.do(sources.split(a, into, brought=given))
        elif person.window.bridge.source(a.id) != person.window.bridge.source(b.id) and not b.merged_into:
            person.window.bridge.do(sources.merge(a, b, catalogue.merged()))

    @rule(who=WHO, tab=st.sampled_from(("annotation", "sources", "article", "codebook")), needs=st.booleans())
    def look(self, who: int, tab: str, needs: bool) -> None:
        person = self._sit_down(who)
        assert person.window.panel is not None
        person.window.panel.show_tab(tab)
        if needs:
            person.run("show.needs_source")

    # --- articles and the file ---

    @rule(who=WHO, text=st.sampled_from(TEXTS))
    def bring_in(self, who: int, text: str) -> None:
        self._sit_down(who).add("An article", text)

    @rule(who=WHO)
    def remove_article(self, who: int) -> None:
        person = self._sit_down(who)
        assert person.window.library is not None
        if person.window.bridge.article:
            person.window.library.remove(person.window.bridge.article)

    @rule(who=WHO)
    def exchange(self, who: int) -> None:
        self._sit_down(who).window.bridge.exchange_once()

    @rule(who=WHO)
    def restart(self, who: int) -> None:
        person = self._sit_down(who)
        person.quit()
        self.people[who] = Person(person.path, at=self._home(who))

    # --- what must hold ---

    @precondition(lambda self: bool(self.people))
    @invariant()
    def the_screen_tells_the_truth(self) -> None:
        for person in self.people:
            for dialog in person.dialogs():
                dialog.close()
            person.settle()
            faithful(person)

    @rule(who=WHO)
    def rebuild(self, who: int) -> None:
        same_after_a_rebuild(self.people[who])

    def teardown(self) -> None:
        try:
            if self.people:
                self._agree()
        finally:
            for person in self.people:
                person.quit()
            os.environ["ANNOTATOR_HOME"] = self.home
            QApplication.processEvents()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _agree(self) -> None:
        """After an exchange both have the same, and what is derived follows from the journal alone."""
        for who in (0, 1, 0):
            self._sit_down(who).window.bridge.exchange_once()
        one, other = (person.window.bridge.session for person in self.people)
        assert one.replica.dump() == other.replica.dump()
        assert one.check() == other.check() == []
        for person in self.people:
            same_after_a_rebuild(person)
            faithful(person)
        whole(self.people[0])
        Monkey.done += one.replica.last("op")


def same_after_a_rebuild(person: Person) -> None:
    """What is derived follows from the journal alone."""
    replica = person.window.bridge.session.replica
    before = replica.dump()
    replica.rebuild()
    assert replica.dump() == before


def whole(person: Person) -> None:
    """Every segment of every annotation of the project lies inside its text."""
    catalogue = person.window.bridge.session.catalogue
    for article in catalogue.article_ids():
        length = len(catalogue.text(article))
        for annotation in catalogue.annotations(article):
            assert annotation.content
            assert all(0 <= s.start < s.end <= length for s in annotation.segments)
            assert DELETED not in annotation.attributes


def nothing_chosen(*_: object) -> tuple[str, str]:
    """The platform's own file dialog, left by its Cancel."""
    return "", ""


@pytest.mark.timeout(300)
def test_a_monkey_at_two_windows_loses_nothing(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, name, nothing_chosen)
    run_state_machine_as_test(Monkey, settings=settings(
        max_examples=6, stateful_step_count=90, deadline=None, derandomize=True, database=None,
        phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck), print_blob=True))
    assert Monkey.done > 100, "it has worked, and not only wandered"
