"""When something breaks that should not: logged without article text, shown with a report to copy."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QObject, Signal, Slot

from annotator import __version__
from annotator.corpus.errors import Fault
from annotator.settings import home
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.dialogs.fault import CrashDialog

_MOST = 1_000_000


class Reporter(QObject):
    """The one place that sees every unexpected exception, also of threads: known faults are shown as such.

    Signals:
        heard: an exception, from whatever thread; shown on the window's own.
    """

    heard = Signal(object)

    def __init__(self, parent: QObject, theme: Theme) -> None:
        super().__init__(parent)
        self.theme = theme
        self.dialog: CrashDialog | None = None
        self.last_report = ""
        self.heard.connect(self._show)
        sys.excepthook = self.report
        threading.excepthook = self._report_thread

    def _report_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self.report(told.exc_type, told.exc_value, told.exc_traceback)

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log it, and say that it is our mistake. The work is on the disk already."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.last_report = self._words(kind, error, trace)
        self.note(self.last_report)
        if sys.stderr is not None:  # a program without a console has none
            sys.stderr.write(self.last_report)
        self.heard.emit(error)

    @Slot(object)
    def _show(self, error: BaseException) -> None:
        from annotator.ui.dialogs.fault import CrashDialog, show_fault

        if isinstance(error, Fault):
            show_fault(None, error, theme=self.theme)
            return
        if self.dialog is None:
            self.dialog = CrashDialog(None, self.last_report, log_folder=home() / "logs", theme=self.theme)
            self.dialog.destroyed.connect(self._forget)
            self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def note(self, text: str) -> None:
        """Write to the log, five files of 1 MB in turn; a disk that refuses is no reason to fail again."""
        import logging  # not before the first paint, where nothing has gone wrong yet
        from logging.handlers import RotatingFileHandler

        log = logging.getLogger("annotator")
        try:
            if not log.handlers:
                (home() / "logs").mkdir(parents=True, exist_ok=True)
                handler = RotatingFileHandler(home() / "logs" / "annotator.log", maxBytes=_MOST, backupCount=4,
                                              encoding="utf-8")
                handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
                log.addHandler(handler)
            log.warning(text)
        except OSError:
            return

    def _words(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
        """Where it broke; the error's own words only when they are ours, as others may quote an article."""
        import platform
        import traceback

        where = "".join(traceback.format_tb(trace))
        what = f"{kind.__name__}: {str(error)[:200]}" if isinstance(error, Fault) else kind.__name__
        return (f"Annotator {__version__} · Python {platform.python_version()} · PySide6 {pyside_version} · "
                f"{platform.platform()}\n{where}{what}\n")
