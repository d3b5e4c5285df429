"""What the project says of itself, and how the team works in it; each field is stored when one leaves it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from annotator.actions import team
from annotator.corpus.change import PROJECT_ID, Changed
from annotator.corpus.hands import NO_HANDS, Hands
from annotator.corpus.sight import INDEPENDENT
from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.letters import stretched
from annotator.ui.models.hands import hands_in
from annotator.ui.widgets.choice_row import ChoiceRow
from annotator.ui.widgets.commit_line import CommitLine, CommitText
from annotator.ui.widgets.form_field import FormField
from annotator.ui.widgets.plain import plain_label

_FIELDS = (("name", tr("Name"), ""), ("licence", tr("Licence of the annotations"), tr("CC BY 4.0")),
           ("citation", tr("How to cite"), ""), ("language", tr("Language"), tr("en, de, fr …")))
_MODES = {"": tr("Together"), INDEPENDENT: tr("Independent")}
_WORDS = {
    "": tr("Everybody sees and may change everything; the history shows who did what."),
    INDEPENDENT: tr("Each sees and changes only their own annotations until the project is released. Sources, passages "
                    "and marks of progress are shared."),
    "released": tr("The project is released: everybody sees everybody's annotations."),
}
_WIDTH = 400


class ProjectForm(QWidget):
    """Name, description, licence, citation, language; together or independent, release, blind until both are done.

    Signals:
        resized: it has become taller or shorter.
    """

    resized = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._seen: tuple[int, ...] = ()
        self.lines = {key: CommitLine(caption, hint=hint) for key, caption, hint in _FIELDS}
        self.description = CommitText(tr("Description"), hint=tr("What is annotated here, and what for"))
        self.mode = ChoiceRow(_MODES, name=tr("How the team works"), parent=self)
        self.release, self.sure = QPushButton(tr("Release…")), QPushButton(tr("Release: everybody sees everything"))
        self.blind = QCheckBox(tr("Blind: others' work on an article shows only once\n"
                                  "you and somebody else are done with it"))
        self.suggestions = QCheckBox(tr("Suggest annotations in this project"))
        self._words = plain_label("", "muted")
        self._lay_out()
        self._connect()
        self.setFixedWidth(stretched(_WIDTH))
        self.show_project()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(9)
        column.addWidget(plain_label(tr("Project"), "heading"))
        for key, caption, _ in _FIELDS:
            column.addWidget(FormField(caption, self.lines[key]))
            if key == "name":
                column.addWidget(FormField(tr("Description"), self.description))
        column.addWidget(FormField(tr("How the team works"), self.mode))
        for widget in (self._words, self.release, self.sure, self.blind, self.suggestions):
            column.addWidget(widget)
        self.sure.setProperty("primary", True)

    def _connect(self) -> None:
        for key, editor in self._editors().items():
            editor.committed.connect(partial(self._store, key))
            editor.caught_up.connect(self._see)
        self.mode.chosen.connect(self._choose_mode)
        self.release.clicked.connect(self._ask)
        self.sure.clicked.connect(self._release)
        self.blind.clicked.connect(self._choose_blind)
        self.suggestions.clicked.connect(self._choose_suggestions)
        self._bridge.changed.connect(self._follow)

    def _editors(self) -> dict[str, CommitLine | CommitText]:
        return {**self.lines, "description": self.description}

    @Slot()
    def _see(self) -> None:
        """What stands there is what is stored, unless somebody is writing: a change builds on what was seen."""
        if not any(editor.writing() for editor in self._editors().values()):
            self._seen = self._bridge.session.heads(PROJECT_ID)

    def show_project(self, hands: Hands = NO_HANDS) -> None:
        """Show what is stored now; what is being written stays.

        Args:
            hands: who changed it elsewhere just now.
        """
        project = self._bridge.session.catalogue.project()
        for key, editor in self._editors().items():
            editor.show_value(getattr(project, key), who=hands.of(key))
        self._see()
        independent = project.mode == INDEPENDENT
        self.mode.show_choice(INDEPENDENT if independent else "")
        self._words.setText(_WORDS["released" if independent and project.released else project.mode
                                   if independent else ""])
        self.release.setVisible(independent and not project.released)
        self.sure.hide()
        self.blind.setChecked(project.blind_until_done)
        self.suggestions.setChecked(not project.no_suggestions)
        self.resized.emit()

    @Slot(object)
    def _follow(self, changed: Changed) -> None:
        if "project" in changed.kinds():
            self.show_project(hands_in(self._bridge, changed, PROJECT_ID))

    def _store(self, key: str, value: object) -> None:
        project, editor = self._bridge.session.catalogue.project(), self._editors().get(key)
        change_set = team.describe_project(project, {key: value}, seen=self._seen)
        if change_set and self._bridge.do(change_set) is None:
            if editor is not None:
                editor.not_stored()
        elif editor is not None and not change_set:
            editor.restore()
        else:
            self._seen = self._bridge.session.heads(PROJECT_ID)

    @Slot(str)
    def _choose_mode(self, mode: str) -> None:
        project = self._bridge.session.catalogue.project()
        self._bridge.do(team.describe_project(project, {"mode": mode, "released": False}))

    @Slot(bool)
    def _choose_blind(self, blind: bool) -> None:
        self._store("blind_until_done", blind)

    @Slot(bool)
    def _choose_suggestions(self, wanted: bool) -> None:
        self._store("no_suggestions", not wanted)

    @Slot()
    def _ask(self) -> None:
        """Releasing is said twice: what others have seen they cannot unsee."""
        self._words.setText(tr("From then on everybody sees everybody's annotations. It can be taken back, but not "
                               "what somebody has seen."))
        self.release.hide()
        self.sure.show()
        self.resized.emit()
        self.sure.setFocus()

    @Slot()
    def _release(self) -> None:
        self.mode.setFocus()
        self._bridge.do(team.release(self._bridge.session.catalogue.project()), say=tr("The project is released"))
