"""The open article: one's own status, what is known of it, its marked passages, who else has read it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from annotator.actions import library
from annotator.corpus.article import Article, Passage
from annotator.corpus.change import Changed, awaited
from annotator.corpus.team import Review
from annotator.corpus.vocabulary import in_words
from annotator.language import counted, tr
from annotator.ui.bridge import Bridge
from annotator.ui.forms.article_form import ArticleForm
from annotator.ui.models.hands import hands_in
from annotator.ui.models.shelves import STATUS_WORDS
from annotator.ui.models.times import when
from annotator.ui.theme import Theme
from annotator.ui.widgets.choice_row import ChoiceRow
from annotator.ui.widgets.coder_mark import CoderMark
from annotator.ui.widgets.elided_label import ElidedLabel
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.form_field import FormField
from annotator.ui.widgets.status_glyph import StatusGlyph

_EXCERPT = 80
_GREYED = ("boilerplate", "debris")
_MOST_PASSAGES = 100


class ArticlePanel(QWidget):
    """Follows the article that is open; what has changed is drawn when it is looked at."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.status = ChoiceRow(STATUS_WORDS, name=tr("My status of this article"), parent=self)
        self.form = ArticleForm(bridge)
        self._measure = _muted()
        self._origin = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self._origin.setProperty("role", "muted")
        self._passages, self._reviews = _Section(tr("Passages")), _Section(tr("Colleagues"))
        self._empty = EmptyState(bridge.theme, self)
        self._empty.show_state("document", tr("No article is open"),
                               sentence=tr("Bring one in, or choose one in the library."))
        self._pages = QStackedWidget(self)
        self._stale = True
        self._lay_out()
        self.status.chosen.connect(self._set_status)
        bridge.article_shown.connect(self._follow_article)
        bridge.changed.connect(self._follow)
        bridge.theme_changed.connect(self._wear)
        self._draw()

    def take_focus(self) -> None:
        """Go to the title. Not a focus proxy: Qt's Tab would skip all that stands before it."""
        self.form.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up on what changed while nobody looked."""
        super().showEvent(event)
        if self._stale:
            self._draw()

    # --- building ---

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 12, 12, 16)
        column.setSpacing(12)
        column.addWidget(FormField(tr("My status"), self.status))
        column.addWidget(self.form)
        column.addWidget(self._measure)
        column.addWidget(self._origin)
        column.addWidget(self._passages)
        column.addWidget(self._reviews)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        self._pages.addWidget(scroll)
        self._pages.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    # --- following ---

    @Slot(str)
    def _follow_article(self, _article: str) -> None:
        self._refresh()

    @Slot(object)
    def _follow(self, changed: Changed) -> None:
        if self._bridge.article in changed.articles():
            self._refresh(changed)

    def _refresh(self, changed: Changed | None = None) -> None:
        self._stale = True
        if self.isVisible():
            self._draw(changed)

    @Slot(object)
    def _wear(self, theme: Theme) -> None:
        self._empty.set_theme(theme)
        for glyph in self.findChildren(StatusGlyph):
            glyph.set_theme(theme)

    def _draw(self, changed: Changed | None = None) -> None:
        self._stale = False
        catalogue, name = self._bridge.session.catalogue, self._bridge.article
        article = catalogue.article(name) if name else None
        self._pages.setCurrentIndex(1 if article is None else 0)
        if article is None:
            return
        self.form.show_article(article, hands=hands_in(self._bridge, changed, name))
        self._show_measure(article)
        self._passages.show_rows([self._passage(p) for p in catalogue.passages(name)[:_MOST_PASSAGES]])
        me = self._bridge.session.coder.id
        self.status.show_choice(catalogue.status(name, me))
        self._reviews.show_rows([self._review(r) for r in catalogue.reviews(name)
                                 if r.coder != catalogue.people().one(me)])

    def _show_measure(self, article: Article) -> None:
        text = self._bridge.text
        annotations = self._bridge.annotations()
        unsourced = sum(a.needs_source for a in annotations)
        many = counted(len(annotations), "annotation")
        parts = [counted(len(text.split()), "word"), counted(len(text), "character"),
                 tr("{annotations}, {unsourced} without a source", annotations=many, unsourced=unsourced)
                 if unsourced else many]
        parts.append(awaited(self._bridge.session.timeline().awaited(article.id)))
        self._measure.setText(" · ".join(filter(None, parts)))
        origin = article.imported_from
        came = origin.get("file") or {"paste": tr("the clipboard")}.get(origin.get("format", ""), "")
        self._origin.set_text(tr("Imported from {place}", place=came) if came else "")
        self._origin.setVisible(bool(came))

    def _passage(self, passage: Passage) -> QWidget:
        words = " ".join(self._bridge.text[passage.start : min(passage.end, passage.start + _EXCERPT)].split())
        role, greyed = in_words(passage.role).capitalize(), passage.role in _GREYED
        row = _row(tr("{role}: “{words}”", role=role, words=words))
        button = QPushButton(tr("Bring back") if greyed else tr("Unmark"))
        button.setProperty("quiet", True)
        button.setAccessibleName(tr("Bring back: {words}", words=words) if greyed
                                 else tr("Unmark: {words}", words=words))
        button.clicked.connect(partial(self._clear, passage))
        layout = row.layout()
        assert layout is not None
        layout.addWidget(button)
        return row

    def _review(self, review: Review) -> QWidget:
        person = self._bridge.session.catalogue.people().person(review.coder)
        said = [person.name, STATUS_WORDS.get(review.status, review.status).lower(), when(review.changed)]
        row = _row(" · ".join(part for part in said if part))
        layout = row.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.insertWidget(0, StatusGlyph(review.status, self._bridge.theme))
        layout.insertWidget(1, CoderMark(person, self._bridge.theme))
        return row

    # --- what a person does ---

    @Slot(str)
    def _set_status(self, status: str) -> None:
        self._bridge.do(library.set_status(self._bridge.article, self._bridge.session.coder, status))

    def _clear(self, passage: Passage) -> None:
        change_set = library.mark_passage(self._bridge.article, passage.start, passage.end, None)
        role = in_words(passage.role).capitalize()
        self._bridge.do(change_set, say=tr("{role} brought back", role=role) if passage.role in _GREYED
                        else tr("{role} is no longer marked", role=role))


class _Section(QWidget):
    """A heading with rows below it; hidden while there are none."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(2)
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        self._column.addWidget(heading)
        self.hide()

    def show_rows(self, rows: list[QWidget]) -> None:
        """Show these and let go of the old ones."""
        for old in self._rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = rows
        for row in rows:
            self._column.addWidget(row)
        self.setVisible(bool(rows))


def _row(words: str) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(ElidedLabel(words), 1)
    row.setMinimumHeight(28)
    return row


def _muted() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label
