"""Reading Label Studio: tasks with the regions that coders have drawn; where none has, those that a model predicts.

Regions of a web page are found by their words: their places are paths in the page, and its words are our text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.corpus.change import counted
from annotator.corpus.link import TYPES, groups
from annotator.formats.doors import ReadOptions
from annotator.formats.doors.fields import described
from annotator.formats.doors.files import file_digest, refused
from annotator.formats.doors.foreign import Foreign, ForeignArticle, ForeignMark, settled
from annotator.formats.doors.found import found, headline
from annotator.formats.doors.markup import lines, parse_page
from annotator.formats.doors.objects import read_objects, text_of, utc_time
from annotator.formats.doors.offsets import Counted, Counting, Way, way_of
from annotator.formats.label_studio.short_form import as_task, is_short
from annotator.language import tr, trn

_CONTINUES = "continues"
_ANSWERED = {"choices": "choices", "textarea": "text", "rating": "rating", "number": "number", "taxonomy": "taxonomy",
             "datetime": "datetime"}
"""Type of a control → where its answer is; the words of the region may stand beside it."""
_WAYS = (Way(), Way("UTF-16 units"), Way(last=True), Way(ends="LF"), Way("UTF-16 units", "LF"))


@dataclass(frozen=True, slots=True)
class _Region:
    """One region of one coder.

    Args:
        more: what else was answered on it: name of the control → answers.
        key: what names one of its labels, when it has several.
    """

    id: str
    label: str
    start: int
    end: int
    quote: str
    coder: str
    created: str
    more: Mapping[str, str]
    note: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class _Task:
    """One text with its regions, and the relations among these.

    Args:
        page: its text was a web page.
        whole: how many answers there are on the whole text.
        skipped: how many annotators' work was skipped by themselves.
        bare: how many answers there are on words without a label.
    """

    file: Path
    digest: str
    data: Mapping[str, Any]
    text: str
    regions: Sequence[_Region]
    relations: Sequence[tuple[str, str, str]]
    predicted: bool
    page: bool = False
    whole: int = 0
    skipped: int = 0
    bare: int = 0


def read(paths: Sequence[Path], options: ReadOptions) -> Foreign:
    """All tasks of the files.

    Raises:
        Fault: a file is none of Label Studio's.
    """
    foreign = Foreign(paths[0].name, "label-studio")
    tasks = [task for path in paths for task in _tasks(path / "tasks.json" if path.is_dir() else path)]
    way, share = way_of([(task.text, [Counted(each.start, each.end, each.quote) for each in task.regions])
                         for task in tasks if not task.page], _WAYS)
    if way != Way():
        foreign.warnings.append(tr("its offsets count {way} ({share:.1%} of what can be checked agree)", way=way,
                                   share=share))
    lost = 0
    for _, task in options.each(tasks):
        counting = Counting(task.text, way)
        placed = {region.id: span for region in task.regions
                  if (span := _sought(region, counting.text) if task.page else _placed(region, counting))}
        lost += len({region.id for region in task.regions}) - len(placed)
        origin = {"format": "label-studio", "file": task.file.name, "fileSha256": task.digest}
        foreign.articles.append(ForeignArticle(
            found(task.file.name, task.text, origin=origin, **_about(task.data, task.text)),
            list(_marks(task, placed, counting.text))))
    if whole := sum(task.whole for task in tasks):
        foreign.warnings.append(tr("{answers} on whole texts left out", answers=counted(whole, 'answer')))
    if bare := sum(task.bare for task in tasks):
        foreign.warnings.append(tr("{answers} on words without a label left out", answers=counted(bare, 'answer')))
    if skipped := sum(task.skipped for task in tasks):
        foreign.warnings.append(trn("{number:,} annotation that its annotator has skipped left out",
                                    "{number:,} annotations that their annotators have skipped left out", skipped))
    if lost:
        foreign.warnings.append(tr("{annotations} outside of the text, or with other words than it has, "
                                   "left out", annotations=counted(lost, 'annotation')))
    if guessed := sum(task.predicted for task in tasks):
        foreign.warnings.append(tr("{tasks} without annotations of a person: the predictions of a "
                                   "model were taken", tasks=counted(guessed, 'task')))
    return foreign


def _tasks(path: Path) -> Iterator[_Task]:
    objects, raw = read_objects(path)
    for number, given in enumerate(objects, 1):
        each = as_task(given) if is_short(given) else given
        data = each.get("data")
        if not isinstance(data, dict):
            raise refused(path.name, tr("its entry {number} is no task of Label Studio (it has no “data”)",
                                        number=number),
                          tr("Choose another format"))
        text = _text(data)
        if not text.strip():
            raise refused(path.name, tr("its task {number} has no text; pictures and sound cannot be imported",
                                        number=number),
                          tr("Leave that task out"))
        drawn = [a for key in ("annotations", "completions") for a in _listed(each.get(key)) if a.get("result")]
        done = [a for a in drawn if not a.get("was_cancelled")]
        chosen = done or [a for a in _listed(each.get("predictions")) if a.get("result")][:1]
        regions: list[_Region] = []
        relations: list[tuple[str, str, str]] = []
        bare = sum(_take(annotation, f"{place}/" if len(chosen) > 1 else "", regions, relations)
                   for place, annotation in enumerate(chosen))
        page = any(one.get("type") == "hypertextlabels" for a in chosen for one in _listed(a.get("result")))
        page = page and "<" in text
        text = "\n".join(lines(parse_page(text, path.name))) if page else text
        yield _Task(path, file_digest(raw), data, text, regions, relations, bool(chosen) and not done, page,
                    sum(_on_the_whole(one) for a in chosen for one in _listed(a.get("result"))),
                    len(drawn) - len(done), bare)


def _on_the_whole(result: Mapping[str, Any]) -> bool:
    """Whether a result is an answer on the whole text, without a place."""
    value = result.get("value")
    return result.get("type") in _ANSWERED and isinstance(value, dict) and "start" not in value


def _listed(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _text(data: Mapping[str, Any]) -> str:
    """The text of a task: the field of that name, or else the longest."""
    return text_of(data.get("text")) or max((value for value in data.values() if isinstance(value, str)), key=len,
                                            default="")


def _take(annotation: Mapping[str, Any], prefix: str, regions: list[_Region],
          relations: list[tuple[str, str, str]]) -> int:
    """Take one coder's work; how many answers are on words without a label."""
    coder, created = _coder(annotation.get("completed_by")), utc_time(annotation.get("created_at"))
    labels: dict[str, tuple[list[str], int, int, str]] = {}
    notes: dict[str, str] = {}
    more: dict[str, dict[str, str]] = {}
    for place, each in enumerate(_listed(annotation.get("result"))):
        given = each.get("value")
        value: dict[str, Any] = given if isinstance(given, dict) else {}
        name = prefix + text_of(each.get("id") or place)
        if each.get("type") == "relation":
            for label in each.get("labels") or ["related"]:
                ends = (prefix + text_of(each.get(key)) for key in ("from_id", "to_id"))
                relations.append((next(ends), str(label), next(ends)))
            continue
        start, end = _place(value, "start"), _place(value, "end")
        said = [str(one) for key in ("labels", "hypertextlabels") for one in value.get(key) or ()]
        if start is None or end is None:
            if not said or not text_of(value.get("text")):
                continue
            start = end = -1  # a path in a page: its words tell where it is
        meta = each.get("meta")
        if isinstance(meta, dict) and isinstance(meta.get("text"), list):
            notes[name] = "\n".join(map(str, meta["text"]))
        if said:
            labels[name] = said, start, end, text_of(value.get("text"))
        key = _ANSWERED.get(text_of(each.get("type")), "")
        if key in value and not said:
            answers = value[key] if isinstance(value[key], list) else [value[key]]
            more.setdefault(name, {})[text_of(each.get("from_name"))] = "; ".join(map(str, answers))
    regions += [_Region(name, label, start, end, quote, coder, created, more.get(name, {}), notes.get(name, ""),
                        f"{name}#{number}" if number else name)
                for name, (several, start, end, quote) in labels.items()
                for number, label in enumerate(dict.fromkeys(several))]
    return sum(len(said) for name, said in more.items() if name not in labels)


