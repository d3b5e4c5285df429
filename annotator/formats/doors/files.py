"""Bytes of files that strangers made: read whole up to a limit; archives and XML opened without trusting them."""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from annotator.corpus.errors import Fault
from annotator.language import tr

LARGEST = 200_000_000
"""Bytes that a file may have, and an archive when it is unpacked."""

RATIO = 200
"""How many times larger the unpacked content may be than the archive."""

_UNSUSPICIOUS = 1_000_000
"""Bytes that a member may have whatever it was packed into: a page of spaces packs well."""

_ENTITY = re.compile(rb"<!ENTITY|<!DOCTYPE[^>\[]*\[", re.IGNORECASE)
AGAIN = tr("Export, copy or download it again")


def refused(name: str, why: str, remedy: str = AGAIN) -> Fault:
    """The fault of a file that is not taken in."""
    return Fault(tr("{name} cannot be imported", name=name), why, remedy)


def read_whole(path: Path, largest: int = LARGEST) -> bytes:
    """A file's bytes.

    Raises:
        Fault: it cannot be read, is empty, or has more than `largest` bytes.
    """
    try:
        size = path.stat().st_size
        if size > largest:
            raise refused(path.name, tr("it has {size:,} bytes, and the most is {largest:,}", size=size,
                                        largest=largest), tr("Split it"))
        raw = path.read_bytes()
    except OSError as error:
        raise refused(path.name, error.strerror or tr("the disk refused"),
                      tr("Check whether you may read it")) from error
    if not raw.strip(b"\0 \t\r\n\f\v"):
        raise refused(path.name, tr("it is empty"), tr("Choose a file with something in it"))
    return raw


def file_digest(raw: bytes) -> str:
    """SHA-256 of a file, as `imported_from` keeps it."""
    return hashlib.sha256(raw).hexdigest()


class Archive:
    """A ZIP archive: its members are read one by one, never unpacked into a folder, and never without a limit."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self._name, self._archive, self._taken = name, archive, 0
        self.names = tuple(info.filename for info in archive.infolist() if not info.is_dir())
        for each in archive.namelist():
            place = PurePosixPath(each.replace("\\", "/"))
            if place.is_absolute() or ".." in place.parts or re.match(r"[A-Za-z]:", each):
                raise refused(name, tr("a file in it wants a place outside of it ({file})", file=each[:60]),
                              tr("Do not open it; ask whoever made it"))

    def __contains__(self, member: str) -> bool:
        return member in self.names

    def read(self, member: str) -> bytes:
        """The bytes of a member.

        Raises:
            Fault: it is not there, damaged, encrypted, or unpacks into too much.
        """
        if member not in self.names:
            raise refused(self._name, tr("{member} is missing in it", member=member))
        most = min(LARGEST - self._taken, max(_UNSUSPICIOUS, RATIO * self._archive.getinfo(member).compress_size))
        try:
            with self._archive.open(member) as file:
                raw = file.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise refused(self._name, tr("{member} in it is damaged", member=member)) from error
        except RuntimeError as error:
            protected = "password" in str(error) or "encrypted" in str(error)
            why = (tr("it is protected by a password") if protected
                   else tr("{member} in it is packed in an unknown way", member=member))
            raise refused(self._name, why, tr("Save it anew, without a password")) from error
        self._taken += len(raw)
        if len(raw) > most:
            raise refused(self._name, tr("{member} in it unpacks into far more than a document has", member=member),
                          tr("Do not open it; ask whoever made it"))
        return raw

    def xml(self, member: str) -> Any:
        """The root element of a member that is XML.

        Raises:
            Fault: as `read` and `parse_xml`.
        """
        return parse_xml(self.read(member), f"{self._name}: {member}", self._name)


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a ZIP archive that a stranger made.

    Raises:
        Fault: it is none, is truncated, or wants to write outside of itself.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            yield Archive(path.name, archive)
    except (zipfile.BadZipFile, ValueError, RuntimeError) as error:
        begun = path.read_bytes()[:2] == b"PK"
        why = tr("it is truncated or damaged") if begun else tr("it is not a ZIP archive, as such a file is inside")
        raise refused(path.name, why) from error
    except OSError as error:
        raise refused(path.name, error.strerror or tr("the disk refused"),
                      tr("Check whether you may read it")) from error


def parse_xml(raw: bytes, place: str, name: str = "") -> Any:
    """The root element of an XML document; it may define no entities, load nothing and be of no monstrous size.

    Args:
        place: what is said of where it is.

    Raises:
        Fault: it is no XML, or wants more.
    """
    from lxml import etree

    name = name or place
    if _ENTITY.search(raw[:100_000]):
        raise refused(name, tr("its XML defines entities, which no such document needs"),
                      tr("Do not open it; ask whoever made it"))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                             remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        said = re.sub(r",? ?\(?(<string>, )?line \d+.*", "", str(error)).strip()[:80] or tr("it ends too early")
        raise refused(name, tr("its XML is damaged at line {line}: {what}", line=error.lineno, what=said)
                      if place == name else
                      tr("its XML is damaged at line {line} (in {file}): {what}", line=error.lineno, what=said,
                         file=place.removeprefix(name).removeprefix(": "))) from error
