"""The sample project: the sample dataset, imported into a project of this person's own; and the tour through it."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from annotator.corpus.errors import Fault
from annotator.corpus.team import Coder
from annotator.language import spoken, tr
from annotator.session import Session
from annotator.settings import localised, resource

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
        with TemporaryDirectory() as folder:
            incoming = read_files([_in_the_persons_words(Path(folder))], session.catalogue)
            session.do(incoming.change_sets())
        session.exchange()
    except BaseException:
        session.close()
        path.unlink(missing_ok=True)
        raise
    return session


def _in_the_persons_words(folder: Path) -> Path:
    """The sample dataset with the default codebook in the language that is spoken: its articles stay English."""
    if spoken() == "en":
        return resource("sample", "corpus.json")
    corpus = json.loads(resource("sample", "corpus.json").read_bytes())
    corpus["codebook"] = json.loads(localised("codebook", "default.json").read_bytes())
    found = folder / "corpus.json"
    found.write_text(json.dumps(corpus, ensure_ascii=False), encoding="utf-8")
    return found


def show_round(window: MainWindow) -> None:
    """Begin the tour, as soon as there is something to show."""
    if window.library is None:
        window.furnished.connect(partial(show_round, window))
    else:
        window.handlers.touring.begin()
