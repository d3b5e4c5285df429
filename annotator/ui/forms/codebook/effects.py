"""What a change does to what is coded, said before it does: each choice is a person's, made before the count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from annotator.actions import codebook as edit
from annotator.actions import recoding
from annotator.corpus.change import ChangeSet, counted
from annotator.corpus.errors import Fault
from annotator.corpus.kinds import Attribute, Codebook
from annotator.corpus.usage import unfit
from annotator.language import tr
from annotator.ui.forms.codebook.desk import CodebookDesk
from annotator.ui.models.codebook_words import TYPE_WORDS, plain


class Effects:
    """Asks when something coded is touched, and does at once what touches nothing."""

    def __init__(self, desk: CodebookDesk) -> None:
        self._desk = desk

    # --- values ---

    def rename_value(self, owner: str, name: str, old: str, new: str) -> str:
        """Call a value something else. Gives a complaint, or "" when it is done or asked."""
        use = self._desk.usage_now.value(owner, name, old)
        try:
            edit.rename_value(self._desk.book, owner, name, old, new)
        except Fault as fault:
            if use and new in self._known(owner, name):
                self._ask_map(owner, name, old, [new])
                return ""
            return fault.why[:1].upper() + fault.why[1:]
        if not use:
            return self._desk.do(lambda book: edit.rename_value(book, owner, name, old, new))
        self._desk.ask(tr("“{value}” is used {words}. What of “{new}”?", value=plain(old), words=use.words(),
                          new=plain(new)), [
            (tr("Rename everywhere"), partial(self._rename, owner, name, old, new)),
            (tr("Keep “{value}” where it is coded", value=plain(old)), partial(self._replace, owner, name, old, new))])
        return ""

    def remove_value(self, owner: str, name: str, value: str) -> None:
        """Take a value out of the list, and ask what becomes of its answers."""
        use = self._desk.usage_now.value(owner, name, value)
        if not use:
            self._finish(lambda book: edit.remove_value(book, owner, name, value),
                         say=tr("“{value}” removed", value=plain(value)))
            return
        attribute = self._desk.attribute(owner, name)
        retired = attribute is not None and value in attribute.retired
        keep = [] if retired else [(tr("Keep, offer no more"), partial(self._retire, owner, name, value))]
        others = [v for v in self._known(owner, name) if v != value]
        more = [(tr("Map to…"), partial(self._ask_map, owner, name, value, others))] if others else []
        take = (tr("Take {answers} away", answers=counted(use.times, "answer")),
                partial(self._take_value, owner, name, value))
        self._desk.ask(tr("“{value}” is used {words}.", value=plain(value), words=use.words()), [*keep, *more, take])

    def map_value(self, owner: str, name: str, value: str) -> None:
        """Ask to which other value the answers go."""
        self._ask_map(owner, name, value, [v for v in self._known(owner, name) if v != value])

    def _ask_map(self, owner: str, name: str, value: str, others: Iterable[str]) -> None:
        use = self._desk.usage_now.value(owner, name, value)
        self._desk.ask(tr("“{value}” is used {words}. Each becomes:", value=plain(value), words=use.words()), [
            (plain(other), partial(self._map, owner, name, value, other)) for other in others])

    def _rename(self, owner: str, name: str, old: str, new: str) -> None:
        coded = self._recoded(owner, name, {old: new})
        self._finish(lambda book: edit.rename_value(book, owner, name, old, new), coded,
                     say=tr("“{old}” is “{new}” now{places}", old=plain(old), new=plain(new), places=_in(coded)))

    def _replace(self, owner: str, name: str, old: str, new: str) -> None:
        def replaced(book: Codebook) -> Codebook:
            return edit.add_value(edit.retire_value(book, owner, name, old), owner, name, new)

        self._finish(replaced, say=tr("“{value}” added; “{new}” stays where it is coded", value=plain(new),
                                      new=plain(old)))

    def _retire(self, owner: str, name: str, value: str) -> None:
        self._finish(lambda book: edit.retire_value(book, owner, name, value),
                     say=tr("“{value}” is kept, and offered no more", value=plain(value)))

    def _map(self, owner: str, name: str, value: str, other: str) -> None:
        coded = self._recoded(owner, name, {value: other})
        self._finish(lambda book: edit.remove_value(book, owner, name, value), coded,
                     say=tr("“{value}” became “{new}”{places}", value=plain(value), new=plain(other),
                            places=_in(coded)))

    def _take_value(self, owner: str, name: str, value: str) -> None:
        coded = self._recoded(owner, name, {value: None})
        self._finish(lambda book: edit.remove_value(book, owner, name, value), coded,
                     say=tr("“{value}” removed{places}", value=plain(value), places=_in(coded)))

    def _recoded(self, owner: str, name: str, to: Mapping[str, str | None]) -> ChangeSet:
        return recoding.recode(self._desk.answers(owner, name), name, to)

    def _known(self, owner: str, name: str) -> tuple[str, ...]:
        found = self._desk.attribute(owner, name)
        return found.values if found else ()

    # --- attributes ---

    def remove_attribute(self, owner: str, name: str) -> None:
        """Ask it no more, and ask what becomes of its answers."""
        attribute, use = self._desk.attribute(owner, name), self._desk.usage_now.attribute(owner, name)
        if attribute is None:
            return
        if not use:
            self._finish(lambda book: edit.remove_attribute(book, owner, name),
                         say=tr("“{title}” removed", title=attribute.title))
            return
        others = [a for a in self._desk.book.asked(owner) if a.id != name]
        keep = [] if attribute.hidden else [(tr("Keep, ask no more"),
                                             partial(self._hide, owner, name, attribute.title))]
        more = [(tr("Map to…"), partial(self._ask_other, owner, attribute, others))] if others else []
        take = (tr("Take {answers} away", answers=counted(use.times, "answer")),
                partial(self._take_attribute, owner, attribute))
        self._desk.ask(tr("“{title}” is answered {words}.", title=attribute.title, words=use.words()),
                       [*keep, *more, take])

    def change_type(self, owner: str, name: str, type_: str) -> None:
        """Another type: what does not fit is said, and kept."""
        attribute = self._desk.attribute(owner, name)
        if attribute is None or attribute.type == type_:
            return
        wrong = unfit(self._desk.usage_now.values.get((owner, name), {}), type_, attribute.known)
        if not wrong:
            self._set_type(owner, name, type_)
            return
        use = self._desk.usage_now.attribute(owner, name)
        self._desk.ask(
            tr("“{title}” is answered {words}. As {type_words}, {answers} will"
               " not fit. They are kept and shown as they are, until somebody answers anew.", title=attribute.title,
               words=use.words(), type_words=TYPE_WORDS[type_], answers=counted(wrong, "answer")),
            [(tr("Change the type"), partial(self._set_type, owner, name, type_))])

    def rename_attribute(self, owner: str, old: str, new: str) -> str:
        """Give it another id, which is what the dataset calls it; its answers go along."""
        answers = self._desk.answers(owner, old)
        left = recoding.left_behind(answers, new)
        if left:
            return tr("{answers} stand under “{new}” already: choose another id", answers=counted(left, "answer"),
                      new=new)
        coded = recoding.move_answers(answers, old, new)
        return self._desk.do(lambda book: edit.rename_attribute(book, owner, old, new), coded,
                             say=tr("“{old}” is “{new}” in the dataset now{places}", old=old, new=new,
                                    places=_in(coded)))

    def _ask_other(self, owner: str, attribute: Attribute, others: Iterable[Attribute]) -> None:
        use = self._desk.usage_now.attribute(owner, attribute.id)
        self._desk.ask(tr("“{title}” is answered {words}. The answers go to:", title=attribute.title,
                          words=use.words()), [
            (other.title, partial(self._move, owner, attribute, other)) for other in others])

    def _move(self, owner: str, attribute: Attribute, other: Attribute) -> None:
        answers = self._desk.answers(owner, attribute.id)
        coded, left = recoding.move_answers(answers, attribute.id, other.id), recoding.left_behind(answers, other.id)
        if left:
            self._finish(lambda book: edit.change_attribute(book, owner, attribute.id, hidden=True), coded,
                         say=tr("{answers} stay with “{title}”, which is hidden now:"
                                " “{other}” has answers of its own there", answers=counted(left, "answer"),
                                title=attribute.title, other=other.title))
            return
        self._finish(lambda book: edit.remove_attribute(book, owner, attribute.id), coded,
                     say=tr("“{title}” went to “{other}”{places}", title=attribute.title, other=other.title,
                            places=_in(coded)))

    def _hide(self, owner: str, name: str, title: str) -> None:
        self._finish(lambda book: edit.change_attribute(book, owner, name, hidden=True),
                     say=tr("“{title}” is kept, and asked no more", title=title))

    def _take_attribute(self, owner: str, attribute: Attribute) -> None:
        coded = recoding.take_answers(self._desk.answers(owner, attribute.id), attribute.id)
        self._finish(lambda book: edit.remove_attribute(book, owner, attribute.id), coded,
                     say=tr("“{title}” removed{places}", title=attribute.title, places=_in(coded)))

    def _set_type(self, owner: str, name: str, type_: str) -> None:
        self._finish(lambda book: edit.change_attribute(book, owner, name, type=type_, default=None))

    # --- kinds ---

    def remove_kind(self, name: str) -> None:
        """Take a kind out, and ask what becomes of its annotations."""
        kind, use = self._desk.book.kind(name), self._desk.usage_now.kind(name)
        if not use:
            self._finish(lambda book: edit.remove_kind(book, name), say=tr("{label} removed", label=kind.label))
            return
        keep = [] if kind.hidden else [(tr("Keep, mark no more"), partial(self._hide_kind, name, kind.label))]
        others = [other for other in self._desk.book.shown if other.id != name]
        more = [(tr("Make them another kind…"), partial(self._ask_kind, name))] if others else []
        self._desk.ask(tr("{label} is marked {words}.", label=kind.label, words=use.words()), [*keep, *more])

    def rename_kind(self, old: str, new: str) -> str:
        """Give it another id, which is what the dataset calls it; its annotations go along."""
        coded = recoding.other_kind(self._desk.marked(old), new)
        return self._desk.do(lambda book: edit.rename_kind(book, old, new), coded,
                             say=tr("“{old}” is “{new}” in the dataset now{places}", old=old, new=new,
                                    places=_in(coded)))

    def _ask_kind(self, name: str) -> None:
        kind, use = self._desk.book.kind(name), self._desk.usage_now.kind(name)
        self._desk.ask(tr("{label} is marked {words}. Each becomes:", label=kind.label, words=use.words()), [
            (other.label, partial(self._make, name, other.id)) for other in self._desk.book.shown if other.id != name])

    def _make(self, name: str, other: str) -> None:
        coded, label = recoding.other_kind(self._desk.marked(name), other), self._desk.book.kind(name).label
        self._finish(lambda book: edit.remove_kind(book, name), coded,
                     say=tr("{label} became {other}{places}", label=label, other=self._desk.book.kind(other).label,
                            places=_in(coded)))

    def _hide_kind(self, name: str, label: str) -> None:
        self._finish(lambda book: edit.change_kind(book, name, hidden=True),
                     say=tr("{label} is kept, and marked no more", label=label))

    def _finish(self, change: Callable[[Codebook], Codebook], coded: ChangeSet | None = None, *, say: str = "") -> None:
        self._desk.settle()
        if problem := self._desk.do(change, coded, say=say):
            self._desk.tell(problem)


def _in(coded: ChangeSet) -> str:
    """“, in 14 places”."""
    return tr(", in {places}", places=counted(len(coded.changes), "place")) if coded.changes else ""
