"""How fast the reader opens, paints, scrolls and annotates, beside a bare QTextEdit with the same words.

Run: `QT_QPA_PLATFORM=offscreen python -m tests.bench.bench_reader [--large]`. CPU milliseconds of the window's thread.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPaintEvent, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QTextEdit

from annotator.ui.collecting import collect_here
from annotator.ui.reader import ArticleView, Highlight, Reading
from annotator.ui.reader.gutter import Gutter
from annotator.ui.reader.span_index import reading_order
from annotator.ui.reader.typography import text_font
from annotator.ui.theme import apply_theme, load_theme

KINDS = ("claim", "quote", "statistic")
WORDS = (
    "the minister said on Tuesday that fewer than 40 percent of those asked had heard of a plan to rebuild harbour "
    "tunnels within three years and added “nobody will pay twice” although $1.3 billion was spent before the vote"
).split()
SIZE = (900, 900)


class Bare(QTextEdit):
    """The floor: Qt's own widget, same words, same size."""

    painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted += 1


class Counted(ArticleView):
    painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted += 1


def article(length: int, seed: int) -> str:
    """News-like paragraphs of 60 words."""
    draw, paragraphs, size = random.Random(seed), [], 0
    while size < length:
        words = [draw.choice(WORDS) for _ in range(60)]
        paragraphs.append(" ".join(words).capitalize() + ".")
        size += len(paragraphs[-1]) + 1
    return "\n".join(paragraphs)[:length]


def highlights(length: int, count: int) -> list[Highlight]:
    """Overlapping annotations of 12 to 240 code points, one in eight of two segments."""
    draw, made = random.Random(7), []
    for number in range(count):
        start = draw.randrange(max(1, length - 260))
        end = min(length, start + draw.choice((12, 20, 60, 120, 240)))
        segments = ((start, end), (end + 8, end + 40)) if number % 8 == 0 and end + 40 < length else ((start, end),)
        made.append(Highlight(str(number), KINDS[number % 3], f"{'CQS'[number % 3]}{number}", segments))
    return sorted(made, key=reading_order)  # as the project hands them over


