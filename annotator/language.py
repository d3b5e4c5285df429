"""The person's language: every text that a person reads is said through here, English being the one it is written in.

The language is chosen once, before any other module is loaded (`annotator.__main__`), so that tables of words may be
made where they stand; another language is another start of the program. Catalogues are PO files
(`resources/translations/fr.po`), which Poedit, Qt Linguist and Weblate open; they are read as they are.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

LANGUAGES = {"en": "English", "fr": "Français"}
"""What the program speaks, each by its own name."""

VARIABLE = "ANNOTATOR_LANGUAGE"

_ENTRY = re.compile(
    r'^(?:msgctxt (?P<context>(?:"(?:[^"\\]|\\.)*"\s*)+))?'
    r'msgid (?P<id>(?:"(?:[^"\\]|\\.)*"\s*)+)'
    r'(?:msgid_plural (?P<plural>(?:"(?:[^"\\]|\\.)*"\s*)+))?'
    r'(?P<said>(?:msgstr(?:\[\d\])? (?:"(?:[^"\\]|\\.)*"\s*)+)+)', re.MULTILINE)
_SAID = re.compile(r'msgstr(?:\[\d\])? ((?:"(?:[^"\\]|\\.)*"\s*)+)')
_PIECE = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t"}
_BETWEEN = "\x04"
"""Stands between a context and its text, as in gettext."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The texts of one language.

    Attributes:
        texts: what is said for an English text (or context, `\\x04`, text): one form, or one for each number.
        form: which form a number takes.
        thousands, point: what parts thousands, and whole from fraction.
    """

    language: str = "en"
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form: Callable[[int], int] = lambda number: int(number != 1)
    thousands: str = ","
    point: str = "."

    def said(self, text: str, context: str = "") -> str:
        found = self.texts.get(f"{context}{_BETWEEN}{text}" if context else text)
        return found[0] if found else text

    def said_of(self, one: str, many: str, number: int) -> str:
        found = self.texts.get(one)
        if found is None or len(found) == 1:
            return many if number != 1 else one
        return found[self.form(number)]


@dataclass(slots=True)
class _Spoken:
    catalogue: Catalogue = field(default_factory=Catalogue)


_SPOKEN = _Spoken()


def tr(text: str, /, **values: object) -> str:
    """Say a text in the person's language, its gaps filled: `tr("{name} is not there", name=path.name)`.

    Whole sentences, please: what is put together from parts, another language cannot put in another order.
    """
    return _filled(_SPOKEN.catalogue.said(text), values)


def trc(context: str, text: str, /, **values: object) -> str:
    """`tr` for an English word with two meanings: `trc("verb", "Open")`."""
    return _filled(_SPOKEN.catalogue.said(text, context), values)


def trn(one: str, many: str, number: int, /, **values: object) -> str:
    """Say a text that depends on a number: `trn("{number} hit in {where}", "{number} hits in {where}", 3, where=…)`."""
    return _filled(_SPOKEN.catalogue.said_of(one, many, number), {"number": number, **values})


def counted(number: int, noun: str) -> str:
    """“1 article”, “3 articles”, “2 passages”. A noun that is not written here must be `countable` elsewhere."""
    one, many = counted_forms(noun)
    return trn(one, many, number)


def counted_forms(noun: str) -> tuple[str, str]:
    """The texts that stand in the catalogue for a counted noun."""
    one = f"{{number:,}} {noun}"
    return one, one if noun.endswith("s") else f"{one}s"


def countable(noun: str) -> str:
    """The noun itself: says to the catalogue that it will be counted."""
    return noun


def known(text: str) -> str:
    """A text that is not written here but may stand in the catalogue: the id of a kind, a value of the codebook."""
    return _SPOKEN.catalogue.said(text)


def originals(said: Iterable[str]) -> dict[str, list[str]]:
    """For texts as they are said now: what they are in English, so that they are found by that, too."""
    wanted, found = set(said), dict[str, list[str]]()
    for key, forms in _SPOKEN.catalogue.texts.items():
        if forms[0] in wanted:
            found.setdefault(forms[0], []).append(key.rpartition(_BETWEEN)[2])
    return found


def number_text(number: float, spec: str = ",") -> str:
    """A number as the language writes it: 12,000 and 1.5, or 12 000 and 1,5."""
    return format(_local(number), spec)


def decimal_point() -> str:
    """What parts whole from fraction."""
    return _SPOKEN.catalogue.point


def spoken() -> str:
    """The language that is spoken now: one of `LANGUAGES`."""
    return _SPOKEN.catalogue.language


def speak(catalogue: Catalogue) -> None:
    """From now on say everything in a language; what was said before stays as it is."""
    _SPOKEN.catalogue = catalogue


def wanted(chosen: str = "") -> str:
    """The language to speak: of the environment (`ANNOTATOR_LANGUAGE`), as chosen, or as the computer is set up."""
    system = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    for each in (os.environ.get(VARIABLE, ""), chosen, next(filter(None, system), ""), _of_computer()):
        if (short := each[:2].lower()) in LANGUAGES:
            return short
    return "en"


def _of_computer() -> str:
    """What Windows and a Mac are set to, where no variable says it."""
    import locale

    try:
        return locale.getlocale()[0] or ""
    except ValueError:  # a locale that Python does not know
        return ""


def catalogue(language: str, folder: Path) -> Catalogue:
    """The catalogue of a language in a folder of PO files; English needs none."""
    if language != "fr":
        return Catalogue()
    return Catalogue("fr", read_texts((folder / "fr.po").read_text(encoding="utf-8")), lambda number: int(number > 1),
                     "\N{NARROW NO-BREAK SPACE}", ",")


def read_texts(written: str) -> dict[str, tuple[str, ...]]:
    """The texts of a PO file that have been translated and are not doubted (`#, fuzzy`)."""
    texts = {}
    for entry in _ENTRY.finditer(written):
        said = tuple(_joined(each) for each in _SAID.findall(entry["said"]))
        if entry["id"] and all(said) and not _doubted(written, entry.start()):
            context = f"{_joined(entry['context'])}{_BETWEEN}" if entry["context"] else ""
            texts[context + _joined(entry["id"])] = said
    texts.pop("", None)
    return texts


def _doubted(written: str, at: int) -> bool:
    return "#, fuzzy" in written[written.rfind("\n\n", 0, at) + 1:at]


def _joined(pieces: str) -> str:
    text = "".join(_PIECE.findall(pieces))
    return _ESCAPED.sub(lambda found: _ESCAPES.get(found[1], found[1]), text) if "\\" in text else text


class _Whole(int):
    def __format__(self, spec: str) -> str:
        return int(self).__format__(spec).replace(",", _SPOKEN.catalogue.thousands)


class _Broken(float):
    def __format__(self, spec: str) -> str:
        spoken = _SPOKEN.catalogue
        return (float(self).__format__(spec).replace(",", _BETWEEN).replace(".", spoken.point)
                .replace(_BETWEEN, spoken.thousands).replace("%", "\N{NO-BREAK SPACE}%"))


def _local(value: object) -> object:
    if isinstance(value, bool):
        return value
    return _Whole(value) if isinstance(value, int) else _Broken(value) if isinstance(value, float) else value


def _filled(text: str, values: Mapping[str, object]) -> str:
    if not values:
        return text
    if _SPOKEN.catalogue.language != "en":
        values = {name: _local(value) for name, value in values.items()}
    return text.format_map(values)
