"""What the project has otherwise than a dataset that comes again, in words: a line for each thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.formats.doors import Edit
from annotator.language import counted, tr
from annotator.ui.bridge import Bridge
from annotator.ui.models.past_names import names_for, thing_title
from annotator.ui.models.past_words import field_words, value_words

SHOWN = 4
"""Things that are told one by one; the others are counted."""
_FEW, _SHORT = 2, 60
"""Fields of a thing whose values are told, and the characters that are told of each."""


def edit_lines(bridge: Bridge, article: str, edits: Sequence[Edit]) -> list[str]:
    """“Quote: “We had no choice”: note “old” → “new””, and at the end how many more there are."""
    lines = [_line(bridge, article, edit) for edit in edits[:SHOWN]]
    more = len(edits) - SHOWN
    return [*lines, tr("… and {differences}", differences=counted(more, 'more difference'))] if more > 0 else lines


def _line(bridge: Bridge, article: str, edit: Edit) -> str:
    title = thing_title(bridge, edit.kind, edit.entity, article)
    return f"{title} – {', '.join(_fields(bridge, article, edit))}"


def _fields(bridge: Bridge, article: str, edit: Edit) -> Iterator[str]:
    owner = str(edit.before.get("kind") or edit.kind) if edit.kind == "annotation" else edit.kind
    if edit.kind == "annotation" and (known := bridge.session.catalogue.annotation(edit.entity)):
        owner = known.kind
    names = names_for(bridge, article, owner)
    for number, (field, value) in enumerate(edit.fields.items()):
        said = field_words(field, names).lower()
        if number >= _FEW:
            yield said
        else:
            before, now = (_cut(value_words(field, each, names)) for each in (edit.before.get(field), value))
            yield f"{said}: {before} → {now}"


def _cut(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _SHORT else plain[:_SHORT].rstrip() + "…"
