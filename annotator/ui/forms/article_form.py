"""What is known of an article, written beside its text: each field is checked and stored when one leaves it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from annotator.actions import library
from annotator.corpus.article import Article
from annotator.corpus.hands import NO_HANDS, Hands
from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.icons import set_icon
from annotator.ui.models.dates import date_problem
from annotator.ui.theme import Theme
from annotator.ui.widgets.commit_line import CommitLine, CommitText
from annotator.ui.widgets.form_field import FormField

_ADDRESS = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

_FIELDS = (
    ("outlet", tr("Outlet"), tr("Who published it")),
    ("byline", tr("Byline"), tr("Names, separated by ;")),
    ("published", tr("Published"), tr("2025-03-14, 2025-03 or 2025")),
    ("url", tr("Address"), "https://…"),
    ("language", tr("Language"), tr("en, de, fr …")),
    ("section", tr("Section"), tr("Politics, Opinion …")),
)


def address_problem(text: str) -> str:
    """What is wrong with an address that was typed; empty when it can be opened by a browser."""
    return "" if not text or _ADDRESS.fullmatch(text) else tr("Write the whole address, beginning with https:// or "
                                                              "http://")


def language_problem(text: str) -> str:
    """What is wrong with a language that was typed."""
    return "" if not text or _LANGUAGE.fullmatch(text) else tr("Write the language’s code: en, de, fr, pt-BR")


_CHECKS: dict[str, Callable[[str], str]] = {
    "published": date_problem, "url": address_problem, "language": language_problem}


class ArticleForm(QWidget):
    """Title, outlet, byline, date, address, language, section, note."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._article: Article | None = None
        self._seen: tuple[int, ...] = ()
        self.title = CommitText(tr("Title"), hint=tr("Untitled"))
        self.note = CommitText(tr("Note"), hint=tr("Markdown"))
        self.lines = {name: CommitLine(caption, hint=hint) for name, caption, hint in _FIELDS}
        self._open = QToolButton(self)
        self._fields: dict[str, FormField] = {}
        self._lay_out()
        for name, editor in self._editors().items():
            editor.committed.connect(partial(self._store, name))
            editor.restored.connect(partial(self._fields[name].show_problem, ""))
            editor.caught_up.connect(self._see)
        self._open.clicked.connect(self._open_address)
        bridge.theme_changed.connect(self._wear)
        self.setFocusProxy(self.title)

    def show_article(self, article: Article, *, hands: Hands = NO_HANDS) -> None:
        """Show an article as it is now. What is being written stays; it goes to the article that it was written for.

        Args:
            hands: who changed it elsewhere just now.
        """
        if self._article is None or self._article.id != article.id:
            self.leave()
        self._article = article
        for name, editor in self._editors().items():
            stored = "; ".join(article.byline) if name == "byline" else getattr(article, name)
            editor.show_value(stored, who=hands.of(name))
        self._see()
        self._open.setEnabled(bool(article.url) and not address_problem(article.url))

    def leave(self) -> None:
        """Store what is being written, before something else is shown; what cannot be stored goes."""
        for line in self._editors().values():
            line.commit()
            line.restore()
        for field in self._fields.values():
            field.show_problem("")

    def _editors(self) -> dict[str, CommitLine | CommitText]:
        return {"title": self.title, "note": self.note, **self.lines}

    @Slot()
    def _see(self) -> None:
        """What stands there is what is stored, unless somebody is writing: a change builds on what was seen."""
        if self._article is not None and not any(editor.writing() for editor in self._editors().values()):
            self._seen = self._bridge.session.heads(self._article.id)

    def field(self, name: str) -> FormField:
        """The field of a part: what it says of its value."""
        return self._fields[name]

    # --- building ---

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._fields = {"title": FormField(tr("Title"), self.title), "note": FormField(tr("Note"), self.note)}
        for name, caption, _ in _FIELDS:
            line = self.lines[name]
            self._fields[name] = FormField(caption, self._with_button() if name == "url" else line, writes=line)
        for name in ("title", "outlet", "byline"):
            column.addWidget(self._fields[name])
        column.addLayout(_side_by_side(self._fields["published"], self._fields["language"]))
        column.addWidget(self._fields["url"])
        column.addWidget(self._fields["section"])
        column.addWidget(self._fields["note"])
        self._wear(self._bridge.theme)

    def _with_button(self) -> QWidget:
        place = QWidget()
        place.setAccessibleName(tr("Address"))
        place.setFocusProxy(self.lines["url"])
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._open.setToolTip(tr("Open in the browser"))
        self._open.setAccessibleName(tr("Open the address in the browser"))
        self._open.setFixedSize(30, 30)
        row.addWidget(self.lines["url"], 1)
        row.addWidget(self._open)
        return place

    @Slot(object)
    def _wear(self, theme: Theme) -> None:
        set_icon(self._open, "external", theme.chrome_ink)

    # --- storing ---

    def _store(self, name: str, value: str) -> None:
        article = self._article
        if article is None:
            return
        if name in _CHECKS:
            problem = _CHECKS[name](value)
            self._fields[name].show_problem(problem)
            if problem:
                self._editors()[name].refuse()
                return
        given: object = value
        if name == "byline":
            given = tuple(part.strip() for part in value.split(";") if part.strip())
        change_set = library.describe_article(article, {name: given}, seen=self._seen)
        if not change_set:
            self._editors()[name].restore()
        elif self._bridge.do(change_set) is None:
            self._editors()[name].not_stored()
        else:
            self._seen = self._bridge.session.heads(article.id)

    @Slot()
    def _open_address(self) -> None:
        address = self._article.url if self._article else ""
        if address and not address_problem(address):
            QDesktopServices.openUrl(QUrl(address))


def _side_by_side(*fields: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for place, field in enumerate(fields):
        row.addWidget(field, 2 if not place else 1, Qt.AlignmentFlag.AlignTop)
    return row
