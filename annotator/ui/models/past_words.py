"""What a field was set to, as a person says it: names in place of ids, words of the text in place of offsets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from annotator.corpus.annotation import CONTENT, Attribution
from annotator.corpus.change import DELETED
from annotator.corpus.kinds import OF_ARTICLE, OF_SOURCE, Codebook
from annotator.corpus.link import phrase
from annotator.corpus.listing import all_of
from annotator.corpus.source import Source
from annotator.corpus.vocabulary import in_words
from annotator.language import tr
from annotator.project.settle import Side
from annotator.ui.models.cards import chain_text
from annotator.ui.models.past_shared import SHARED, shared_field, shared_value
from annotator.ui.models.source_list import ANONYMITY_WORDS, TYPE_WORDS

NOTHING = tr("nothing")
_LONGEST = 300
"""Characters of a value that are told."""
_BEFORE = 60
"""Characters that are told before the first difference of long texts."""

_FIELDS: Mapping[str, str] = MappingProxyType({
    "kind": tr("Kind"), "segments": tr("Words"), "chain": tr("Source"), "note": tr("Note"), DELETED: tr("Removed"),
    "start": tr("From"),
    "end": tr("To"), "type": tr("Type"), "merged_into": tr("Merged into"), "url": tr("Address"),
    "job_title": tr("Job title"),
    "imported_from": tr("Imported from"), "replaces": tr("New version of"), "carries": tr("Carries over annotations"),
    "moved": tr("Carried over to a new version")})
_PARTS: Mapping[str, str] = MappingProxyType({
    "quantity": tr("Figure"), "alias": tr("Also called"), "tag": tr("Tag"), "same_as": tr("Address"),
    "identifier": tr("Identifier"),
    "distinct": tr("Not the same as"), "not_called": tr("Not called")})


_SPOKEN = frozenset({"kind", "segments", "chain", "note", "type", "url", "job_title", "title", "outlet", "byline",
                     "name", "status", "licence", "guidelines", "affiliation", "certainty"})
"""Fields whose names go into a sentence as they are: “the note”. Those of all others stand in quotation marks."""


@dataclass(frozen=True, slots=True)
class Names:
    """What is needed to say a value in words.

    Args:
        codebook: knows kinds and questions.
        owner: whose questions are meant: the id of a kind, `OF_ARTICLE` or `OF_SOURCE`.
        text: the article's, which offsets (code points) point into.
        source: finds a source by its id, merges followed.
        annotation: the words of an annotation by its id, empty when it is gone.
    """

    codebook: Codebook
    owner: str = ""
    text: str = ""
    source: Callable[[str | None], Source | None] = lambda _: None
    annotation: Callable[[str], str] = lambda _: ""


def field_words(field: str, names: Names) -> str:
    """The name of a field: “Note”, “Certainty”, “Figure: unit”."""
    head, _, part = field.partition(":")
    if names.owner in SHARED and field != DELETED:
        return shared_field(names.owner, field, names.text)
    if head == "attribute" or (part == "" and names.owner == OF_ARTICLE and field not in _FIELDS):
        asked = names.codebook.attribute(names.owner, part or head)
        return asked.title if asked else _spaced(part or head)
    if part and head == "left":
        return tr("Let go: {words}", words=_quoted(names.annotation(part)) or tr("an annotation that is gone"))
    if part:
        return f"{_PARTS.get(head, _spaced(head))}: {in_words(part)}"
    return _FIELDS.get(field) or _spaced(field)


def spoken(field: str, names: Names) -> str:
    """The name of a field in the middle of a sentence: “the note”, ““Figure: unit””."""
    words = field_words(field, names)
    return tr("the {field}", field=words.lower()) if field in _SPOKEN else tr("“{words}”", words=words)


def value_words(field: str, value: Any, names: Names) -> str:
    """A value in words; `NOTHING` for none. Long ones end in an ellipsis."""
    words = _words(field, value, names) or NOTHING
    return words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"


def choices(sides: Sequence[Side]) -> list[tuple[Any, tuple[Side, ...]]]:
    """The different values that are to settle, each with all who set it; the one that shows now comes last."""
    found: list[tuple[Any, list[Side]]] = []
    for side in sides:
        same = next((given for value, given in found if value == side.value), None)
        if same is None:
            found.append((side.value, same := []))
        same.append(side)
    shown = sides[-1].value
    return [(value, tuple(given)) for value, given in sorted(found, key=lambda each: each[0] == shown)]


def removal_words(sides: Sequence[Side], coder: Callable[[str], str], *, inside: bool = False) -> str:
    """“Ben removed it while Mara worked on it: it is kept.”; `inside`: she may have worked on what is in it."""
    removed = listed([coder(side.coder) for side in sides if side.value])
    worked = listed([coder(side.coder) for side in sides if not side.value])
    return (tr("{removed} removed it while {worked} worked in it: it is kept.", removed=removed, worked=worked)
            if inside
            else tr("{removed} removed it while {worked} worked on it: it is kept.", removed=removed, worked=worked))


def where_they_differ(values: Sequence[Any]) -> list[Any]:
    """Long texts from a little before the first words in which they differ: else all would look alike."""
    if not all(isinstance(value, str) for value in values) or max(map(len, values)) <= _LONGEST:
        return list(values)
    first, rest = values[0], values[1:]
    same = next((at for at in range(len(first)) if any(other[at:at + 1] != first[at] for other in rest)), len(first))
    start = first.rfind(" ", 0, max(0, same - _BEFORE)) + 1
    return [("…" if start else "") + value[start:] for value in values]


def _words(field: str, value: Any, names: Names) -> str:
    head, _, part = field.partition(":")
    if field == DELETED:
        return tr("removed") if value else tr("there")
    if names.owner in SHARED:
        return shared_value(names.owner, field, value)
    if value is None or value in ("", []):
        return ""
    if field == "segments":
        return _spans(value, names.text)
    if field == "chain":
        return _chain([Attribution.from_stored(row) for row in value], names)
    if field == "kind":
        return names.codebook.kind(str(value)).label
    if field in ("start", "end") and isinstance(value, str):
        return _quoted(names.annotation(value)) or tr("an annotation that is gone")
    if field in ("merged_into", "affiliation") or head == "distinct":
        found = names.source(part or str(value))
        return found.name if found else tr("a source that is gone")
    if names.owner == OF_SOURCE and field in ("type", "anonymity"):
        return (TYPE_WORDS if field == "type" else ANONYMITY_WORDS).get(value, str(value))
    if field == "type":
        return phrase(str(value))
    if field == "moved":
        return _quoted(names.annotation(str(value))) or tr("an annotation that is gone")
    set_ = value == 1 and (field == "carries" or head in (*_PARTS, "left")) and head != "quantity"
    return tr("yes") if set_ else _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, Mapping):
        return ", ".join(f"{in_words(str(key))}: {_plain(part)}" for key, part in value.items()
                         if part not in (None, "", [], {}))
    if isinstance(value, list | tuple):
        return ", ".join(_plain(part) for part in value)
    return str(value)


def _spans(segments: Sequence[Sequence[Any]], text: str) -> str:
    """“The fee … will rise”; value: “1.3”."""
    by_role: dict[str, list[str]] = {}
    for role, start, end in segments:
        by_role.setdefault(role, []).append(" ".join(text[start:end].split()))
    content = _quoted(" … ".join(by_role.pop(CONTENT, [])))
    marks = [f"{in_words(role)}: {_quoted(' … '.join(words))}" for role, words in sorted(by_role.items())]
    return " · ".join(part for part in (content, *marks) if part)


def _chain(chain: Sequence[Attribution], names: Names) -> str:
    words = [chain_text(chain, names.source)]
    for link in chain:
        for say, spans in ((partial(tr, "named {words}"), link.mention),
                           (partial(tr, "attributed by {words}"), link.cue)):
            if spans and names.text:
                words.append(say(words=_quoted(" … ".join(names.text[start:end] for start, end in spans))))
    return " · ".join(words)


def _quoted(words: str) -> str:
    return tr("“{words}”", words=words) if words else ""


def _spaced(name: str) -> str:
    return in_words(name).strip().capitalize()


def listed(names: Sequence[str]) -> str:
    """“Mara”, “Mara and Ben”, “Ann, Mara and Ben”; each once."""
    return all_of(list(dict.fromkeys(names)))
