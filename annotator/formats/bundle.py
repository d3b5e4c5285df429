"""A ZIP archive of articles, as news databases and mail give them: each file in it is read as it would be alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from annotator.formats.doors.glimpse import Glimpse
from annotator.language import tr, trn

if TYPE_CHECKING:
    from annotator.formats.doors import ReadOptions
    from annotator.formats.doors.found import Found

_ENDINGS = (".docx", ".rtf", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".xml", ".mhtml", ".mht",
            ".odt", ".pdf", ".epub")
_OTHERS = ("[Content_Types].xml", "mimetype", "META-INF/container.xml", "corpus.json", "articles.jsonl", "project.qde")
"""Members of archives that are something else."""
_MOST = 5_000
"""Files that are read of one archive."""


def sniff(seen: Glimpse) -> float:
    """An archive of files that are articles by their ending, and of nothing that makes it something else."""
    if seen.is_folder or not seen.members or any(each.rpartition("/")[2] in _OTHERS for each in seen.members):
        return 0.0
    return 0.9 if any(_is_article(each) for each in seen.members) else 0.0


def read(path: Path, options: ReadOptions) -> Iterator[Found]:
    """The articles of all files in it, in the order of their names.

    Raises:
        Fault: it is no such archive, means harm, or one of its files cannot be read: all or nothing.
    """
    from annotator.formats.doors.files import open_archive, refused

    with open_archive(path) as archive, TemporaryDirectory(prefix="annotator-") as folder:
        names = [each for each in archive.names if not _is_hidden(each)]
        chosen = _chosen(names)
        if not chosen or sniff(Glimpse(path, members=archive.names)) == 0:
            raise refused(path.name, tr("there are no articles in it"), tr("Unpack it, and import what is in it"))
        if len(chosen) > _MOST:
            raise refused(path.name, tr("it has {many:,} files, and the most is {most:,}", many=len(chosen),
                                        most=_MOST), tr("Split it"))
        left = _left_out(len(names) - len(chosen))
        for number, member in enumerate(chosen):
            raw = archive.read(member)
            for one in _read_member(Path(folder) / str(number), member, raw, options, path.name):
                warnings = [*one.warnings, *left]
                left = []
                yield replace(one, file=f"{path.name}: {one.file}", warnings=warnings)


def _chosen(names: Sequence[str]) -> list[str]:
    """The articles among the members, without the list of them that Nexis lays beside them."""
    found = sorted(each for each in names if _is_article(each))
    return [each for each in found if not PurePosixPath(each).stem.lower().endswith("doclist")] or found


def _left_out(many: int) -> list[str]:
    """What is said, once, of files that are no articles."""
    said = trn("{number:,} other file in the archive is left out",
               "{number:,} other files in the archive are left out", many)
    return [said] if many else []


def _is_hidden(member: str) -> bool:
    return any(part == "__MACOSX" or part.startswith(".") for part in PurePosixPath(member.replace("\\", "/")).parts)


def _is_article(member: str) -> bool:
    return member.lower().endswith(_ENDINGS) and not _is_hidden(member)


def _read_member(folder: Path, member: str, raw: bytes, options: ReadOptions, archive: str) -> Sequence[Any]:
    """What is in a member, read from a file of its own that is gone afterwards."""
    from annotator.corpus.errors import Fault

    formats = import_module("annotator.formats")  # the list stands above the formats, and is asked for as they are
    name = PurePosixPath(member.replace("\\", "/")).name
    folder.mkdir()
    place = folder / f"in-{folder.parent.name}{PurePosixPath(name).suffix.lower()}"  # not as it wants
    place.write_bytes(raw)
    try:
        chosen = formats.sniff(place)
        if chosen.gives != "articles" or chosen.name in ("zip", "table"):
            raise Fault(name, tr("it is something else: {what}", what=chosen.label), "")
        found = list(chosen.load()(place, replace(options, format=chosen.name)))
    except Fault as fault:
        raise Fault(tr("{name} cannot be imported", name=archive),
                    tr("{member} in it: {why}", member=name[:80], why=fault.why.replace(place.name, name)),
                    tr("Unpack it, and import the folder without this file")) from fault
    finally:
        place.unlink(missing_ok=True)
    return [_named(one, place.name, name) for one in found]


def _named(one: Found, was: str, name: str) -> Found:
    """What was read, under the name that it has in the archive."""
    origin = {key: name if value == was else value for key, value in one.article.imported_from.items()}
    title = one.article.title.replace(PurePosixPath(was).stem, PurePosixPath(name).stem)
    return replace(one, file=name, article=replace(one.article, imported_from=origin, title=title))
