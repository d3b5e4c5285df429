"""The one command table: menus, shortcuts, palette, cheat sheet, tooltips and the help page follow from it.

No Qt in here, so that a test (and the help's text) can read the table without a window.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.language import tr

CONTEXTS = ("reader", "panel", "anywhere", "library", "source", "suggestion")
"""Where a key acts: in the text, the side panel, the whole window, the list of articles, the source line, and in the
text while a suggestion is in focus."""

MENUS = ("File", "Edit", "Annotate", "Go", "View", "Help")
"""The menus by their ids, in their order; `menu_caption` has their words."""

_CAPTIONS = {
    "File": tr("&File"), "Edit": tr("&Edit"), "Annotate": tr("&Annotate"), "Go": tr("&Go"), "View": tr("&View"),
    "Help": tr("&Help"), "Annotate/Suggestions": tr("Suggestions"), "Annotate/Boundaries": tr("Boundaries"),
    "View/Theme": tr("Theme"),
}


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a person can do.

    Attributes:
        id: stable name, `section.verb`; menus draw a line where the section changes.
        title: what the menu, the palette and the cheat sheet call it.
        keys: portable key sequences, the first is the one that is shown first.
        context: one of `CONTEXTS`.
        menu: the id of a menu, `"Edit"`, or of a sub-menu, `"View/Theme"`; its words (`menu_title`) are also the
            heading in the cheat sheet and the help.
        help: one sentence for the tooltip, the status bar and the help page.
        icon: our own icon name (`ui/icons.py`).
        checkable: it is a state that is on or off.
        submenu: it opens a list that its handler fills just before it is shown.
        by_widget: the widget that has the focus answers the key itself (Enter in the source line); the table
            documents it and keeps others off the key, and no action is made.
    """

    id: str
    title: str
    keys: tuple[str, ...]
    context: str
    menu: str
    help: str = ""
    icon: str = ""
    checkable: bool = False
    submenu: bool = False
    by_widget: bool = False


def command(id: str) -> Command:
    """The command of that id.

    Raises:
        KeyError: there is none; it names the id.
    """
    return _BY_ID[id]


def section(one: Command) -> str:
    """The part of the id before the dot: commands of one section stand together in a menu."""
    return one.id.partition(".")[0]


def menu_caption(menu: str) -> str:
    """What a menu or a sub-menu is called in its bar; `&` stands before the letter that opens it."""
    return _CAPTIONS[menu]


def menu_letter(menu: str) -> str:
    """The letter that opens a menu of the bar while Alt is held."""
    return _CAPTIONS[menu].partition("&")[2][:1]


def menu_title(menu: str) -> str:
    """What a menu or a sub-menu is called."""
    return _CAPTIONS[menu].replace("&", "")


def menu_path(menu: str) -> str:
    """The way to it: “View › Theme”."""
    parts = menu.split("/")
    return " › ".join(menu_title("/".join(parts[:end])) for end in range(1, len(parts) + 1))


