"""The rules are read in steps, and then they are there."""

import pytest

from annotator.finders.language import language
from annotator.finders.patterns import each_pattern, patterns
from annotator.finders.preparing import _READY, preparing


@pytest.mark.parametrize("tag", ["en", "en-GB", "fr", "de", "tlh", ""])
def test_any_language_is_made_ready_in_many_steps(tag: str) -> None:
    _READY.clear()
    assert len(list(preparing(tag))) > 10
    assert not list(preparing(tag)), "they are read once"


def test_one_by_one_they_are_the_same_patterns() -> None:
    known = patterns(language("en"))
    assert all(getattr(known, name) is each for name, each in each_pattern(language("en")))
