"""Which keys do what: every command can get another key or none; who has the key already is said before it goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.corpus.change import counted
from annotator.corpus.kinds import OF_ARTICLE, OF_SOURCE, Codebook
from annotator.corpus.listing import all_of
from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.commands import Command, Keymap, command, key_text, letter_key
from annotator.ui.commands.refusing import why_not
from annotator.ui.models.entries import EntryRows
from annotator.ui.models.key_list import KeyList
from annotator.ui.theme import Theme
from annotator.ui.widgets.announce import announce
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.offer import Offer
from annotator.ui.widgets.plain import plain_label
from annotator.ui.widgets.press_field import PressField
from annotator.ui.widgets.row_list import RowList
from annotator.ui.widgets.search_line import SearchLine


class KeysPage(QWidget):
    """A list of all commands, and below it what can be done with the keys of the one that is chosen.

    Signals:
        told: something is said in `offer`, and may be out of sight.
    """

    told = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._beside = False
        self.search = SearchLine(tr("Search by words or by keys"), theme=bridge.theme, parent=self)
        self.model = KeyList(bridge.keymap, self)
        self.list = RowList(tr("Commands and their keys"), self)
        self._title, self._help = plain_label("", "heading", parent=self), plain_label("", "muted", parent=self)
        self.press, self.offer = PressField(self), Offer(self)
        self.change, self.add = QPushButton(tr("Change…"), self), QPushButton(tr("Add another…"), self)
        self.none, self.back = QPushButton(tr("No key"), self), QPushButton(tr("Back to the default"), self)
        self.all_back = QPushButton(tr("All keys back to the default"), self)
        self._buttons = QWidget(self)
        self._lay_out()
        self._connect()
        self.list.setCurrentIndex(self.model.index(0))

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.search.set_theme(theme)
        self.list.setItemDelegate(EntryRows(theme, self.list))

    def show_settings(self) -> None:
        """Show the keys that act now."""
        self.model.show_keymap(self._bridge.keymap)
        self._show_chosen()

    @property
    def chosen(self) -> Command | None:
        """The command whose keys are looked at."""
        index = self.list.currentIndex()
        return self.model.command(index.row()) if index.isValid() else None

    # --- building ---

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryRows(self._bridge.theme, self.list))
        self.list.setMinimumHeight(120)
        self.press.setMinimumHeight(34)
        self.press.hide()
        row = FlowLayout(self._buttons, gap=6)
        for button in (self.change, self.add, self.none, self.back):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.all_back.setAutoDefault(False)
        self.all_back.setProperty("quiet", True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.all_back)
        for widget in (self.search, self.list, self._title, self._help, self._buttons, self.press, self.offer):
            column.addWidget(widget, 1 if widget is self.list else 0)
        column.addLayout(foot)
        self.setFocusProxy(self.search)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._find)
        self.search.list_wanted.connect(self.list.setFocus)
        self.list.selectionModel().currentChanged.connect(self._look_at)
        self.list.chosen.connect(self._begin_by_enter)
        self.change.clicked.connect(partial(self._begin, False))
        self.add.clicked.connect(partial(self._begin, True))
        self.none.clicked.connect(self._take_away)
        self.back.clicked.connect(self._give_back)
        self.all_back.clicked.connect(self._ask_all_back)
        self.press.pressed.connect(self._take)
        self.press.given_up.connect(self._give_up)

    # --- showing ---

    @Slot(str)
    def _find(self, words: str) -> None:
        before = self.chosen
        self.model.search(words)
        row = self.model.row_of(before.id) if before else -1
        self.list.setCurrentIndex(self.model.index(max(row, 0)))
        self._look_at()

    @Slot(QModelIndex, QModelIndex)
    def _look_at(self, _now: object = None, _before: object = None) -> None:
        self.offer.clear()
        self._show_chosen()

    def _show_chosen(self) -> None:
        one, own = self.chosen, self._bridge.keymap.own
        self._title.setText(one.title.rstrip("…") if one else tr("Nothing has such words or keys"))
        words = [each for each in (one.help, _where(one)) if each] if one else []
        self._help.setText(" · ".join(words))
        self._help.setVisible(bool(words))
        self._buttons.setVisible(one is not None and self.press.isHidden())
        self.change.setText(tr("Change…") if one and one.keys else tr("Choose a key…"))
        self.add.setVisible(bool(one and one.keys))
        self.none.setVisible(bool(one and one.keys))
        self.back.setVisible(bool(one and one.id in own))
        self.all_back.setVisible(bool(own))

    # --- choosing ---

    @Slot(QModelIndex)
    def _begin_by_enter(self, _index: QModelIndex) -> None:
        if self.list.hasFocus() and self.press.isHidden():
            self._begin(False)

    def _begin(self, beside: bool, _: bool = False) -> None:
        self._beside = beside
        self.offer.clear()
        self.press.show()
        self._buttons.hide()
        self.press.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _give_up(self) -> None:
        if self.press.isVisible():
            self._end()

    def _end(self) -> None:
        focused = self.press.hasFocus()
        self.press.hide()
        self._show_chosen()
        if focused:
            self.list.setFocus()

    @Slot(str)
    def _take(self, key: str) -> None:
        """A key was pressed: refuse it in words, ask whether it may change hands, or give it."""
        one, keymap = self.chosen, self._bridge.keymap
        assert one is not None
        kinds, answers = _taken(self._bridge.session.catalogue.codebook())
        if refusal := why_not(key, one, keymap, kinds=kinds, answers=answers):
            self._tell(refusal)
            return
        owners = keymap.owners(key, one)
        self._end()
        if not owners:
            self._give(one, key)
            return
        names = all_of([tr("“{words}”", words=other.title.rstrip("…")) for other in owners])
        self._tell(tr("{key} already does {names}; give it to “{command}”?", key=key_text(key), names=names,
                      command=one.title.rstrip("…")),
                       [(tr("Give it to this one"), partial(self._give, one, key)), (tr("Leave it"), self._leave)])

    def _give(self, one: Command, key: str) -> None:
        self._keep(self._bridge.keymap.given(one.id, key, instead=not self._beside))

    @Slot()
    def _take_away(self) -> None:
        if self.chosen:
            self._keep(self._bridge.keymap.without(self.chosen.id))

    @Slot()
    def _give_back(self) -> None:
        """The default keys again; who has got one of them meanwhile is named before it goes."""
        one, keymap = self.chosen, self._bridge.keymap
        if one is None:
            return
        found = keymap.restored(one.id)
        losing = [other for other in keymap.own if other != one.id and found.keys(other) != keymap.keys(other)]
        if not losing:
            self._keep(found)
            return
        names = all_of([tr("“{words}”", words=command(other).title.rstrip("…")) for other in losing])
        shown = all_of(list(dict.fromkeys(key_text(key) for key in command(one.id).keys)))
        self._tell(tr("{key}: {names} has got it meanwhile; give it back to “{command}”?", key=shown, names=names,
                      command=one.title.rstrip("…")),
                       [(tr("Give it back"), partial(self._keep, found)), (tr("Leave it"), self._leave)])

    @Slot()
    def _ask_all_back(self) -> None:
        many = counted(len(self._bridge.keymap.own), "command")
        self._tell(tr("{commands} with keys of your own: give all of them the program’s keys again?", commands=many),
                       [(tr("All back to the default"), partial(self._keep, Keymap())),
                        (tr("Leave them"), self._leave)])

    def _tell(self, words: str, actions: Sequence[tuple[str, Callable[[], None]]] = ()) -> None:
        """Say it where it can be seen, with the focus on what can be done; a refused field goes on waiting."""
        self.offer.say(words, actions)
        if actions:
            self.offer.buttons[0].setFocus()
        self.told.emit()

    def _leave(self) -> None:
        self.offer.clear()
        self.list.setFocus()

    def _keep(self, keymap: Keymap) -> None:
        """From now on; every window follows."""
        one = self.chosen
        self.offer.clear()
        self._bridge.choose(keys=dict(keymap.own))
        self.show_settings()
        self.list.setFocus()
        if one is not None:
            announce(self.list, f"{one.title.rstrip('…')}: {self._bridge.keymap.text(one.id) or tr('no key')}")


def _taken(codebook: Codebook) -> tuple[dict[str, str], dict[str, str]]:
    """The keys that a codebook has given itself: which mark with a kind, and which answer a question."""
    owners = (OF_ARTICLE, OF_SOURCE, *(kind.id for kind in codebook.shown))
    asked = (each for owner in owners for each in codebook.asked(owner))
    return {kind.key: kind.label for kind in codebook.shown if kind.key}, {a.key: a.title for a in asked if a.key}


def _where(one: Command) -> str:
    """What a person should know of where the keys act."""
    if one.context == "suggestion":
        return tr("acts on a suggestion in focus")
    if one.context == "reader":
        return tr("acts while the text has the focus")
    return tr("letters act only while the text has the focus") if any(letter_key(key) for key in one.keys) else ""
