"""Words that somebody has written, on a control that would make a key of an ampersand."""

from __future__ import annotations


def plain(words: str) -> str:
    """The words for a button, a menu or a label with a buddy: “R&D” stays “R&D”, and takes no Alt+D from anybody."""
    return words.replace("&", "&&")
