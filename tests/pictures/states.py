"""Every state that a person can see, by name: one more is one more entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from annotator.actions import library
from annotator.corpus.article import Article, article_id
from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.errors import Fault, FileFault
from annotator.ui.bridge import Said
from annotator.ui.dialogs.fault import CrashDialog
from annotator.ui.dialogs.import_review import import_paths
from annotator.ui.dialogs.question import Question
from annotator.ui.dialogs.storing import Storing
from annotator.ui.exchange_thread import Saved
from tests.pictures.stage import ME, Stage
from tests.scenarios.colleague import works_in
from tests.scenarios.driver import CTRL, SHIFT, Person

Key = Qt.Key

FIRST, FRESH, OTHER = "Minister defends", "Barrier gates", "Bakers are cooling"
"""How the titles of three articles begin: annotated, untouched, with Arabic words in it."""

HEBREW = ("הגשר החדש נפתח אתמול\n“חיכינו לזה תשע שנים,” אמרה ראש העיר דנה לוי בטקס. “עכשיו אפשר לעבור.”\n"
          "לפי משרד התחבורה (Ministry of Transport) עלות הגשר הייתה 1.46 מיליארד שקל, 12% יותר מהמתוכנן, והוא ישרת "
          "כ־84,000 תושבים מדי יום ביומו.\nמהנדס העיר, יוסי כהן, אמר כי העבודות יסתיימו בסוף החודש.")
ARABIC = ("افتتاح الجسر الجديد بعد تسع سنوات\n«انتظرنا هذا اليوم طويلا»، قالت رئيسة البلدية ليلى حداد. «الآن يمكننا "
          "العبور».\nوبلغت كلفة الجسر 1.46 مليار دولار بحسب وزارة النقل، أي بزيادة 12% على ما كان مقررا.")


@dataclass(frozen=True, slots=True)
class State:
    """One picture: what it shows, and how one gets there."""

    name: str
    section: str
    title: str
    show: Callable[[Stage], object]


# --- beginning ---

def _first_run(stage: Stage) -> None:
    stage.welcome(ME)


def _recent(stage: Stage) -> None:
    places = (stage.file, Path("/media/team/Newsroom/Border coverage 2026.annot"), Path.home() / "Elections.annot")
    stage.welcome(replace(ME, recent=tuple(map(str, places))))


def _held_over(stage: Stage) -> None:
    stage.welcome(ME)._set_over(True)


def _empty(stage: Stage) -> None:
    stage.newcomer()


def _tour(step: int, stage: Stage) -> None:
    window = stage.open(FIRST).window
    window.handlers.touring.begin()
    for at in range(step):
        if at == 1:
            window.view.select(200, 240)
            window.actions_.action("annotate.quote").trigger()
            window.view.setFocus() if step > 2 else None
        window.handlers.touring._onward() if at != 1 else stage.settle()


# --- the text ---

def _article(stage: Stage) -> None:
    stage.open(FIRST)


def _focused(stage: Stage) -> None:
    bridge = stage.open(FIRST).window.bridge
    bridge.focus(next(one for one in bridge.annotations() if len(one.content) > 1).id)


def _untouched(stage: Stage) -> None:
    stage.open(FRESH)


def _selected(stage: Stage) -> Person:
    person = stage.open(FRESH)
    person.key(Key.Key_Down)
    person.key(Key.Key_Down)
    return person


def _asked_source(stage: Stage) -> None:
    _selected(stage).type("2")


def _source_typed(stage: Stage) -> None:
    person = _selected(stage)
    person.type("2fer")


def _suggested(stage: Stage) -> None:
    stage.open(FRESH).key(Key.Key_Tab)


def _alone(stage: Stage) -> None:
    stage.open(FIRST).run("show.focus")


def _small(stage: Stage) -> None:
    stage.open(FIRST).window.resize(960, 600)


def _large_text(stage: Stage) -> None:
    stage.open(FIRST).window.bridge.choose(size=24)


def _find(stage: Stage) -> None:
    person = stage.open(FIRST)
    person.key(Key.Key_F, CTRL)
    person.type("barrier")


def _foreign(text: str, title: str, language: str, stage: Stage) -> None:
    person = stage.person()
    name = article_id(text)
    person.window.bridge.do(library.bring_in([(Article(name, title, language=language), text)]))
    person.window.bridge.show_article(name)
    person.settle()
    for words, kind in ((text.split("\n")[1].split(",")[0].split("»")[0], "2"), ("1.46", "3")):
        person.select(words)
        person.type(kind)
        person.key(Key.Key_Escape)
    person.window.bridge.focus(person.annotations[0].id)


# --- beside the text ---

def _tab(name: str, stage: Stage) -> None:
    panel = stage.open(FIRST).window.panel
    assert panel is not None
    panel.show_tab(name)


def _source_card(stage: Stage) -> None:
    _focused(stage)
    stage.person().run("show.source_card")


def _searched(stage: Stage) -> None:
    person = stage.open(FIRST)
    person.key(Key.Key_F, CTRL | SHIFT)
    person.type("barrier")


def _nothing_found(stage: Stage) -> None:
    person = stage.open(FIRST)
    person.key(Key.Key_F, CTRL | SHIFT)
    person.type("zeppelin")


def _filtered(stage: Stage) -> None:
    stage.open("Night train").run("show.needs_source")


def _many(stage: Stage) -> None:
    stage.open(FIRST).run("annotate.many")


def _command(name: str, stage: Stage) -> None:
    stage.open(FIRST).run(name)


def _on_focused(name: str, stage: Stage) -> None:
    _focused(stage)
    stage.person().run(name)


def _settling(stage: Stage) -> None:
    person = stage.open(FIRST)
    bridge = person.window.bridge
    first = bridge.annotations()[0]
    bridge.do(ChangeSet([Change("annotation", first.id, {"note": "Is the figure confirmed?"}, first.article)]))
    works_in(stage.file, stage.folder / "maria", note="Confirmed by the ministry")
    bridge.exchange_once()
    person.run("settle.next")


def _news(stage: Stage) -> None:
    person = stage.open(FIRST)
    works_in(stage.file, stage.folder / "maria", "She blamed two things for the overrun")
    person.window.bridge.exchange_once()


# --- told ---

def _toast(stage: Stage) -> None:
    _focused(stage)
    stage.person().key(Key.Key_0)


def _toasts(stage: Stage) -> None:
    bridge = stage.open(FIRST).window.bridge
    bridge.said.emit(Said("12 articles imported, 3 already there", undoable=True))
    bridge.said.emit(Said("The dataset is in Sarn coverage.json", folder=str(stage.folder)))


def _banner(stage: Stage) -> None:
    window = stage.open(FIRST).window
    fault = FileFault("The project file cannot be reached", "The network drive does not answer", "Work goes on here")
    window._show_saved(Saved("12:04", 3, fault))


def _fault(stage: Stage) -> None:
    stage.open(FIRST).window.bridge.failed.emit(Fault(
        "The annotation was not stored", "The disk is full", "Make room on the disk, then press the key again"))


def _crash(stage: Stage) -> None:
    window = stage.open(FIRST).window
    CrashDialog(window, "Traceback (most recent call last):\n  …\nZeroDivisionError: division by zero",
                log_folder=stage.folder, theme=stage.theme).show()


def _question(stage: Stage) -> None:
    Question(stage.open(FIRST).window, "Remove the article?", "Its 49 annotations go with it. Undo brings all back.",
             go="Remove", then=bool).show()


def _storing(stage: Stage) -> None:
    storing = Storing(stage.open(FIRST).window, 12_000, title="Importing")
    storing._dialog.show()
    storing._dialog.setValue(4_200)


# --- in and out ---

def _review(stage: Stage) -> None:
    window = stage.open(FIRST).window
    files = {"The quay.txt": "The quay\n\nIt rained.", "Empty.txt": "", "Storms.md": "# Storms\n\nWind."}
    for name, words in files.items():
        (stage.folder / name).write_text(words, encoding="utf-8")
    import_paths(window.bridge, sorted(stage.folder.glob("*.txt")) + sorted(stage.folder.glob("*.md")), window)



STATES: tuple[State, ...] = (
    State("welcome", "Beginning", "First run", _first_run),
    State("welcome-recent", "Beginning", "Recent projects", _recent),
    State("welcome-drop", "Beginning", "A file is held over the page", _held_over),
    State("empty", "Beginning", "An empty project", _empty),
    State("tour-1", "Beginning", "The tour: select", partial(_tour, 0)),
    State("tour-2", "Beginning", "The tour: mark", partial(_tour, 1)),
    State("tour-3", "Beginning", "The tour: who says it", partial(_tour, 2)),
    State("tour-4", "Beginning", "The tour: suggestions", partial(_tour, 3)),
    State("tour-5", "Beginning", "The tour: all the rest", partial(_tour, 4)),
    State("article", "The text", "An annotated article", _article),
    State("focused", "The text", "A split quote in focus", _focused),
    State("untouched", "The text", "An article to do", _untouched),
    State("selected", "The text", "Words are selected", _selected),
    State("source", "The text", "Who says it?", _asked_source),
    State("source-typed", "The text", "A name is typed", _source_typed),
    State("suggested", "The text", "A suggestion in focus", _suggested),
    State("find", "The text", "Found in the article", _find),
    State("alone", "The text", "Focus mode", _alone),
    State("small", "The text", "The smallest window", _small),
    State("large-text", "The text", "The largest text", _large_text),
    State("hebrew", "The text", "Hebrew", partial(_foreign, HEBREW, "הגשר החדש נפתח", "he")),
    State("arabic", "The text", "Arabic", partial(_foreign, ARABIC, "افتتاح الجسر الجديد", "ar")),
    State("sources", "Beside the text", "Sources", partial(_tab, "sources")),
    State("source-card", "Beside the text", "The card of a source", _source_card),
    State("article-panel", "Beside the text", "The article", partial(_tab, "article")),
    State("codebook", "Beside the text", "The codebook", partial(_tab, "codebook")),
    State("search", "Beside the text", "Search in all articles", partial(_tab, "search")),
    State("searched", "Beside the text", "Hits", _searched),
    State("nothing-found", "Beside the text", "No hit", _nothing_found),
    State("suggestions", "Beside the text", "Suggestions", partial(_tab, "suggestions")),
    State("repeats", "Beside the text", "Repeats", partial(_tab, "repeats")),
    State("needs-source", "Beside the text", "Only what needs a source", _filtered),
    State("many", "Beside the text", "Edit many", _many),
    State("questions", "Beside the text", "Questions on the article", partial(_command, "article.answer")),
    State("link", "Beside the text", "A link is looked for", partial(_on_focused, "link.add")),
    State("note", "Beside the text", "A note is written", partial(_on_focused, "annotate.note")),
    State("settling", "With others", "To settle", _settling),
    State("news", "With others", "What others did", _news),
    State("toast", "Told", "Removed, with Undo", _toast),
    State("toasts", "Told", "Two toasts", _toasts),
    State("banner", "Told", "The file cannot be reached", _banner),
    State("fault", "Told", "A fault", _fault),
    State("crash", "Told", "Our mistake", _crash),
    State("question", "Told", "A question", _question),
    State("storing", "Told", "A bar", _storing),
    State("palette", "Windows", "The palette", partial(_command, "palette.show")),
    State("settings", "Windows", "Settings", partial(_command, "settings.show")),
    State("keys", "Windows", "The keys", partial(_command, "help.keys")),
    State("help", "Windows", "The help", partial(_command, "help.contents")),
    State("about", "Windows", "About", partial(_command, "help.about")),
    State("reading", "Windows", "Reading settings", partial(_command, "text.settings")),
    State("history", "Windows", "History", partial(_command, "show.history")),
    State("bin", "Windows", "The bin, empty", partial(_command, "show.bin")),
    State("progress", "Windows", "Progress", partial(_command, "show.progress")),
    State("last-work", "Windows", "Who worked here last", partial(_command, "show.last_work")),
    State("project", "Windows", "The project", partial(_command, "project.settings")),
    State("me", "Windows", "Who I am", partial(_command, "team.me")),
    State("purge", "Windows", "Purge", partial(_command, "team.purge")),
    State("backups", "Windows", "Backups", partial(_command, "keeping.backups")),
    State("check", "Windows", "Check", partial(_command, "keeping.check")),
    State("export", "In and out", "Export", partial(_command, "dataset.export")),
    State("import", "In and out", "Import, to be looked at first", _review),
)
"""All of them, in the order of the page."""
