"""The tour's steps: as many texts as steps, in every language; each names what is there."""

from __future__ import annotations

import pytest

from annotator.settings import resource
from annotator.ui.commands import Keymap
from annotator.ui.handlers.touring import Touring
from annotator.ui.tour import EVENTS, STEPS, texts


def test_every_step_has_a_title_and_a_text_with_the_keys_of_this_computer() -> None:
    found = texts(Keymap({"annotate.quote": ("Q",), "sentence.widen": ()}))
    assert len(found) == len(STEPS)
    assert all(title and text and "{" not in text for title, text in found)
    assert "`Q` a quote" in found[1][1]
    assert "`Widen the selection` takes more" in found[0][1]


@pytest.mark.parametrize("folder", ["tour", "tour/fr"])
def test_every_language_has_as_many_texts_and_names_the_same_keys(folder: str) -> None:
    def keys(text: str) -> list[set[str]]:
        return [set(section.split("`{")[1:]) and {part.partition("}")[0] for part in section.split("`{")[1:]}
                for section in text.split("## ")[1:]]

    written = resource(*folder.split("/"), "steps.md").read_text("utf-8")
    assert keys(written) == keys(resource("tour", "steps.md").read_text("utf-8"))


def test_every_step_ends_by_an_event_that_is_listened_for() -> None:
    assert {step.ends for step in STEPS} == set(EVENTS)
    assert Touring._at == -1
