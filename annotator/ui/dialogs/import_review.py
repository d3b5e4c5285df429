"""Bringing articles in: read on a thread, looked through where there is something to decide, stored at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from contextlib import suppress
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.errors import Fault
from annotator.formats.doors import SHARED, Arrival, Incoming, Problem, ReadOptions
from annotator.formats.doors.clip import Clip
from annotator.language import number_text, tr
from annotator.project.catalogue import Catalogue
from annotator.replacing import NOTHING, Replacing, replacing
from annotator.settings import recalled_labels, remember_labels
from annotator.ui.background import Background
from annotator.ui.bridge import Bridge
from annotator.ui.dialogs.bringing_in import is_plain, sentence, show_that_all_is_there, store
from annotator.ui.dialogs.reading import READING, SLOW_MS, Reading, Waiting
from annotator.ui.forms.update_offer import LEAVE, UPDATE, UpdateOffer
from annotator.ui.forms.version_offer import OWN, VERSION, Compared, VersionOffer
from annotator.ui.models.arrival_choices import ArrivalChoices
from annotator.ui.models.arrivals import STATES, ArrivalModel
from annotator.ui.widgets.arrival_preview import ArrivalPreview
from annotator.ui.widgets.arrival_rows import ArrivalRows
from annotator.ui.widgets.choice_row import ChoiceRow
from annotator.ui.widgets.plain import plain_label
from annotator.ui.widgets.reading_choices import ReadingChoices

_FEW = 6
"""Rows that are all shown, so that the rest of the room is the preview's."""

_UNLIMITED = 16_777_215
"""Pixels: Qt's own word for no limit."""

_OPTIONS = ReadOptions(update=True, recall=recalled_labels)
"""What the project has otherwise is offered, not refused."""


