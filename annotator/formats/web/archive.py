"""MHTML: a page with its pictures as one message; only the page itself is read."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message

from annotator.formats.doors.files import refused
from annotator.language import tr


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The page inside of an archive.

    Args:
        raw: its bytes.
        encoding: what its head line says, "" when it says nothing.
    """

    raw: bytes
    url: str = ""
    encoding: str = ""


def saved_page(raw: bytes, name: str) -> SavedPage:
    """The page of an MHTML archive: its first part that is one.

    Raises:
        Fault: there is none.
    """
    if not re.search(rb"^content-type:", raw[:65_536], re.IGNORECASE | re.MULTILINE):
        raise refused(name, tr("it is no saved page of this kind (MHTML)"), tr("Choose another format"))
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    page = next((part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")),
                None)
    if any(isinstance(each, CloseBoundaryNotFoundDefect) for each in message.defects):
        raise refused(name, tr("it ends too early; the file is not whole"), tr("Save the page again"))
    content = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(content, bytes) or not content.strip():
        raise refused(name, tr("there is no page in it; the file may not be whole"), tr("Save the page again"))
    return SavedPage(content, _address(message, page), page.get_content_charset() or "")


def _address(message: Message, page: Message) -> str:
    for head in (message.get("Snapshot-Content-Location"), page.get("Content-Location"),
                 message.get("Content-Location")):
        if head and re.fullmatch(r"https?://[^\s<>\"]{3,2000}", str(head).strip()):
            return str(head).strip()
    return ""
