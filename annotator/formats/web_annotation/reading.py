"""Reading W3C Web Annotation: a collection, a page of one, a list, or an annotation a line.

Words find their places by what is quoted. The text of an article is an annotation that describes it, as we write it, or
that of the article of this address which the project has. What we wrote ourselves comes back with its ids.
"""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from annotator.corpus.annotation import ROLES, Attribution
from annotator.corpus.change import counted
from annotator.corpus.errors import Fault
from annotator.corpus.ids import derived_id
from annotator.corpus.link import TYPES
from annotator.corpus.source import Source
from annotator.corpus.team import Coder
from annotator.formats.doors import COMPARING, MARKS, ReadOptions
from annotator.formats.doors.anchors import Anchoring, Quotation, Span
from annotator.formats.doors.files import file_digest, refused
from annotator.formats.doors.foreign import (
    Foreign,
    ForeignArticle,
    ForeignMark,
    ForeignPage,
    settled,
    source_key,
)
from annotator.formats.doors.found import Found, found
from annotator.formats.doors.objects import read_objects, text_of, utc_time
from annotator.formats.web_annotation.model import TEXT_OF, as_list, quotations, words
from annotator.language import tr

_OURS = re.compile(r"urn:(?:uuid|annotator):([A-Za-z0-9][A-Za-z0-9._:-]{0,63})")
_KEYED = re.compile(r"([A-Za-z][A-Za-z0-9._-]{0,63}): ?(.*)", re.DOTALL)
_FIGURES = frozenset((
    "value", "value_max", "raw", "comparator", "unit", "unit_inferred", "measure", "measured_entity",
    "measured_property", "change", "population", "qualifier", "period", "geo", "aggregate", "vague", "projection",
    "margin"))
_UNNAMED = {"highlighting": "Highlight", "bookmarking": "Highlight"}
_STATISTIC = "statistic"


def read(paths: Sequence[Path], options: ReadOptions) -> Foreign:
    """All annotations of the files.

    Raises:
        Fault: a file holds no annotations of this model.
    """
    reading = _Reading(paths[0].name, options)
    for path in paths:
        items, raw = read_objects(path)
        reading.take(path.name, list(_annotations(items)), file_digest(raw))
    return reading.whole()


