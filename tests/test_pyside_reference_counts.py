"""PySide6 6.12 on Python 3.10 and 3.11 drops a reference to None at each void call, and aborts when none is left."""

import sys

from PySide6.QtCore import QObject


def test_void_calls_into_qt_do_not_use_up_none(qapp: object) -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(500):
        thing.setObjectName("name")
    assert sys.getrefcount(None) > before - 500
