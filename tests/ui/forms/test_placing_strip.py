"""What a colleague annotated in the earlier version meanwhile is carried over by a press, or placed."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator.actions.library import bring_in
from annotator.actions.versions import as_new_versions
from annotator.corpus.article import Article, article_id
from annotator.ui.forms.placing_strip import PlacingStrip
from tests import builders


def test_what_stands_here_after_all_is_carried_over_by_a_press(qtbot: QtBot, tmp_path: Path) -> None:
    session = builders.project(tmp_path)
    old = builders.article(session)
    text = "Corrected. " + builders.TEXT.replace("$1.3 billion", "$1.4 billion")
    new = article_id(text)
    session.do(as_new_versions([bring_in([(Article(new, "Again"), text)])], {new: old}, []))
    for words in ("according to Bernard Lind", "$1.3 billion"):
        builders.annotation(session, old, words, kind="claim")
    bridge = builders.bridge(session, article=new)
    strip = PlacingStrip(bridge)
    qtbot.addWidget(strip)
    bridge.changed.connect(strip.follow)
    strip.show_article()
    assert strip.title.text() == "Needs placing (2)"
    qtbot.waitUntil(lambda: not strip.looking)
    assert strip.carry_button.text() == "Carry over 1 that is here"
    strip.carry_button.click()
    qtbot.waitUntil(lambda: not strip.looking)
    assert [each.words(text) for each in bridge.annotations()] == ["according to Bernard Lind"]
    assert strip.title.text() == "Needs placing (1)" and strip.carry_button.isHidden()
    wanted: list[tuple[int, int]] = []
    bridge.passage_wanted.connect(lambda _, start, end, __: wanted.append((start, end)))
    strip.show_instead(take_focus=True)
    assert [text[slice(*span)] for span in wanted] == ["$1.4 billion"]
    strip.let_go_button.click()
    assert strip.isHidden()
    session.close()
