"""A first look at a file: enough of it to tell what it is, read once for all formats."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path

from annotator.corpus.errors import Fault
from annotator.language import tr

LOOKED_AT = 65_536
"""Bytes of a file that are enough to tell what it is."""

_MOST_MEMBERS = 5_000
_KEY = re.compile(r'"([@\w][\w:.@ -]{0,40})"\s*:')


@dataclass(frozen=True)
class Glimpse:
    """What is seen of a file at first.

    Args:
        path: the file, or a folder.
        head: its first bytes; none of a folder.
        members: names of what is in it, when it is a ZIP archive or a folder.
    """

    path: Path
    head: bytes = b""
    members: tuple[str, ...] = field(default=())

    @property
    def suffix(self) -> str:
        """The ending, in small letters."""
        return self.path.suffix.lower()

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.path.is_dir()

    @cached_property
    def text(self) -> str:
        """The head as text, as well as it can be read without knowing the encoding."""
        if self.head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return self.head.decode("utf-16", "replace")
        return self.head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")

    @cached_property
    def start(self) -> str:
        """The text without the room in front of it."""
        return self.text.lstrip("\ufeff \t\r\n")

    @cached_property
    def low(self) -> str:
        """The text in small letters."""
        return self.text.lower()

    @property
    def is_json(self) -> bool:
        """Whether it begins as JSON does: an object or a list of such."""
        return re.match(r"[\[{]\s*[\[{\"\]}]", self.start) is not None

    @cached_property
    def keys(self) -> frozenset[str]:
        """The names of fields that occur in it, when it is JSON."""
        return frozenset(_KEY.findall(self.text)) if self.is_json else frozenset()

    @property
    def is_html(self) -> bool:
        """Whether it begins as a web page does."""
        return re.match(r"(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|meta|title)\b",
                        self.start, re.IGNORECASE | re.DOTALL) is not None

    @property
    def is_xml(self) -> bool:
        """Whether it begins as XML does, and is no web page."""
        return self.start.startswith("<?xml") and not self.is_html


def glimpse(path: Path) -> Glimpse:
    """Look at a file or folder.

    Raises:
        Fault: it cannot be read.
    """
    if path.is_dir():
        inside = islice((each for each in path.rglob("*") if each.is_file()), _MOST_MEMBERS)
        return Glimpse(path, members=tuple(sorted(each.relative_to(path).as_posix() for each in inside)))
    try:
        with path.open("rb") as file:
            head = file.read(LOOKED_AT)
    except OSError as error:
        why = tr("there is no such file") if not path.exists() else error.strerror or tr("the disk refused")
        raise Fault(tr("{name} cannot be read", name=path.name), why,
                    tr("Check the name, and whether you may read it")) from error
    return Glimpse(path, head, _members(path) if head.startswith(b"PK") else ())


def _members(path: Path) -> tuple[str, ...]:
    try:
        with zipfile.ZipFile(path) as archive:
            return tuple(archive.namelist()[:_MOST_MEMBERS])
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        return ()
