"""The article as a QTextDocument, built away from the widget: an eighth of the time that `setPlainText` takes."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument, QTextOption

from annotator.ui.reader.text_map import TextMap, for_qt
from annotator.ui.reader.typography import Reading, text_font

SIDE = 14
"""Pixels left and right of the text inside the viewport: the handles' knobs stand there."""

_BOTTOM = 96
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Hebrew, Arabic, Syriac, Thaana, N'Ko and their forms of presentation."""

_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


def build_document(words: TextMap, reading: Reading, *, top: int, parent: QObject) -> QTextDocument:
    """Set the text in type.

    Args:
        words: the article's text; it is never read back from Qt, which alters some characters.
        reading: face, size and line.
        top: pixels kept free above the first line, for the headline.
        parent: owner of the document.

    Raises:
        ValueError: Qt counts the text otherwise than we do (it holds CRLF: it was not normalised), so that every
            offset behind that place would lie.
    """
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(text_font(reading))
    document.setDefaultTextOption(_text_option())
    frame = document.rootFrame().frameFormat()
    frame.setLeftMargin(SIDE)
    frame.setRightMargin(SIDE)
    frame.setTopMargin(top)
    frame.setBottomMargin(_BOTTOM)
    document.rootFrame().setFrameFormat(frame)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    blank_lines = "\n\n" in words.text
    cursor.setBlockFormat(_paragraph(reading, gap=0 if blank_lines else round(reading.pitch * 0.5)))
    cursor.insertText(for_qt(words.text))
    if blank_lines:
        _shrink_blank_lines(cursor, words, reading)
    _set_directions(cursor, words)
    cursor.endEditBlock()
    if document.characterCount() - 1 != words.utf16_length:
        raise ValueError(f"{words.utf16_length} units of text became {document.characterCount() - 1} in the reader")
    return document


def _paragraph(reading: Reading, *, gap: int) -> QTextBlockFormat:
    format = QTextBlockFormat()
    # Fixed, so that an emoji or an Arabic word from another face does not push its line away from the others.
    format.setLineHeight(reading.pitch, _FIXED)
    format.setBottomMargin(gap)
    return format


def _set_directions(cursor: QTextCursor, words: TextMap) -> None:
    """A paragraph runs as most of its letters do; Qt goes by the first, and an English one may open in Arabic."""
    if _RIGHT_TO_LEFT.search(words.text) is None:
        return
    start = 0
    for paragraph in words.text.split("\n"):
        if right := len(_RIGHT_TO_LEFT.findall(paragraph)):
            leftward = 2 * right > sum(letter.isalpha() for letter in paragraph)
            cursor.setPosition(words.to_utf16(start))
            format = cursor.blockFormat()
            format.setLayoutDirection(Qt.LayoutDirection.RightToLeft if leftward else Qt.LayoutDirection.LeftToRight)
            cursor.setBlockFormat(format)
        start += len(paragraph) + 1


def _text_option() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _shrink_blank_lines(cursor: QTextCursor, words: TextMap, reading: Reading) -> None:
    """Articles that part their paragraphs by a blank line get the gap of those that do not."""
    blank = QTextBlockFormat()
    blank.setLineHeight(round(reading.pitch * 0.5), _FIXED)
    place = words.text.find("\n\n")
    while place >= 0:
        cursor.setPosition(words.to_utf16(place + 1))
        cursor.setBlockFormat(blank)
        place = words.text.find("\n\n", place + 1)
