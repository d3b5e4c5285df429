"""Keys that cannot be given away, each with its reason in words."""

from __future__ import annotations

import pytest

from annotator.ui.commands import Keymap, command
from annotator.ui.commands.refusing import why_not

pytestmark = pytest.mark.usefixtures("qapp")


def refused(key: str, name: str) -> str:
    return why_not(key, command(name), Keymap(), kinds={"2": "Quote", "4": "Rumour"}, answers={"Alt+S": "Stance"})


@pytest.mark.parametrize(("key", "name", "why"), [
    ("Tab", "link.add", "from one control to the next"), ("Shift+Tab", "link.add", "from one control to the next"),
    ("Ctrl+Tab", "link.add", "from one control"), ("Esc", "link.add", "leaves what one is in"),
    ("Return", "link.add", "presses the button"), ("Enter", "link.add", "presses the button"),
    ("Space", "link.add", "presses the button"), ("Ctrl+C", "link.add", "copies"), ("Ctrl+A", "link.add", "selects"),
    ("Alt+F", "link.add", "opens the menu “File”"), ("Alt+F4", "link.add", "closes the window"),
    ("Down", "show.history", "Fields and lists need ↓"), ("4", "link.add", "marks “Rumour” in this project’s codebook"),
    ("9", "annotate.claim", "The digits 1 to 9"), ("Alt+S", "show.history", "answers “Stance”"),
    ("Ctrl+Return", "show.history", "does “Create the source as typed”, and stays with it"),
])
def test_a_key_that_something_else_needs_is_refused_in_words(key: str, name: str, why: str) -> None:
    assert why in refused(key, name)
    assert refused(key, name).endswith("Choose another key.")


@pytest.mark.parametrize(("key", "name"), [
    ("2", "annotate.claim"), ("Q", "show.history"), ("Ctrl+Return", "annotate.note"), ("Down", "annotate.note"),
    ("Alt+S", "annotate.note"), ("Ctrl+K", "link.add"), ("F5", "show.history"), ("Ctrl+Alt+Return", "show.history"),
])
def test_any_other_key_can_be_had(key: str, name: str) -> None:
    assert refused(key, name) == ""
