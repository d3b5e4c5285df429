"""What stands at the other end of a link: over the window, beside the chip, and never with the focus."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from annotator.corpus.vocabulary import in_words
from annotator.language import tr
from annotator.ui.models.link_ends import TO_SETTLE, LinkEnd
from annotator.ui.widgets.lines import smaller

_LONGEST = 360
"""Characters of the other end's words."""

_WIDTH = 320
_KEYS = tr("Enter goes there, Alt+← comes back\nDel removes the link · Alt+↓ changes it")
_KEYS_GONE = tr("Enter brings it back · Del removes the link")


class LinkPopover(QFrame):
    """Its words, its article, who says it, who marked it; what is said of the link itself; the keys."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("role", "card")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(tr("The other end of the link"))
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(5)
        self._parts = {name: self._label(role) for name, role in (
            ("head", "heading"), ("settle", "danger"), ("words", ""), ("source", "muted"), ("link", "muted"),
            ("note", ""), ("keys", "muted"))}
        for name in ("source", "link", "keys"):
            self._parts[name].setFont(smaller(self.font()))
        for label in self._parts.values():
            column.addWidget(label)
        self.hide()

    def show_end(self, end: LinkEnd, *, chip: QWidget, below: QWidget) -> None:
        """Show what stands at the other end of a chip, below (or above) all of them, so that none is covered."""
        for name, words in _said(end).items():
            self._parts[name].setText(words)
            self._parts[name].setVisible(bool(words))
        self._place(chip, below)
        self.show()
        self.raise_()

    def text(self) -> str:
        """All that it says, for tests."""
        return "\n".join(label.text() for label in self._parts.values() if not label.isHidden())

    def _place(self, chip: QWidget, below: QWidget) -> None:
        window, layout = self.parentWidget(), self.layout()
        assert window is not None and layout is not None
        height = layout.totalHeightForWidth(_WIDTH)
        left, above = chip.mapTo(window, QPoint()).x(), below.mapTo(window, QPoint()).y()
        under = above + below.height() + 5
        top = under if under + height <= window.height() - 4 else max(4, above - height - 5)
        self.setGeometry(max(4, min(left, window.width() - _WIDTH - 10)), top, _WIDTH, height)

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        return label


def _said(end: LinkEnd) -> dict[str, str]:
    first, words = end.tie.links[0], end.words
    said = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    where = (end.source or ("" if end.tie.gone else tr("needs a source")),
             end.title and tr("in “{title}”", title=end.title), end.whose)
    link = (tr("linked by {name}", name=end.drawn) if end.drawn else "", in_words(first.certainty))
    return {
        "head": f"{end.name[:1].upper()}{end.name[1:]}",
        "settle": TO_SETTLE if end.tie.to_settle else "",
        "words": said,
        "source": " · ".join(part for part in where if part),
        "link": " · ".join(part for part in link if part),
        "note": first.note,
        "keys": _KEYS_GONE if end.tie.gone else _KEYS,
    }
