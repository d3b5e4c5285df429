"""The sample project: the sample dataset, imported into a project of this person's own; and the tour through it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.corpus.errors import Fault
from annotator.corpus.team import Coder
from annotator.language import tr
from annotator.session import Session
from annotator.settings import resource

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


def make_sample(path: Path, coder: Coder, *, home: Path) -> Session:
    """Make the sample project, whole or not at all, and open it.

    Raises:
        Fault: the folder takes no file.
    """
    from annotator.formats import default_codebook, read_files

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = f"{path.parent}: {error.strerror}"
        raise Fault(tr("The sample cannot be made"), why, tr("Make room for it there")) from error
    session = Session.create(path, coder, home=home, codebook=default_codebook())
    try:
        incoming = read_files([resource("sample", "corpus.json")], session.catalogue)
        session.do(incoming.change_sets())
        session.exchange()
    except BaseException:
        session.close()
        path.unlink(missing_ok=True)
        raise
    return session


def show_round(window: MainWindow) -> None:
    """Begin the tour, as soon as there is something to show."""
    if window.library is None:
        window.furnished.connect(partial(show_round, window))
    else:
        window.handlers.touring.begin()
