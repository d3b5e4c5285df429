"""A screen reader in small: what AT-SPI tells of the program, as JSON. Run by the system's own Python, which has `gi`.

Words: the program's command. It is started here, with an accessibility bus of its own around it, and ended.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - only after the version is chosen

Thing = Any
PATIENCE = 20.0
"""Seconds for the window to stand, or a sentence to be said."""

HEARD: list[str] = []
"""What was announced, in order."""


def turn() -> None:
    """Take what has come over the bus."""
    while GLib.MainContext.default().iteration(False):
        pass
    time.sleep(0.02)


def wait(look: Callable[[], Thing]) -> Thing:
    end = time.monotonic() + PATIENCE
    while not (found := look()):
        if time.monotonic() > end:
            raise SystemExit(f"it did not happen: line {look.__code__.co_firstlineno}; {HEARD}")
        turn()
    return found


def below(thing: Thing, depth: int = 0) -> Iterator[Thing]:
    """It and everything in it that is on the screen."""
    yield thing
    for number in range(thing.get_child_count() if depth < 40 else 0):
        child = thing.get_child_at_index(number)
        if child is not None and child.get_state_set().contains(Atspi.StateType.SHOWING):
            yield from below(child, depth + 1)


def find(name: str) -> Thing:
    desktop = Atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(number)
        for thing in below(program) if program is not None else ():
            if thing.get_name() == name:
                return thing
    return None


def hear(event: Thing) -> None:
    if event.type.startswith("object:announcement"):
        HEARD.append(str(event.any_data))


def press(sign: str) -> None:
    subprocess.run(["xdotool", "key", sign], check=True)


def attributes(text: Thing, offset: int) -> dict[str, object]:
    told, start, end = Atspi.Text.get_attribute_run(text, offset, True)
    return {"start": start, "end": end, **told}


def read(words: str) -> dict[str, object]:
    """Everything that is asked: names, text, caret, what is said after marking these words, and their attributes."""
    listener = Atspi.EventListener.new(hear)
    listener.register("object:")  # Qt knows no name for announcements alone
    article = wait(lambda: find("Article text"))
    text = wait(lambda: Atspi.Text.get_text(article, 0, -1))
    things = [(thing.get_role_name(), thing.get_name()) for thing in below(article.get_application())]
    start = text.index(words)
    before = attributes(article, start)
    Atspi.Component.grab_focus(article)
    wait(lambda: article.get_state_set().contains(Atspi.StateType.FOCUSED))
    Atspi.Text.set_caret_offset(article, start)
    caret = wait(lambda: Atspi.Text.get_caret_offset(article))
    Atspi.Text.add_selection(article, start, start + len(words))
    press("2")
    wait(lambda: any("Quote" in sentence for sentence in HEARD))
    wait(lambda: "bg-color" in attributes(article, start + 1))
    return {"role": article.get_role_name(), "text": text, "caret": caret, "start": start, "said": HEARD,
            "before": before, "after": attributes(article, start + 1), "controls": things}


def main(command: list[str]) -> int:
    words = command.pop(0)
    program = subprocess.Popen(command, env={**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"})
    try:
        print(json.dumps(read(words), ensure_ascii=True))
    finally:
        program.kill()
        program.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
