"""Every text in the person's language: gaps, numbers, plurals, catalogues."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import language
from annotator.corpus.figure_words import grouped
from annotator.language import Catalogue, counted, number_text, read_texts, speak, tr, trc, trn, wanted

WRITTEN = '''msgid ""
msgstr ""
"Language: fr\\n"

#: annotator/a.py
msgid "{name} is not there"
msgstr "{name} n’est pas là"

msgid "{number:,} article"
msgid_plural "{number:,} articles"
msgstr[0] "{number:,} article"
msgstr[1] "{number:,} articles"

#, fuzzy
msgid "Doubted"
msgstr "Douteux"

msgctxt "verb"
msgid "Open"
msgstr ""
"Ouvrir "
"\\"tout\\"\\n"

msgid "Not done"
msgstr ""
'''


@pytest.fixture
def french(tmp_path: Path) -> Iterator[Catalogue]:
    """The catalogue above is spoken."""
    (tmp_path / "fr.po").write_text(WRITTEN, encoding="utf-8")
    before = language._SPOKEN.catalogue
    speak(language.catalogue("fr", tmp_path))
    yield language._SPOKEN.catalogue
    speak(before)


def test_english_needs_no_catalogue(tmp_path: Path) -> None:
    speak(language.catalogue("en", tmp_path))
    assert tr("{name} is not there", name="a.txt") == "a.txt is not there"
    assert (counted(1, "article"), counted(12_000, "article")) == ("1 article", "12,000 articles")
    assert trn("{number} hit in {where}", "{number} hits in {where}", 1, where="all") == "1 hit in all"


def test_a_text_is_said_in_french_with_its_gaps_filled(french: Catalogue) -> None:
    assert tr("{name} is not there", name="a.txt") == "a.txt n’est pas là"


def test_none_is_singular_in_french_and_thousands_are_parted_by_a_space(french: Catalogue) -> None:
    assert (counted(0, "article"), counted(2_000, "article")) == ("0 article", "2\N{NARROW NO-BREAK SPACE}000 articles")
    assert number_text(1234.5, ",.1f") == "1\N{NARROW NO-BREAK SPACE}234,5"
    assert tr("{share:.1%}", share=0.865) == "86,5\N{NO-BREAK SPACE}%"
    assert (grouped("-12345.50"), grouped("0.2")) == ("-12\N{NARROW NO-BREAK SPACE}345,50", "0,2")


def test_a_word_of_two_meanings_has_a_context(french: Catalogue) -> None:
    assert trc("verb", "Open") == 'Ouvrir "tout"\n'
    assert trc("adjective", "Open") == "Open"


def test_what_is_doubted_or_not_translated_is_said_in_english(french: Catalogue) -> None:
    assert (tr("Doubted"), tr("Not done"), tr("Unknown")) == ("Doubted", "Not done", "Unknown")


@given(st.dictionaries(st.text(min_size=1), st.text(min_size=1)))
def test_a_catalogue_is_read_as_it_was_written(texts: dict[str, str]) -> None:
    sys.path.insert(0, str(Path(__file__).parent.parent / "packaging"))
    from translations import Message, written

    texts = {text: said for text, said in texts.items() if "\x04" not in text}
    po = written({text: Message(text) for text in texts}, {text: (said,) for text, said in texts.items()})
    assert read_texts(po) == {text: (said,) for text, said in texts.items()}


@pytest.mark.parametrize(("variables", "chosen", "spoken"), [
    ({}, "", "en"), ({}, "fr", "fr"), ({"LANG": "fr_CA.UTF-8"}, "", "fr"), ({"LANG": "fr_CA.UTF-8"}, "en", "en"),
    ({"LANG": "fr_CA.UTF-8", "LC_ALL": "C"}, "", "en"), ({"LANG": "de_DE"}, "", "en"),
    ({"ANNOTATOR_LANGUAGE": "fr", "LANG": "en_CA"}, "en", "fr")])
def test_the_environment_decides_before_the_choice_and_the_choice_before_the_computer(
        variables: dict[str, str], chosen: str, spoken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "ANNOTATOR_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(language, "_of_computer", lambda: "C")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert wanted(chosen) == spoken


def test_the_command_line_speaks_the_language_that_was_chosen(home: Path) -> None:
    (home / "settings.ini").write_text("[annotator]\nlanguage = fr\n", encoding="utf-8")
    asked = "import annotator.__main__ as m, annotator.language as l; m.main(['formats']); print(l.spoken())"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True,
                          env={name: value for name, value in os.environ.items() if name != "ANNOTATOR_LANGUAGE"})
    assert said.stdout.splitlines()[-1] == "fr"


def test_nothing_is_said_before_the_language_is_chosen() -> None:
    """`annotator.__main__` loads only these two first: neither makes a table of words."""
    look = ("import sys; from annotator import language, places; "
            "print(*sorted(name for name in sys.modules if name.startswith('annotator')))")
    said = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["annotator", "annotator.language", "annotator.places"]
