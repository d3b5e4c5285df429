"""What a clipboard or a drag brings: files, words, or only a link."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

from annotator.corpus.errors import Fault
from annotator.formats.doors.clip import Clip
from annotator.language import tr

_ADDRESSES = (("text/x-moz-url-priv", "utf-16-le"), ("chromium/x-source-url", "utf-8"))
"""Where browsers say which page the words are from, and how that is encoded."""

_WINDOWS = 'application/x-qt-windows-mime;value="HTML Format"'
"""The clipboard's own HTML of Windows, with the header that names the page; Qt hands the words on without it."""


def is_welcome(mime: QMimeData) -> bool:
    """Whether there is anything in it that may become articles."""
    return mime.hasUrls() or mime.hasText() or mime.hasHtml()


def files_in(mime: QMimeData) -> list[Path]:
    """The files and folders."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def clip_in(mime: QMimeData) -> Clip:
    """The words.

    Raises:
        Fault: there are none, or only a link.
    """
    text, html = mime.text(), mime.html()
    if mime.hasFormat(_WINDOWS):
        html = bytes(mime.data(_WINDOWS).data()).decode("utf-8", "replace")
    links = {url.toString() for url in mime.urls()} | {text.strip()} if mime.hasUrls() else set()
    if links and all(line.strip() in links for line in text.splitlines()):
        raise Fault(tr("Nothing was added"), tr("it is a link, and this program fetches nothing from the network"),
                    tr("Open the page in a browser, then copy its words or save it and drop the file here"))
    address = next((bytes(mime.data(name).data()).decode(encoding, "replace") for name, encoding in _ADDRESSES
                    if mime.hasFormat(name)), "")
    clip = Clip(text, html, address)
    if clip.empty:
        raise Fault(tr("Nothing was added"), tr("there are no words in the clipboard"),
                    tr("Copy the article's words first"))
    return clip
