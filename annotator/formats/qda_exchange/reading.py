"""Reading REFI-QDA: the texts of a project with what is coded in them; codes become kinds.

The standard counts code points; programs count otherwise (NVivo for Windows counts UTF-16 units over CRLF line ends
without the byte order mark), so how this one has counted is found out from the edges of what is coded.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from annotator.corpus.change import counted
from annotator.formats.doors import ReadOptions
from annotator.formats.doors.decoding import decode
from annotator.formats.doors.files import Archive, file_digest, open_archive, read_whole, refused
from annotator.formats.doors.foreign import Foreign, ForeignArticle, ForeignMark
from annotator.formats.doors.found import found
from annotator.formats.doors.objects import utc_time
from annotator.formats.doors.offsets import WAYS, Counted, Counting, Way, way_of
from annotator.language import tr, trn

_NS = "{*}"
_FIELDS = ("outlet", "published", "url", "language", "section")
"""What is known of an article that a variable of its text may say."""


@dataclass(frozen=True, slots=True)
class _Source:
    """One text of the project, as it lies there; `owner` is the PDF or recording whose words it is, or itself."""

    element: Any
    text: str
    owner: Any


def read(paths: Sequence[Path], options: ReadOptions) -> Foreign:
    """The texts of one project.

    Raises:
        Fault: it is none, or there is no text in it.
    """
    if len(paths) > 1:
        raise refused(paths[1].name, tr("several projects were named at once"), tr("Import them one after the other"))
    path = paths[0]
    with open_archive(path) as archive:
        name = next((each for each in archive.names if each.lower().endswith(".qde")), "")
        if not name:
            raise refused(path.name, tr("there is no REFI-QDA project in it"), tr("Choose another format"))
        project = archive.xml(name)
        sources = list(_sources(project, archive, path))
        notes = _notes(project, archive)
        others = sum(1 for each in project.iterfind(f"{_NS}Sources/*") if _text_of(each) is None)
    if not sources:
        raise refused(path.name, tr("there is no text in it; pictures and sound cannot be imported"),
                      tr("Choose a project with texts"))
    foreign = Foreign(path.name, "qdpx")
    foreign.definitions, codes = _codes(project)
    users = {each.get("guid"): each.get("name") or each.get("id") or "" for each in project.iter(f"{_NS}User")}
    ways = (Way(),) if project.get("origin") == "Annotator" else WAYS
    way, share = way_of([(each.text, [Counted(*place) for selection in _selections(each.element)
                                      if (place := _place(selection))]) for each in sources], ways)
    foreign.warnings.append(tr("its offsets count {way} ({share:.1%} of the edges fall between words)", way=way,
                               share=share))
    lost = 0
    digest = file_digest(read_whole(path))
    for _, source in options.each(sources):
        counting = Counting(source.text, way)
        marks, outside = _marks(source, counting, _Told(codes, users, notes))
        lost += outside
        whole = [codes.get(each.get("targetGUID"), "") for owner in dict.fromkeys((source.owner, source.element))
                 for each in owner.iterfind(f"{_NS}Coding/{_NS}CodeRef")]
        article = found(path.name, counting.text, title=source.owner.get("name") or path.stem,
                        origin={"format": "qdpx", "file": path.name, "fileSha256": digest},
                        tags=tuple(dict.fromkeys(filter(None, whole))), note=_said_of(source.owner, notes),
                        **_values(project, source))
        foreign.articles.append(ForeignArticle(article, marks))
    if lost:
        foreign.warnings.append(tr("{selections} outside of the text left out", selections=counted(lost, 'selection')))
    if regions := sum(1 for _ in project.iter(f"{_NS}PDFSelection", f"{_NS}PictureSelection", f"{_NS}AudioSelection",
                                              f"{_NS}VideoSelection")):
        foreign.warnings.append(tr("{selections} on pages, pictures or sound left out",
                                   selections=counted(regions, 'selection')))
    unknown = sum(1 for each in project.iterfind(f"{_NS}Sources/*/{_NS}VariableValue")) - sum(
        sum(1 for name in _FIELDS if getattr(each.found.article, name)) for each in foreign.articles)
    if unknown > 0:
        foreign.warnings.append(trn("{number:,} value of variables of texts left out",
                                    "{number:,} values of variables of texts left out", unknown))
    if others:
        foreign.warnings.append(trn("{number:,} picture or recording left out",
                                    "{number:,} pictures or recordings left out", others))
    return foreign


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _sources(project: Any, archive: Archive, path: Path) -> Iterator[_Source]:
    for owner in project.iterfind(f"{_NS}Sources/*"):
        element = _text_of(owner)
        if element is None:
            continue
        inline = element.findtext(f"{_NS}PlainTextContent")
        if inline:
            yield _Source(element, inline, owner)
            continue
        member = _member(element.get("plainTextPath") or "", archive)
        if not member:
            raise refused(path.name, tr("the text of “{name}” is not in it", name=owner.get('name', '')[:60]),
                          tr("Export the project again, with its sources inside"))
        yield _Source(element, decode(archive.read(member)).text, owner)


def _text_of(source: Any) -> Any | None:
    """What holds the words of a source: itself, the text beside a PDF, or what was typed from a recording."""
    if _tag(source) == "TextSource":
        return source
    for name in ("Representation", "Transcript"):
        if (found_text := source.find(f"{_NS}{name}")) is not None:
            return found_text
    return None


def _member(said: str, archive: Archive) -> str:
    plain = unquote(said.removeprefix("internal://").removeprefix("relative://")).replace("\\", "/")
    for name in archive.names:
        if name in (plain, f"Sources/{plain}", f"sources/{plain}"):
            return name
    base = posixpath.basename(plain)
    return next((name for name in archive.names if base and posixpath.basename(name) == base), "")


def _codes(project: Any) -> tuple[dict[str, str], dict[str, str]]:
    """Name of a code → its description; guid → name. A name that two codes have is told with the one above it."""
    named = {each.get("guid"): each.get("name") or "code" for each in project.iter(f"{_NS}Code")}
    many: dict[str, int] = {}
    for name in named.values():
        many[name] = many.get(name, 0) + 1
    meanings = {}
    for each in project.iter(f"{_NS}Code"):
        above = each.getparent()
        name = named[each.get("guid")]
        if many[name] > 1 and _tag(above) == "Code":
            name = f"{above.get('name')} › {name}"
        named[each.get("guid")] = name
        meanings[name] = " ".join((each.findtext(f"{_NS}Description") or "").split())
    return meanings, named


def _selections(source: Any) -> list[Any]:
    return [*source.iterfind(f"{_NS}PlainTextSelection"), *source.iterfind(f"{_NS}TranscriptSelection")]


def _place(selection: Any) -> tuple[int, int] | None:
    """Where a selection begins and ends; one of a transcript lies between two points that time is known of."""
    ends = selection.get("startPosition"), selection.get("endPosition")
    if _tag(selection) == "TranscriptSelection":
        points = {each.get("guid"): each.get("position") for each in selection.getparent().iterfind(f"{_NS}SyncPoint")}
        ends = points.get(selection.get("fromSyncPoint")), points.get(selection.get("toSyncPoint"))
    try:
        return int(ends[0]), int(ends[1])
    except (TypeError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class _Told:
    """What the project says by guid: names of codes and users, words of notes."""

    codes: dict[str, str]
    users: dict[str, str]
    notes: dict[str, str]


def _notes(project: Any, archive: Archive) -> dict[str, str]:
    """The words of each note: some programs write them into the project, others lay a file beside the sources."""
    found: dict[str, str] = {}
    for note in project.iter(f"{_NS}Note"):
        words = note.findtext(f"{_NS}PlainTextContent") or ""
        member = "" if words.strip() else _member(note.get("plainTextPath") or "", archive)
        if member and archive.read(member).strip():
            words = decode(archive.read(member)).text
        if words := "\n".join(filter(None, (" ".join(line.split()) for line in words.splitlines()))):
            found[note.get("guid")] = words
    return found


def _said_of(element: Any, notes: dict[str, str]) -> str:
    """The notes on a source, selection or coding; its description where there are none."""
    linked = filter(None, (notes.get(each.get("targetGUID"), "") for each in element.iterfind(f"{_NS}NoteRef")))
    return "\n".join(linked) or " ".join((element.findtext(f"{_NS}Description") or "").split())


def _marks(source: _Source, counting: Counting, told: _Told) -> tuple[list[ForeignMark], int]:
    """Each code on a selection is an annotation, and so is a note alone; how many lie outside of the text."""
    marks, outside = [], 0
    for selection in _selections(source.element):
        place = _place(selection)
        span = counting.span(*place) if place else None
        if span is None:
            outside += 1
            continue
        note = _said_of(selection, told.notes)
        if note and selection.find(f"{_NS}Coding") is None:
            marks.append(ForeignMark(
                str(selection.get("guid")), "Note", (span,), note=note,
                coder=told.users.get(selection.get("creatingUser"), ""),
                created=utc_time(selection.get("creationDateTime"))))
        for coding in selection.iterfind(f"{_NS}Coding"):
            own = "\n".join(filter(None, (note, _said_of(coding, told.notes))))
            for reference in coding.iterfind(f"{_NS}CodeRef"):
                target = reference.get("targetGUID")
                user = coding.get("creatingUser") or selection.get("creatingUser")
                created = utc_time(coding.get("creationDateTime") or selection.get("creationDateTime"))
                marks.append(ForeignMark(
                    f"{selection.get('guid')}/{coding.get('guid')}/{target}", told.codes.get(target, "code"), (span,),
                    note=own, coder=told.users.get(user, ""), created=created))
    return marks, outside


def _values(project: Any, source: _Source) -> dict[str, Any]:
    """What variables say of the text, where these are called as our fields are."""
    names = {each.get("guid"): (each.get("name") or "").lower() for each in project.iter(f"{_NS}Variable")}
    found_values: dict[str, Any] = {}
    for value in source.owner.iterfind(f"{_NS}VariableValue"):
        reference = value.find(f"{_NS}VariableRef")
        name = names.get(reference.get("targetGUID"), "") if reference is not None else ""
        said = next((" ".join(child.text.split()) for child in value
                     if _tag(child).endswith("Value") and child.text), "")
        if said and name in _FIELDS:
            found_values[name] = said
    return found_values
