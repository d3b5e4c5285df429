"""No text of the window stands outside of the catalogues."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.pictures.unsaid import data_of, unsaid

STATES = ("welcome-recent", "empty", "article", "focused", "sources", "article-panel", "codebook", "search",
          "suggestions", "many", "questions", "settings", "keys", "about", "reading", "bin", "progress", "project",
          "me", "purge", "export", "import")


def test_what_stands_in_brackets_or_is_data_is_accounted_for() -> None:
    data = data_of({"title": "Gates close", "sources": [{"name": "Anna Berg"}]})
    assert unsaid("⟦3 links⟧ · Anna Berg, ⟦by ⟦me⟧⟧", data) == ""
    assert unsaid("Gates close. ⟦Done⟧", data) == ""
    assert unsaid("Gates close, by Anna Berg", data) == "by Anna Berg"
    assert unsaid("<b>Not said</b>", data) == "Not said"


@pytest.mark.timeout(400)
def test_the_window_shows_no_word_that_no_catalogue_holds() -> None:
    """A language in which each text stands in brackets is spoken, and all that is shown is looked at."""
    done = subprocess.run([sys.executable, "-m", "tests.pictures.unsaid", *STATES], capture_output=True, text=True,
                          env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
    assert done.stdout.strip() == ""
    assert done.returncode == 0
