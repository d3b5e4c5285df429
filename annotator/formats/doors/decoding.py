"""From the bytes of a text file to its text: which encoding, and whether it is a text at all."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from annotator.corpus.article import LONGEST
from annotator.corpus.errors import Fault
from annotator.language import tr

LARGEST = 4 * LONGEST + 4
"""Bytes: more cannot be an article in any encoding, so it is not even read."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
          (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LOOKED_AT = 200_000
"""Bytes from which an encoding is guessed."""

_CONTROLS = bytes([*range(1, 9), *range(14, 27), *range(28, 32), 127])
"""Bytes that no text has more than a few of; NUL is not among them, for that is made regular."""

_RARE = ("iso8859_10", "iso8859_14", "iso8859_4", "hp_roman8", "mac_iceland", "ptcp154", "kz1048")
"""Encodings of one byte a letter that hardly anybody used, and that look like those of their neighbours."""

_MAINFRAMES = ("cp037", "cp424", "cp500", "cp875", "cp1026", "cp1140", "cp273")
"""Encodings in which no newspaper was ever saved; three bytes of old Windows look like them."""

_ASCII = bytes(range(128))
_FEW, _ALL_LETTERS = 0.015, 0.1
"""Shares of bytes beyond ASCII: with fewer, a text is Western, or is not of an alphabet of two bytes a letter."""

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_LIKELY = re.compile(
    "(?:(?<=[a-z])|(?<=\\b[A-Z]))[à-öø-ÿœß](?![²-¿])|[à-öø-ÿœß](?=[a-z])|(?<![a-z])[À-ÖØ-ÞŒ](?=[a-z]|[A-Z]{2})"
    "|(?<=[A-Z][A-Z])[À-ÖØ-ÞŒ](?![a-z])"
    "|\\b[àÀéÉèÈóÓ]\\b"  # among plain ones
    "|(?<=\\w)[’‘´](?=\\w)|(?<!\\w)[¿¡](?=\\w)"
    "|(?<!\\w)[“‘„«‹](?=[\\s\\w])|(?<=[\\w.,!?…\\s])[”’“»›](?!\\w)"  # quotation marks
    "|(?<![^\\s\\w])[–—…](?=[\\s\\w”’“‘]|$)|[€£¥](?=\\s?\\d)|(?<=\\d)\\s?[€°£ºª]|(?<=\\d)[½¼¾²³]"
    "|\xa0|[•¦§©®™](?=\\s)|(?<=\\w)[™®]|[±×](?=\\s?\\d)|(?<!\\w)[½¼¾](?=\\s)")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text as its file says it, not yet regular, and the encoding that it was read by."""

    text: str
    encoding: str
    guessed: bool = False


def decode(raw: bytes, encoding: str = "") -> Decoded:
    """The text of a file.

    A byte order mark decides, then NULs (UTF-16 without one), then whether it is UTF-8 throughout; what is left
    are the encodings of one byte a letter, told by which of them makes words and quotation marks of the bytes.

    Args:
        encoding: the one that a person has chosen; it is taken without looking.

    Raises:
        Fault: it is empty, binary, damaged, or in an encoding that cannot be told.
    """
    if encoding:
        return _chosen(raw, encoding)
    if not raw.strip(b"\0 \t\r\n\f\v"):
        raise _refused(tr("it is empty"), tr("Choose a file with words in it"))
    found = _marked(raw) or _utf16(raw)
    if found is None:
        head = raw[:_LOOKED_AT]
        if (len(head) - len(head.translate(None, _CONTROLS))) * 100 > len(head):
            raise _refused(tr("it is binary"),
                           tr("Choose a text (.txt or .md) or a dataset; save other files as text first"))
        found = _utf8(raw) or _one_byte(raw)
    if not found.text.strip("\ufeff\0 \t\r\n\f\v"):
        raise _refused(tr("it is empty"), tr("Choose a file with words in it"))
    return found


def _chosen(raw: bytes, encoding: str) -> Decoded:
    for mark, name in _MARKS:
        if raw.startswith(mark) and name.startswith(encoding.lower().replace("_", "-")):
            raw = raw[len(mark):]
    try:
        return Decoded(raw.decode(encoding), encoding)
    except LookupError as error:
        raise _refused(tr("there is no encoding “{encoding}”", encoding=encoding),
                       tr("Say utf-8, cp1252, mac-roman or another")) from error
    except (UnicodeError, ValueError) as error:
        raise _refused(tr("it is not {encoding}", encoding=encoding),
                       tr("Choose another encoding, or let the program find it")) from error


def _refused(why: str, remedy: str) -> Fault:
    return Fault(tr("The text cannot be read"), why, remedy)


def _marked(raw: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return Decoded(_strictly(raw[len(mark):], encoding), encoding)
    return None


def _utf16(raw: bytes) -> Decoded | None:
    """Latin letters in UTF-16 have a NUL in every other byte, others in their spaces; no other encoding has any."""
    head = raw[:_LOOKED_AT]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(raw) % 2 or max(even, odd) * 50 < len(head) or min(even, odd) * 20 > max(even, odd):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    pairs = zip(head[::2], head[1::2], strict=False)
    letters = bytes(one or other for one, other in pairs if not (one and other))
    if len(letters.translate(None, _CONTROLS)) < len(letters):
        return None
    if max(even, odd) * 10 < len(head) and not _is_of_words(head[:len(head) // 2 * 2].decode(encoding, "replace")):
        return None
    return Decoded(_strictly(raw, encoding), encoding)


def _is_of_words(text: str) -> bool:
    """Whether a text whose NULs are but its spaces is one: of another alphabet, where binary bytes are of all."""
    letters = [letter for letter in text if letter.isalpha()]
    alike = max(Counter(ord(letter) >> 8 for letter in letters).values(), default=0)
    return len(letters) * 2 > len(text) and alike * 10 > 9 * len(letters)


def _utf8(raw: bytes) -> Decoded | None:
    try:
        return Decoded(raw.decode(), "utf-8")
    except UnicodeDecodeError as error:
        broken = error.start
    try:
        return Decoded(raw.decode("utf-8", "surrogatepass"), "utf-8")  # half characters have a fault of their own
    except UnicodeDecodeError:
        mended = raw.decode("utf-8", "replace")
    whole = len(_BEYOND_ASCII.findall(mended)) - mended.count("�")
    if whole > 4 * mended.count("�"):
        raise _refused(tr("it is UTF-8, but damaged at byte {byte:,}", byte=broken), tr("Copy or download it again"))
    return None


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        raise _refused(tr("it begins as {encoding}, but is damaged at byte {byte:,}", encoding=encoding.upper(),
                          byte=error.start), tr("Copy or download it again")) from error


def _one_byte(raw: bytes) -> Decoded:
    likelihood = {encoding: _likelihood(raw, encoding) for encoding in ("cp1252", "mac-roman")}
    best = max(likelihood, key=lambda encoding: likelihood[encoding])
    beyond = len(raw[:_LOOKED_AT].translate(None, _ASCII)) / len(raw[:_LOOKED_AT])
    western = _decoded(raw, best) if likelihood[best] >= 0.75 or (beyond < _FEW and likelihood[best] > 0) else None
    if western is not None:
        return western
    from charset_normalizer import from_bytes

    match = from_bytes(raw[:_LOOKED_AT], cp_exclusion=[*_MAINFRAMES, *_RARE]).best()
    if match is not None and match.multi_byte_usage and beyond < _ALL_LETTERS:
        other = "mac-roman" if best == "cp1252" else "cp1252"
        if western := _decoded(raw, best) or _decoded(raw, other):
            return western
    try:
        if match is not None:
            return Decoded(raw.decode(match.encoding), match.encoding, guessed=True)
    except UnicodeDecodeError:
        pass
    raise _refused(tr("it is binary, or its encoding cannot be told"), tr("Save it as UTF-8, if it is a text"))


def _decoded(raw: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(raw.decode(encoding), encoding, guessed=True)
    except UnicodeDecodeError:
        return None


def _likelihood(raw: bytes, encoding: str) -> float:
    """The share of the characters beyond ASCII that stand where such a character would stand."""
    try:
        text = raw[:_LOOKED_AT].decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    return len(_LIKELY.findall(text)) / max(1, len(_BEYOND_ASCII.findall(text)))
