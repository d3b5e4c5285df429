"""The annotations that a link may lead to: the open article's first, the others slice by slice."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from annotator.corpus.annotation import Attribution
from annotator.ui.models import linkables
from annotator.ui.models.linkables import Linkables
from tests import builders


def test_the_open_article_comes_first_and_the_rest_as_it_is_read(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linkables, "_AT_ONCE", 0.0)
    session = builders.project(tmp_path)
    anna = builders.source(session, "Anna Berg")
    articles = [builders.article(session, f"{builders.TEXT}{number}", title=f"No. {number}") for number in range(3)]
    for article in articles:
        builders.annotation(session, article, "“Are we too tolerant?”", chain=[Attribution(anna.id)])
        builders.annotation(session, article, "$1.3 billion", kind="statistic", figure={"value": "1300000000"})
    bridge = builders.bridge(session, article=articles[1])
    owner = QObject()
    found = Linkables(bridge, owner)
    with qtbot.waitSignal(found.more):
        found.begin()
        assert len(found.entries) == 1
    assert [(one.title, one.chip, one.here) for one, _ in found.entries] == [
        ("", "Q1", True), ("", "S2", True), ("No. 0", "Q1", False), ("No. 0", "S2", False), ("No. 2", "Q1", False),
        ("No. 2", "S2", False)]
    one, searched = found.entries[0]
    assert (one.source, one.place) == ("Anna Berg", (0, 22))
    assert searched == " are we too tolerant\n anna berg"
    found.end()
    assert not found.entries
    session.close()
