"""Which keys do what on this computer: the table's, and in their place what a person has chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from annotator.ui.commands.keys import combination, is_one_press, keys_text, letter_key, spelled
from annotator.ui.commands.table import COMMANDS, Command, command

_IN_TEXT = ("reader", "suggestion")


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys that act. Nothing in it changes; a change gives another one.

    Attributes:
        own: what differs from the table: command id → portable key sequences, () for none.
    """

    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @staticmethod
    def read(stored: Mapping[str, tuple[str, ...]]) -> Keymap:
        """What is stored, as far as this program can take it: a file may be another version's, or written by hand.

        A key that stands with two commands stays with the one that the table has first; one that a later version of
        the table gives to another command stays with whom the person gave it to.
        """
        taken = Keymap()
        for one in COMMANDS:
            if one.id not in stored or one.by_widget:
                continue
            keys = tuple(key for key in stored[one.id] if is_one_press(key))
            if keys or not stored[one.id]:
                taken = Keymap({**taken.own, one.id: tuple(key for key in keys if not _among(taken, key, one))})
        return taken._without_doubles()

    def _without_doubles(self) -> Keymap:
        lost = {one.id: tuple(key for key in one.keys if not _among(self, key, one))
                for one in COMMANDS if one.id not in self.own and not one.by_widget} if self.own else {}
        return Keymap({**self.own, **{name: keys for name, keys in lost.items() if keys != command(name).keys}})

    def keys(self, id: str) -> tuple[str, ...]:
        """The keys of a command.

        Raises:
            KeyError: there is no such command.
        """
        return self.own.get(id, command(id).keys)

    def command(self, id: str) -> Command:
        """The command with the keys that it has here."""
        one = command(id)
        return replace(one, keys=self.own[id]) if id in self.own else one

    def commands(self) -> tuple[Command, ...]:
        """The whole table with the keys that it has here."""
        return tuple(self.command(one.id) for one in COMMANDS)

    def text(self, id: str) -> str:
        """The command's keys as one reads them; empty when it has none."""
        return keys_text(self.keys(id))

    def first(self, id: str) -> str:
        """The key that is shown where there is room for one; empty when it has none."""
        return keys_text(self.keys(id)[:1])

    def named(self, words: str, id: str) -> str:
        """Words with the key that does the same: “Next hit (F3)”."""
        key = self.first(id)
        return f"{words} ({key})" if key else words

    def hints(self, words: str) -> str:
        """Words for the status line in which `{command.id}` stands for its first key.

        Parts stand between “ · ”; one that names commands of which none has a key here is left out.
        """
        parts = (_hint(self, part) for part in words.split(" · "))
        return " · ".join(part for part in parts if part)

    # --- changing ---

    def given(self, id: str, key: str, *, instead: bool) -> Keymap:
        """With that key for the command, in the place of its others or beside them; whoever had it has it no more."""
        one = command(id)
        changed = dict(self.own)
        for other in self.owners(key, one):
            changed[other.id] = tuple(each for each in other.keys if not _same(each, key))
        before = () if instead else tuple(each for each in self.keys(id) if not _same(each, key))
        changed[id] = (*before, *spelled(key))
        return Keymap(_what_differs(changed))

    def without(self, id: str) -> Keymap:
        """With no key for the command."""
        return Keymap(_what_differs({**self.own, id: ()}))

    def restored(self, id: str) -> Keymap:
        """With the table's keys for the command; a key that somebody else has got meanwhile comes back from there."""
        found = Keymap({name: keys for name, keys in self.own.items() if name != id})
        for key in command(id).keys:
            for other in found.owners(key, command(id)):
                found = Keymap(_what_differs({**found.own, other.id: tuple(
                    each for each in other.keys if not _same(each, key))}))
        return found

    def owners(self, key: str, one: Command) -> list[Command]:
        """The other commands that this key means already where `one` would have it."""
        return [other for other in self.commands() if other.id != one.id and _meet(one, other, key)
                and any(_same(each, key) for each in other.keys)]


def _among(known: Keymap, key: str, one: Command) -> bool:
    """Whether one of the commands that a person has given keys to has this one."""
    return any(name != one.id and _meet(one, command(name), key) and any(_same(each, key) for each in keys)
               for name, keys in known.own.items())


def _meet(one: Command, other: Command, key: str) -> bool:
    """Whether both can be meant by one press of it: letters act in the text only, whatever the command."""
    places = [{each.context} if each.by_widget or each.context not in (*_IN_TEXT, "anywhere") else
              {"text"} if each.context in _IN_TEXT or letter_key(key) else
              {"text", "panel", "library", "source"} for each in (one, other)]
    return bool(places[0] & places[1])


def _same(one: str, other: str) -> bool:
    return any(combination(a) == combination(b) for a in spelled(one) for b in spelled(other))


def _what_differs(keys: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {name: each for name, each in keys.items() if each != command(name).keys}


def _hint(keymap: Keymap, part: str) -> str:
    pieces = part.split("{")
    names = [piece.partition("}")[0] for piece in pieces[1:]]
    keys = {name: keymap.first(name) for name in names}
    if names and not any(keys.values()):
        return ""
    for name, shown in keys.items():
        part = part.replace(f"{{{name}}}", shown)
    return " ".join(part.split())
