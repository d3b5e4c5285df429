"""Words of our own to read in these tests, and where they are."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from annotator.ui.reader import ArticleView, Highlight

TUNNEL = "\n".join(
    (
        "“Are we too cautious about building?” Minister Helena Brandt asked on Tuesday. “At some point the cost of "
        "waiting is higher than the cost of the tunnel.” The government says the $1.3 billion crossing will repay "
        "its cost within 18 years.",
        "The Courier reported that the board had told lawmakers the project “is likely to overrun by $350 million” "
        "and that fewer than 1 percent of tunnels finished on budget. Dr. Luis Amaral declined to comment.",
        "Read more: Five charts that explain the harbour.",
        "😀 Locals agree. Brandt dismissed the figure. 'It is "
        'two years old,\' she said, and "it was wrong then", too.',
        "המנהרה תיפתח בשנת 2031, אמרה השרה. She repeated “אנחנו מוכנים” twice.",
    )
)


def span(words: str, text: str = TUNNEL) -> tuple[int, int]:
    """Where the words stand, in code points."""
    start = text.index(words)
    return start, start + len(words)


def quote(*words: str, id: str = "q") -> Highlight:
    return Highlight(id, "quote", "Q1", tuple(span(part) for part in words), label="Quote, Helena Brandt, 1 of 7")


def claim(words: str, id: str = "c") -> Highlight:
    return Highlight(id, "claim", "C2", (span(words),), label="Claim")


def statistic(words: str, id: str = "s") -> Highlight:
    return Highlight(id, "statistic", "S3", (span(words),), label="Statistic")


def middle_of(view: ArticleView, position: int) -> QPointF:
    """The middle of one letter in viewport pixels."""
    return view.boxes((position, position + 1))[0].center()


class Mouse:
    """A mouse over one reader, with a clock of its own, so that double clicks are double when the test says so."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._now = 10_000

    def click(self, place: QPointF, *, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One click, long after the last."""
        self._now += 5_000
        self._press_and_release(place, QEvent.Type.MouseButtonPress, modifiers)

    def click_times(self, times: int, place: QPointF) -> None:
        """Clicks in quick succession; Qt calls every second one a double click."""
        self._now += 5_000
        for number in range(times):
            self._now += 60
            double = number % 2 == 1
            kind = QEvent.Type.MouseButtonDblClick if double else QEvent.Type.MouseButtonPress
            self._press_and_release(place, kind, Qt.KeyboardModifier.NoModifier)

    def drag(self, start: QPointF, *places: QPointF) -> None:
        """Press, move over the places, release at the last."""
        self._now += 5_000
        self.send(QEvent.Type.MouseButtonPress, start)
        for place in places:
            self.send(QEvent.Type.MouseMove, place)
        self.send(QEvent.Type.MouseButtonRelease, places[-1])

    def hover(self, place: QPointF) -> None:
        """Move there with no button held."""
        none = Qt.MouseButton.NoButton
        where = QPointF(self._view.viewport().mapToGlobal(place))
        event = QMouseEvent(QEvent.Type.MouseMove, place, where, none, none, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(self._view.viewport(), event)

    def send(
        self, kind: QEvent.Type, place: QPointF, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """One event of the left button."""
        self._now += 10
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        button = none if kind == QEvent.Type.MouseMove else left
        held = none if kind == QEvent.Type.MouseButtonRelease else left
        where = QPointF(self._view.viewport().mapToGlobal(place))
        event = QMouseEvent(kind, place, where, button, held, modifiers)
        event.setTimestamp(self._now)
        QCoreApplication.sendEvent(self._view.viewport(), event)

    def _press_and_release(self, place: QPointF, kind: QEvent.Type, modifiers: Qt.KeyboardModifier) -> None:
        self.send(kind, place, modifiers)
        self.send(QEvent.Type.MouseButtonRelease, place, modifiers)
