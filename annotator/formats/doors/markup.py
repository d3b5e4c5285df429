"""Web pages as lines of text: what a reader would see, block by block."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any

from annotator.corpus.errors import Fault
from annotator.formats.doors.decoding import Decoded, decode
from annotator.language import tr

BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr html li main nav ol option p pre section select table tbody td tfoot th thead title tr ul".split())
"""Elements that begin a line of their own."""

UNSEEN = frozenset("script style head noscript template svg math object embed iframe canvas textarea button input "
                   "audio video map".split())
"""Elements whose words are not read."""

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w.-]+)""",
                      re.IGNORECASE)
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
                   "iso8859-9": "cp1254", "shift_jis": "cp932", "euc_kr": "cp949", "tis-620": "cp874"}
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u200b\ufeff]+")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def decode_page(raw: bytes, encoding: str = "") -> Decoded:
    """The source of a web page. What its bytes say goes before what it says of itself, as in browsers.

    Raises:
        Fault: it is no text.
    """
    if encoding or raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(raw, encoding)
    said = _CHARSET.search(raw[:8_192])
    if not raw.isascii():  # pages that were saved again keep what they said before: UTF-8 proves itself
        try:
            return Decoded(raw.decode(), "utf-8")
        except UnicodeDecodeError:
            pass
    if said:
        try:
            name = codecs.lookup((said.group(1) or said.group(2)).decode()).name
        except (LookupError, UnicodeDecodeError):
            return decode(raw)
        name = _AS_BROWSERS_DO.get(name, name)
        if not name.startswith(("utf-16", "utf-32")):
            try:
                return Decoded(raw.decode(name), name)
            except (UnicodeDecodeError, LookupError):
                if name != "utf-8" or raw.decode("utf-8", "replace").count("\ufffd") * 500 < len(raw):
                    return Decoded(raw.decode(name, "replace"), name)
    return decode(raw)


def parse_page(source: str, name: str) -> Any:
    """The root element of a web page.

    Raises:
        Fault: there is nothing in it.
    """
    from lxml import etree, html

    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", _CONTROLS.sub(" ", source))
    try:
        parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True,
                                 remove_pis=True)
        root = html.document_fromstring(plain.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Fault(tr("{name} cannot be imported", name=name), tr("there is no page in it, or it is damaged"),
                    tr("Save the page again")) from error
    _quote(root)
    return root


def _quote(root: Any) -> None:
    """Write the marks that browsers draw around an element of quoted words."""
    for element in root.iter("q"):
        inner = any(above.tag == "q" for above in element.iterancestors())
        opening, closing = "‘’" if inner else "“”"
        element.text = opening + (element.text or "")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + closing
        else:
            element.text += closing


def lines(root: Any) -> list[str]:
    """The words of an element, a line for each block and each line break; none of them is empty."""
    return [line for line in "".join(_pieces(root)).split("\n") if line]


def paragraphs(root: Any) -> list[str]:
    """The words of an element, one piece for each block; line breaks within it are `\\n`."""
    return [piece.strip("\n") for piece in re.split(r"\n\f+\n?|\f+", "".join(_pieces(root, between="\f")))
            if piece.strip("\n")]


def words_of(element: Any) -> str:
    """The words of an element in one line."""
    return " ".join(lines(element)) if element is not None else ""


def _pieces(root: Any, between: str = "\n") -> Iterator[str]:
    """Texts, with `between` at the ends of blocks and `\\n` at line breaks; spaces are collapsed within a line."""
    run: list[str] = []
    for kind, words in _walked(root):
        if kind == "text":
            run.append(words)
        else:
            yield _collapsed(run)
            run.clear()
            yield "\n" if kind == "break" else between
    yield _collapsed(run)


def _collapsed(run: list[str]) -> str:
    return _SPACE.sub(" ", "".join(run)).strip()


def _walked(root: Any) -> Iterator[tuple[str, str]]:
    """The page in reading order, without recursion: pages of strangers are nested as deep as they like."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, done = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if done:
            if tag in BLOCKS:
                yield "block", ""
            if element is not root and element.tail:
                yield "text", element.tail
            continue
        stack.append((element, True))
        if tag == "br":
            yield "break", ""
        if not tag or tag in UNSEEN:
            continue
        if tag in BLOCKS:
            yield "block", ""
        if element.text:
            yield "text", element.text
        stack.extend((child, False) for child in reversed(element))
