"""The codebook beside the text: read, and edited page by page. Each field is stored when one leaves it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, SignalInstance, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.actions.codebook import owner_words
from annotator.corpus.change import CODEBOOK_ID, Changed
from annotator.corpus.errors import Fault
from annotator.corpus.hands import NO_HANDS, Hands
from annotator.formats.doors import Incoming
from annotator.language import tr
from annotator.project.catalogue import Catalogue
from annotator.ui.background import Background
from annotator.ui.bridge import Bridge
from annotator.ui.forms.codebook.attribute_page import AttributePage
from annotator.ui.forms.codebook.conventions_page import ConventionsPage
from annotator.ui.forms.codebook.desk import CodebookDesk
from annotator.ui.forms.codebook.guidelines_page import GuidelinesPage
from annotator.ui.forms.codebook.kinds_page import KindsPage
from annotator.ui.forms.codebook.owner_page import OwnerPage
from annotator.ui.forms.codebook.sheet import Sheet
from annotator.ui.forms.codebook.takeover_page import TakeoverPage
from annotator.ui.forms.codebook.versions_page import VersionsPage
from annotator.ui.icons import set_icon
from annotator.ui.models.hands import hands_in
from annotator.ui.theme import Theme
from annotator.ui.widgets.choice_row import ChoiceRow
from annotator.ui.widgets.offer import Offer

PAGES = {"guidelines": tr("Guidelines"), "kinds": tr("Kinds"), "conventions": tr("Conventions"),
         "versions": tr("Versions")}
Place = tuple[str, ...]
"""Which page: ("kinds",), ("owner", kind), ("attribute", owner, name)."""


class _Page(Protocol):
    """What every page can do."""

    left: SignalInstance

    def refresh(self, hands: Hands = NO_HANDS, /) -> bool:
        """Show what is stored now; False when its subject is there no more."""

    def take_focus(self) -> None:
        """Begin here."""

    def set_theme(self, theme: Theme, /) -> None:
        """Other colours."""

    def commit(self) -> None:
        """Store what is being typed."""


class CodebookPanel(QWidget):
    """Four pages at the top, and below the kinds a page for each kind and each question; Esc leads one up."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.desk = CodebookDesk(bridge, self)
        self.choice = ChoiceRow(PAGES, name=tr("Part of the codebook"), parent=self)
        self.strip = Offer(self)
        self.place: Place = ("guidelines",)
        self.page: _Page | None = None
        self._way: list[Place] = []
        self._reading = (Path(), 0)
        self._back, self._title = QPushButton(self), QLabel(self)
        self._holder = QVBoxLayout()
        self._lay_out()
        self._connect()

    def show_page(self, name: str) -> None:
        """Show guidelines, kinds, conventions or versions."""
        self.choice.show_choice(name)
        self.open_place((name,))

    def open_place(self, place: Place, *, focus: bool = False) -> None:
        """Show a page; what is typed in the one before is stored."""
        if self.page is not None:
            self.page.commit()
        self.strip.clear()
        self._way = _way_to(place)
        self.place = place
        self._hold(self._made(place))
        self._show_way()
        if focus and self.page is not None:
            self.page.take_focus()

    def review(self, incoming: Incoming, name: str) -> None:
        """Show what another codebook would change."""
        self.show_page("versions")
        self.place = ("takeover",)
        self._way = _way_to(self.place)
        self._hold(TakeoverPage(self.desk, incoming, name, self._is_out_of_date))
        self._show_way()
        if self.page is not None:
            self.page.take_focus()

    def read(self, path: Path) -> None:
        """Read another codebook on a thread of its own, then show what it would change."""
        from annotator.formats import read_files

        catalogue = Catalogue(self._bridge.session.replica)
        self._reading = (path, catalogue.changes_so_far())
        reading = Background(lambda: (read_files([path], catalogue, format="codebook"), path.name), self,
                             name="reading")
        reading.finished.connect(self._show_read)
        reading.start()

    def _is_out_of_date(self) -> bool:
        """Whether the project has changed since the other codebook was compared with it; it is read again then."""
        path, read_at = self._reading
        if not path.name or self._bridge.session.catalogue.changes_so_far() == read_at:
            return False
        self.desk.tell(tr("The project has changed meanwhile: look again at what would change"))
        self.read(path)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Draw it when somebody looks."""
        super().showEvent(event)
        if self.page is None:
            self.open_place(self.place)
        else:
            self._refresh(NO_HANDS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes the question away, else leads one up."""
        if event.key() == Qt.Key.Key_Escape and not self.strip.isHidden():
            self._ask("", [])
        elif event.key() == Qt.Key.Key_Escape and self._way:
            self.go_back()
        else:
            super().keyPressEvent(event)

    @Slot()
    def go_back(self) -> None:
        """One page up; the focus goes to the row that was open."""
        if not self._way:
            return
        old = self.place
        self.open_place(self._way[-1])
        row = getattr(self.page, "rows", {}).get(old[-1])
        if row is not None:
            row.setFocus()
        elif self.page is not None:
            self.page.take_focus()

    # --- building ---

    def _lay_out(self) -> None:
        self._back.setProperty("quiet", True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("role", "muted")
        top = QHBoxLayout()
        top.setContentsMargins(10, 0, 8, 0)
        top.setSpacing(2)
        top.addWidget(self.choice, 1)
        way = QHBoxLayout()
        way.setContentsMargins(4, 0, 12, 0)
        way.addWidget(self._back)
        way.addWidget(self._title, 1)
        strip = QVBoxLayout()
        strip.setContentsMargins(10, 2, 10, 2)
        strip.addWidget(self.strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(4)
        for part in (top, way, strip):
            column.addLayout(part)
        column.addLayout(self._holder, 1)
        self._wear(self._bridge.theme)

    def _connect(self) -> None:
        self.choice.chosen.connect(self.show_page)
        self.desk.asked.connect(self._ask)
        self.desk.opened.connect(self._open)
        self.desk.counted.connect(self._show_counts)
        self._back.clicked.connect(self.go_back)
        self._bridge.changed.connect(self._follow)
        self._bridge.theme_changed.connect(self._wear)

    def _made(self, place: Place) -> QWidget:
        what = place[0]
        if what == "attribute":
            return AttributePage(self.desk, place[1], place[2])
        if what == "owner":
            return OwnerPage(self.desk, place[1])
        made = {"guidelines": GuidelinesPage, "kinds": KindsPage, "conventions": ConventionsPage}
        return made.get(what, VersionsPage)(self.desk)

    def _hold(self, page: QWidget) -> None:
        """Put a page in, in a scroll area unless it scrolls by itself."""
        while (item := self._holder.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.page = page  # type: ignore[assignment]
        page.left.connect(self._leave_field)  # type: ignore[attr-defined]
        if isinstance(page, GuidelinesPage):
            page.refresh()
            self._holder.addWidget(page)
            page.show()
            return
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(tr("Codebook"))
        area.setWidget(page)
        self._holder.addWidget(area)
        area.show()

    def _show_way(self) -> None:
        up = self._way[-1] if self._way else ()
        self._back.setVisible(bool(up))
        self._title.setVisible(bool(up))
        if up:
            book = self.desk.book
            words = PAGES.get(up[0]) or owner_words(book, up[1])
            self._back.setText(words.replace("&", "&&"))
            self._back.setAccessibleName(tr("Back to {page}", page=words))
            attribute = self.desk.attribute(self.place[1], self.place[2]) if self.place[0] == "attribute" else None
            here = {"owner": partial(owner_words, book, self.place[-1]),
                    "takeover": partial(str, tr("Another codebook"))}
            self._title.setText(f"›  {attribute.title if attribute else here.get(self.place[0], str)()}")

    # --- following ---

    @Slot(object)
    def _follow(self, changed: Changed) -> None:
        touched = changed.kinds() & {"codebook", "annotation", "source", "values", "article"}
        if not touched or not self.isVisible() or self.page is None:
            return
        self._refresh(hands_in(self._bridge, changed, CODEBOOK_ID))

    def _refresh(self, hands: Hands) -> None:
        """Show what is stored; a page whose subject has gone says so, with what was typed there."""
        page = self.page
        if page is None or page.refresh(hands):
            if isinstance(page, AttributePage):
                self.place = ("attribute", page.owner, page.attribute)
            elif isinstance(page, OwnerPage):
                self.place = ("owner", page.owner)
            self._way = _way_to(self.place)
            self._show_way()
            return
        typed = page.typed() if isinstance(page, Sheet) else []
        self.page = None
        gone = self.place[-1].replace("_", " ")
        self.open_place(self._way[-1] if self._way and self._is_there(self._way[-1]) else ("kinds",))
        if hands.latest or typed:
            words = tr("“{name}” is in the codebook no more.", name=gone) if not typed else tr(
                "“{name}” is in the codebook no more. You had typed: {typed}", name=gone, typed="; ".join(typed))
            self.strip.say(words, [(tr("Understood"), self.strip.clear)])

    @Slot()
    def _show_counts(self) -> None:
        if self.isVisible() and self.page is not None:
            self.page.refresh()

    def _is_there(self, place: Place) -> bool:
        return place[0] != "owner" or place[1][:1] == "@" or any(k.id == place[1] for k in self.desk.book.kinds)

    @Slot(object)
    def _wear(self, theme: Theme) -> None:
        set_icon(self._back, "back", theme.chrome_ink)
        if self.page is not None:
            self.page.set_theme(theme)

    # --- what a person does ---

    @Slot(tuple)
    def _open(self, place: Place) -> None:
        self.open_place(place, focus=True)

    @Slot()
    def _leave_field(self) -> None:
        """Esc in a field: to the way up, from which Esc leads on."""
        if self.place == ("takeover",):
            self.open_place(("versions",), focus=True)
        elif self._way:
            self._back.setFocus()
        else:
            self.setFocus()

    @Slot(str, list)
    def _ask(self, sentence: str, choices: list[tuple[str, object]]) -> None:
        if not sentence:
            self.strip.clear()
            if self.page is not None:
                self.page.refresh()
            return
        self.strip.say(sentence, choices)  # type: ignore[arg-type]
        self.strip.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _show_read(self, found: tuple[Incoming, str] | Fault) -> None:
        if isinstance(found, Fault):
            self._bridge.failed.emit(found)
            return
        incoming, name = found
        if incoming.problems:
            self._bridge.failed.emit(incoming.problems[0].fault)
        elif not incoming.brings:
            self.desk.tell(tr("{name} is the codebook that you have already", name=name))
        else:
            self.review(incoming, name)


def _way_to(place: Place) -> list[Place]:
    """The pages above a page."""
    if place[0] == "attribute":
        return [("kinds",), ("owner", place[1])]
    if place[0] == "owner":
        return [("kinds",)]
    return [("versions",)] if place[0] == "takeover" else []
