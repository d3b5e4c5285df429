"""`python -m tests.pictures.unsaid [STATE…]`: words that a window shows and no catalogue holds.

The program speaks a language in which each text stands in brackets. What a window shows outside of them, and what no
data says either (articles, names, numbers), was never given to be translated.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator import language

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

OPEN, CLOSE = "⟦⟧"
NAMES = re.compile(
    r"\b(Annotator|Mara( Lind)?|Ben|Maria|Qt|PySide6?|Python|SQLite|Linux\S*|MIT|CC0|CC BY 4\.0|English|Français|"
    r"Ctrl|Shift|Alt|Meta|Esc|Enter|Return|Space|Tab|Del|Ins|Home|End|PgUp|PgDown|PgDn|Backspace|F\d+|"
    r"ORCID|Wikidata|ROR|ISNI|DOI|DejaVu( \w+)?|Liberation( \w+)?|[A-Z]\d+|[0-9a-f-]{36}|"
    r"brat|W3C Web Annotation|labelbuddy|Label Studio|UIMA CAS|ClaimReview|Discourse Network Analyzer|"
    r"[\w./~-]+\.(annot|txt|csv|jsonl?|md|py|html|svg|log)|https?:\S+|/\S*)\b")
"""What is called the same in every language."""
_COUNTS = re.compile(r"(Claim|Quote|Statistic|[\w ]+) \d+|\d[\d,.]* \S.*|[=<>≈≤≥↑↓] .*")
"""A kind of the project, an outlet or a figure with its number."""
_TAGS = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]{2,}")
_INSIDE = re.compile(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")


@dataclass(frozen=True, slots=True)
class Bracketed(language.Catalogue):
    """Says every text as it is, in brackets."""

    def said(self, text: str, context: str = "") -> str:
        return f"{OPEN}{text}{CLOSE}"

    def said_of(self, one: str, many: str, number: int) -> str:
        return f"{OPEN}{many if number != 1 else one}{CLOSE}"


def unsaid(text: str, data: str) -> str:
    """What of a text stands in no brackets and in no data; empty when all of it is accounted for."""
    plain = unescape(_TAGS.sub(" ", text)) if "<" in text else text
    while (shorter := _INSIDE.sub(" ", plain)) != plain:
        plain = shorter
    left = [" ".join(part.split()) for part in re.split(r"[·\n\t|…,;:]|\. |  +", NAMES.sub("  ", plain))]
    words = [part for part in left if _WORD.search(part) and not _COUNTS.fullmatch(part)]
    return " … ".join(part for part in words if part.strip(" .()“”‘’–—‹›*&").casefold() not in data)


def data_of(*texts: Any) -> str:
    """Everything that the sample says, in one text, to be looked into."""
    return "\n".join(" ".join(text.split()) for text in _strings(texts)).casefold()


def _strings(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for each in found.values():
            yield from _strings(each)
    elif isinstance(found, Iterable):
        for each in found:
            yield from _strings(each)


def shown(widget: QWidget) -> Iterator[str]:
    """The texts of one control, and what a screen reader is told of it."""
    from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTabBar

    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
    for name in ("text", "title", "placeholderText"):
        said = getattr(widget, name, None)
        if callable(said) and isinstance(text := _called(said), str):
            yield text
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(at) for at in range(widget.count()))
        yield from (widget.tabToolTip(at) for at in range(widget.count()))
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        yield from _in_rows(model)
    for action in widget.actions():
        yield from _of_action(action)


def _called(said: Any) -> Any:
    try:
        return said()
    except TypeError:  # it wants to know which one
        return None


def _in_rows(model: QAbstractItemModel, most: int = 30) -> Iterator[str]:
    from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

    root = QModelIndex()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    for column in range(1 if isinstance(model, QAbstractListModel) else min(model.columnCount(root), 8)):
        head = model.headerData(column, Qt.Orientation.Horizontal)
        if isinstance(head, str):
            yield head
        for row in range(min(model.rowCount(root), most)):
            yield from (text for role in roles if isinstance(text := model.index(row, column).data(role), str))


def _of_action(action: QAction) -> Iterator[str]:
    yield from (action.text().replace("&", ""), action.toolTip(), action.statusTip())
    if (menu := action.menu()) is not None:
        for each in menu.actions():  # type: ignore[attr-defined]  # the stub says QObject
            yield from _of_action(each)


def main() -> int:
    """Print what is lacking, a line each; 1 when anything is."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    language.speak(Bracketed("en"))
    from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

    from annotator.settings import resource
    from annotator.ui.theme import FUSION
    from tests.pictures.stage import Stage
    from tests.pictures.states import ARABIC, HEBREW, STATES

    app = QApplication(["annotator", *FUSION])
    corpus = json.loads(resource("sample", "corpus.json").read_bytes())
    data = data_of(corpus, HEBREW, ARABIC)
    lacking: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ANNOTATOR_HOME"] = str(Path(folder) / "stage" / "home")
        stage = Stage(Path(folder) / "stage", "light")
        for state in STATES:
            if sys.argv[1:] and state.name not in sys.argv[1:]:
                continue
            state.show(stage)
            stage.settle()
            for widget in app.allWidgets():
                written = isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit)
                for text in shown(widget) if widget.isVisible() else ():
                    if not (written and text == getattr(widget, "text", str)()) and (left := unsaid(text, data)):
                        lacking.setdefault(left, f"{state.name}, {type(widget).__name__}")
            stage.clear()
    print(*(f"{left}   ({where})" for left, where in lacking.items()), sep="\n")
    return int(bool(lacking))


if __name__ == "__main__":
    sys.exit(main())
