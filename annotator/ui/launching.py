"""From the command to the window: one process for all of them, unless it was asked to be one of its own."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from annotator.corpus.errors import Fault
from annotator.language import tr
from annotator.settings import home, trouble
from annotator.surroundings import NO_LETTERS, give_back_plugins, lacking_window, tell
from annotator.ui.application import Application
from annotator.ui.collecting import collect_here
from annotator.ui.instance import Instance, Part, place
from annotator.ui.letters import families
from annotator.ui.speaking import start_again
from annotator.ui.theme import FUSION

OWN = "--new-instance"
"""The word that asks for a process of its own."""

_LISTEN_AFTER = 200
"""Milliseconds for the first paint to come first; who comes in between waits longer than that."""

NO_ANSWER = Fault(tr("This is a second Annotator"), tr("the one that is open already does not answer"),
                  tr("Both can work on the same project. Close the other one when it answers again"))


def run(arguments: list[str]) -> int:
    """Open the window on the projects that are named, or on the welcome page; returns the exit code."""
    paths = [Path(argument).expanduser().absolute() for argument in arguments if not argument.startswith("-")]
    instance = Instance(place(home()))
    part = Part.ALONE if OWN in arguments else instance.begin(paths)
    if part is Part.DONE:
        return 0
    # Its name decides by which class a desktop knows the window: not "__main__.py".
    app = QApplication.instance() or _make(instance)
    if not isinstance(app, QApplication):
        return 1
    if getattr(sys, "frozen", False):
        give_back_plugins(os.environ)
    if not families():
        instance.end()
        tell(NO_LETTERS)
        return 1
    fault = trouble()  # before the settings are read: what is damaged is put aside then
    application = Application(app)
    if part is Part.FIRST:
        instance.asked.connect(application.come_forward)
        app.aboutToQuit.connect(instance.end)
        QTimer.singleShot(_LISTEN_AFTER, instance, instance.listen)
    application.start(paths[0] if paths else None)
    for path in paths[1:]:
        application.open_project(path)
    if part is Part.ALONE and OWN not in arguments and instance.folder is not None:
        QTimer.singleShot(0, app, partial(application.say, NO_ANSWER))
    if fault is not None:
        QTimer.singleShot(0, app, partial(application.say, fault))
    QTimer.singleShot(0, app, collect_here)  # `app.main` has halted it
    code: int = app.exec()
    if application.again is not None:
        start_again(application.again)
    return code


def _make(instance: Instance) -> QApplication:
    """The application; where no window can be shown, words instead of the dump with which Qt ends the program."""
    heard: list[str] = []

    def hear(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        heard.append(words)
        if kind != QtMsgType.QtFatalMsg:
            if sys.stderr is not None:
                print(words, file=sys.stderr)
            return
        instance.end()
        tell(lacking_window("\n".join(heard), os.environ))
        os._exit(1)  # whoever returns from here is aborted by Qt

    qInstallMessageHandler(hear)
    try:
        return QApplication(["annotator", *FUSION])
    finally:
        qInstallMessageHandler(None)
