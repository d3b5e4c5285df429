"""Hypothes.is: its export, what its API answers, or a list of its annotations.

Annotations lie on pages, whose words do not come along: they go to the articles of the same address, to where the words
stand that they quote. The first tag is the label, tags such as `tone: calm` are answers, replies join the note. What
was said of a whole page joins the note of its article, with who said it on which day; its tags join the article's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.corpus.ids import derived_id
from annotator.corpus.team import Coder
from annotator.formats.doors.anchors import Quotation
from annotator.language import tr, trn

if TYPE_CHECKING:
    from annotator.formats.doors import ReadOptions
    from annotator.formats.doors.foreign import Foreign, ForeignMark
    from annotator.formats.doors.glimpse import Glimpse

_KEYED = re.compile(r"([A-Za-z][A-Za-z0-9 ._-]{0,40}): *(\S.*)", re.DOTALL)
_ACCOUNT = re.compile(r"acct:([^@]+)@")


def sniff(seen: Glimpse) -> float:
    """Names of fields that only its annotations have."""
    if not seen.is_json:
        return 0.0
    if {"export_userid", "client_version"} & seen.keys or ("acct:" in seen.text and {"uri", "tags"} <= seen.keys):
        return 0.95
    return 0.85 if {"uri", "user", "target"} <= seen.keys else 0.0


def read(paths: Sequence[Path], options: ReadOptions) -> Foreign:
    """All annotations of the files, on the pages where they lie.

    Raises:
        Fault: a file holds none of Hypothes.is, or none that lies on words.
    """
    from annotator.formats.doors.files import refused
    from annotator.formats.doors.foreign import Foreign, ForeignPage
    from annotator.formats.doors.objects import read_objects

    foreign = Foreign(paths[0].name, "hypothesis", partial=True)
    rows: dict[str, dict[str, Any]] = {}
    for path in paths:
        found = list(_rows(read_objects(path)[0]))
        if not found:
            raise refused(path.name, tr("there are no annotations of Hypothes.is in it"), tr("Choose another format"))
        rows |= {str(row.get("id") or f"{path.name} {number}"): row for number, row in enumerate(found, 1)}
    sorting = _Pages(foreign, rows, options)
    pages, left = sorting.sorted()
    whole = sorting.whole
    if not pages and not whole:
        why = "; ".join(left) or tr("no annotation in it lies on words")
        raise refused(foreign.name, why, tr("Choose another file"))
    foreign.pages = [ForeignPage(address, pages.get(address, ()), *whole.get(address, ((), ())))
                     for address in dict.fromkeys((*pages, *whole))]
    foreign.warnings += [tr("{what} left out", what=each) for each in left]
    return foreign


def _rows(items: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for each in items:
        inside = each.get("rows", each.get("annotations"))
        if isinstance(inside, list):
            yield from _rows([one for one in inside if isinstance(one, dict)])
        elif isinstance(each.get("uri"), str) and ("user" in each or "target" in each):
            yield dict(each)


def _hidden(many: int) -> str:
    return trn("{number:,} annotation hidden by a moderator", "{number:,} annotations hidden by a moderator", many)


def _in_answer(many: int) -> str:
    return trn("{number:,} annotation in answer to one that is not there",
               "{number:,} annotations in answer to one that is not there", many)


def _empty(many: int) -> str:
    return trn("{number:,} annotation on a whole page, without a word or tag",
               "{number:,} annotations on a whole page, without a word or tag", many)


class _Pages:
    """Annotations by the page on which they lie."""

    def __init__(self, foreign: Foreign, rows: Mapping[str, dict[str, Any]], options: ReadOptions) -> None:
        self._foreign, self._rows, self._options = foreign, rows, options
        self.whole: dict[str, tuple[list[str], list[str]]] = {}
        self._answers: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in sorted(rows.values(), key=lambda each: str(each.get("created"))):
            if (root := _root(row)) and not row.get("hidden"):
                self._answers[root].append(row)

    def sorted(self) -> tuple[dict[str, list[tuple[ForeignMark, Sequence[Quotation]]]], list[str]]:
        """Address → what lies there; and what was left out, a line each."""
        from annotator.formats.doors import MARKS

        found: dict[str, list[tuple[ForeignMark, Sequence[Quotation]]]] = defaultdict(list)
        left: Counter[Callable[[int], str]] = Counter()
        for _, (name, row) in self._options.each(list(self._rows.items()), MARKS):
            quoted = [quotation for target in _objects(row.get("target")) if (quotation := _quotation(target))]
            if row.get("hidden"):
                left[_hidden] += 1
            elif root := _root(row):
                left[_in_answer] += root not in self._rows
            elif not quoted:
                left[_empty] += not self._note(name, row)
            else:
                found[str(row["uri"]).partition("#")[0]].append((self._mark(name, row), quoted))
        return found, [say(many) for say, many in sorted(left.items(), key=lambda each: each[0](2)) if many]

    def _note(self, name: str, row: Mapping[str, Any]) -> bool:
        """Take what was said of a whole page, and what was answered to it; whether that is anything."""
        notes = [said for each in (row, *self._answers[name]) if (said := _dated(each))]
        tags = [words for tag in row.get("tags") or () if isinstance(tag, str) and (words := " ".join(tag.split()))]
        if notes or tags:
            address = str(row["uri"]).partition("#")[0]
            known = self.whole.setdefault(address, ([], []))
            known[0].extend(notes)
            known[1].extend(tags)
        return bool(notes or tags)

    def _mark(self, name: str, row: Mapping[str, Any]) -> ForeignMark:
        from annotator.formats.doors.foreign import ForeignMark
        from annotator.formats.doors.objects import text_of, utc_time

        note = "\n\n".join(filter(None, (text_of(row.get("text")).strip(), *map(self._answer, self._answers[name]))))
        label, attributes = _tagged(row.get("tags"))
        made = derived_id("annotation", "hypothesis", name)
        return ForeignMark(made, label or ("Comment" if note else "Highlight"), (), attributes, note, self._coder(row),
                           utc_time(row.get("created")), id=made)

    def _answer(self, row: Mapping[str, Any]) -> str:
        from annotator.formats.doors.objects import text_of

        said = text_of(row.get("text")).strip()
        return f"{_person(row)}: {said}" if said else ""

    def _coder(self, row: Mapping[str, Any]) -> str:
        """The name of whoever made it; a second account of that name bears the account, too."""
        name, account = _person(row), str(row.get("user") or "")
        if not name:
            return ""
        made = Coder(derived_id("coder", "hypothesis", account or name), name)
        known = self._foreign.coders.setdefault(name, made)
        if known.id == made.id:
            return name
        name = f"{name} ({_account(account)})"
        self._foreign.coders.setdefault(name, Coder(made.id, name))
        return name


def _dated(row: Mapping[str, Any]) -> str:
    """“Maria, 2026-02-03: …”; empty when nothing is said."""
    from annotator.formats.doors.objects import text_of, utc_time

    said = text_of(row.get("text")).strip()
    who = ", ".join(filter(None, (_person(row), utc_time(row.get("created"))[:10])))
    return f"{who}: {said}" if who and said else said


def _objects(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _root(row: Mapping[str, Any]) -> str:
    """The annotation that a reply answers in the end; "" for what is no reply."""
    references = row.get("references")
    return str(references[0]) if isinstance(references, list) and references else ""


def _account(user: str) -> str:
    match = _ACCOUNT.match(user)
    return match[1] if match else user


def _person(row: Mapping[str, Any]) -> str:
    info = row.get("user_info")
    shown = info.get("display_name") if isinstance(info, dict) else ""
    return " ".join(str(shown or _account(str(row.get("user") or ""))).split())


def _tagged(tags: Any) -> tuple[str, dict[str, Any]]:
    """The label, and answers: tags with a colon under their key, the others under `tags`."""
    plain, keyed = list[str](), dict[str, Any]()
    for tag in tags if isinstance(tags, list) else ():
        said = " ".join(tag.split()) if isinstance(tag, str) else ""
        if match := _KEYED.fullmatch(said):
            keyed.setdefault(match[1], match[2])
        elif said:
            plain.append(said)
    if plain[1:]:
        keyed["tags"] = plain[1:]
    return plain[0] if plain else "", keyed


def _quotation(target: Mapping[str, Any]) -> Quotation | None:
    """The words that a target quotes; the place on the page, which counts otherwise, only tells equal ones apart."""
    quoted: Mapping[str, Any] = {}
    start = None
    for each in _objects(target.get("selector")):
        if each.get("type") == "TextQuoteSelector" and isinstance(each.get("exact"), str):
            quoted = each
        elif each.get("type") == "TextPositionSelector" and type(each.get("start")) is int:
            start = each["start"]
    exact = str(quoted.get("exact", "")).strip()
    if not exact:
        return None
    return Quotation(exact, str(quoted.get("prefix") or ""), str(quoted.get("suffix") or ""), start)
