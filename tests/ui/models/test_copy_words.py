"""What is said of copies, merges, backups and older files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from annotator.corpus.change import Changed
from annotator.project.copies import Merged, Preview
from annotator.project.restore import Return
from annotator.ui.models import copy_words

COPY = Path("/share/Study 2.annot")
NAMES = {"m": "Maria", "b": "Ben", "c": "Cleo", "d": "Dan", "e": "Eve"}


def seen(articles: int = 0, to_settle: int = 0, **by_coder: int) -> Preview:
    return Preview(COPY, by_coder, articles, to_settle, NAMES)


@pytest.mark.parametrize(("preview", "words"), [
    (seen(m=214, to_settle=3), "214 changes from Maria, 3 to settle"),
    (seen(m=1), "1 change from Maria"),
    (seen(m=1214, b=2), "1,214 changes from Maria and 2 from Ben"),
    (seen(m=9, b=8, c=7, articles=1), "9 changes from Maria, 8 from Ben and 7 from Cleo, 1 new article among them"),
    (seen(m=9, b=8, c=7, d=2, e=1), "9 changes from Maria, 8 from Ben, 7 from Cleo and 3 from 2 other people"),
    (seen(m=9, b=8, c=7, d=2), "9 changes from Maria, 8 from Ben, 7 from Cleo and 2 from 1 other person"),
    (seen(x=2), "2 changes from somebody without a name"),
    (seen(articles=2), "2 new articles"),
    (seen(), "nothing that this project lacks"),
    (Preview(COPY, {"m": 2}, names=NAMES, left_out=1), "2 changes from Maria; 1 change in it is damaged and stays out"),
    (Preview(COPY, {}, left_out=3), "nothing that this project lacks; 3 changes in it are damaged and stay out"),
])
def test_what_a_copy_would_bring_is_counted_by_people(preview: Preview, words: str) -> None:
    assert copy_words.brings(preview) == words


def test_what_came_is_one_line(tmp_path: Path) -> None:
    one, other = Merged(COPY, Changed({}), 3, 1), Merged(COPY, Changed({}), 2, 0)
    assert copy_words.came([one]) == "3 changes came from “Study 2.annot”, 1 to settle."
    assert copy_words.came([one, other]) == "5 changes came from 2 copies beside the file, 1 to settle."
    assert copy_words.came([Merged(COPY, Changed({}), 3, left_out=1)]) == (
        "3 changes came from “Study 2.annot”; 1 change in it is damaged and stays out.")
    assert copy_words.came([Merged(COPY, Changed({}))]) == "Nothing new came from “Study 2.annot”."


def test_a_copy_that_was_opened_says_where_the_project_is() -> None:
    original = Path("/share/Study.annot")
    assert copy_words.of_copy(None, COPY, original) == (
        "“Study 2.annot” is a copy of the project in /share/Study.annot. It is only read here.")
    assert copy_words.of_copy(seen(m=2), COPY, original).endswith(", with 2 changes from Maria.")
    assert copy_words.of_copy(seen(), COPY, original).endswith("and has nothing that the project lacks.")


def test_days_are_said_as_people_say_them() -> None:
    now = datetime(2026, 3, 2, 9, 0)
    assert copy_words.day(datetime(2026, 3, 2, 8, 0), now) == "today"
    assert copy_words.day(datetime(2026, 3, 1), now) == "1 March"
    assert copy_words.day(datetime(2025, 12, 31), now) == "31 December 2025"
    moment = datetime(2020, 3, 1, 12, 0)
    assert copy_words.older(int(moment.timestamp() * 1000)).startswith(
        "This file is older (1 March 2020). What was done since has been added again.")


@pytest.mark.parametrize(("found", "words"), [
    (Return((), 2, 0, 0), "2 things would be otherwise: 2 removed. "),
    (Return((), 1, 1, 1), "3 things would be otherwise: 1 removed, 1 brought back, 1 changed back. "),
    (Return((), 0, 0, 0), "Everything is as it was then"),
])
def test_going_back_says_what_it_does_before_it_is_done(found: Return, words: str) -> None:
    assert copy_words.goes_back(found).startswith(words)


def test_why_a_backup_was_made() -> None:
    assert copy_words.why("") == "First of the day"
    assert copy_words.why("before merging Study 2") == "Before merging Study 2"
