"""What another tool has annotated: its marks on texts under its own labels, before they are ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.corpus.annotation import Attribution, Segment
from annotator.corpus.ids import derived_id
from annotator.corpus.kinds import Codebook
from annotator.corpus.source import Source
from annotator.corpus.team import Coder
from annotator.formats.doors.anchors import Quotation
from annotator.formats.doors.found import Found

Span = tuple[int, int]
"""Half open, in code points of the regular text."""


@dataclass(frozen=True, slots=True)
class ForeignMark:
    """One annotation of another tool.

    Args:
        key: what names it within its article; marks without a name of their own have their place.
        label: what the tool calls its kind.
        segments: as they came, in any order; `settled` makes them ours.
        coder: name of who made it, "" when the tool does not say.
        created: UTC as 2026-11-22T04:25:54Z, or "".
        links: type of ours, key of the mark to which it leads.
        chain: who said it; its sources are among those that come along.
        id: what names it everywhere, when the tool's own names are not enough; one is made of its key without it.
            Links lead to it from other articles, too.
        quantity: of a statistic, under the names that we write.
        marks: words with a role of their own.
    """

    key: str
    label: str
    segments: Sequence[Span]
    attributes: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    coder: str = ""
    created: str = ""
    links: Sequence[tuple[str, str]] = ()
    chain: Sequence[Attribution] = ()
    id: str = ""
    quantity: Mapping[str, Any] = field(default_factory=dict)
    marks: Sequence[Segment] = ()


@dataclass(frozen=True, slots=True)
class ForeignArticle:
    """One text with its marks, and what each coder (name) said of the whole of it."""

    found: Found
    marks: Sequence[ForeignMark] = ()
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ForeignPage:
    """Marks on a page whose words did not come along: the project may have them.

    Args:
        address: its URL, or the id of an article.
        marks: each without segments, with the quotations that say where it stands.
        notes: what was said of the whole page, each with who said it and when; `tags` are those of the page.
    """

    address: str
    marks: Sequence[tuple[ForeignMark, Sequence[Quotation]]] = ()
    notes: Sequence[str] = ()
    tags: Sequence[str] = ()


@dataclass(slots=True)
class Foreign:
    """All that files of another tool hold.

    Args:
        name: the file, as faults name it.
        definitions: label → what the tool says it means.
        pages: what lies on articles that the project has.
        sources: sources that come along.
        joined: article that the project has → notes and tags that join its own.
        only_named: ids of those of which nothing but the name is known: they are the project's of that name.
        partial: it tells only a part of what we know, so that what the project has already stays as it is.
        coders: those whom the tool names, also without marks, by the name that marks give.
        codebook: what is known of the labels: a kind whose label is one of them says which kind of ours that label is
            unless a person says otherwise, and its attributes, colour and definition.
    """

    name: str
    format: str
    articles: list[ForeignArticle] = field(default_factory=list)
    pages: list[ForeignPage] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    definitions: dict[str, str] = field(default_factory=dict)
    coders: dict[str, Coder] = field(default_factory=dict)
    codebook: Codebook = field(default_factory=Codebook)
    warnings: list[str] = field(default_factory=list)
    joined: dict[str, tuple[Sequence[str], Sequence[str]]] = field(default_factory=dict)
    only_named: set[str] = field(default_factory=set)
    partial: bool = False


def settled(segments: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Segments in order, apart from each other and with words in them; those that touch or overlap are one.

    A part that lies outside the text is left out: the caller says so.
    """
    found: list[Span] = []
    for start, end in sorted(segments):
        if not 0 <= start < end <= len(text):
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def joined_over_line_ends(segments: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Segments of which those that only white space with a line end parts are one: some tools cut at every line."""
    found: list[Span] = []
    for start, end in segments:
        between = text[found[-1][1]:start] if found else "x"
        if between and not between.strip() and "\n" in between:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def other_marks(before: Sequence[ForeignMark], marks: Sequence[ForeignMark]) -> list[ForeignMark]:
    """Marks that another file has on the same text, under keys of their own; what is there already comes once."""
    keys, number = {mark.key for mark in before}, 2
    more = [mark for mark in marks if mark.id or mark not in before]
    if keys.isdisjoint(mark.key for mark in more):
        return more
    while any(f"{number}/{mark.key}" in keys for mark in more):
        number += 1
    return [replace(mark, key=f"{number}/{mark.key}", links=[(type_, f"{number}/{end}") for type_, end in mark.links])
            for mark in more]


def source_key(format: str, *parts: str) -> str:
    """The id of a source that came from elsewhere: the same reference twice is one."""
    return derived_id("source", format, *parts)
