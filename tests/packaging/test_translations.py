"""The catalogue is complete, in step with the program, and set as its language sets it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))
import translations
from translations import CATALOGUE, NotLiteral, faults, said, written

from annotator.language import read_texts


def test_every_text_is_translated_with_the_gaps_that_it_has() -> None:
    assert faults(said(), read_texts(CATALOGUE.read_text(encoding="utf-8"))) == []


def test_the_catalogue_holds_what_the_program_says_and_nothing_else() -> None:
    """`python packaging/translations.py` brings it up to date."""
    stored = CATALOGUE.read_text(encoding="utf-8")
    assert written(said(), read_texts(stored)) == stored


def test_french_is_set_as_quebec_sets_it() -> None:
    texts = read_texts(CATALOGUE.read_text(encoding="utf-8"))
    badly = [form for forms in texts.values() for form in forms
             if re.search(r"« | »|[^ ] [;!?](?:\s|$)|\w :(?:\s|$)|\w'\w|“|”", re.sub(r"`[^`]*`", "", form))]
    assert badly == []


def test_plural_forms_are_two_for_each_text_that_has_a_number() -> None:
    texts = read_texts(CATALOGUE.read_text(encoding="utf-8"))
    assert [text for text, message in said().items() if len(texts[text]) != 1 + bool(message.plural)] == []


def test_a_text_that_is_put_together_before_it_is_said_is_refused(tmp_path: Path) -> None:
    (tmp_path / "annotator").mkdir()
    (tmp_path / "annotator" / "one.py").write_text('tr("Open " + name)\n', encoding="utf-8")
    with pytest.raises(NotLiteral, match=r"one\.py:1"):
        said(tmp_path / "annotator")


def test_a_text_comes_and_goes_and_keeps_its_translation(tmp_path: Path) -> None:
    place = tmp_path / "annotator"
    place.mkdir()
    page = place / "one.py"
    page.write_text('tr("Open")\ncounted(3, "hit")\ntrc("verb", "Mark")\npartial(tr, "Gone {x}")\n', encoding="utf-8")
    before = written(said(place), {"Open": ("Ouvrir",), "Old": ("Vieux",)})
    page.write_text('tr("Open")\ntr("New")\n', encoding="utf-8")
    after = written(said(place), read_texts(before))
    assert read_texts(after) == {"Open": ("Ouvrir",)}
    assert 'msgid "New"' in after and "Old" not in after
    assert 'msgid_plural "{number:,} hits"' in before and 'msgctxt "verb"' in before and "Gone {x}" in before
    assert translations.faults(said(place), read_texts(after)) == ["annotator/one.py: not translated: New"]
