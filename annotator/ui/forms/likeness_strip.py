"""“3 may be the same”: what looks like one source under several names, why, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from annotator.actions import sources
from annotator.corpus.change import ChangeSet
from annotator.corpus.likeness import Alike, alike
from annotator.corpus.source import Source
from annotator.drafting.spellings import Spelling, spellings
from annotator.language import tr
from annotator.ui.background import Background
from annotator.ui.bridge import Bridge
from annotator.ui.widgets.call import Call
from annotator.ui.widgets.plain import plain_label
from annotator.ui.widgets.tab_order import visit_in_reading_order

_AT_ONCE = 12
"""Groups that are drawn; the next ones come up as these are answered."""
_TALLEST = 236
_PATIENCE_MS = 400
_JOB = "spellings"


class LikenessStrip(QWidget):
    """Looked for on a thread of its own, after changes have settled; hidden while nothing is found.

    Names of the open article that may be a source’s come first: they can be taken as its other names.

    Signals:
        found: the ids of all sources that may be another one.
        merge_wanted: the ids of sources to be merged, after a look at what it does.
    """

    found = Signal(object)
    merge_wanted = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.groups: Sequence[Alike] = ()
        self.spellings: Sequence[Spelling] = ()
        self._work: Background | None = None
        self._again = False
        self._timer = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._timer.timeout.connect(self._look)
        self.head = QToolButton(self)
        self._rows: list[QWidget] = []
        self._drawn: tuple[object, ...] = ()
        self._scroll = QScrollArea(self)
        self._list = QWidget()
        self._lay_out()
        self._names_soon = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._names_soon.timeout.connect(self._compare)
        bridge.article_shown.connect(self.look_at_article)
        self.hide()

    def look(self) -> None:
        """Look (again), soon."""
        self._timer.start()
        self._names_soon.start()

    @Slot()
    def look_at_article(self) -> None:
        """Compare the names in the open article with those of the sources, soon; forget those of another one."""
        if self.spellings:
            self.spellings = ()
            self._show_groups()
        self._names_soon.start()

    @property
    def doubtful(self) -> Collection[str]:
        """The ids of all sources that may be another one."""
        return {name for group in self.groups for name in group.sources}

    @property
    def rows(self) -> Sequence[QWidget]:
        """The groups that are listed."""
        return tuple(self._rows)

    # --- looking ---

    @Slot()
    def _look(self) -> None:
        if self._work is not None:
            self._again = True
            return
        known = list(self._bridge.session.catalogue.sources().values())
        self._work = Background(partial(alike, known), self, name="likeness")
        self._work.finished.connect(self._take)
        self._work.start()

    @Slot(object)
    def _take(self, groups: Sequence[Alike]) -> None:
        self._work = None
        if self._again:
            self._again = False
            self._timer.start()
        known = self._bridge.session.catalogue.sources()
        self.groups = [group for group in groups if all(name in known for name in group.sources)]
        self._show_groups()
        self.found.emit(self.doubtful)

    @Slot()
    def _compare(self) -> None:
        """Only while somebody looks; the facts are read here, and compared beside the window."""
        bridge, place = self._bridge, self.parentWidget()
        open_ = bridge.session.catalogue.article(bridge.article) if bridge.article else None
        if open_ is None or place is None or not place.isVisible():
            return
        known = list(bridge.session.catalogue.sources().values())
        bridge.beside.begin(_JOB, partial(_spelt, known, bridge.text, open_.language or "en"), self._take_spellings)

    def _take_spellings(self, found: Sequence[Spelling]) -> None:
        known = self._bridge.session.catalogue.sources()
        self.spellings = [each for each in found if each.source in known]
        self._show_groups()

    # --- showing ---

    def _show_groups(self) -> None:
        """Rows that are the same are left: a key may be on its way to one of their buttons."""
        known = self._bridge.session.catalogue.sources()
        names = [known[name].name for group in self.groups for name in group.sources if name in known]
        drawn = (self.head.isChecked(), list(self.spellings), list(self.groups), names)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        if self.head.isChecked():
            self._rows += map(self._spelling_row, self.spellings[:_AT_ONCE])
            self._rows += map(self._row, self.groups[:_AT_ONCE])
        for at, row in enumerate(self._rows):
            self._column.insertWidget(at, row)
            row.show()
        visit_in_reading_order(self)
        more = len(self.groups) + len(self.spellings) - len(self._rows)
        self._more.setText(tr("{more:,} more when these are answered", more=more))
        self._more.setVisible(bool(self._rows) and more > 0)
        count = len(self.doubtful) + len(self.spellings)
        self.head.setText(f"{'▾' if self.head.isChecked() else '▸'}  "
                          + tr("{count:,} may be the same", count=count))
        self.head.setAccessibleName(tr("{count:,} sources may be the same: hide them", count=count) if self._rows else
                                    tr("{count:,} sources may be the same: show them", count=count))
        self._scroll.setVisible(bool(self._rows))
        self._list.adjustSize()
        if self._rows:
            self._fit()
        self.setVisible(bool(self.groups or self.spellings))

    def _fit(self) -> None:
        width = self._scroll.viewport().width() or 340
        tall = self._column.hasHeightForWidth()
        height = self._column.heightForWidth(width) if tall else self._column.sizeHint().height()
        self._scroll.setFixedHeight(min(_TALLEST, height + 2))

    def _row(self, group: Alike) -> QWidget:
        known = self._bridge.session.catalogue.sources()
        names = " · ".join(known[name].name for name in group.sources)
        return self._asked(names, group.why, ((tr("Merge…"), partial(self.merge_wanted.emit, group.sources)),
                                              (tr("Not the same"), partial(self._dismiss, group))))

    def _spelling_row(self, spelling: Spelling) -> QWidget:
        source = self._bridge.session.catalogue.sources()[spelling.source]
        names = tr("“{name}” in this article · {source}", name=spelling.name, source=source.name)
        return self._asked(names, spelling.why, ((tr("Also called this"), partial(self._call, spelling)),
                                                 (tr("Not the same"), partial(self._put_aside, spelling))))

    def _asked(self, names: str, reason: str, answers: Iterable[tuple[str, Callable[[], None]]]) -> QWidget:
        row = QWidget(self._list)
        row.setAccessibleName(f"{names}: {reason}")
        title, why = plain_label(names, parent=row), plain_label(reason, "caption", parent=row)
        title.setProperty("role", "heading")
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 2, 0, 0)
        buttons.setSpacing(4)
        for words, call in answers:
            button = QPushButton(words, row)
            button.setProperty("small", True)
            button.setAutoDefault(True)  # outside of dialogs, Enter presses no button else
            button.setAccessibleName(f"{words}: {names}")
            button.clicked.connect(Call(call, button).run)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(row)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(1)
        column.addWidget(title)
        column.addWidget(why)
        column.addLayout(buttons)
        return row

    def _dismiss(self, group: Alike) -> None:
        known = self._bridge.session.catalogue.sources()
        members = [known[name] for name in group.sources if name in known]
        if self._bridge.do(sources.not_the_same(members), say=tr("{members} are not the same", members=len(members))):
            self.groups = [other for other in self.groups if other != group]
            self._show_groups()
            self.found.emit(self.doubtful)
            self.head.setFocus()

    def _call(self, spelling: Spelling) -> None:
        """The source bears this name, too: it is found by it from now on."""
        source = self._bridge.session.catalogue.sources().get(spelling.source)
        changes = sources.set_alias(source, spelling.name) if source else ChangeSet([])
        if source and self._bridge.do(changes, say=tr("{source} is also called {name}", source=source.name,
                                                      name=spelling.name)):
            self._answered(spelling)

    def _put_aside(self, spelling: Spelling) -> None:
        source = self._bridge.session.catalogue.sources().get(spelling.source)
        changes = sources.not_called(source, spelling.name) if source else ChangeSet([])
        if source and self._bridge.do(changes, say=tr("{source} is not called {name}", source=source.name,
                                                      name=spelling.name)):
            self._answered(spelling)

    def _answered(self, spelling: Spelling) -> None:
        self.spellings = [other for other in self.spellings if other != spelling]
        self._show_groups()
        self.head.setFocus()

    @Slot(bool)
    def _toggle(self, _open: bool) -> None:
        self._show_groups()

    def _lay_out(self) -> None:
        self.head.setCheckable(True)
        self.head.setProperty("role", "strip")
        self.head.setToolTip(tr("Sources that look like one under several names. Nothing is merged by itself"))
        self.head.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.head.toggled.connect(self._toggle)
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(0)
        self._more = plain_label("", "caption", parent=self._list)
        self._more.setContentsMargins(12, 2, 12, 4)
        self._column.addWidget(self._more)
        self._column.addStretch(1)
        self._scroll.setWidget(self._list)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.addWidget(self.head)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self._scroll)


def _spelt(known: Sequence[Source], text: str, language: str) -> Iterator[list[Spelling]]:
    """In one step: an article has few names."""
    yield spellings(known, text, language)
