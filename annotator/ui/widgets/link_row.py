"""The links of the annotation in focus, as chips in both directions; and the line that draws a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QWidget

from annotator.actions import links as actions
from annotator.corpus.annotation import Annotation
from annotator.corpus.change import Changed
from annotator.corpus.errors import Fault
from annotator.corpus.link import Tie, phrase
from annotator.language import tr
from annotator.ui.bridge import Bridge, Said
from annotator.ui.models.hands import hands_in
from annotator.ui.models.link_ends import LinkEnd, link_ends
from annotator.ui.theme import Theme
from annotator.ui.widgets.commit_line import CommitLine
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.link_chip import LinkChip
from annotator.ui.widgets.link_menu import Wish, link_menu
from annotator.ui.widgets.link_picker import LinkPicker
from annotator.ui.widgets.link_popover import LinkPopover
from annotator.ui.widgets.remark import Remark
from annotator.ui.widgets.source_level import LABEL

_TOUCHING = frozenset({"link", "annotation", "source", "article", "coder", "codebook"})


class LinkRow(QWidget):
    """One chip for each tie; a removed end stands there as *gone*, with Undo.

    Signals:
        jumped: id of the annotation at a link's other end, where one wants to go.
        done: the focus may go back to the text.
    """

    jumped = Signal(str)
    done = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._name = ""
        self._names: dict[str, Mapping[str, str]] = {}
        self._ends: list[LinkEnd] = []
        self._noted: Tie | None = None
        self._seen: tuple[int, ...] = ()
        self._lit = ""
        self._popover: LinkPopover | None = None
        self.chips: list[LinkChip] = []
        self._undos: dict[LinkChip, QToolButton] = {}
        self._place = QWidget()
        self._flow = FlowLayout(self._place, gap=4)
        self.add = QToolButton()
        self.picker = LinkPicker(bridge)
        self.note = CommitLine(tr("Note on the link"), hint=tr("Note on this link; Enter keeps it"))
        self.remark = Remark()
        self.remark.attend(self.note)
        self._lay_out()
        self._connect()

    # --- showing ---

    def show_annotation(self, annotation: Annotation | None) -> None:
        """Show the links of an annotation. While it is the same one, the row follows what changes by itself."""
        name = annotation.id if annotation else ""
        if name != self._name:
            self._name = name
            self.picker.end()
            self._end_note()
            self._show_ends(self._read())
        self.setVisible(annotation is not None)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.picker.set_theme(theme)
        for chip in self.chips:
            chip.set_theme(theme)

    def popover(self) -> LinkPopover:
        """What stands at the other end; made when first looked at, on the window that this stands in by then."""
        if self._popover is None or self._popover.parentWidget() is not self.window():
            if self._popover is not None:
                self._popover.deleteLater()
            self._popover = LinkPopover(self.window())
        return self._popover

    def texts(self) -> list[str]:
        """What the chips say, for tests."""
        return [chip.end.name for chip in self.chips]

    def begin(self, *, same: bool = False) -> None:
        """Ask for the other end of a new link; with `same`, of one that states the same."""
        self._end_note()
        self.picker.begin(same=same)

    def _show_ends(self, ends: list[LinkEnd]) -> None:
        at = next((place for place, chip in enumerate(self.chips) if self._has_focus(chip)), None)
        self._flow.removeWidget(self.add)
        for old in (*self.chips, *self._undos.values()):
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._look(None)
        self._ends, self.chips, self._undos = ends, [], {}
        for end in ends:
            chip = self._chip(end)
            self._flow.addWidget(chip)
            if end.tie.gone:
                self._undos[chip] = self._undo(end)
                self._flow.addWidget(self._undos[chip])
        self._flow.addWidget(self.add)
        self.add.setText("+" if ends else tr("Link…"))
        self._flow.invalidate()
        self._flow.activate()  # now: until the next event they would lie upon each other
        if at is not None:  # what it is now, or the neighbour of what was removed
            (self.chips[min(at, len(self.chips) - 1)] if self.chips else self.add).setFocus()
        self.updateGeometry()

    def _has_focus(self, chip: LinkChip) -> bool:
        return chip.hasFocus() or (chip in self._undos and self._undos[chip].hasFocus())

    def _chip(self, end: LinkEnd) -> LinkChip:
        chip = LinkChip(end, self._bridge.theme, self._place)
        chip.jumped.connect(partial(self._jump, end))
        chip.removed.connect(partial(self._remove, end))
        chip.menu_wanted.connect(partial(self._ask, end, chip))
        chip.looked_at.connect(partial(self._look_at, end, chip))
        chip.left.connect(self.done)
        self.chips.append(chip)
        chip.show()
        return chip

    def _undo(self, end: LinkEnd) -> QToolButton:
        button = QToolButton(self._place)
        button.setText(tr("Undo"))
        button.setProperty("role", "chip")
        button.setAccessibleName(tr("Bring back the {kind} “{words}”", kind=end.label.lower(), words=end.words[:60]))
        button.setToolTip(tr("Bring back what was removed, with its links"))
        button.clicked.connect(partial(self._bring_back, end))
        button.show()
        return button

    def _look_at(self, end: LinkEnd, chip: LinkChip, looked_at: bool) -> None:
        self._look(end if looked_at else None, chip)

    def _look(self, end: LinkEnd | None, chip: LinkChip | None = None) -> None:
        """Show what is at the other end, and light it up in the text."""
        self._light(end.tie.other if end and not end.tie.gone else "")
        if end is not None and chip is not None:
            self.popover().show_end(end, chip=chip, below=self._place)
        elif self._popover is not None:
            self._popover.hide()

    @Slot(str)
    def _light(self, name: str) -> None:
        if name != self._lit:
            self._lit = name
            self._bridge.lit.emit(frozenset((name,)) if name else frozenset())

    @Slot(object)
    def _follow(self, changed: Changed) -> None:
        """An end may have gone or come, or be called something else, also in another article."""
        for article in changed.articles():
            self._names.pop(article, None)
        if "codebook" in changed.kinds():
            self._names.clear()
        if self._name and changed.kinds() & _TOUCHING and (ends := self._read()) != self._ends:
            self._show_ends(ends)
            self._follow_note(changed)

    def _read(self) -> list[LinkEnd]:
        return link_ends(self._bridge, self._name, self._names) if self._name else []

    # --- doing ---

    @Slot(str, bool, str)
    def _link(self, type_: str, outgoing: bool, other: str) -> None:
        here, there = self._bridge.focused_annotation(), self._bridge.session.catalogue.annotation(other)
        if here is None or there is None:
            return
        ties, parts = self._known(here, type_)
        try:
            _, change_set = actions.link(here, type_, there, outgoing=outgoing, ties=ties, parts=parts)
        except Fault as fault:
            self.picker.refuse(f"{fault.why[:1].upper()}{fault.why[1:]}. {fault.remedy}")
            return
        self.picker.end()
        if self._bridge.do(change_set):
            name = next((end.name for end in self._ends if (end.tie.type, end.tie.other) == (type_, other)),
                        phrase(type_, outgoing=outgoing))
            self._bridge.said.emit(Said(tr("Linked: {name}", name=name), undoable=True))
        self.done.emit()

    def _known(self, here: Annotation, type_: str) -> tuple[Sequence[Tie], actions.Parts]:
        """What a new link is held against."""
        parts = self._bridge.session.catalogue.parts() if type_ == "part_of" else ()
        return self._bridge.ties().get(here.id, ()), parts

    def _jump(self, end: LinkEnd) -> None:
        if end.tie.gone:
            self._bring_back(end)
            return
        self._look(None)
        self.jumped.emit(end.tie.other)

    def _remove(self, end: LinkEnd) -> None:
        self._bridge.do(actions.unlink(end.tie), say=tr("Link removed: {name}", name=end.name))

    def _bring_back(self, end: LinkEnd, _checked: bool = False) -> None:
        removed = self._bridge.session.catalogue.removed_annotation(end.tie.other)
        if removed is not None:
            self._bridge.do(actions.bring_back(removed), say=tr("{kind} brought back", kind=end.label))

    def _ask(self, end: LinkEnd, chip: LinkChip, place: QPoint) -> None:
        link_menu(end, chip, partial(self._grant, end)).popup(place)

    def _grant(self, end: LinkEnd, wish: Wish) -> None:
        """Do what was chosen from a chip's menu."""
        if wish.what == "jump":
            self._jump(end)
        elif wish.what == "remove":
            self._remove(end)
        elif wish.what == "certainty":
            self._bridge.do(actions.set_certainty(end.tie, wish.value))
        elif wish.what == "note":
            self._begin_note(end)
        else:
            self._change_kind(end, wish)

    def _change_kind(self, end: LinkEnd, wish: Wish) -> None:
        catalogue = self._bridge.session.catalogue
        here, there = self._bridge.focused_annotation(), catalogue.annotation(end.tie.other)
        if here is None or there is None:
            return
        ties, parts = self._known(here, wish.value)
        try:
            changes = actions.set_type(
                end.tie, wish.value, here, there, outgoing=wish.outgoing, ties=ties, parts=parts)
        except Fault as fault:
            self._bridge.said.emit(Said(tr("The link was not changed: {why}", why=fault.why)))
            return
        self._bridge.do(changes)

    # --- the note ---

    def _begin_note(self, end: LinkEnd) -> None:
        self._noted = end.tie
        self._see()
        self.note.show_value(end.tie.links[0].note)
        self.note.setAccessibleName(tr("Note on the link “{name}”", name=end.name))
        self.note.show()
        self.note.setFocus()

    def _follow_note(self, changed: Changed) -> None:
        """Somebody else may have written another note meanwhile."""
        link = self._noted.links[0].id if self._noted else ""
        tie = next((end.tie for end in self._ends if end.tie.links[0].id == link), None)
        if tie is not None:
            self._noted = tie
            self.note.show_value(tie.links[0].note, who=hands_in(self._bridge, changed, link).of("note"))

    @Slot()
    def _see(self) -> None:
        if self._noted is not None:
            self._seen = self._bridge.session.heads(self._noted.links[0].id)

    @Slot(str)
    def _keep_note(self, words: str) -> None:
        if self._noted is not None:
            self._bridge.do(actions.set_note(self._noted, words, seen=self._seen))

    @Slot()
    def _end_note(self) -> None:
        """Store what is written, and back to the chip of the link, unless one has gone elsewhere."""
        self.note.commit()
        self.note.restore()
        noted, self._noted = self._noted, None
        if noted and self.note.hasFocus():
            same = (chip for chip in self.chips if chip.end.tie.links[0].id == noted.links[0].id)
            next(same, self.add).setFocus()
        self.note.hide()

    # --- building ---

    def _lay_out(self) -> None:
        label = QLabel(tr("Links"))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "muted")
        label.setMinimumHeight(26)
        self.setAccessibleName(tr("Links"))
        self.add.setProperty("role", "chip")
        self.add.setAccessibleName(tr("Link this annotation with another one"))
        self.add.setToolTip(tr("Link this annotation with another one (L)"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._place.setSizePolicy(policy)
        self._flow.addWidget(self.add)
        self.note.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        grid.addWidget(label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._place, 0, 1)
        grid.addWidget(self.picker, 1, 0, 1, 2)
        grid.addWidget(self.note, 2, 1)
        grid.addWidget(self.remark, 3, 1)
        grid.setColumnMinimumWidth(0, LABEL)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self._bridge.changed.connect(self._follow)
        self.add.clicked.connect(partial(self.begin, same=False))
        self.picker.taken.connect(self._link)
        self.picker.looked_at.connect(self._light)
        self.picker.left.connect(self.done)
        self.note.committed.connect(self._keep_note)
        self.note.caught_up.connect(self._see)
        self.note.editingFinished.connect(self._end_note)

    def hideEvent(self, event: QHideEvent) -> None:
        """The popover never outlives its chip."""
        super().hideEvent(event)
        self._look(None)