_FILE = (
    Command("project.new", tr("New project…"), ("Ctrl+N",), "anywhere", "File",
            tr("Make an empty project file"), "new"),
    Command("project.open", tr("Open project…"), ("Ctrl+O",), "anywhere", "File",
            tr("Open a project file"), "open"),
    Command("project.new_from", tr("New project from this one…"), (), "anywhere", "File",
            tr("Another project with all that is in this one; from then on they are two")),
    Command("project.open_recent", tr("Open recent"), (), "anywhere", "File", submenu=True),
    Command("project.open_sample", tr("Open the sample project"), (), "anywhere", "File",
            tr("A copy of the sample, to try everything on"), "sample"),
    Command("article.import", tr("Import articles…"), ("Ctrl+I",), "anywhere", "File",
            tr("Bring in text files, Markdown, a folder or a dataset"), "import"),
    Command("article.paste", tr("Paste an article…"), ("Ctrl+Shift+V",), "anywhere", "File",
            tr("Make an article of the text in the clipboard"), "paste"),
    Command("dataset.export", tr("Export the dataset…"), ("Ctrl+E",), "anywhere", "File",
            tr("Write everything as one JSON file or as a folder"), "export"),
    Command("article.print", tr("Print the article…"), ("Ctrl+P",), "anywhere", "File",
            tr("The text with its marks, and what is said of each, on paper")),
    Command("article.pdf", tr("Save the article as PDF…"), (), "anywhere", "File", tr("The same as a PDF file")),
    Command("codebook.import", tr("Import a codebook…"), (), "anywhere", "File",
            tr("See what another codebook would change, then take it over or not")),
    Command("codebook.export", tr("Export the codebook…"), (), "anywhere", "File",
            tr("Write the codebook alone, to begin another project with")),
    Command("project.settings", tr("Project…"), (), "anywhere", "File",
            tr("Name, licence and citation of the project; whether coders see each other's annotations"), "details"),
    Command("team.me", tr("Who I am…"), (), "anywhere", "File",
            tr("Name, ORCID and e-mail; switch coder; hide others' annotations; who worked here last")),
    Command("team.purge", tr("Purge…"), (), "anywhere", "File",
            tr("For licence or privacy: take the open article, or a coder, out of every file for good")),
    Command("keeping.exchange", tr("Exchange with the project file now"), (), "anywhere", "File",
            tr("Hand over and take in; it also happens by itself")),
    Command("keeping.merge", tr("Merge a copy…"), (), "anywhere", "File",
            tr("Add what another file of this project has; you see first what that is"), "merge"),
    Command("keeping.send", tr("Send a copy…"), (), "anywhere", "File",
            tr("Write all that this computer has as a file to hand on"), "export"),
    Command("keeping.backups", tr("Backups…"), (), "anywhere", "File",
            tr("See what is in each, and go back to one"), "revert"),
    Command("keeping.check", tr("Check the project"), (), "anywhere", "File",
            tr("Look at every page, digest, row and offset, and mend what can be mended")),
    Command("keeping.rewrite", tr("Write a fresh project file…"), (), "anywhere", "File",
            tr("When the file is missing, damaged or another’s: write it from what this computer has")),
    Command("keeping.forget", tr("Forget this project on this computer…"), (), "anywhere", "File",
            tr("Delete the replica and the backups that this computer keeps; the file stays")),
    Command("project.close", tr("Close the project"), ("Ctrl+W",), "anywhere", "File", icon="close"),
    Command("app.quit", tr("Quit"), ("Ctrl+Q",), "anywhere", "File", tr("Everything is saved already")),
)  # fmt: skip

_EDIT = (
    Command("edit.undo", tr("Undo"), ("Ctrl+Z",), "anywhere", "Edit", tr("Take back your own last change"), "undo"),
    Command("edit.redo", tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "anywhere", "Edit",
            tr("Do again what was undone"), "redo"),
    Command("copy.with_attribution", tr("Copy with attribution"), ("Ctrl+Shift+C",), "anywhere", "Edit",
            tr("Copy the words with who said them, outlet, date and address; as text, Markdown and HTML"), "copy"),
    Command("find.in_article", tr("Find in the article…"), ("Ctrl+F",), "anywhere", "Edit", icon="search"),
    Command("find.next", tr("Next hit"), ("F3",), "anywhere", "Edit"),
    Command("find.previous", tr("Previous hit"), ("Shift+F3",), "anywhere", "Edit"),
    Command("search.project", tr("Search all articles…"), ("Ctrl+Shift+F",), "anywhere", "Edit",
            tr("Find words in every article, jump to them, and mark them where they stand"), "search"),
    Command("search.next", tr("Next hit in all articles"), ("F4",), "anywhere", "Edit"),
    Command("search.previous", tr("Previous hit in all articles"), ("Shift+F4",), "anywhere", "Edit"),
    Command("article.details", tr("Article details…"), ("Ctrl+D",), "anywhere", "Edit",
            tr("Title, outlet, byline, date and address of this article"), "details"),
    Command("settings.show", tr("Settings…"), ("Ctrl+,",), "anywhere", "Edit",
            tr("How the text looks, how you work, which keys do what, who you are; all of it acts at once"),
            "settings"),
)  # fmt: skip

