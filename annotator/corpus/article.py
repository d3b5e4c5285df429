"""Articles: one immutable text each, made regular once, at import, and never again."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.corpus.errors import Fault
from annotator.corpus.ids import derived_id
from annotator.language import tr

LONGEST = 10_000_000
"""Code points that an article may have."""

PASSAGES = ("headline", "standfirst", "byline", "body", "caption", "boilerplate", "debris", "correction")

REPLACES = "replaces"
"""Field of an article: the id of the version before."""

CARRIES = "carries"
"""Field of an article: 1 when it takes over the annotations of the version before. One that came in with a dataset has
its own, and asks nobody to place anything."""

LEFT = "left"
"""Field of an article, one for each annotation of an earlier version that somebody let go (`left:ID` = 1)."""

MOVED = "moved"
"""Field of an annotation that was removed because it was carried over: the id that it has in the new version."""

_RETURN = re.compile("\r(?=\n)")
_REPLACED = "\r\0\u2028\u2029\ufdd0\ufdd1"
_REGULAR = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\ufdd0": "\n", "\ufdd1": "\n", "\0": "\ufffd"})
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A regular text, and where the offsets of the text that came in have gone."""

    text: str
    dropped: tuple[int, ...] = ()

    def position(self, offset: int) -> int:
        """The place in `text` of an offset (code points) into the text that came in."""
        return offset - bisect_left(self.dropped, offset)


def normalise(text: str) -> Normalised:
    """Make a text regular: `\\n` for every kind of line end, no BOM, no NUL.

    Raises:
        Fault: it holds half of a surrogate pair, or more than `LONGEST` code points.
    """
    if len(text) > LONGEST:
        why = tr("it has {text:,} characters, the limit is {longest:,}", text=len(text), longest=LONGEST)
        raise Fault(tr("The article cannot be added"), why, tr("Split it"))
    if is_regular(text):
        return Normalised(text)
    if broken := _SURROGATE.search(text):
        raise Fault(tr("The text cannot be read"),
                    tr("character {start:,} is half of a pair (a lone surrogate)", start=broken.start()),
                    tr("Save it again as UTF-8 with the program that made it"))
    plain = text.lstrip("\ufeff")  # all of them, or a second pass would find another one
    dropped = [*range(len(text) - len(plain)), *(match.start() for match in _RETURN.finditer(text))]
    return Normalised(_RETURN.sub("", plain).translate(_REGULAR), tuple(dropped))


def is_regular(text: str) -> bool:
    """Whether nothing has to be done, told many times faster than by a pattern: most texts are regular."""
    if text.startswith("\ufeff") or any(letter in text for letter in _REPLACED):
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def text_digest(text: str) -> str:
    """SHA-256 of the text's UTF-8, in hexadecimal (`textSha256` of the dataset)."""
    return hashlib.sha256(text.encode()).hexdigest()


def article_id(text: str, *, url: str = "", outlet: str = "", published: str = "") -> str:
    """The id of an article that brings none: the same file twice is one, a wire story in two papers is two."""
    return derived_id("article", text_digest(text), *((url,) if url else (outlet, published)))


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article `[start, end)` in code points, with its role (one of `PASSAGES`)."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Article:
    """What is known of an article, without its text."""

    id: str
    title: str = ""
    byline: tuple[str, ...] = ()
    outlet: str = ""
    published: str = ""
    accessed: str = ""
    url: str = ""
    language: str = ""
    section: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    replaces: str = ""
    imported_from: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_fields(cls, name: str, fields: Mapping[str, Any]) -> Article:
        """Read the journal's fields; what is missing is empty."""
        plain = {key: fields.get(key) or "" for key in PLAIN_FIELDS}
        return cls(name, byline=tuple(fields.get("byline") or ()), tags=elements(fields, "tag"),
                   imported_from=fields.get("imported_from") or {}, **plain)

    def fields(self) -> dict[str, Any]:
        """The journal's fields of a new article: only those that say something."""
        found: dict[str, Any] = {key: getattr(self, key) for key in PLAIN_FIELDS if getattr(self, key)}
        if self.byline:
            found["byline"] = list(self.byline)
        if self.imported_from:
            found["imported_from"] = dict(self.imported_from)
        return found | {f"tag:{tag}": 1 for tag in self.tags}


PLAIN_FIELDS = ("title", "outlet", "published", "accessed", "url", "language", "section", "note", "replaces")


def elements(fields: Mapping[str, Any], prefix: str) -> tuple[str, ...]:
    """The members of a set that is stored as one field per element, sorted: `tag:Politics` = 1."""
    start = prefix + ":"
    return tuple(sorted(key[len(start):] for key, value in fields.items() if value and key.startswith(start)))


def members(fields: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """The entries of a mapping that is stored as one field per key, sorted by key: `quantity:unit` = "%"."""
    start = prefix + ":"
    found = [key for key in fields if key.startswith(start) and fields[key] is not None]
    found.sort()
    return {key[len(start):]: fields[key] for key in found}


def passages_from_fields(fields: Mapping[str, Any]) -> tuple[Passage, ...]:
    """Passages are stored one field each (`passage:230-256` = "boilerplate"): two people's marks both stay."""
    found = []
    for place, role in members(fields, "passage").items():
        start, _, end = place.partition("-")
        if start.isdecimal() and end.isdecimal():
            found.append(Passage(int(start), int(end), role))
    return tuple(sorted(found, key=lambda passage: (passage.start, passage.end, passage.role)))


def passage_field(start: int, end: int) -> str:
    """The journal's field for the passage `[start, end)`."""
    return f"passage:{start}-{end}"
