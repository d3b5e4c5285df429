"""The guided tour: five steps, each a text, the widget that it explains, and what the person does to end it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.settings import localised
from annotator.ui.commands import Keymap, command

_KEY = re.compile(r"\{([a-z_.]+)\}")


@dataclass(frozen=True, slots=True)
class Step:
    """One step; its text is the section of the same number in `resources/tour/steps.md`.

    Attributes:
        at: name of the widget that it explains (`objectName`).
        side: where the card stands: "before" or "after" the widget in the direction of reading, "below" or "above".
        ends: the event that ends it, one of `EVENTS`.
    """

    at: str
    side: str
    ends: str


EVENTS = ("selected", "marked", "attributed", "suggested", "palette")

STEPS = (
    Step("reader", "after", "selected"),
    Step("kinds", "below", "marked"),
    Step("source-line", "before", "attributed"),
    Step("reader", "after", "suggested"),
    Step("palette.show", "below", "palette"),
)


def texts(keymap: Keymap) -> list[tuple[str, str]]:
    """Title and Markdown of each step, with the keys of this computer; a command without a key by its title."""
    sections = localised("tour", "steps.md").read_text("utf-8").split("## ")[1:]
    parted = (section.partition("\n") for section in sections)
    return [(title.strip(), _KEY.sub(lambda found: _key(keymap, found[1]), text.strip())) for title, _, text in parted]


def _key(keymap: Keymap, id: str) -> str:
    return keymap.first(id) or command(id).title
