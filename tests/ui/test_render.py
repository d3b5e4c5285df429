"""Pictures of the real window, as the command line makes them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from annotator.actions.library import bring_in
from annotator.corpus.article import Article, article_id
from annotator.corpus.errors import Fault
from annotator.corpus.team import Coder
from annotator.formats import default_codebook
from annotator.session import Session
from annotator.settings import home, load, save
from annotator.ui.render import render
from annotator.ui.sample import make_sample
from annotator.ui.window_state import WindowState, load_state, save_state


@pytest.fixture
def project(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QT_SCALE_FACTOR", "1")
    chosen = load()
    path = tmp_path / "sample.annot"
    make_sample(path, Coder(chosen.coder, chosen.name), home=home()).close()
    return path


def test_the_picture_has_the_size_that_was_asked_for(project: Path, tmp_path: Path) -> None:
    render(project, 1, tmp_path / "one.png", size=(1100, 640))
    picture = QImage(str(tmp_path / "one.png"))
    assert (picture.width(), picture.height()) == (1100, 640)


def test_light_and_dark_differ_and_each_is_the_same_from_run_to_run(project: Path, tmp_path: Path) -> None:
    for name, theme in (("light", "light"), ("again", "light"), ("dark", "dark")):
        render(project, 2, tmp_path / f"{name}.png", theme=theme)
    pictures = {name: QImage(str(tmp_path / f"{name}.png")) for name in ("light", "again", "dark")}
    assert pictures["light"] == pictures["again"]
    middle = {name: picture.pixelColor(picture.width() // 2, 110).lightness() for name, picture in pictures.items()}
    assert middle["light"] > 200 > 60 > middle["dark"]


def test_a_picture_changes_nothing_in_project_and_window(project: Path, tmp_path: Path) -> None:
    chosen = load()
    session = Session.open(project, Coder(chosen.coder, chosen.name), home=home())
    folder, operations = session.folder, session.replica.last("op")
    session.close()
    save_state(folder, WindowState(width=1000, article="here"))
    before = project.read_bytes()
    render(project, 3, tmp_path / "one.png")
    assert project.read_bytes() == before
    assert load_state(folder) == WindowState(width=1000, article="here")
    session = Session.open(project, Coder(chosen.coder, chosen.name), home=home())
    assert session.replica.last("op") == operations
    session.close()


@pytest.mark.parametrize("article", [0, 999])
def test_an_article_that_is_not_there_is_refused(project: Path, tmp_path: Path, article: int) -> None:
    with pytest.raises(Fault, match="articles"):
        render(project, article, tmp_path / "one.png")
    assert not (tmp_path / "one.png").exists()


def test_a_place_that_takes_no_file_is_refused(project: Path, tmp_path: Path) -> None:
    with pytest.raises(Fault, match="was not written"):
        render(project, 1, tmp_path / "nowhere" / "one.png")


def test_the_picture_waits_for_what_the_finders_suggest(tmp_path: Path, qtbot: QtBot) -> None:
    chosen = load()
    words = "The fee was raised in spring. “Nobody asked us,” said Anna Berg, who runs the ferries.\n"
    with_it = Session.create(tmp_path / "a.annot", Coder(chosen.coder, chosen.name), home=home(),
                             codebook=default_codebook())
    with_it.do(bring_in([(Article(article_id(words), "Fee"), words)]))
    with_it.exchange()
    with_it.close()
    for name, on in (("with", True), ("without", False)):
        save(replace(load(), suggestions=on))
        render(tmp_path / "a.annot", 1, tmp_path / f"{name}.png")
    assert QImage(str(tmp_path / "with.png")) != QImage(str(tmp_path / "without.png"))