def _annotations(items: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """The annotations in collections, pages and lists."""
    for each in items:
        if not isinstance(each, dict):
            continue
        inside = [each.get("items"), each.get("@graph"), each.get("first")]
        if "target" in each:
            yield each
        elif any(isinstance(part, list | dict) for part in inside):
            for part in inside:
                yield from _annotations(as_list(part))


@dataclass(slots=True)
class _Page:
    """One page that annotations are about, and its text when it came along."""

    marks: list[tuple[ForeignMark, Sequence[Quotation]]] = field(default_factory=list)
    found: Found | None = None


class _Reading:
    """Files on their way in."""

    def __init__(self, name: str, options: ReadOptions) -> None:
        self._options = options
        self.foreign = Foreign(name, "w3c", partial=True)
        self._pages: dict[str, _Page] = defaultdict(_Page)
        self._links: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._sources: dict[str, Source] = {}
        self._left: Counter[str] = Counter()
        self._file = self._digest = ""

    def take(self, file: str, annotations: Sequence[dict[str, Any]], digest: str) -> None:
        """Take what one file holds.

        Raises:
            Fault: there are no annotations in it.
        """
        self._file, self._digest = file, digest
        if not annotations:
            raise refused(file, tr("there are no annotations of the W3C’s model in it"), tr("Choose another format"))
        for number, each in self._options.each(annotations, MARKS):
            motivations = as_list(each.get("motivation"))
            if "linking" in motivations:
                self._link(each)
            elif "describing" in motivations and text_of(each.get("id")).startswith(TEXT_OF):
                self._text(each)
            else:
                self._mark(each, number)

    def whole(self) -> Foreign:
        """All that was found.

        Raises:
            Fault: nothing of it lies on words of a text.
        """
        outside = 0
        for _, (address, page) in self._options.each(list(self._pages.items()), COMPARING):
            marks = [(replace(mark, links=self._links.get(mark.id, ())), quoted) for mark, quoted in page.marks]
            if page.found is None:
                self.foreign.pages.append(ForeignPage(address, marks))
                continue
            anchoring, text = Anchoring(page.found.text), page.found.text
            placed = [replace(mark, segments=spans) for mark, quoted in marks
                      if (spans := _spans(quoted, anchoring, text))]
            outside += len(marks) - len(placed)
            self.foreign.articles.append(ForeignArticle(page.found, placed))
        if not self.foreign.articles and not self.foreign.pages:
            why = "; ".join(self._said()) or tr("there are no annotations on words in it")
            raise refused(self.foreign.name, why, tr("Choose another file"))
        if outside:
            self._left[tr("outside of the text, or with other words than it has")] += outside
        self.foreign.warnings += [tr("{what} left out", what=each) for each in self._said()]
        self.foreign.sources = list(self._sources.values())
        self.foreign.only_named = {source.id for source in self.foreign.sources}
        return self.foreign

    def _said(self) -> list[str]:
        return [f"{counted(many, 'annotation')} {why}" for why, many in sorted(self._left.items())]

    # --- one annotation ---

    def _mark(self, item: Mapping[str, Any], number: int) -> None:
        places: dict[str, list[Quotation]] = defaultdict(list)
        for target in as_list(item.get("target")):
            address, quoted = _place(target)
            address = self._with_text(target, address)
            if quoted is not None:
                places[address].append(quoted)
        if len(places) != 1 or "" in places:
            why = tr("on several pages") if len(places) > 1 else (
                tr("without the address of a page") if places else tr("on a whole page, or without quoted words"))
            self._left[why] += 1
            return
        (address, quoted_words), = places.items()
        self._pages[_name(address) or address].marks.append((self._made(item, number), quoted_words))

    def _with_text(self, target: Any, address: str) -> str:
        """The address of a target; the text that some tools put into it is kept as that of the page."""
        source = target.get("source") if isinstance(target, dict) else None
        words_of = text_of(source.get("value")) if isinstance(source, dict) else ""
        if not isinstance(source, dict) or not words_of.strip():
            return address
        address = address or f"urn:text:{derived_id('text', words_of)}"
        page = self._pages[_name(address) or address]
        page.found = page.found or self._found(words_of, address, title=next(
            filter(None, (text_of(source.get(key)) for key in ("label", "title", "name"))), ""))
        return address

    def _found(self, text: str, address: str, *, title: str, **fields: Any) -> Found:
        """The text of a page.

        Raises:
            Fault: it cannot be stored.
        """
        url = address if address.startswith(("http://", "https://")) else ""
        try:
            return found(self._file, text, title=title, url=url, **fields,
                         origin={"format": "w3c", "file": self._file, "fileSha256": self._digest})
        except Fault as fault:
            raise refused(self._file, tr("the text of {address}: {why}", address=address[:80], why=fault.why),
                          fault.remedy) from fault

    def _made(self, item: Mapping[str, Any], number: int) -> ForeignMark:
        name = text_of(item.get("id"))
        own = _name(name)
        said = _Said.of(item, ours=bool(own))
        chain = tuple(Attribution(self._source(who), role) for role, who in said.chain)
        key = own or name or str(number)
        return ForeignMark(
            key, said.label, (), said.attributes, said.note, self._coder(item.get("creator")),
            utc_time(item.get("created")), chain=chain, quantity=said.quantity,
            id=own or (derived_id("annotation", "w3c", name) if name else ""))

    def _source(self, name: str) -> str:
        made = source_key("w3c", name)
        self._sources.setdefault(made, Source(made, name, "unknown"))
        return made

    def _coder(self, creator: Any) -> str:
        """The name of who made an annotation; two who bear one are told apart by a number."""
        who = next(iter(as_list(creator)), None)
        if isinstance(who, str):
            who = {"id": who, "name": "" if _name(who) else who}
        if not isinstance(who, dict):
            return ""
        name = next(filter(None, (text_of(who.get(key)) for key in ("name", "nickname", "id"))), "")
        given = _name(text_of(who.get("id"))) or derived_id("coder", text_of(who.get("id")) or name)
        said, more = name, 2
        while name and (known := self.foreign.coders.get(said)) and known.id != given:
            said, more = f"{name} ({more})", more + 1
        if said:
            self.foreign.coders.setdefault(said, Coder(given, said))
        return said

    def _link(self, item: Mapping[str, Any]) -> None:
        ends = [_name(text_of(each)) for each in as_list(item.get("target"))]
        types = [said for body in as_list(item.get("body")) if (said := words(body)) in TYPES]
        if len(ends) == 2 and all(ends) and types:
            self._links[ends[0]].append((types[0], ends[1]))
        else:
            self._left[tr("between others than ours")] += 1

    def _text(self, item: Mapping[str, Any]) -> None:
        """The text of an article, with what is known of it."""
        body = [each for each in as_list(item.get("body")) if isinstance(each, dict)]
        text = next((words(each) for each in body if each.get("purpose") == "describing"), "")
        told: dict[str, list[str]] = defaultdict(list)
        for each in body:
            if each.get("purpose") == "tagging" and (match := _KEYED.fullmatch(words(each))):
                told[match[1]].append(match[2])
        address, _ = _place(next(iter(as_list(item.get("target"))), ""))
        plain: dict[str, Any] = {key: told[key][0] for key in ("outlet", "published", "section", "language")
                                 if told[key]}
        plain["note"] = "\n\n".join(words(each) for each in body if each.get("purpose") == "commenting")
        made = self._found(text, address, title=(told["title"] or [""])[0], byline=tuple(told["byline"]),
                           tags=tuple(told["tag"]), **plain)
        name = text_of(item.get("id")).removeprefix(TEXT_OF)
        if _OURS.fullmatch(f"urn:annotator:{name}"):
            made = replace(made, article=replace(made.article, id=name, title=(told["title"] or [""])[0]))
        self._pages[_name(address) or address].found = made


def _name(address: str) -> str:
    """The id of ours that an address is, or nothing."""
    match = _OURS.fullmatch(address)
    return match[1] if match else ""


def _place(target: Any) -> tuple[str, Quotation | None]:
    """The address of what a target is about, and the words that it means; None when it means all of it."""
    if isinstance(target, str):
        return target.partition("#")[0], None
    if not isinstance(target, dict):
        return "", None
    source = target.get("source", target if "selector" not in target else "")
    address = source if isinstance(source, str) else text_of(source.get("id") or source.get("@id")) if isinstance(
        source, dict) else ""
    return address, quotations(target.get("selector"))


def _spans(quoted: Sequence[Quotation], anchoring: Anchoring, text: str) -> tuple[Span, ...]:
    """Where all parts stand in a text that came along; nothing when one of them does not."""
    spans = []
    for each in quoted:
        span = anchoring.span(each)
        if span is None and not each.exact and each.start is not None and each.end is not None:
            span = each.start, each.end
        if span is None or not 0 <= span[0] < span[1] <= len(text):
            return ()
        spans.append(span)
    return settled(spans, text)


@dataclass(slots=True)
class _Said:
    """What the bodies of an annotation say."""

    label: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    quantity: dict[str, Any] = field(default_factory=dict)
    chain: list[tuple[str, str]] = field(default_factory=list)
    note: str = ""

    @classmethod
    def of(cls, item: Mapping[str, Any], *, ours: bool) -> _Said:
        """Read the bodies; with `ours` as we write them."""
        said, tags, notes, keyed = cls(), list[str](), list[str](), dict[str, list[str]]()
        bodies = [*as_list(item.get("body")), *as_list(item.get("bodyValue"))]
        for body in bodies:
            purpose = body.get("purpose") if isinstance(body, dict) else None
            value, match = words(body), _KEYED.fullmatch(words(body))
            if purpose == "classifying" and not said.label:
                said.label = value
            elif purpose == "identifying" and match and match[1] in ROLES:
                said.chain.append((match[1], match[2]))
            elif purpose == "tagging" and match:
                keyed.setdefault(match[1], []).append(match[2])
            elif purpose in ("tagging", "classifying", "identifying"):
                tags += [value] if value else []
            elif value:
                notes.append(value)
        said.note = "\n\n".join(notes)
        said._answer(keyed, ours=ours)
        if not said.label and tags:
            said.label, *tags = tags
        if tags:
            said.attributes["tags"] = tags
        motivation = text_of(next(iter(as_list(item.get("motivation"))), ""))
        said.label = said.label or _UNNAMED.get(motivation, "Comment" if said.note else "Highlight")
        return said

    def _answer(self, keyed: Mapping[str, list[str]], *, ours: bool) -> None:
        for key, values in keyed.items():
            if ours and self.label == _STATISTIC and key in _FIGURES:
                self.quantity[key] = _figure(key, values[0])
            elif ours:
                typed = [{"True": True, "False": False}.get(each, each) for each in values]
                self.attributes[key] = typed if len(typed) > 1 else typed[0]
            else:
                self.attributes[key] = values if len(values) > 1 else values[0]


def _figure(key: str, value: str) -> Any:
    """A part of a quantity as it was before it was written."""
    if key in ("vague", "projection", "unit_inferred"):
        return value == "True"
    if key != "change":
        return value
    try:
        made = ast.literal_eval(value[:2_000])
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    return made if isinstance(made, dict) else None
