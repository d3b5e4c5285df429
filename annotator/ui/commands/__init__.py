"""What a person can tell the window to do: one table, and the menus, keys and sheets that follow from it."""

from annotator.ui.commands.actions import Actions, CommandAction, MissingHandler
from annotator.ui.commands.keymap import Keymap
from annotator.ui.commands.keys import key_text, keys_text, letter_key
from annotator.ui.commands.table import (
    COMMANDS,
    CONTEXTS,
    MENUS,
    Command,
    command,
    menu_path,
    menu_title,
    section,
)

__all__ = [
    "COMMANDS",
    "CONTEXTS",
    "MENUS",
    "Actions",
    "Command",
    "CommandAction",
    "Keymap",
    "MissingHandler",
    "command",
    "key_text",
    "keys_text",
    "letter_key",
    "menu_path",
    "menu_title",
    "section",
]
