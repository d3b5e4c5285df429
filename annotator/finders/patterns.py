"""The patterns of a language (`patterns.toml`), with its word lists put into them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from annotator.corpus.errors import Fault
from annotator.finders.language import Language
from annotator.language import tr
from annotator.settings import resource

Pattern = re.Pattern[str]

QUOTE_NEXT = r"(?=[“\"]|''|``)"
_LIST = re.compile(r"\{([a-z_]+)\}")
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Patterns:
    """Looked for in sentences; those that end in `$` look back, the others are matched or searched from a place.

    `weekday_next`, `tail_simple`, `not_before_tail`, `moment`, `time`, `title_before` and `according` are for text in
    small letters: asking each letter for both of its cases took longer than all else. What a language has no pattern
    for never fits.
    """

    weekday_next: Pattern
    subject_next: Pattern
    inverted_stop: Pattern
    apposition: Pattern
    preposed: Pattern
    phrase_end: Pattern
    tail_apposition: Pattern
    tail_speaker: Pattern
    tail_simple: Pattern
    not_before_tail: Pattern
    particle: Pattern
    resumed: Pattern
    going_on: Pattern
    finite: Pattern
    finite_behind: Pattern
    sure_verb: Pattern
    moment: Pattern
    told: Pattern
    told_that: Pattern
    not_told: Pattern
    particle_next: Pattern
    that: Pattern
    that_alone: Pattern
    that_subject: Pattern
    that_first: Pattern
    clause: Pattern
    said_clause: Pattern
    relative: Pattern
    whether: Pattern
    infinitive: Pattern
    ordered: Pattern
    called_on: Pattern
    preposition: Pattern
    accused: Pattern
    asked_about: Pattern
    described: Pattern
    praised: Pattern
    named: Pattern
    proper_next: Pattern
    object: Pattern
    no_object: Pattern
    that_next: Pattern
    person_next: Pattern
    to_next: Pattern
    clause_next: Pattern
    comma: Pattern
    subordinate: Pattern
    time: Pattern
    venue: Pattern
    clause_end: Pattern
    cut_apposition: Pattern
    first_phrase: Pattern
    before_antecedent: Pattern
    speaker_head: Pattern
    title_before: Pattern
    according: Pattern
    apposed: Pattern
    as_said: Pattern
    announcing: Pattern


@cache
def patterns(language: Language) -> Patterns:
    """Those of one language.

    Raises:
        Fault: one of them cannot be read, or nothing asks for it.
    """
    return Patterns(**dict(each_pattern(language)))


def each_pattern(language: Language) -> Iterator[tuple[str, Pattern]]:
    """Their names with them, one by one: who has gone through these finds `patterns` ready in Python's own cache.

    Raises:
        Fault: one of them cannot be read, or nothing asks for it.
    """
    path = resource("finders", language.tag) / "patterns.toml"
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    known = {field.name for field in fields(Patterns)}
    for name in table.keys() - known:
        raise _unread(path, tr("nothing asks for a pattern “{name}”", name=name))
    for name in known:
        yield name, _compiled(path, name, table.get(name), language)


def _compiled(path: Path, name: str, written: str | list[str] | None, language: Language) -> Pattern:
    if written is None:
        return _NEVER
    joined = written if isinstance(written, str) else "".join(written)
    try:
        return re.compile(_LIST.sub(lambda match: language.alternatives(match[1]), joined))
    except re.error as error:
        raise _unread(path, tr("“{name}” is no regular expression: {error}", name=name, error=error)) from error
    except KeyError as error:
        why = tr("“{name}” asks for a list {list} that words.toml does not have", name=name, list=error)
        raise _unread(path, why) from error


def _unread(path: Path, why: str) -> Fault:
    return Fault(tr("The rules in {file} cannot be read", file=f"{path.parent.name}/{path.name}"), why,
                 tr("Mend that line of the file"))