def _place(value: Mapping[str, Any], key: str) -> int | None:
    said = (value.get("globalOffsets") or {}).get(key, value.get(key)) if isinstance(
        value.get("globalOffsets"), dict) else value.get(key)
    return said if isinstance(said, int) else None


def _coder(who: Any) -> str:
    if isinstance(who, dict):
        name = " ".join(filter(None, (text_of(who.get("first_name")), text_of(who.get("last_name")))))
        return name or text_of(who.get("email")) or text_of(who.get("username"))
    return f"Label Studio {who}" if isinstance(who, int) else text_of(who)


def _placed(region: _Region, counting: Counting) -> tuple[int, int] | None:
    span = counting.span(region.start, region.end)
    if span is None or not region.quote:
        return span
    words = "".join(counting.text[span[0]:span[1]].split())
    quotes = (region.quote, region.quote.replace("\\n", "\n"))  # it writes line ends of a quotation as two letters
    return span if any("".join(quote.split()) == words for quote in quotes) else None


def _sought(region: _Region, text: str) -> tuple[int, int] | None:
    """Where the words of a region of a web page stand; of several places, the one nearest to its own."""
    words = region.quote.replace("\\n", "\n").split()
    if not words:
        return None
    found_places = [each.span() for each in re.finditer(r"\s*".join(map(re.escape, words)), text)]
    return min(found_places, key=lambda place: abs(place[0] - region.start), default=None)


def _marks(task: _Task, placed: Mapping[str, tuple[int, int]], text: str) -> Iterator[ForeignMark]:
    """Regions that a relation *continues* ties together are the parts of one annotation."""
    tied = groups((start, end) for start, label, end in task.relations
                  if label == _CONTINUES and {start, end} <= placed.keys())
    first_of = {name: first for names in tied for first in [min(names, key=lambda each: placed[each])]
                for name in names if name != first}
    parts: dict[str, list[tuple[int, int]]] = {}
    for name, span in placed.items():
        parts.setdefault(first_of.get(name, name), []).append(span)
    attributes: dict[str, dict[str, str]] = {}
    links: dict[str, list[tuple[str, str]]] = {}
    for start, label, end in task.relations:
        if label == _CONTINUES or not {start, end} <= placed.keys():
            continue
        start, end = first_of.get(start, start), first_of.get(end, end)
        if label.lower() in TYPES:
            links.setdefault(start, []).append((label.lower(), end))
        else:
            known = attributes.setdefault(start, {})
            known[label] = "; ".join(filter(None, [known.get(label, ""), text[slice(*placed[end])]]))
    for region in task.regions:
        if region.id in parts and region.id not in first_of:
            said = {**region.more, **attributes.get(region.id, {})}
            yield ForeignMark(region.key, region.label, settled(parts[region.id], text), said, region.note,
                              region.coder, region.created, links.get(region.id, ()))


def _about(data: Mapping[str, Any], text: str) -> dict[str, Any]:
    meta = data.get("meta_info")
    fields = described({**(meta if isinstance(meta, dict) else {}), **data}, text)
    if byline := text_of(data.get("byline")):
        fields["byline"] = tuple(part.strip() for part in byline.split(",") if part.strip())
    return {"title": headline(text) or " ".join(text.split())[:60], **fields}