class Import(QObject):
    """One import, from reading to the toast; it goes away by itself."""

    def __init__(self, bridge: Bridge, read: Callable[[ReadOptions], Incoming], parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._window, self._read = bridge, parent, read
        self._waiting: Waiting | None = None
        self._went = READING, 0, 0
        self._reading = Reading(read, _OPTIONS, self)
        self._reading.finished.connect(self._decide)
        self._reading.went.connect(self._say)
        self._timer = QTimer(self, interval=SLOW_MS, singleShot=True)
        self._timer.timeout.connect(self._show_waiting)
        self._timer.start()
        self._reading.start()

    def cancel(self) -> None:
        """Wait no more for what is being read; nothing has been stored."""
        self._reading.leave()
        self._end()

    def _show_waiting(self) -> None:
        self._waiting = Waiting(self._bridge, self._window, self.cancel)
        self._waiting.say(*self._went)
        self._waiting.show()

    @Slot(str, int, int)
    def _say(self, words: str, done: int, total: int) -> None:
        self._went = words, done, total
        if self._waiting is not None:
            self._waiting.say(words, done, total)

    def _end(self) -> None:
        self._timer.stop()
        if self._waiting is not None:
            self._waiting.hide()
            self._waiting.deleteLater()
            self._waiting = None
        self.deleteLater()

    def _decide(self, found: Incoming | Fault) -> None:
        self._end()
        if isinstance(found, Fault):
            self._bridge.failed.emit(found)
        elif not found.arrivals and len(found.problems) == 1:
            self._bridge.failed.emit(found.problems[0].fault)
        elif is_plain(found):
            store(self._bridge, found, self._window)
        elif not found.brings and not found.problems and not found.warnings:
            show_that_all_is_there(self._bridge, found)
        else:
            ImportReview(self._bridge, found, self._window, read=self._read).show()


def import_paths(bridge: Bridge, paths: list[Path], parent: QWidget) -> Import:
    """Bring in files, folders or a dataset."""
    from annotator.drafting.proposing import read_files

    def read(options: ReadOptions) -> Incoming:
        return read_files(paths, Catalogue(bridge.session.replica), options=options)

    return Import(bridge, read, parent)


def import_text(bridge: Bridge, text: str, parent: QWidget) -> Import:
    """Bring in an article of plain words."""
    return import_clip(bridge, Clip(text), parent)


def import_clip(bridge: Bridge, clip: Clip, parent: QWidget) -> Import:
    """Bring in a pasted or dropped article."""
    from annotator.formats import read_clip

    def read(_options: ReadOptions) -> Incoming:
        return read_clip(clip, Catalogue(bridge.session.replica))

    return Import(bridge, read, parent)


class ImportReview(QDialog):
    """What will come in, what is there already, what is refused and why. Nothing is stored before Import.

    Args:
        read: reads it all once more, as a person wants it read; None when there is only one way.
    """

    def __init__(self, bridge: Bridge, incoming: Incoming, parent: QWidget, *,
                 read: Callable[[ReadOptions], Incoming] | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._incoming, self._window, self._read = bridge, incoming, parent, read
        self._chosen = ArrivalChoices(incoming)
        self.model = ArrivalModel(incoming, self)
        self.list = QListView(self)
        self.preview = ArrivalPreview(bridge.theme, self)
        self.offer = VersionOffer(bridge, self)
        self.update_offer = UpdateOffer(bridge, self)
        self.put_back = QPushButton(tr("Put back all that was left out"), self)
        self._kinds = bridge.session.catalogue.codebook().kinds
        self.choices = ReadingChoices(_OPTIONS, incoming, self._kinds, self)
        self.choices.chosen.connect(self._read_again)
        self._reading: Reading | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Import"))
        self.setAccessibleName(tr("Import: what will come in"))
        self.resize(680, 640)
        self._cancel, self.accept_button = QPushButton(tr("Cancel")), QPushButton(self._chosen.button())
        self.choice = ChoiceRow({"all": tr("All"), **STATES}, name=tr("Which rows"), parent=self)
        self.choice.chosen.connect(self.model.show_only)
        self._show_states()
        self._lay_out()

    def _lay_out(self) -> None:
        self._prepare_list()
        self.put_back.setAccessibleName(self.put_back.text())
        self.put_back.clicked.connect(self._put_back_all)
        self.preview.turned.connect(self._turn_block)
        self.offer.chosen.connect(self._choose_version)
        self.offer.compared.connect(self._show_differences)
        self.update_offer.chosen.connect(self._choose_update)
        self.update_offer.for_all.connect(self._choose_updates)
        self._heading_line, self._summary_line = plain_label(self._chosen.heading(), "title"), plain_label(
            self._summary(), "muted")
        head = QVBoxLayout()
        head.setContentsMargins(20, 0, 20, 0)
        head.setSpacing(4)
        head.addWidget(self._heading_line)
        head.addWidget(self._summary_line)
        head.addSpacing(6)
        head.addWidget(self.choices)
        head.addWidget(self.choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 18, 0, 16)
        column.setSpacing(8)
        column.addLayout(head)
        rows = QHBoxLayout()
        rows.setContentsMargins(8, 0, 8, 0)
        rows.addWidget(self.list)
        column.addLayout(rows, 3)
        below = QVBoxLayout()
        below.setContentsMargins(20, 0, 20, 0)
        below.addWidget(self.offer)
        below.addWidget(self.update_offer)
        below.addWidget(self.preview, 1)
        below.addWidget(self.put_back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(below, 2)
        column.addLayout(self._buttons())
        for one, other in pairwise((self.choices, self.choice, self.list, self.offer, self.update_offer, self.preview,
                                    self.put_back)):
            QWidget.setTabOrder(one, other)
        self._show_first()
        self.list.setFocus()

    def _prepare_list(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(ArrivalRows(self._bridge.theme, self))
        self.list.setUniformItemSizes(True)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(tr("What was found"))
        self.list.selectionModel().currentChanged.connect(self._show_current)

    def _show_first(self) -> None:
        """The first article, if there is one: what it looks like is the quickest way to see whether all is well."""
        row = self.model.first_to_show()
        self.preview.setVisible(bool(self._incoming.arrivals))
        self.put_back.setVisible(False)
        many = self.model.rowCount()
        few = row is not None and many <= _FEW
        self.list.setMaximumHeight(self.list.sizeHintForRow(0) * many + 8 if few else _UNLIMITED)
        if row is not None:
            self.list.setCurrentIndex(self.model.index(row))

    # --- the chosen article ---

    def _current(self) -> Arrival | None:
        index = self.list.currentIndex()
        return self.model.entry(index.row()).arrival if index.isValid() else None

    @Slot(QModelIndex, QModelIndex)
    def _show_current(self, _current: QModelIndex, _before: QModelIndex) -> None:
        self._show_arrival(self._current())
        self._show_edits()

    def _show_edits(self) -> None:
        name, edits = self._differing(), self._incoming.edits
        self.update_offer.show_edits(name or SHARED, edits[name] if name is not None else (),
                                     LEAVE if name in self._incoming.left else UPDATE, others=len(edits))

    def _differing(self) -> str | None:
        """Under which name the edits of the chosen row stand."""
        index = self.list.currentIndex()
        return self.model.entry(index.row()).differs if index.isValid() else None

    def _show_arrival(self, arrival: Arrival | None) -> None:
        place = self._chosen.place(arrival)
        came, back = (self._chosen.came(place), self._chosen.back(place)) if place >= 0 else (None, set[int]())
        self.preview.show_arrival(came, back)
        self.put_back.setVisible(came is not None and came.state == "new" and len(came.left_out) > len(back))
        self.offer.show_arrival(arrival, VERSION if place in self._chosen.versions else OWN)

    def _put_back_all(self) -> None:
        """Take the whole page of the chosen article."""
        if arrival := self._current():
            self._take(arrival, set(range(len(self._chosen.came(self._chosen.place(arrival)).left_out))))
            self.list.setFocus()

    @Slot(int)
    def _turn_block(self, number: int) -> None:
        """Put one block back, or leave it out again."""
        arrival = self._current()
        if arrival is not None and arrival.state == "new":
            self._take(arrival, self._chosen.back(self._chosen.place(arrival)) ^ {number})

    def _take(self, arrival: Arrival, blocks: AbstractSet[int]) -> None:
        whole, bar = self._chosen.take(self._chosen.place(arrival), blocks), self.preview.verticalScrollBar()
        self.model.replace(self.list.currentIndex().row(), whole)
        top = bar.value()
        self._show_arrival(whole)
        bar.setValue(top)

    @Slot(str)
    def _choose_version(self, choice: str) -> None:
        change = self._chosen.versions.add if choice == VERSION else self._chosen.versions.discard
        change(self._chosen.place(self._current()))
        self._show_words()

    @Slot(str)
    def _choose_update(self, choice: str) -> None:
        name = self._differing()
        self._update([] if name is None else [name], choice)

    @Slot(str)
    def _choose_updates(self, choice: str) -> None:
        self._update(self._incoming.edits, choice)

    def _update(self, names: Iterable[str], choice: str) -> None:
        self._chosen.update(names, wanted=choice == UPDATE)
        self.model.decided()
        self._show_words()
        self.accept_button.setEnabled(self._incoming.brings)

    @Slot(object)
    def _show_differences(self, found: Compared) -> None:
        back = self._chosen.back(self._chosen.place(self._current()))
        self.preview.tint(() if back else found.different)

    # --- reading again ---

    def _read_again(self, options: ReadOptions) -> None:
        """Read it all as the person wants it; what was chosen last counts."""
        if self._read is None:
            return
        if self._reading is not None:
            self._reading.leave()
        self.accept_button.setEnabled(False)
        self._reading = Reading(self._read, options, self)
        self._reading.finished.connect(self._show_again)
        self._reading.went.connect(self._show_how_far)
        self._reading.start()

    @Slot(str, int, int)
    def _show_how_far(self, words: str, done: int, total: int) -> None:
        if self.sender() is self._reading:
            self._summary_line.setText(words.format(done=number_text(done), total=number_text(total)))

    def _show_again(self, found: Incoming | Fault) -> None:
        self._reading = None
        incoming = found if isinstance(found, Incoming) else Incoming(problems=[Problem("", found)])
        self._incoming, self._chosen = incoming, ArrivalChoices(incoming)
        self.model.show(incoming)
        self._show_words()
        self._show_states()
        self.accept_button.setText(self._chosen.button())
        self.accept_button.setEnabled(incoming.brings)
        self.accept_button.setVisible(incoming.brings or bool(incoming.edits))
        self._show_first()

    def _show_states(self) -> None:
        counts = self.model.counts()
        self.choice.offer(counts)
        self.choice.show_counts(counts)
        self.choice.show_choice("all")
        self.choice.setVisible(len(counts) > 2)

    # --- words ---

    def _show_words(self) -> None:
        self._heading_line.setText(self._chosen.heading())
        self._summary_line.setText(self._summary())

    def _summary(self) -> str:
        if not self._incoming.brings:
            return self._chosen.nothing()
        return tr("{changes}. One Undo takes it back.", changes=sentence(self._incoming, ahead=True))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 4, 20, 0)
        row.addStretch(1)
        self._cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self._import)
        self.accept_button.setProperty("primary", True)
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(self._incoming.brings)
        self.accept_button.setVisible(self._incoming.brings or bool(self._incoming.edits))
        if self.accept_button.isHidden():
            self._cancel.setText(tr("Close"))
        for button in (self._cancel, self.accept_button):
            button.setAccessibleName(button.text())
            row.addWidget(button)
        return row

    # --- storing ---

    def _import(self) -> None:
        self._incoming.problems.clear()  # the person has seen them, and goes without
        chosen = self._chosen.chosen()
        if not chosen:
            self._store(NOTHING)
            return
        self.accept_button.setEnabled(False)
        arrivals = tuple(self._incoming.arrivals)
        work = Background(partial(replacing, self._bridge.session.catalogue, arrivals, chosen), self, name="carrying")
        work.finished.connect(self._store)
        work.start()

    @Slot(object)
    def _store(self, versions: Replacing | Fault) -> None:
        self.hide()
        if isinstance(versions, Fault):
            self._bridge.failed.emit(versions)
        elif store(self._bridge, self._incoming, self._window, versions=versions):
            self._remember()
        self.accept()

    def _remember(self) -> None:
        """Keep which kinds the labels are, when somebody has said so, now or before."""
        said = self.choices.options.labels
        if not said and not self._incoming.recalled:
            return
        known = {kind.id for kind in self._kinds}
        with suppress(OSError):  # it is only not proposed again
            remember_labels({label: kind if kind in known else "" for label, kind, _ in self._incoming.labels})