_ANNOTATE = (
    Command("annotate.claim", tr("Claim"), ("1",), "reader", "Annotate",
            tr("Mark the selected words as a claim, or make the focused annotation one"), "claim"),
    Command("annotate.quote", tr("Quote"), ("2",), "reader", "Annotate",
            tr("Mark the selected words as a quote, or make the focused annotation one"), "quote"),
    Command("annotate.statistic", tr("Statistic"), ("3",), "reader", "Annotate",
            tr("Mark the selected figure; its value and unit are read from the words"), "statistic"),
    Command("annotate.join", tr("Join to the annotation"), ("+", "J"), "reader", "Annotate",
            tr("Add the selected words to the focused annotation: the second half of a split quote"), "add"),
    Command("annotate.subtract", tr("Take out of the annotation"), ("-",), "reader", "Annotate",
            tr("Take the selected words out of the focused annotation")),
    Command("annotate.remove", tr("Remove the annotation"), ("0", "Del"), "reader", "Annotate", icon="remove"),
    Command("source.link", tr("Source…"), ("S",), "reader", "Annotate",
            tr("Say who stands behind the annotation"), "source"),
    Command("source.via", tr("Via…"), ("V",), "reader", "Annotate", tr("Add whoever passed it on"), "via"),
    Command("source.mention", tr("Names the source"), ("M",), "reader", "Annotate",
            tr("The selected words are how the text names the source: “he”, “the minister”")),
    Command("source.cue", tr("Attributes it"), ("C",), "reader", "Annotate",
            tr("The selected words attribute it: “said”, “according to”")),
    Command("source.keep", tr("Keep the source"), ("K",), "reader", "Annotate",
            tr("Give each new annotation the source of the last one, until pressed again"), "keep", checkable=True),
    Command("source.accept", tr("Accept the dotted source"), ("Enter",), "source", "Annotate", by_widget=True),
    Command("source.create", tr("Create the source as typed"), ("Ctrl+Enter",), "source", "Annotate", by_widget=True),
    Command("source.leave", tr("Back to the text"), ("Esc",), "source", "Annotate", by_widget=True),
    Command("annotate.note", tr("Note"), ("N",), "reader", "Annotate", tr("Write a note in Markdown"), "note"),
    Command("annotate.many", tr("Edit many"), ("Ctrl+Shift+A",), "anywhere", "Annotate",
            tr("Select all cards that are listed, to change them together; Shift and Ctrl select some")),
    Command("annotate.boilerplate", tr("Boilerplate"), ("B",), "reader", "Annotate",
            tr("Grey out the selected words, or bring a greyed passage back"), "boilerplate"),
    Command("annotate.place", tr("Place it here"), ("P",), "reader", "Annotate",
            tr("Put the chosen annotation of the version before on the selected words")),
    Command("annotate.let_go", tr("Leave it with the version before"), ("Shift+P",), "reader", "Annotate",
            tr("The chosen annotation that needs placing stays where it is, and is not asked about any more")),
)  # fmt: skip

_SUGGESTIONS = (
    Command("suggestion.next", tr("Next suggestion"), ("Tab",), "reader", "Annotate/Suggestions",
            tr("Go to what is suggested next; Enter accepts it, X dismisses it"), "suggestion"),
    Command("suggestion.previous", tr("Suggestion before"), ("Shift+Tab",), "reader", "Annotate/Suggestions"),
    Command("suggestion.accept", tr("Accept the suggestion"), ("Return", "Enter"), "suggestion", "Annotate/Suggestions",
            tr("Store it with kind, speaker and value as shown; then it asks who “he” is, where it cannot know"),
            "accept"),
    Command("suggestion.dismiss", tr("Dismiss the suggestion"), ("X",), "suggestion", "Annotate/Suggestions",
            tr("Put it away for everybody; of a question: leave it open"), "dismiss"),
    Command("suggestion.accept_all", tr("Accept all of its kind"), ("Shift+Return", "Shift+Enter"), "suggestion",
            "Annotate/Suggestions", tr("All that are listed, as one undo; new sources are named first")),
    Command("suggestion.switch", tr("Suggest annotations to me"), (), "anywhere", "Annotate/Suggestions",
            tr("Quotes, statistics and boilerplate are found on this computer, by rules; nothing is stored by itself"),
            checkable=True),
)  # fmt: skip

_LINKS = (
    Command("link.add", tr("Link…"), ("L",), "reader", "Annotate",
            tr("Link the annotation with another one, in this article or elsewhere"), "link"),
    Command("link.same_figure", tr("Same figure elsewhere"), ("=", "E"), "reader", "Annotate",
            tr("Link the statistic with the one that states the same figure")),
    Command("link.go", tr("Go to the other end of a link"), ("Enter",), "panel", "Go", by_widget=True),
    Command("link.change", tr("Change the link"), ("Alt+Down",), "panel", "Annotate", by_widget=True),
    Command("link.remove", tr("Remove the link"), ("Del",), "panel", "Annotate", by_widget=True),
)  # fmt: skip

