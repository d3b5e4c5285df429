"""Two people at two computers with one file: each works unseen of the other, then both hand over and take in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt

from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.team import Coder
from annotator.settings import home
from annotator.ui.widgets.settle_place import SettlePlace
from tests.scenarios.articles import HARBOUR, TUNNEL
from tests.scenarios.driver import CTRL, SHIFT, Person

Deed = Callable[[Person], object]


class Pair:
    """Mara and Ben."""

    def __init__(self, folder: Path) -> None:
        file = folder / "port.annot"
        self.mara = Person(file, make=True, at=folder / "mara")
        named(self.mara, "Mara", folder / "mara")
        self.harbour = self.mara.add("The harbour fee", HARBOUR, published="2026-03-01")
        self.doubts = self.mara.add("Doubts", TUNNEL, published="2026-03-02")
        self.mara.window.bridge.show_article(self.harbour)
        self.mara.window.bridge.session.exchange()
        self.ben = Person(file, at=folder / "ben")
        named(self.ben, "Ben", folder / "ben")
        self.ben.window.bridge.show_article(self.harbour)
        self.meet()

    def meet(self) -> None:
        """Both hand over and take in."""
        for _ in range(2):
            for person in (self.mara, self.ben):
                person.window.bridge.session.exchange()
                person.window.bridge.session.catch_up()
                person.window.bridge.saved.emit(person.window.bridge.last_saved)
                person.settle()
        assert self.mara.window.bridge.session.replica.dump() == self.ben.window.bridge.session.replica.dump()

    def unseen(self, mara: Deed, ben: Deed) -> None:
        """Mara and then Ben do something unseen of each other; then they meet."""
        mara(self.mara)
        ben(self.ben)
        self.meet()

    def close(self) -> None:
        """Both go home."""
        for person in (self.mara, self.ben):
            person.quit()


def named(person: Person, name: str, at: Path) -> None:
    """The coder at a computer is called so."""
    assert home() == at
    session = person.window.bridge.session
    session.rename_coder(Coder(session.coder.id, name))


def sets(kind: str, entity: str, fields: dict[str, object], article: str = "") -> Deed:
    """A deed: set these fields of a thing."""
    return lambda person: person.window.bridge.do(ChangeSet([Change(kind, entity, fields, article)]))


def makes(person: Person, kind: str, entity: str, fields: dict[str, object], article: str = "") -> str:
    """Make a thing; gives its id."""
    person.window.bridge.do(ChangeSet([Change(kind, entity, fields, article, new=True)]))
    return entity


def step(person: Person) -> SettlePlace:
    """Press the key that leads to what is to settle; gives what asks."""
    person.window.activateWindow()
    person.settle()
    person.key(Qt.Key.Key_J, CTRL | SHIFT)
    person.settle()
    return place(person)


def place(person: Person) -> SettlePlace:
    """What asks, above the tabs of the panel."""
    assert person.window.panel is not None
    found = person.window.panel.settling.place
    assert found is not None
    return found


def asked(person: Person) -> list[tuple[str, list[str]]]:
    """The questions that are asked, each with its values in words."""
    return [(group.title, [button.accessibleName().removeprefix(f"{group.title}: ") for button in group.buttons])
            for group in place(person).strip.groups] if place(person).matter is not None else []


def to_settle(person: Person) -> int:
    """The number that the status line says."""
    said = person.window.status.text()
    number = said.partition("·")[2] if "to settle" in said else ""
    found = [part for part in number.replace("|", "·").split("·") if "to settle" in part]
    return int(found[0].split()[0].replace(",", "")) if found else 0


def words_of(values: Sequence[str]) -> list[str]:
    """The values alone, without who and when: “1, Anna, Ben, 12:04” is “Anna”."""
    return [value.split(", ")[1] for value in values]
