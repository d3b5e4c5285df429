"""An article of three megabytes, from its arrival to the next morning."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from annotator.actions import library
from annotator.corpus.article import Article, article_id
from tests.scenarios.driver import Person

SENTENCE = "The board said on Monday that seven of twelve ferries would stop for good 😀, and nobody was told. "
TEXT = "\n".join(f"Part {number}. {SENTENCE * 4}" for number in range(7_500))
FAR = TEXT.index("Part 7000. ")


def test_three_megabytes_are_read_marked_left_and_found_again(qtbot: object, tmp_path: Path) -> None:
    assert len(TEXT) > 3_000_000
    path = tmp_path / "large.annot"
    someone = Person(path, make=True)
    someone.window.bridge.do(library.bring_in([(Article(article_id(TEXT), "A long report"), TEXT)]))
    someone.settle()
    someone.find("Part 7000.")
    assert someone.window.view.selection() == (FAR, FAR + 10)
    someone.type("1")
    assert someone.focused.words(TEXT) == "Part 7000."
    someone.key(Qt.Key.Key_Escape)
    box = someone.window.view.boxes((FAR, FAR + 10))[0]
    assert 0 < box.top() < someone.window.view.viewport().height()
    top = box.top()
    someone.quit()

    next_day = Person(path)
    view = next_day.window.view
    next_day.wait(lambda: 0 < view.boxes((FAR, FAR + 10))[0].top() < view.viewport().height())
    assert abs(view.boxes((FAR, FAR + 10))[0].top() - top) < 80
    assert [h.chip for _, row in view.chip_rows() for h in map(view.named, row)] == ["C1"]
    next_day.quit()
