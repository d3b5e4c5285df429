"""The sources: a list by use, and a card on which everything can be changed and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from annotator.actions import annotate, sources
from annotator.actions.annotate import set_chain
from annotator.corpus.annotation import Attribution
from annotator.corpus.change import ChangeSet
from annotator.corpus.ids import new_id
from annotator.corpus.source import Source
from annotator.corpus.team import Coder
from annotator.session import Session
from annotator.ui.forms.source_card import ABOUT
from annotator.ui.models.behind import Shown
from annotator.ui.panels.sources_panel import SourcesPanel
from annotator.ui.theme import load_theme
from annotator.ui.widgets.form_field import FormField
from tests.ui.newsroom import CODEBOOK, Newsroom, newsroom

__all__ = ["newsroom"]


@pytest.fixture
def berg(newsroom: Newsroom) -> Source:
    """Anna Berg, who stands behind two annotations of one article."""
    berg = newsroom.source("Anna Berg", job_title="minister")
    newsroom.mark("Europe’s patience, counted", "“Are we too tolerant?”", source=berg)
    newsroom.mark("Europe’s patience, counted", "$1.3bn", kind="statistic", source=berg)
    return berg


@pytest.fixture
def short(newsroom: Newsroom, berg: Source) -> Source:
    """A. Berg, the same person, of whom nobody knows that yet."""
    short = newsroom.source("A. Berg")
    newsroom.mark("What the audit found", "12 percent", kind="statistic", source=short)
    return short


@pytest.fixture
def panel(newsroom: Newsroom, berg: Source, short: Source, qtbot: QtBot) -> SourcesPanel:
    panel = SourcesPanel(newsroom.bridge)
    qtbot.addWidget(panel)
    panel.resize(360, 700)
    panel.show()
    return panel


def names(panel: SourcesPanel) -> list[tuple[str, int]]:
    rows = (panel.model.listed(row) for row in range(panel.model.rowCount()))
    return [(listed.source.name, listed.used) for listed in rows]


def write(panel: SourcesPanel, editor: str, typed: str) -> None:
    """Write into a line, or into the note."""
    line = getattr(panel.form, editor)
    if editor == "note":
        line.edit()
        line.page.setPlainText(typed)
    else:
        line.setFocus()
        line.setText(typed)


def press(widget: QWidget, qtbot: QtBot) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_the_most_used_source_stands_first(panel: SourcesPanel) -> None:
    assert names(panel) == [("Anna Berg", 2), ("A. Berg", 1)]


def test_search_and_type_narrow_the_list_and_there_is_a_way_back(
        panel: SourcesPanel, newsroom: Newsroom, qtbot: QtBot) -> None:
    newsroom.source("Ministry of Works", "organisation")
    qtbot.keyClicks(panel.search, "minist")
    qtbot.waitUntil(lambda: [name for name, _ in names(panel)] == ["Anna Berg", "Ministry of Works"])
    panel.type.setCurrentIndex(panel.type.findData("organisation"))
    panel.type.activated.emit(panel.type.currentIndex())
    assert names(panel) == [("Ministry of Works", 0)]
    panel.search.setText("nobody")
    qtbot.waitUntil(lambda: names(panel) == [])
    panel._forget_filters()
    assert len(names(panel)) == 3


def choose(box: QComboBox, value: str) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_what_needs_attention_is_collected(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, qtbot: QtBot) -> None:
    newsroom.source("Port board", "unknown")
    found = {}
    for attention in ("once", "unused", "untyped"):
        choose(panel.attention, attention)
        found[attention] = [name for name, _ in names(panel)]
    assert found == {"once": ["A. Berg"], "unused": ["Port board"], "untyped": ["Port board"]}
    choose(panel.attention, "alike")
    qtbot.waitUntil(lambda: [name for name, _ in names(panel)] == ["Anna Berg", "A. Berg"])
    panel._forget_filters()
    assert len(names(panel)) == 3 and panel.attention.currentIndex() == 0


def test_the_list_is_sorted_by_use_by_name_and_by_what_came_last(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, short: Source) -> None:
    newsroom.source("Zora Lind")
    orders = {}
    newsroom.bridge.used(short.id)
    for order in ("used", "name", "recent"):
        choose(panel.sort, order)
        orders[order] = [name for name, _ in names(panel)]
    assert orders["used"] == ["Anna Berg", "A. Berg", "Zora Lind"]
    assert orders["name"] == ["A. Berg", "Anna Berg", "Zora Lind"]
    assert orders["recent"][0] == "A. Berg"


def test_enter_opens_the_card_and_escape_leads_back(panel: SourcesPanel, berg: Source, qtbot: QtBot) -> None:
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.model.index(0))
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert panel.source == berg.id
    assert panel.form.name.text() == "Anna Berg"
    qtbot.keyClick(panel.form.type, Qt.Key.Key_Escape)
    assert panel.source == ""
    assert panel.list.currentIndex().row() == 0


def test_the_card_lists_everything_that_the_source_stands_behind(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, short: Source) -> None:
    newsroom.mark("What the audit found", "savings", kind="claim", source=berg)
    panel.show_source(berg.id)
    assert [(line.words, bool(line.annotation)) for line in panel.behind.lines()] == [
        ("What the audit found", False), ("savings", True),
        ("Europe’s patience, counted", False), ("“Are we too tolerant?”", True), ("$1.3bn", True)]
    assert panel.behind.line(0).beside == "Elsin Courier · Mar 2025 · 1 annotation"
    assert panel.card.says.title.text() == "3 annotations in 2 articles"


def test_the_counts_are_filters_by_kind_and_by_outlet(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, qtbot: QtBot) -> None:
    newsroom.mark("What the audit found", "savings", kind="claim", source=berg)
    panel.show_source(berg.id)
    says = panel.card.says
    assert says.chips() == ["Claim 1", "Quote 1", "Statistic 1", "Politico 2", "Elsin Courier 1"]
    press(says.chip(Shown(outlet="Politico")), qtbot)
    assert says.chips() == ["Quote 1", "Statistic 1", "Politico 2", "Elsin Courier 1"]
    press(says.chip(Shown(kind="statistic")), qtbot)
    assert [line.words for line in panel.behind.lines()] == ["Europe’s patience, counted", "$1.3bn"]
    press(says.chip(Shown(outlet="Politico")), qtbot)
    press(says.chip(Shown(kind="statistic")), qtbot)
    assert panel.behind.rowCount() == 5


def test_what_it_only_passed_on_says_so(panel: SourcesPanel, newsroom: Newsroom, berg: Source, short: Source) -> None:
    made = newsroom.mark("A minister explains", "the bridge", source=short)
    newsroom.bridge.do(set_chain(made, (*made.chain, Attribution(berg.id, "reporter"))))
    panel.show_source(berg.id)
    assert panel.card.says.title.text() == "3 annotations in 2 articles, 1 only passed on"
    assert [line.beside for line in panel.behind.lines() if line.annotation] == ["via", "", ""]


def test_rows_are_made_when_they_are_looked_at(panel: SourcesPanel, newsroom: Newsroom, berg: Source) -> None:
    article = newsroom.article("Undated notes")
    text, changes = newsroom.session.catalogue.text(article), []
    for _ in range(600):
        _, change = annotate.mark(article, text, spans=[(0, 6)], kind="claim", codebook=CODEBOOK,
                                  chain=(Attribution(berg.id),))
        changes += change.changes
    newsroom.bridge.do(ChangeSet(changes))
    panel.show_source(berg.id)
    assert (panel.behind.total, panel.behind.rowCount()) == (604, 200)
    assert len(panel.behind._lines) < 60
    panel.behind_list.setFocus()
    panel.behind_list.scrollToBottom()
    assert panel.behind.rowCount() == 400
    last = newsroom.session.catalogue.annotations(article)[-1]
    assert panel.behind.row_of(last.id) == 603
    assert panel.behind.rowCount() == 604


def test_a_click_on_an_annotation_jumps_to_it(panel: SourcesPanel, newsroom: Newsroom, berg: Source) -> None:
    panel.show_source(berg.id)
    panel.behind_list.clicked.emit(panel.behind.index(1))
    assert newsroom.bridge.article == newsroom.article("Europe’s patience, counted")
    assert newsroom.bridge.annotation == panel.behind.line(1).annotation.id  # type: ignore[union-attr]


@pytest.mark.parametrize(("field", "editor", "typed"), [
    ("job_title", "job", "Minister for Bridges"), ("note", "note", "Resigned in *May*.")])
def test_a_field_is_stored_when_one_leaves_it(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, field: str, editor: str, typed: str) -> None:
    panel.show_source(berg.id)
    panel.card.show_view(ABOUT)
    line = getattr(panel.form, editor)
    write(panel, editor, typed)
    assert getattr(newsroom.known(berg), field) != typed
    line.commit()
    assert getattr(newsroom.known(berg), field) == typed
    newsroom.bridge.undo()
    assert getattr(newsroom.known(berg), field) == getattr(berg, field)


def test_type_and_anonymity_are_stored_at_once(panel: SourcesPanel, newsroom: Newsroom, berg: Source) -> None:
    panel.show_source(berg.id)
    for box, value in ((panel.form.type, "group"), (panel.form.anonymity, "unnamed_role")):
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
    assert (newsroom.known(berg).type, newsroom.known(berg).anonymity) == ("group", "unnamed_role")


def test_renaming_keeps_the_old_name_as_an_alias(panel: SourcesPanel, newsroom: Newsroom, berg: Source) -> None:
    panel.show_source(berg.id)
    panel.form.name.setText("Anna Berg-Lund")
    panel.form.name.editingFinished.emit()
    assert newsroom.known(berg).names == ("Anna Berg-Lund", "Anna Berg")
    assert panel.form.aliases.names == ["Anna Berg"]
    assert newsroom.said[-1].undoable


def test_an_empty_name_is_not_stored(panel: SourcesPanel, newsroom: Newsroom, berg: Source) -> None:
    panel.show_source(berg.id)
    panel.form.name.setText("  ")
    panel.form.name.editingFinished.emit()
    assert newsroom.known(berg).name == panel.form.name.text() == "Anna Berg"


def test_renaming_into_an_existing_name_offers_to_merge_and_the_merge_can_be_split_again(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, short: Source, qtbot: QtBot) -> None:
    panel.show_source(short.id)
    panel.form.name.setText("anna berg")
    panel.form.name.editingFinished.emit()
    assert panel.form.offer.text == "Anna Berg is a source already, with 2 annotations."
    assert newsroom.known(short).name == "A. Berg"
    press(panel.form.offer.buttons[0], qtbot)
    assert newsroom.known(short).merged_into == berg.id
    assert panel.source == berg.id
    assert panel.form.aliases.names == ["A. Berg"]
    assert panel.behind.count == 3
    panel.form.merged.ask(short.id)
    assert panel.form.offer.text == (
        "A. Berg becomes a source of its own again, with 1 annotation from 1 article. "
        "“A. Berg” will be no name of Anna Berg any more.")
    press(panel.form.offer.buttons[0], qtbot)
    assert newsroom.known(short).merged_into == ""
    assert panel.form.aliases.names == []
    assert panel.behind.count == 2


def test_the_old_name_can_be_kept(panel: SourcesPanel, newsroom: Newsroom, short: Source, qtbot: QtBot) -> None:
    panel.show_source(short.id)
    panel.form.name.setText("Anna Berg")
    panel.form.name.editingFinished.emit()
    press(panel.form.offer.buttons[1], qtbot)
    assert panel.form.name.text() == newsroom.known(short).name == "A. Berg"
    assert panel.form.offer.text == ""


def test_merging_says_what_will_be_before_it_is(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, short: Source, qtbot: QtBot) -> None:
    panel.show_source(short.id)
    press(panel.card.merge, qtbot)
    assert not panel.merging.merge.isEnabled()
    qtbot.keyClicks(panel.merging.line, "ber")
    assert panel.merging.line.rows() == ["Anna Berg"]
    qtbot.keyClick(panel.merging.line, Qt.Key.Key_Return)
    assert panel.merging.sentences[:2] == [
        "1 annotation from 1 article will count as Anna Berg.", "“A. Berg” becomes another name of it."]
    assert newsroom.known(short).merged_into == ""
    press(panel.merging.merge, qtbot)
    assert newsroom.known(short).merged_into == berg.id
    assert panel.source == berg.id
    press(panel.card.back, qtbot)
    assert names(panel) == [("Anna Berg", 3)]
    newsroom.bridge.undo()
    assert names(panel) == [("Anna Berg", 2), ("A. Berg", 1)]


def test_of_what_differs_one_value_is_picked_by_one_key(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, short: Source, qtbot: QtBot) -> None:
    newsroom.bridge.do(sources.edit(newsroom.known(short), {"job_title": "mayor", "note": "Hm."}))
    panel.begin_merge([short.id, berg.id])
    [row] = panel.merging.picks
    assert (row.caption, row.value) == ("Job title", "minister")
    first, second = row.buttons()
    assert (first.text(), second.text()) == ("minister", "mayor")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert row.value == "mayor"
    panel.merging.do_merge()
    assert (newsroom.known(berg).job_title, newsroom.known(berg).note) == ("mayor", "Hm.")


def test_another_one_can_be_kept_and_one_left_out(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, short: Source, qtbot: QtBot) -> None:
    third = newsroom.source("Minister Berg")
    panel.begin_merge([berg.id, short.id, third.id])
    assert [radio.words for radio in panel.merging.keeps if radio.isChecked()] == ["Anna Berg"]
    panel.merging.leave_out(third.id)
    next(radio for radio in panel.merging.keeps if radio.words == "A. Berg").click()
    assert panel.merging.sentences[0] == "2 annotations from 1 article will count as A. Berg."
    press(panel.merging.merge, qtbot)
    assert (newsroom.known(berg).merged_into, newsroom.known(third).merged_into) == (short.id, "")


def test_several_are_selected_and_merged_into_one(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, short: Source, qtbot: QtBot) -> None:
    newsroom.source("Minister Berg")
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.model.index(0))
    qtbot.keyClick(panel.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(panel.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert panel.merge_selected.isVisible()
    press(panel.merge_selected, qtbot)
    assert panel.merging.heading.text() == "Merge 3 sources"
    qtbot.keyClick(panel.merging.merge, Qt.Key.Key_Return)
    assert names(panel) == [("Anna Berg", 3)]
    newsroom.bridge.undo()
    assert len(names(panel)) == 3


def test_escape_leaves_the_preview_and_then_the_selection(panel: SourcesPanel, qtbot: QtBot) -> None:
    panel.list.selectAll()
    press(panel.merge_selected, qtbot)
    qtbot.keyClick(panel.merging.merge, Qt.Key.Key_Escape)
    assert panel.list.isVisible() and len(panel.list.rows()) == 2
    qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    assert len(panel.list.rows()) < 2
    assert len(names(panel)) == 2


def test_removing_asks_what_becomes_of_what_it_said(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, qtbot: QtBot) -> None:
    panel.show_source(berg.id)
    press(panel.card.remove, qtbot)
    assert panel.form.offer.text == "2 annotations from 1 article are attributed to Anna Berg. What becomes of them?"
    assert newsroom.known(berg).name == "Anna Berg"
    merge, nobody, cancel = panel.form.offer.buttons
    press(cancel, qtbot)
    assert panel.form.offer.text == ""
    press(panel.card.remove, qtbot)
    press(panel.form.offer.buttons[1], qtbot)
    assert panel.source == "" and berg.id not in newsroom.session.catalogue.sources()
    article = newsroom.article("Europe’s patience, counted")
    assert [a.chain[0].source for a in newsroom.session.catalogue.annotations(article)] == [None, None]
    newsroom.bridge.undo()
    assert newsroom.session.catalogue.source_counts()[berg.id] == 2
    assert merge.text() == "Merge into…" and nobody.text() == "No source"


def test_what_has_grown_since_one_was_asked_is_asked_again(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, qtbot: QtBot) -> None:
    panel.show_source(berg.id)
    press(panel.card.remove, qtbot)
    newsroom.mark("A minister explains", "the bridge", source=berg)
    press(panel.form.offer.buttons[1], qtbot)
    assert berg.id in newsroom.session.catalogue.sources()
    assert panel.form.offer.text.startswith("3 annotations from 2 articles")


def test_a_look_at_a_merge_keeps_its_place_while_others_work(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, short: Source) -> None:
    newsroom.bridge.do(sources.edit(newsroom.known(short), {"job_title": "mayor"}))
    panel.begin_merge([berg.id, short.id])
    [before] = panel.merging.picks
    newsroom.mark("A minister explains", "explained")
    assert panel.merging.picks == [before]
    newsroom.mark("A minister explains", "the bridge", source=short)
    assert panel.merging.picks != [before]
    assert panel.merging.sentences[0] == "2 annotations from 2 articles will count as Anna Berg."


def test_a_source_that_nothing_uses_goes_and_comes_back_by_undo(
        panel: SourcesPanel, newsroom: Newsroom) -> None:
    lonely = newsroom.source("Lonely")
    panel.show_source(lonely.id)
    panel.card.begin_removal()
    assert panel.source == ""
    assert lonely.id not in newsroom.session.catalogue.sources()
    newsroom.bridge.undo()
    assert ("Lonely", 0) in names(panel)


def test_names_are_added_and_taken_away(panel: SourcesPanel, newsroom: Newsroom, berg: Source, qtbot: QtBot) -> None:
    panel.show_source(berg.id)
    qtbot.keyClicks(panel.form.aliases.line, "the minister")
    qtbot.keyClick(panel.form.aliases.line, Qt.Key.Key_Return)
    assert newsroom.known(berg).aliases == ("the minister",)
    assert panel.form.aliases.line.text() == ""
    panel.form.aliases.removed.emit("the minister")
    assert newsroom.known(berg).aliases == ()


def test_a_name_that_another_source_bears_is_no_alias_but_an_offer(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, short: Source, qtbot: QtBot) -> None:
    panel.show_source(berg.id)
    qtbot.keyClicks(panel.form.aliases.line, "a berg")
    qtbot.keyClick(panel.form.aliases.line, Qt.Key.Key_Return)
    assert newsroom.known(berg).aliases == ()
    assert panel.form.offer.text == "A. Berg bears that name already. Merge the two?"
    press(panel.form.offer.buttons[0], qtbot)
    assert newsroom.known(short).merged_into == berg.id


def test_the_affiliation_is_found_among_organisations_or_made_in_one_step(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, qtbot: QtBot) -> None:
    ministry = newsroom.source("Ministry of Works", "organisation")
    panel.show_source(berg.id)
    line = panel.form.affiliation
    line.setFocus()
    qtbot.keyClicks(line, "wor")
    assert line.rows() == ["Ministry of Works", "Create “wor”, organisation"]
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert newsroom.known(berg).affiliation == ministry.id
    line.selectAll()
    qtbot.keyClicks(line, "The Guild")
    line.wanted.emit("The Guild")
    made = newsroom.bridge.source(newsroom.known(berg).affiliation)
    assert made is not None
    assert (made.name, made.type) == ("The Guild", "organisation")
    newsroom.bridge.undo()
    assert newsroom.known(berg).affiliation == ministry.id


def test_emptying_the_affiliation_takes_it_away(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, qtbot: QtBot) -> None:
    ministry = newsroom.source("Ministry of Works", "organisation")
    panel.show_source(berg.id)
    panel.form._store("affiliation", ministry.id)
    assert panel.form.affiliation.text() == "Ministry of Works"
    panel.form.affiliation.clear()
    qtbot.keyClick(panel.form.affiliation, Qt.Key.Key_Return)
    assert newsroom.known(berg).affiliation == ""


def test_what_somebody_is_writing_survives_a_change_from_elsewhere(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, qtbot: QtBot) -> None:
    panel.show_source(berg.id)
    panel.form.job.setFocus()
    qtbot.waitUntil(panel.form.job.hasFocus)
    panel.form.job.setText("half a ti")
    newsroom.mark("A minister explains", "the bridge", source=berg)
    assert panel.form.job.text() == "half a ti"
    assert panel.behind.count == 3


def test_what_is_being_written_goes_to_its_own_source_when_another_is_shown(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, short: Source, qtbot: QtBot) -> None:
    panel.show_source(berg.id)
    panel.form.job.setFocus()
    qtbot.waitUntil(panel.form.job.hasFocus)
    panel.form.job.setText("prime minister")
    panel.show_source(short.id)
    panel.list.setFocus()
    assert (newsroom.known(berg).job_title, newsroom.known(short).job_title) == ("prime minister", "")
    assert panel.form.job.text() == ""


@pytest.mark.parametrize(("line", "field", "mine", "theirs"), [
    ("job", "job_title", "prime minister", "foreign minister"), ("name", "name", "Anne Berg", "Anna B. Berg")])
def test_what_a_colleague_sets_while_one_writes_is_found_as_a_conflict(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, tmp_path: Path, qtbot: QtBot, *, line: str, field: str,
        mine: str, theirs: str) -> None:
    session, editor = newsroom.session, getattr(panel.form, line)
    panel.show_source(berg.id)
    session.exchange()
    other = Session.open(session.path, Coder(new_id(), "Ola"), home=tmp_path / "another computer")
    other.exchange()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    editor.setText(mine)
    other.do(sources.edit(other.catalogue.sources()[berg.id], {field: theirs}))
    other.exchange()
    other.close()
    session.exchange()
    session.catch_up()
    form = editor.parentWidget()
    remark = form.remark if isinstance(form, FormField) else panel.form.name_remark.text
    assert (remark, editor.text()) == ("Ola changed this just now", mine)
    panel.list.setFocus()
    assert getattr(newsroom.known(berg), field) == mine
    assert session.catalogue.to_settle() == 1


def test_an_affiliation_that_a_colleague_has_given_meanwhile_is_not_emptied_by_who_gives_up(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, qtbot: QtBot) -> None:
    body = newsroom.source("Politico", "organisation")
    panel.show_source(berg.id)
    panel.card.show_view(ABOUT)
    line = panel.form.affiliation
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClick(line, Qt.Key.Key_E)
    newsroom.bridge.do(sources.edit(newsroom.known(berg), {"affiliation": body.id}))
    assert line.text() == "e"
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    panel.list.setFocus()
    assert (newsroom.known(berg).affiliation, line.text()) == (body.id, "Politico")


@pytest.mark.parametrize(("line", "field"), [("job", "job_title"), ("name", "name"), ("note", "note")])
def test_what_the_disk_refuses_is_stored_when_one_tries_again(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source, line: str, field: str) -> None:
    panel.show_source(berg.id)
    panel.card.show_view(ABOUT)
    editor, db = getattr(panel.form, line), newsroom.session.replica.db
    db.execute("PRAGMA query_only=ON")
    write(panel, line, "Kept")
    editor.commit()
    assert len(newsroom.faults) == 1
    db.execute("PRAGMA query_only=OFF")
    editor.commit()
    assert getattr(newsroom.known(berg), field) == "Kept"


def test_a_hidden_panel_catches_up_when_it_is_shown(panel: SourcesPanel, newsroom: Newsroom, berg: Source) -> None:
    panel.show_source(berg.id)
    panel.hide()
    newsroom.mark("A minister explains", "the bridge", source=berg)
    assert panel.behind.count == 2
    panel.show()
    assert panel.behind.count == 3


def test_names_are_never_markup(panel: SourcesPanel, newsroom: Newsroom) -> None:
    sly = newsroom.source("<b>Sly</b>", aliases=("<i>x</i>",))
    panel.show_source(sly.id)
    assert panel.form.aliases.names == ["<i>x</i>"]
    labels = panel.form.aliases.findChildren(QWidget)
    assert all(getattr(label, "textFormat", lambda: Qt.TextFormat.PlainText)() == Qt.TextFormat.PlainText
               for label in labels)


def test_every_control_has_a_name_and_the_theme_can_change(
        panel: SourcesPanel, newsroom: Newsroom, berg: Source) -> None:
    panel.show_source(berg.id)
    controls = [w for w in panel.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
    assert [w for w in controls if not w.accessibleName()] == []
    newsroom.bridge.theme_changed.emit(load_theme("dark"))
    assert not panel.grab().isNull()