class Lined(Bare):
    """Qt's own widget with the same line height too, built as fast as Qt can: away from the widget."""

    _built: QTextDocument | None = None

    def setPlainText(self, text: str) -> None:
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(self.font())
        spaced = QTextBlockFormat()
        spaced.setLineHeight(100 * Reading().line, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(document)
        cursor.setBlockFormat(spaced)
        cursor.insertText(text)
        self.setDocument(document)
        # Qt deletes its own first document, and leaves ours to us.
        self._built, before = document, self._built
        if before is not None:
            before.deleteLater()


def wait_for_paint(view: Bare | Counted) -> None:
    before, until = view.painted, time.monotonic() + 60
    view.viewport().update()
    while view.painted == before and time.monotonic() < until:
        QApplication.processEvents()


def cost(action: Callable[[], object]) -> float:
    start = time.thread_time()
    action()
    return (time.thread_time() - start) * 1000


def spread(costs: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    ordered = sorted(costs)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def opened(view: Bare | Counted, show: Callable[[str], None], length: int, times: int) -> tuple[float, float]:
    def one(text: str) -> float:
        def run() -> None:
            show(text)
            wait_for_paint(view)

        return cost(run)

    one(article(length, 0))
    return spread([one(article(length, seed)) for seed in range(1, times + 1)])


def settle(seconds: float) -> None:
    """Let Qt lay out the rest of a long text, which is nobody's frame."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.002)


def frames(view: Bare | Counted) -> tuple[float, float]:
    """The whole of it painted again: words, highlights and gutter."""
    view.verticalScrollBar().setValue(0)
    QApplication.processEvents()
    gutter = view.findChild(Gutter)

    def frame() -> None:
        view.viewport().repaint()
        if gutter is not None:
            gutter.repaint()

    return spread([cost(frame) for _ in range(40)])


def wheel(view: Bare | Counted) -> tuple[float, float]:
    bar = view.verticalScrollBar()
    bar.setValue(0)
    QApplication.processEvents()

    def notch() -> None:
        bar.setValue((bar.value() + 40) % max(1, bar.maximum()))
        QApplication.processEvents()

    return spread([cost(notch) for _ in range(80)])


def jumps(view: Bare | Counted) -> tuple[float, float]:
    draw, bar = random.Random(3), view.verticalScrollBar()

    def jump() -> None:
        bar.setValue(draw.randint(0, bar.maximum()))
        QApplication.processEvents()

    return spread([cost(jump) for _ in range(40)])


def resizes(view: Bare | Counted) -> tuple[float, float]:
    costs = []
    for width in (560, 900, 600, 900, 580, 900):

        def resize(width: int = width) -> None:
            view.resize(width, SIZE[1])
            QApplication.processEvents()

        costs.append(cost(resize))
    return spread(costs)


def annotating(view: Counted) -> tuple[float, float]:
    view.verticalScrollBar().setValue(0)
    QApplication.processEvents()
    costs = []
    for number in range(20):
        made = Highlight(f"new{number}", KINDS[number % 3], f"N{number}", ((100 + number * 9, 160 + number * 9),))

        def annotate(made: Highlight = made) -> None:
            view.put(made)
            view.focus_annotation(made.id)
            wait_for_paint(view)

        costs.append(cost(annotate))
    for number in range(20):
        view.drop(f"new{number}")
    return spread(costs)


def lighting(view: Counted) -> tuple[float, float]:
    """The pointer lies on an annotation with three links: they light up, and go out again."""
    names = [highlight.id for highlight in view._overlay.spans][:30]
    costs = []
    for number in range(20):
        for lit in (frozenset(names[number:number + 3]), frozenset[str]()):

            def light(lit: frozenset[str] = lit) -> None:
                view.light(lit)
                wait_for_paint(view)

            costs.append(cost(light))
    return spread(costs)


def dragging(view: Counted) -> tuple[float, float]:
    view.put(Highlight("dragged", "quote", "Q", ((200, 240),)))
    view.focus_annotation("dragged")
    QApplication.processEvents()
    knob = next(handle.knob for handle in view.handle_places() if handle.edge == "end")

    def send(kind: QEvent.Type, place: QPointF) -> None:
        pressed = Qt.MouseButton.LeftButton
        where = QPointF(view.viewport().mapToGlobal(place))
        event = QMouseEvent(kind, place, where, pressed, pressed, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(view.viewport(), event)
        QApplication.processEvents()

    send(QEvent.Type.MouseButtonPress, knob)
    places = [knob + QPointF(-step * 3, -5) for step in range(1, 60)]
    costs = [cost(partial(send, QEvent.Type.MouseMove, place)) for place in places]
    send(QEvent.Type.MouseButtonRelease, knob)
    view.drop("dragged")
    return spread(costs)


def compare(length: int, count: int, *, times: int) -> None:
    """Print one table."""
    bare, view = Bare(), Counted(theme=load_theme("light"))
    for one in (bare, view):
        one.resize(*SIZE)
        one.show()
    bare.setReadOnly(True)
    bare.setFont(text_font(Reading()))
    marks = highlights(length, count)
    rows: list[tuple[str, tuple[float, float] | None, tuple[float, float], str]] = []
    floor = opened(bare, bare.setPlainText, length, times)
    opening = opened(view, lambda text: view.show_article(text, marks, heading="A headline"), length, times)
    rows.append(("open", floor, opening, "≤ 10 ms" if length < 10_000 else "≤ 1.2 × bare"))
    rows.append(("open, beside bare lines of that height", _lined(length, times), opening, rows[0][3]))
    settle(0.3 if length < 100_000 else 4)
    rows.append(("frame", frames(bare), frames(view), "≤ 2 × bare"))
    rows.append(("wheel", wheel(bare), wheel(view), "p95 ≤ 8 ms"))
    rows.append(("jump", jumps(bare), jumps(view), "p95 ≤ 16 ms"))
    rows.append(("resize", resizes(bare), resizes(view), "≤ 200 ms"))
    rows.append(("annotate → painted", None, annotating(view), "≤ 8 ms"))
    rows.append(("drag", None, dragging(view), "≤ 4 ms"))
    rows.append(("light up → painted", frames(bare), lighting(view), "≤ 2 × a bare frame"))
    print(f"\n{length:,} code points, {count:,} annotations; CPU ms")
    print(f"  {'':38}{'bare med':>9}{'p95':>8}{'ours med':>11}{'p95':>8}{'ratio':>8}")
    for name, least, ours, target in rows:
        left = f"{least[0]:9.2f}{least[1]:8.2f}" if least else " " * 17
        ratio = f"{ours[0] / least[0]:8.2f}" if least else " " * 8
        print(f"  {name:38}{left}{ours[0]:11.2f}{ours[1]:8.2f}{ratio}  {target}")


def _lined(length: int, times: int) -> tuple[float, float]:
    lined = Lined()
    lined.resize(*SIZE)
    lined.show()
    lined.setReadOnly(True)
    lined.setFont(text_font(Reading()))
    cost = opened(lined, lined.setPlainText, length, times)
    lined.close()
    lined.deleteLater()
    return cost


def longest() -> None:
    """The longest article that comes in; a bare QTextEdit needs seconds for each width."""
    view = Counted(theme=load_theme("light"))
    view.resize(*SIZE)
    view.show()
    marks = highlights(10_000_000, 2_000)
    print("\n10,000,000 code points, 2,000 annotations; CPU ms: median, p95")
    opening = opened(view, lambda text: view.show_article(text, marks, heading="A headline"), 10_000_000, 3)
    rows = (("open", opening, "≤ 120 ms"), ("resize", resizes(view), "≤ 20 ms"), ("jump", jumps(view), "p95 ≤ 16 ms"),
            ("annotate → painted", annotating(view), "≤ 8 ms"))  # fmt: skip
    for name, ours, target in rows:
        print(f"  {name:55}{ours[0]:11.2f}{ours[1]:8.2f}          {target}")


def main(arguments: Sequence[str]) -> None:
    """Measure an article of 4 KB; with `--large` also one of 1 MB and the longest."""
    app = QApplication.instance() or QApplication([])
    if isinstance(app, QApplication):
        apply_theme(app, load_theme("light"))
        collect_here()  # as the application does
    compare(4_000, 60, times=15)
    if "--large" in arguments:
        compare(1_000_000, 50_000, times=3)
        longest()


if __name__ == "__main__":
    main(sys.argv[1:])