_EDGES = (
    Command("end.forward", tr("End one letter on"), ("Shift+Right",), "reader", "Annotate/Boundaries"),
    Command("end.back", tr("End one letter back"), ("Shift+Left",), "reader", "Annotate/Boundaries"),
    Command("end.word_forward", tr("End one word on"), ("Ctrl+Shift+Right",), "reader", "Annotate/Boundaries"),
    Command("end.word_back", tr("End one word back"), ("Ctrl+Shift+Left",), "reader", "Annotate/Boundaries"),
    Command("start.forward", tr("Start one letter on"), ("Alt+Shift+Right",), "reader", "Annotate/Boundaries"),
    Command("start.back", tr("Start one letter back"), ("Alt+Shift+Left",), "reader", "Annotate/Boundaries"),
    Command("start.word_forward", tr("Start one word on"), ("Ctrl+Alt+Shift+Right",), "reader",
            "Annotate/Boundaries"),
    Command("start.word_back", tr("Start one word back"), ("Ctrl+Alt+Shift+Left",), "reader",
            "Annotate/Boundaries"),
)

_GO = (
    Command("sentence.next", tr("Next sentence"), ("Down",), "reader", "Go", tr("Select the next sentence")),
    Command("sentence.previous", tr("Previous sentence"), ("Up",), "reader", "Go", tr("Select the sentence before")),
    Command("sentence.extend_next", tr("Extend to the next sentence"), ("Shift+Down",), "reader", "Go"),
    Command("sentence.extend_previous", tr("Extend to the sentence before"), ("Shift+Up",), "reader", "Go"),
    Command("sentence.widen", tr("Widen the selection"), ("W",), "reader", "Go",
            tr("Word, then figure, quotation, sentence, paragraph")),
    Command("annotation.next", tr("Next annotation"), ("]", "A"), "reader", "Go"),
    Command("annotation.previous", tr("Previous annotation"), ("[", "Shift+A"), "reader", "Go"),
    Command("annotation.leave", tr("Let go"), ("Esc",), "reader", "Go",
            tr("Clear the selection, then the focus; then leave focus mode")),
    Command("annotation.open", tr("Open its card"), ("Enter",), "reader", "Go", by_widget=True),
    Command("article.next", tr("Next article"), ("Ctrl+Down",), "anywhere", "Go"),
    Command("article.previous", tr("Previous article"), ("Ctrl+Up",), "anywhere", "Go"),
    Command("article.answer", tr("Questions on the article"), ("T", "Ctrl+T"), "anywhere", "Go",
            tr("Answer what the codebook asks of the article as a whole: topic, tone")),
    Command("article.done", tr("Article done"), ("D",), "reader", "Go",
            tr("Mark the article done, or not done"), "done", checkable=True),
    Command("article.other_version", tr("Other version of the article"), (), "anywhere", "Go",
            tr("From a corrected article to the version before it, and back")),
    Command("article.done_and_next", tr("Done, and on to the next"), ("Ctrl+Shift+Enter", "Ctrl+Shift+Return"),
            "anywhere", "Go"),
    Command("place.back", tr("Back"), ("Alt+Left",), "anywhere", "Go", tr("Where you were before"), "back"),
    Command("place.forward", tr("Forward"), ("Alt+Right",), "anywhere", "Go", icon="forward"),
    Command("need.next", tr("Next that needs something"), ("F7", "U"), "anywhere", "Go",
            tr("Go to the next annotation of the project without a source or a required answer")),
    Command("need.previous", tr("Previous that needs something"), ("Shift+F7", "Shift+U"), "anywhere", "Go"),
    Command("news.next", tr("What others changed"), ("Ctrl+J",), "anywhere", "Go",
            tr("Go to what others have changed since you looked, one after the other")),
    Command("settle.next", tr("Next to settle"), ("Ctrl+Shift+J",), "anywhere", "Go",
            tr("Go to the next thing that several people changed unseen of each other")),
    Command("region.next", tr("Next region"), ("F6",), "anywhere", "Go", tr("Library, text, panel and round again")),
    Command("region.previous", tr("Previous region"), ("Shift+F6",), "anywhere", "Go"),
    Command("panel.leave", tr("From the panel to the text"), ("Esc",), "panel", "Go", by_widget=True),
    Command("library.leave", tr("From the library to the text"), ("Esc",), "library", "Go", by_widget=True),
)  # fmt: skip

