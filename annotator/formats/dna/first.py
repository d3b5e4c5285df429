"""A file of DNA 1 of a stranger, read whole: XML, in the forms that its versions 1.09, 1.16 and 1.21 have written.

It knows one type of statement, no coders, and dates without a time. Its places count a line end in front of the text,
which the XML has lost. What cannot be is left out and named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from annotator.formats.dna.database import Database, Document, Entity, Statement, Variable
from annotator.formats.doors.files import parse_xml, refused
from annotator.language import tr, trn

_PERSON, _ORGANISATION, _TOPIC, _STANCE = range(1, 5)
_LISTS = (("persons", _PERSON, "personTypes"), ("organizations", _ORGANISATION, "organizationTypes"))
_SAID = (("type", "Type"), ("alias", "Alias"), ("note", "Notes"))
"""What is known of a person or organisation, and what DNA 3 calls it."""
_VARIABLES = (("person", _PERSON), ("organization", _ORGANISATION), ("category", _TOPIC))
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_NO_DAY = 10**15
"""Seconds that are no date of any year."""
_WORDS = re.compile(r"\s+")


def load(raw: bytes, name: str) -> Database:
    """Read the XML.

    Raises:
        Fault: it is damaged, wants to load something, or is of no DNA.
    """
    root = parse_xml(raw, name)
    if root.tag != "discourse":
        raise refused(name, tr("it is XML, but of no DNA: its root is not “discourse”"), tr("Choose another format"))
    found = _Loading(root, name).found
    if not found.documents:
        raise refused(name, tr("there is no document with words in it"), tr("Choose a file that DNA has saved"))
    return found


class _Loading:
    """One file on its way in; `found` is the result."""

    def __init__(self, root: Any, name: str) -> None:
        self.found = Database(name, 1, types={1: ("DNA Statement", "")}, variables={
            _PERSON: Variable(_PERSON, "person", "short text", 1),
            _ORGANISATION: Variable(_ORGANISATION, "organization", "short text", 1),
            _TOPIC: Variable(_TOPIC, "concept", "short text", 1),
            _STANCE: Variable(_STANCE, "agreement", "boolean", 1)})
        self._ends = 0
        metadata = root.find("metadata")
        for term in root.iterfind(".//regex/term"):
            if pattern := _text(term, "pattern"):
                self.found.regexes.append((pattern, _colour(term)))
        for group, variable, types in _LISTS if metadata is not None else ():
            self._people(metadata, group, variable, types)
        articles = root.iterfind("articles/article") if root.find("articles") is not None else root.iterfind("article")
        for number, article in enumerate(articles, 1):
            self._article(number, article)
        if self._ends:
            self.found.problems.append(trn(
                "{number} statement reached past the end of the text: taken up to its end",
                "{number} statements reached past the end of the text: taken up to its end", self._ends))

    def _people(self, metadata: Any, group: str, variable: int, types: str) -> None:
        colours = {_text(each, "label"): _colour(each) for each in metadata.iterfind(f"{types}/type")}
        for each in metadata.iterfind(f"{group}/*"):
            if value := _text(each, "name"):
                said = {name: words for key, name in _SAID if (words := _text(each, key))}
                self._entity(variable, value, said, colours.get(said.get("Type", ""), ""))

    def _entity(self, variable: int, value: str, said: Mapping[str, str], colour: str = "") -> None:
        number = len(self.found.entities) + 1
        self.found.entities.setdefault((variable, value), Entity(number, variable, value, colour, "", said))

    def _article(self, number: int, article: Any) -> None:
        text = "".join(_pieces(article.find("text")))
        title = _text(article, "title")
        if not text.strip():
            self.found.problems.append(tr("article {number} (“{title}”) has no text and was left out", number=number,
                                          title=title[:60]))
            return
        day = _day(_text(article, "date"))
        if day is None:
            self.found.problems.append(tr("the date of article {number} (“{title}”) is none: left empty", number=number,
                                          title=title[:60]))
        self.found.documents[number] = Document(
            number, title, text, 0, "", "", "", "", "", _NO_DAY if day is None else day)
        length = len(text.encode("utf-16-le", "surrogatepass")) // 2
        for statement in article.iterfind("statements/statement"):
            self._statement(number, statement, length)

    def _statement(self, document: int, statement: Any, length: int) -> None:
        places = [_text(statement, key) for key in ("start", "end")]
        if not all(re.fullmatch(r"\d{1,9}", place) for place in places):
            self.found.problems.append(tr("a statement of article {document} has no place ({places}) and"
                                          " was left out", document=document, places="–".join(places)[:40]))
            return
        start, stop = max(0, int(places[0]) - 1), int(places[1]) - 1
        if start < length < stop:
            self._ends, stop = self._ends + 1, length
        said = _text(statement, "id")
        name = int(said) if re.fullmatch(r"\d{1,9}", said) else 0
        if name in self.found.statements or not name:
            name = max(self.found.statements, default=0) + 1_000_000  # DNA gives the second of two another number, too
        made = Statement(name, 1, document, start, stop, 0)
        for key, variable in _VARIABLES:
            value = _text(statement, key)
            made.values[variable] = value
            if value:
                self._entity(variable, value, {})
        if (stance := _text(statement, "agreement").lower()) in ("yes", "no"):
            made.values[_STANCE] = int(stance == "yes")
        self.found.statements[name] = made


def _text(element: Any, name: str) -> str:
    """The words of a part, without white space around them."""
    return _WORDS.sub(" ", element.findtext(name) or "").strip()


def _pieces(text: Any) -> Iterator[str]:
    """The text as DNA counts it: an element in it is its tag."""
    if text is None:
        return
    yield text.text or ""
    for inside in text:
        yield f"<{inside.tag}/>"
        yield inside.tail or ""


def _colour(element: Any) -> str:
    parts = [_text(element, name) for name in ("red", "green", "blue")]
    if not all(re.fullmatch(r"\d{1,3}", part) and int(part) < 256 for part in parts) or not any(map(int, parts)):
        return ""
    return "#{:02X}{:02X}{:02X}".format(*map(int, parts))


def _day(said: str) -> int | None:
    """Seconds since 1970 of a day such as 26.01.2005."""
    match = _DAY.fullmatch(said)
    try:
        day, month, year = map(int, match.groups()) if match else (0, 0, 0)
        return round(datetime(year, month, day, tzinfo=UTC).timestamp())
    except ValueError:
        return None
