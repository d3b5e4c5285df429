"""Who works, what they think of an article, and what the project says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from annotator.corpus.article import elements, members

STATUSES = ("todo", "doing", "done", "skipped")


@dataclass(frozen=True, slots=True)
class Coder:
    """A person who annotates. `brought` says that an import named them, not their own work here."""

    id: str
    name: str
    orcid: str = ""
    email: str = ""
    same_as: tuple[str, ...] = ()
    brought: bool = False

    @classmethod
    def from_fields(cls, name: str, fields: Mapping[str, Any]) -> Coder:
        """Read the journal's fields."""
        return cls(name, fields.get("name") or name, fields.get("orcid") or "", fields.get("email") or "",
                   elements(fields, "same_as"), bool(fields.get("brought")))

    def fields(self) -> dict[str, Any]:
        """The journal's fields: only those that say something."""
        found: dict[str, Any] = {"name": self.name}
        found |= {key: value for key, value in (("orcid", self.orcid), ("email", self.email)) if value}
        found |= {f"same_as:{other}": 1 for other in self.same_as}
        return found | ({"brought": 1} if self.brought else {})


@dataclass(frozen=True, slots=True)
class Review:
    """A coder's own status of an article (one of `STATUSES`)."""

    coder: str
    article: str
    status: str = "todo"
    assigned: bool = False
    changed: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ArticleValues:
    """A coder's values of an article's variables."""

    coder: str
    article: str
    values: Mapping[str, Any]

    @classmethod
    def from_fields(cls, article: str, fields: Mapping[str, Any]) -> ArticleValues:
        """Read the journal's fields."""
        return cls(fields.get("coder") or "", article, members(fields, "attribute"))


@dataclass(frozen=True, slots=True)
class Project:
    """What a project says of itself; `id` is the corpus's, never the one by which files recognise each other.

    `mode` is “independent” where each sees only their own annotations until `released`, else they work together;
    `blind_until_done` hides others' annotations of an article until both are done with it; `no_suggestions` says that
    nothing is to be suggested to anybody.
    """

    id: str
    name: str
    description: str = ""
    licence: str = ""
    citation: str = ""
    language: str = ""
    mode: str = ""
    released: bool = False
    blind_until_done: bool = False
    no_suggestions: bool = False


PROJECT_FIELDS = ("id", "name", "description", "licence", "citation", "language", "mode")
PROJECT_SWITCHES = ("released", "blind_until_done", "no_suggestions")


@dataclass(frozen=True, slots=True)
class Shelf:
    """An article as the library lists it, with what a filter or a count needs.

    `mine` is the coder's own status, `others` those of the rest, who are the `colleagues` (by id) in the same order;
    `unsourced` counts annotations without a source, `incomplete` those without a required answer, `open` those that
    lack either; `unanswered` counts the required questions on the article that the coder, who has begun it, has not
    answered. `replaced`: a newer version of it is there.
    """

    id: str
    title: str
    outlet: str = ""
    published: str = ""
    words: int = 0
    characters: int = 0
    annotations: int = 0
    unsourced: int = 0
    mine: str = "todo"
    others: tuple[str, ...] = field(default=())
    incomplete: int = 0
    open: int = 0
    unanswered: int = 0
    colleagues: tuple[str, ...] = ()
    replaced: bool = False


def utc(milliseconds: int) -> str:
    """A time as the dataset writes it: `2026-11-22T04:25:54.123Z`, without the fraction when it is whole."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    said = f"{_minute(minutes)}:{second:02}"
    return f"{said}.{rest:03}Z" if rest else said + "Z"


@lru_cache(maxsize=4_096)
def _minute(minutes: int) -> str:
    """A minute since 1970 as text: what many things of a day's work share."""
    return datetime.fromtimestamp(minutes * 60, UTC).strftime("%Y-%m-%dT%H:%M")