_VIEW = (
    Command("palette.show", tr("Command palette…"), ("Ctrl+K",), "anywhere", "View",
            tr("Find any command or article by a few letters"), "palette"),
    Command("show.library", tr("Library"), ("F9",), "anywhere", "View", icon="library", checkable=True),
    Command("show.panel", tr("Side panel"), ("F10",), "anywhere", "View", icon="panel", checkable=True),
    Command("show.focus", tr("Focus mode"), ("F11",), "anywhere", "View", tr("Nothing but the text"), "focus",
            checkable=True),
    Command("show.needs_source", tr("Only what needs a source"), ("F8",), "anywhere", "View",
            tr("List the annotations that nobody stands behind yet"), "filter", checkable=True),
    Command("show.coder", tr("Annotations of"), (), "anywhere", "View", submenu=True),
    Command("show.next_coder", tr("Only one coder’s annotations"), ("Ctrl+Shift+O",), "anywhere", "View",
            tr("Show one’s own alone, then each colleague’s in this article, then everybody’s again")),
    Command("show.suggestions", tr("Suggestions"), ("Ctrl+Shift+G",), "anywhere", "View",
            tr("What is suggested in this article, why, and how sure it is"), "suggestion"),
    Command("show.sources", tr("Sources"), ("Ctrl+Shift+S",), "anywhere", "View",
            tr("Everybody who says something"), "source"),
    Command("show.repeats", tr("Repeats"), ("Ctrl+Shift+E",), "anywhere", "View",
            tr("The same quotation or figure in several articles, linked with one key"), "link"),
    Command("show.source_card", tr("Card of the source"), ("Shift+S",), "reader", "View",
            tr("Everything that the source of this annotation says, in all articles")),
    Command("show.incomplete", tr("Only what is incomplete"), ("Shift+F8",), "anywhere", "View",
            tr("List the annotations that lack a required answer"), checkable=True),
    Command("show.progress", tr("Progress"), ("Ctrl+Shift+P",), "anywhere", "View",
            tr("How far each coder is: articles, annotations, what is open")),
    Command("show.last_work", tr("Who worked here last…"), (), "anywhere", "View",
            tr("Everybody else, when they worked here last and in which article; and the way there")),
    Command("show.history", tr("History…"), ("Ctrl+H",), "anywhere", "View",
            tr("Who did what when, to this annotation, in this article or in the project; and the way back")),
    Command("show.bin", tr("Bin…"), ("Ctrl+Shift+H",), "anywhere", "View",
            tr("What was removed, by whom and when; and the way back"), "bin"),
    Command("text.settings", tr("Reading settings…"), (), "anywhere", "View",
            tr("Face, size, line, width and theme of the text"), "text"),
    Command("text.larger", tr("Larger text"), ("Ctrl++", "Ctrl+="), "anywhere", "View"),
    Command("text.smaller", tr("Smaller text"), ("Ctrl+-",), "anywhere", "View"),
    Command("text.normal", tr("Normal text size"), ("Ctrl+0",), "anywhere", "View"),
    Command("codebook.show", tr("Codebook"), ("Ctrl+Shift+K",), "anywhere", "View",
            tr("Kinds, attributes and conventions of the team, to read and to edit")),
    Command("theme.system", tr("Like the desktop"), (), "anywhere", "View/Theme", checkable=True),
    Command("theme.light", tr("Light"), (), "anywhere", "View/Theme", icon="sun", checkable=True),
    Command("theme.sepia", tr("Sepia"), (), "anywhere", "View/Theme", tr("Warm paper"), "sepia", checkable=True),
    Command("theme.dark", tr("Dark"), (), "anywhere", "View/Theme", icon="moon", checkable=True),
    Command("theme.contrast", tr("High contrast"), (), "anywhere", "View/Theme",
            tr("White on black, with lines in place of shades"), "contrast", checkable=True),
)  # fmt: skip

_HELP = (
    Command("help.keys", tr("Keys"), ("F1", "?"), "anywhere", "Help",
            tr("The keys that act here and now"), "keyboard"),
    Command("help.contents", tr("Help"), ("Shift+F1",), "anywhere", "Help",
            tr("Start here, the words, the files"), "help"),
    Command("help.tour", tr("Show the tour again"), (), "anywhere", "Help",
            tr("Five steps through the sample, from words to who stands behind them")),
    Command("help.about", tr("About Annotator"), (), "anywhere", "Help"),
)

COMMANDS: tuple[Command, ...] = (*_FILE, *_EDIT, *_ANNOTATE, *_SUGGESTIONS, *_LINKS, *_EDGES, *_GO, *_VIEW, *_HELP)

_BY_ID = {one.id: one for one in COMMANDS}
