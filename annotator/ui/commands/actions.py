"""The command table as QActions of one window: menus, shortcuts, titles, enabled and checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QMainWindow,
    QMenu,
    QMenuBar,
    QWidget,
)

from annotator.ui.commands.guard import KeyGuard
from annotator.ui.commands.keymap import Keymap
from annotator.ui.commands.keys import keys_text, letter_key
from annotator.ui.commands.table import COMMANDS, MENUS, Command, menu_caption, section

_REPEATING = frozenset({"edit", "find", "end", "start", "sentence", "annotation", "article", "text"})

_ROLES = {"settings.show": QAction.MenuRole.PreferencesRole, "help.about": QAction.MenuRole.AboutRole,
          "app.quit": QAction.MenuRole.QuitRole}
"""What a Mac has in the program's own menu; by their words, which may be of any language, it would guess others."""


class MissingHandler(LookupError):
    """Commands of the table that the window cannot do: our mistake, found when the window is built."""


class CommandAction(QAction):
    """One command as an action; its handler is called without arguments, from menu, key and palette alike."""

    def __init__(self, command: Command, handler: Callable[[], object], parent: QObject) -> None:
        super().__init__(command.title, parent)
        self.command = command
        self._handler = handler
        self.setObjectName(command.id)
        self.setCheckable(command.checkable)
        self.setMenuRole(_ROLES.get(command.id, QAction.MenuRole.NoRole))
        self.setStatusTip(command.help)
        self.setAutoRepeat(section(command) in _REPEATING)
        self._explain()
        self.triggered.connect(self._run)

    def set_command(self, command: Command) -> None:
        """Be the same command with other keys."""
        self.command = command
        self._explain()

    def rename(self, text: str) -> None:
        """Say what it will do now: “Undo: remove the quote”."""
        self.setText(text.replace("&", "&&"))
        self._explain()

    @property
    def title(self) -> str:
        """Its present title, as a person reads it."""
        return self.text().replace("&&", "&")

    def _explain(self) -> None:
        keys = keys_text(self.command.keys)
        self.setToolTip(escape(f"{self.title} ({keys})" if keys else self.title))

    @Slot()
    def _run(self) -> None:
        self._handler()


class Actions(QObject):
    """Every command of the table as an action of one window.

    Args:
        window: what the actions belong to; commands for “anywhere” act wherever its focus is.
        handlers: by command id, what to call.
        places: by context ("reader", "panel", "library", "source"), the widget in which its keys act, also in its
            children. “reader” must be there; a context without a widget has no keys.

    Signals:
        rekeyed: the keys are others now.

    Raises:
        MissingHandler: a command of the table has none, or a handler's id is not in the table; all are named.
    """

    rekeyed = Signal()

    def __init__(
        self, window: QMainWindow, handlers: Mapping[str, Callable[[], object]], *, places: Mapping[str, QWidget]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._places = dict(places)
        self._submenus: dict[str, QMenu] = {}
        self._shortcuts: list[QShortcut] = []
        _check(handlers)
        made = (command for command in COMMANDS if not command.by_widget)
        self._actions = {one.id: CommandAction(one, handlers[one.id], self) for one in made}
        for action in self._actions.values():
            self._place(action)
        self._group_themes()
        self._guard = KeyGuard(window, reader=self._places["reader"], actions=self._actions)

    def action(self, id: str) -> CommandAction:
        """The action of a command.

        Raises:
            KeyError: the table has no such command, or a widget answers it.
        """
        return self._actions[id]

    def all(self) -> tuple[CommandAction, ...]:
        """Every action, in the table's order."""
        return tuple(self._actions.values())

    def set_enabled(self, id: str, enabled: bool) -> None:
        """Allow or grey out a command, everywhere at once."""
        self._actions[id].setEnabled(enabled)

    def set_checked(self, id: str, checked: bool) -> None:
        """Show a state as on or off; the handler is not called."""
        self._actions[id].setChecked(checked)

    def set_title(self, id: str, text: str) -> None:
        """Rename a command for now: undo says what it undoes. An empty text brings the table's title back."""
        self._actions[id].rename(text or self._actions[id].command.title)

    def submenu(self, id: str) -> QMenu:
        """The list of a command that opens one (“Open recent”); its handler fills it just before it is shown."""
        return self._submenus[id]

    def fill(self, bar: QMenuBar) -> None:
        """Put all commands into the menu bar, in the table's order, with a line where the section changes."""
        menus = {name: bar.addMenu(menu_caption(name)) for name in MENUS}
        last: dict[str, str] = {}
        for action in self._actions.values():
            path = action.command.menu
            menu = self._menu(menus, path)
            if last.setdefault(path, section(action.command)) != section(action.command):
                menu.addSeparator()
                last[path] = section(action.command)
            self._add(menu, action)

    def _menu(self, menus: dict[str, QMenu], path: str) -> QMenu:
        if path not in menus:
            parent = path.rpartition("/")[0]
            menus[parent].addSeparator()
            menus[path] = menus[parent].addMenu(menu_caption(path))
        return menus[path]

    def _add(self, menu: QMenu, action: CommandAction) -> None:
        if not action.command.submenu:
            menu.addAction(action)
            return
        inner = menu.addMenu(action.command.title)
        inner.aboutToShow.connect(action.trigger)
        self._submenus[action.command.id] = inner

    def use(self, keymap: Keymap) -> None:
        """Have the keys of this map from now on, everywhere at once."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = []
        for action in self._actions.values():
            action.set_command(keymap.command(action.command.id))
            self._give_keys(action)
        self._guard.learn(keymap.commands())
        self.rekeyed.emit()

    def _place(self, action: CommandAction) -> None:
        """Have the action act where the table says."""
        if action.command.context == "anywhere":
            self._window.addAction(action)
        else:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            place = self._places.get(action.command.context)
            if place is not None:
                place.addAction(action)
        self._give_keys(action)

    def _give_keys(self, action: CommandAction) -> None:
        """Give the action its keys: letters in the reader only, the others where the table says."""
        command = action.command
        if command.context != "anywhere":
            action.setShortcuts([QKeySequence(key) for key in command.keys if command.context in self._places])
            return
        action.setShortcuts([QKeySequence(key) for key in command.keys if not letter_key(key)])
        for key in command.keys:
            if letter_key(key):
                self._shortcut(key, action)

    def _shortcut(self, key: str, action: CommandAction) -> None:
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        shortcut = QShortcut(QKeySequence(key), self._places["reader"], context=context)
        shortcut.activated.connect(action.trigger)
        self._shortcuts.append(shortcut)

    def _group_themes(self) -> None:
        group = QActionGroup(self)
        for action in self._actions.values():
            if section(action.command) == "theme":
                group.addAction(action)


def _check(handlers: Mapping[str, Callable[[], object]]) -> None:
    wanted = {command.id for command in COMMANDS if not command.by_widget}
    if missing := sorted(wanted - set(handlers)):
        raise MissingHandler(f"nobody handles {', '.join(missing)}")
    if unknown := sorted(set(handlers) - wanted):
        raise MissingHandler(f"the command table does not know {', '.join(unknown)}")
