"""The article as a QTextDocument with its column, built away from the widget."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor, QTextDocument, QTextOption

from annotator.ui.reader.column import Column
from annotator.ui.reader.text_map import TextMap, for_qt, right_to_left_letters
from annotator.ui.reader.typography import Reading, text_font


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
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.insertText(for_qt(words.text))
    _set_directions(cursor, words)
    cursor.endEditBlock()
    document.setDocumentLayout(Column(document, words.text, reading, top=top))  # last: nothing is set while it is built
    if document.characterCount() - 1 != words.utf16_length:
        raise ValueError(f"{words.utf16_length} units of text became {document.characterCount() - 1} in the reader")
    return document


def _set_directions(cursor: QTextCursor, words: TextMap) -> None:
    """A paragraph runs as most of its letters do; Qt goes by the first, and an English one may open in Arabic."""
    if not words.runs_both_ways:
        return
    start = 0
    for paragraph in words.text.split("\n"):
        if right := right_to_left_letters(paragraph):
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
