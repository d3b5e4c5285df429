"""What of the project is written, and how: the choices beside a format."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from annotator.corpus.listing import any_of
from annotator.corpus.team import Coder
from annotator.formats import Format
from annotator.formats.doors import WriteOptions
from annotator.formats.doors.presets import Preset
from annotator.language import tr
from annotator.ui.forms.format_choices import FormatChoices
from annotator.ui.widgets.plain import plain_label

_EVERYBODY, _AND = tr("Everybody"), ", "


class ExportChoices(QWidget):
    """Check boxes and a list of the coders. A codebook alone is written whole."""

    def __init__(self, coders: Mapping[str, Coder], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reproducible = QCheckBox(tr("Reproducible: the same project always gives the same bytes"))
        self.reproducible.setToolTip(tr("The time of the export is that of the latest change in the data"))
        self.for_machines = QCheckBox(tr("For programs: without the signs that only spreadsheets need"))
        self.for_machines.setToolTip(tr("No byte order mark, and no apostrophe in front of = + - @"))
        self.history = QCheckBox(tr("With history: every action, who set what when"))
        self.history.setToolTip(tr("In the field “history”, the oldest first; it makes the dataset several times as "
                                   "large"))
        self.only_done = QCheckBox(tr("Only articles that are marked as done"))
        self.pseudonyms = QCheckBox(tr("Coders under other names: Coder 1, Coder 2 …"))
        self.pseudonyms.setToolTip(tr("Their names, ORCID and e-mail are left out; what notes say is not changed"))
        self.whose = QComboBox()
        self.whose.setAccessibleName(tr("Annotations of"))
        self.whose.addItem(_EVERYBODY, ())
        for name, ids in _people(coders).items():
            self.whose.addItem(name, ids)
        self._coders = coders
        self._own = {"reproducible": self.reproducible, "for_machines": self.for_machines, "history": self.history}
        self.format = FormatChoices(self)
        self._part = QWidget(self)
        self._lay_out()

    def _lay_out(self) -> None:
        part = QVBoxLayout(self._part)
        part.setContentsMargins(0, 0, 0, 0)
        part.setSpacing(4)
        row = QHBoxLayout()
        caption = plain_label(tr("Annotations of"))
        caption.setWordWrap(False)
        caption.setBuddy(self.whose)
        row.addWidget(caption)
        row.addWidget(self.whose, 1)
        part.addLayout(row)
        for box in (self.only_done, self.pseudonyms):
            part.addWidget(box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for box in self._own.values():
            column.addWidget(box)
        column.addWidget(self.format)
        column.addWidget(self._part)

    def show_for(self, format_: Format) -> None:
        """Offer what means something to this format."""
        for name, option in self._own.items():
            option.setVisible(name in format_.options)
        self.format.show_for(format_)
        self._part.setVisible(format_.name != "codebook")

    def options(self, *, as_of: str = "") -> WriteOptions:
        """What is chosen."""
        return WriteOptions(
            self.reproducible.isChecked(), for_machines=self.for_machines.isChecked(), as_of=as_of,
            coders=tuple(self.whose.currentData()), only_done=self.only_done.isChecked(),
            pseudonyms=self.pseudonyms.isChecked(),
            history=self.history.isChecked() and not self.history.isHidden(), choices=self.format.answers())

    def preset(self, format_: Format) -> Preset:
        """What is chosen, to be saved."""
        boxes = {"only_done": self.only_done, "pseudonyms": self.pseudonyms,
                 **{name: box for name, box in self._own.items() if name in format_.options}}
        names = self.whose.currentText().split(_AND) if self.whose.currentData() else []
        return Preset(format_.name, tuple(names), frozenset(name for name, box in boxes.items() if box.isChecked()),
                      {name: said for name, said in self.format.answers().items() if name not in format_.secrets})

    def take(self, preset: Preset) -> str:
        """Choose what a preset says; what of it cannot be chosen in this project, in words, else nothing."""
        for name, box in {**self._own, "only_done": self.only_done, "pseudonyms": self.pseudonyms}.items():
            box.setChecked(name in preset.flags)
        self.format.answer(preset.choices)
        people = {name.casefold(): (name, ids) for name, ids in _people(self._coders).items()}
        known = [people[name.casefold()] for name in preset.coders if name.casefold() in people]
        label = _AND.join(name for name, _ in known) or _EVERYBODY
        if self.whose.findText(label) < 0:
            self.whose.addItem(label, tuple(sorted({one for _, ids in known for one in ids})))
        self.whose.setCurrentIndex(self.whose.findText(label))
        strangers = [name for name in preset.coders if name.casefold() not in people]
        if not strangers:
            return ""
        missing = any_of(strangers)
        return (tr("Nobody here is called {names}: the work of {coders} alone is chosen", names=missing, coders=label)
                if known else tr("Nobody here is called {names}: everybody’s work is chosen", names=missing))


def _people(coders: Mapping[str, Coder]) -> dict[str, tuple[str, ...]]:
    """Name → the ids of one person; several who bear a name are told apart by a number."""
    found: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for coder in sorted(coders.values(), key=lambda each: (each.name.casefold(), each.id)):
        if coder.id in taken:
            continue
        ids = {coder.id, *coder.same_as} | {each.id for each in coders.values() if coder.id in each.same_as}
        taken |= ids
        name, number = coder.name, 2
        while name in found:
            name, number = f"{coder.name} ({number})", number + 1
        found[name] = tuple(sorted(ids))
    return found
