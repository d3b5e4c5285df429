"""The command table keeps its promises: no key twice, no title twice, nothing that does not exist yet."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from annotator import language
from annotator.settings import resource
from annotator.ui.commands import (
    COMMANDS,
    CONTEXTS,
    MENUS,
    Command,
    command,
    key_text,
    keys_text,
    letter_key,
    menu_path,
    menu_title,
    section,
)
from annotator.ui.commands.table import menu_caption, menu_letter
from annotator.ui.icons import ICONS


def meet(one: Command, other: Command) -> bool:
    """Whether the keys of both can be pressed in one place."""
    return one.context == other.context or "anywhere" in (one.context, other.context)


def sequences(one: Command) -> set[str]:
    return {QKeySequence(key).toString() for key in one.keys}


def test_no_two_commands_have_one_key_in_one_context() -> None:
    clashes = [
        (one.id, other.id, sequences(one) & sequences(other))
        for one, other in combinations(COMMANDS, 2)
        if meet(one, other) and sequences(one) & sequences(other)
    ]
    assert clashes == []


def test_every_title_and_every_id_is_there_once() -> None:
    for name in ("id", "title"):
        counted = Counter(getattr(one, name) for one in COMMANDS)
        assert [value for value, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("one", COMMANDS, ids=lambda one: one.id)
def test_a_command_is_whole(one: Command) -> None:
    assert one.title.strip() == one.title != ""
    assert one.context in CONTEXTS
    assert one.menu.partition("/")[0] in MENUS
    assert one.icon == "" or one.icon in ICONS
    assert not one.help.endswith(".")
    assert all(QKeySequence(key).count() == 1 for key in one.keys)
    assert len(sequences(one)) == len(one.keys)


@pytest.mark.parametrize("key", ["[", "]", "+", "?"])
def test_a_sign_that_some_layouts_hide_has_a_second_key(key: str) -> None:
    (one,) = [one for one in COMMANDS if key in one.keys]
    others = [other for other in one.keys if other != key]
    assert any(QKeySequence(other).toString().removeprefix("Shift+").isalnum() for other in others)


def test_sections_stand_together_so_that_menus_draw_few_lines() -> None:
    for menu in ("Annotate", "View", "Help"):
        sections = [section(one) for one in COMMANDS if one.menu == menu and not one.by_widget]
        changes = sum(before != after for before, after in pairwise(sections))
        assert changes <= 3


def test_a_command_is_found_by_its_id_and_a_wrong_id_is_named() -> None:
    assert command("annotate.quote").keys == ("2",)
    with pytest.raises(KeyError, match=r"annotate\.poem"):
        command("annotate.poem")


def test_keys_are_shown_as_people_know_them() -> None:
    assert key_text("Ctrl+Shift+Right") == "Ctrl+Shift+→"
    assert key_text("Ctrl++") == "Ctrl++"
    assert keys_text(("Ctrl+Shift+Return", "Ctrl+Shift+Enter")) == "Ctrl+Shift+Enter"
    assert keys_text(("]", "A")) == "] or A"


def test_a_letter_key_is_one_that_writes() -> None:
    assert all(letter_key(key) for key in ("1", "?", "Shift+A", "+"))
    assert not any(letter_key(key) for key in ("Ctrl+K", "F1", "Del", "Alt+Left", "Down", "Ctrl+Shift+Enter"))


def test_every_menu_has_words() -> None:
    assert all(menu_title(one.menu) for one in COMMANDS)
    assert menu_path("View/Theme") == "View › Theme"


@pytest.mark.parametrize("spoken", language.LANGUAGES)
def test_no_two_menus_are_opened_by_one_letter(spoken: str) -> None:
    catalogue = language.catalogue(spoken, resource("translations"))
    captions = [catalogue.said(menu_caption(menu)) for menu in MENUS]
    letters = [caption[caption.index("&") + 1].casefold() for caption in captions]
    assert len(set(letters)) == len(MENUS)
    assert [menu_letter(menu) for menu in MENUS] == ["F", "E", "A", "G", "V", "H"]


def test_keys_are_called_as_qt_calls_them_in_the_language_and_arrows_stay_arrows(qapp: QApplication) -> None:
    french = QTranslator(qapp)
    assert french.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    qapp.installTranslator(french)
    shown = [key_text(key) for key in ("Ctrl+Shift+Right", "Esc", "Shift+Del", "Shift++")]
    qapp.removeTranslator(french)
    assert shown == ["Ctrl+Maj+→", "Échap", "Maj+Suppr", "Maj++"]
