"""The one command table: menus, shortcuts, palette, cheat sheet, tooltips and the help page follow from it.

No Qt in here, so that a test (and the help's text) can read the table without a window.
"""

from __future__ import annotations

from dataclasses import dataclass

CONTEXTS = ("reader", "panel", "anywhere", "library", "source", "suggestion")
"""Where a key acts: in the text, the side panel, the whole window, the list of articles, the source line, and in the
text while a suggestion is in focus."""

MENUS = ("File", "Edit", "Annotate", "Go", "View", "Help")


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a person can do.

    Attributes:
        id: stable name, `section.verb`; menus draw a line where the section changes.
        title: what the menu, the palette and the cheat sheet call it.
        keys: portable key sequences, the first is the one that is shown first.
        context: one of `CONTEXTS`.
        menu: `"Edit"`, or `"View/Theme"` for a sub-menu; also the heading in the cheat sheet and the help.
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


_FILE = (
    Command("project.new", "New project…", ("Ctrl+N",), "anywhere", "File", "Make an empty project file", "new"),
    Command("project.open", "Open project…", ("Ctrl+O",), "anywhere", "File", "Open a project file", "open"),
    Command("project.new_from", "New project from this one…", (), "anywhere", "File",
            "Another project with all that is in this one; from then on they are two"),
    Command("project.open_recent", "Open recent", (), "anywhere", "File", submenu=True),
    Command("project.open_sample", "Open the sample project", (), "anywhere", "File",
            "A copy of the sample, to try everything on", "sample"),
    Command("article.import", "Import articles…", ("Ctrl+I",), "anywhere", "File",
            "Bring in text files, Markdown, a folder or a dataset", "import"),
    Command("article.paste", "Paste an article…", ("Ctrl+Shift+V",), "anywhere", "File",
            "Make an article of the text in the clipboard", "paste"),
    Command("dataset.export", "Export the dataset…", ("Ctrl+E",), "anywhere", "File",
            "Write everything as one JSON file or as a folder", "export"),
    Command("article.print", "Print the article…", ("Ctrl+P",), "anywhere", "File",
            "The text with its marks, and what is said of each, on paper"),
    Command("article.pdf", "Save the article as PDF…", (), "anywhere", "File",
            "The same as a PDF file"),
    Command("codebook.import", "Import a codebook…", (), "anywhere", "File",
            "See what another codebook would change, then take it over or not"),
    Command("codebook.export", "Export the codebook…", (), "anywhere", "File",
            "Write the codebook alone, to begin another project with"),
    Command("project.settings", "Project…", (), "anywhere", "File",
            "Name, licence and citation of the project; whether coders see each other's annotations", "details"),
    Command("team.me", "Who I am…", (), "anywhere", "File",
            "Name, ORCID and e-mail; switch coder; hide others' annotations; who worked here last"),
    Command("team.purge", "Purge…", (), "anywhere", "File",
            "For licence or privacy: take the open article, or a coder, out of every file for good"),
    Command("keeping.exchange", "Exchange with the project file now", (), "anywhere", "File",
            "Hand over and take in; it also happens by itself"),
    Command("keeping.merge", "Merge a copy…", (), "anywhere", "File",
            "Add what another file of this project has; you see first what that is", "merge"),
    Command("keeping.send", "Send a copy…", (), "anywhere", "File",
            "Write all that this computer has as a file to hand on", "export"),
    Command("keeping.backups", "Backups…", (), "anywhere", "File",
            "See what is in each, and go back to one", "revert"),
    Command("keeping.check", "Check the project", (), "anywhere", "File",
            "Look at every page, digest, row and offset, and mend what can be mended"),
    Command("keeping.rewrite", "Write a fresh project file…", (), "anywhere", "File",
            "When the file is missing, damaged or another’s: write it from what this computer has"),
    Command("keeping.forget", "Forget this project on this computer…", (), "anywhere", "File",
            "Delete the replica and the backups that this computer keeps; the file stays"),
    Command("project.close", "Close the project", ("Ctrl+W",), "anywhere", "File", icon="close"),
    Command("app.quit", "Quit", ("Ctrl+Q",), "anywhere", "File", "Everything is saved already"),
)  # fmt: skip

_EDIT = (
    Command("edit.undo", "Undo", ("Ctrl+Z",), "anywhere", "Edit", "Take back your own last change", "undo"),
    Command("edit.redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "anywhere", "Edit", "Do again what was undone", "redo"),
    Command("copy.with_attribution", "Copy with attribution", ("Ctrl+Shift+C",), "anywhere", "Edit",
            "Copy the words with who said them, outlet, date and address; as text, Markdown and HTML", "copy"),
    Command("find.in_article", "Find in the article…", ("Ctrl+F",), "anywhere", "Edit", icon="search"),
    Command("find.next", "Next hit", ("F3",), "anywhere", "Edit"),
    Command("find.previous", "Previous hit", ("Shift+F3",), "anywhere", "Edit"),
    Command("search.project", "Search all articles…", ("Ctrl+Shift+F",), "anywhere", "Edit",
            "Find words in every article, jump to them, and mark them where they stand", "search"),
    Command("search.next", "Next hit in all articles", ("F4",), "anywhere", "Edit"),
    Command("search.previous", "Previous hit in all articles", ("Shift+F4",), "anywhere", "Edit"),
    Command("article.details", "Article details…", ("Ctrl+D",), "anywhere", "Edit",
            "Title, outlet, byline, date and address of this article", "details"),
    Command("settings.show", "Settings…", ("Ctrl+,",), "anywhere", "Edit",
            "How the text looks, how you work, which keys do what, who you are; all of it acts at once", "settings"),
)  # fmt: skip

_ANNOTATE = (
    Command("annotate.claim", "Claim", ("1",), "reader", "Annotate",
            "Mark the selected words as a claim, or make the focused annotation one", "claim"),
    Command("annotate.quote", "Quote", ("2",), "reader", "Annotate",
            "Mark the selected words as a quote, or make the focused annotation one", "quote"),
    Command("annotate.statistic", "Statistic", ("3",), "reader", "Annotate",
            "Mark the selected figure; its value and unit are read from the words", "statistic"),
    Command("annotate.join", "Join to the annotation", ("+", "J"), "reader", "Annotate",
            "Add the selected words to the focused annotation: the second half of a split quote", "add"),
    Command("annotate.subtract", "Take out of the annotation", ("-",), "reader", "Annotate",
            "Take the selected words out of the focused annotation"),
    Command("annotate.remove", "Remove the annotation", ("0", "Del"), "reader", "Annotate", icon="remove"),
    Command("source.link", "Source…", ("S",), "reader", "Annotate", "Say who stands behind the annotation", "source"),
    Command("source.via", "Via…", ("V",), "reader", "Annotate", "Add whoever passed it on", "via"),
    Command("source.mention", "Names the source", ("M",), "reader", "Annotate",
            "The selected words are how the text names the source: “he”, “the minister”"),
    Command("source.cue", "Attributes it", ("C",), "reader", "Annotate",
            "The selected words attribute it: “said”, “according to”"),
    Command("source.keep", "Keep the source", ("K",), "reader", "Annotate",
            "Give each new annotation the source of the last one, until pressed again", "keep", checkable=True),
    Command("source.accept", "Accept the dotted source", ("Enter",), "source", "Annotate", by_widget=True),
    Command("source.create", "Create the source as typed", ("Ctrl+Enter",), "source", "Annotate", by_widget=True),
    Command("source.leave", "Back to the text", ("Esc",), "source", "Annotate", by_widget=True),
    Command("annotate.note", "Note", ("N",), "reader", "Annotate", "Write a note in Markdown", "note"),
    Command("annotate.many", "Edit many", ("Ctrl+Shift+A",), "anywhere", "Annotate",
            "Select all cards that are listed, to change them together; Shift and Ctrl select some"),
    Command("annotate.boilerplate", "Boilerplate", ("B",), "reader", "Annotate",
            "Grey out the selected words, or bring a greyed passage back", "boilerplate"),
    Command("annotate.place", "Place it here", ("P",), "reader", "Annotate",
            "Put the chosen annotation of the version before on the selected words"),
    Command("annotate.let_go", "Leave it with the version before", ("Shift+P",), "reader", "Annotate",
            "The chosen annotation that needs placing stays where it is, and is not asked about any more"),
)  # fmt: skip

_SUGGESTIONS = (
    Command("suggestion.next", "Next suggestion", ("Tab",), "reader", "Annotate/Suggestions",
            "Go to what is suggested next; Enter accepts it, X dismisses it", "suggestion"),
    Command("suggestion.previous", "Suggestion before", ("Shift+Tab",), "reader", "Annotate/Suggestions"),
    Command("suggestion.accept", "Accept the suggestion", ("Return", "Enter"), "suggestion", "Annotate/Suggestions",
            "Store it with kind, speaker and value as shown; then it asks who “he” is, where it cannot know", "accept"),
    Command("suggestion.dismiss", "Dismiss the suggestion", ("X",), "suggestion", "Annotate/Suggestions",
            "Put it away for everybody; of a question: leave it open", "dismiss"),
    Command("suggestion.accept_all", "Accept all of its kind", ("Shift+Return", "Shift+Enter"), "suggestion",
            "Annotate/Suggestions", "All that are listed, as one undo; new sources are named first"),
    Command("suggestion.switch", "Suggest annotations to me", (), "anywhere", "Annotate/Suggestions",
            "Quotes, statistics and boilerplate are found on this computer, by rules; nothing is stored by itself",
            checkable=True),
)  # fmt: skip

_LINKS = (
    Command("link.add", "Link…", ("L",), "reader", "Annotate",
            "Link the annotation with another one, in this article or elsewhere", "link"),
    Command("link.same_figure", "Same figure elsewhere", ("=", "E"), "reader", "Annotate",
            "Link the statistic with the one that states the same figure"),
    Command("link.go", "Go to the other end of a link", ("Enter",), "panel", "Go", by_widget=True),
    Command("link.change", "Change the link", ("Alt+Down",), "panel", "Annotate", by_widget=True),
    Command("link.remove", "Remove the link", ("Del",), "panel", "Annotate", by_widget=True),
)  # fmt: skip

_EDGES = (
    Command("end.forward", "End one letter on", ("Shift+Right",), "reader", "Annotate/Boundaries"),
    Command("end.back", "End one letter back", ("Shift+Left",), "reader", "Annotate/Boundaries"),
    Command("end.word_forward", "End one word on", ("Ctrl+Shift+Right",), "reader", "Annotate/Boundaries"),
    Command("end.word_back", "End one word back", ("Ctrl+Shift+Left",), "reader", "Annotate/Boundaries"),
    Command("start.forward", "Start one letter on", ("Alt+Shift+Right",), "reader", "Annotate/Boundaries"),
    Command("start.back", "Start one letter back", ("Alt+Shift+Left",), "reader", "Annotate/Boundaries"),
    Command("start.word_forward", "Start one word on", ("Ctrl+Alt+Shift+Right",), "reader", "Annotate/Boundaries"),
    Command("start.word_back", "Start one word back", ("Ctrl+Alt+Shift+Left",), "reader", "Annotate/Boundaries"),
)

_GO = (
    Command("sentence.next", "Next sentence", ("Down",), "reader", "Go", "Select the next sentence"),
    Command("sentence.previous", "Previous sentence", ("Up",), "reader", "Go", "Select the sentence before"),
    Command("sentence.extend_next", "Extend to the next sentence", ("Shift+Down",), "reader", "Go"),
    Command("sentence.extend_previous", "Extend to the sentence before", ("Shift+Up",), "reader", "Go"),
    Command("sentence.widen", "Widen the selection", ("W",), "reader", "Go",
            "Word, then figure, quotation, sentence, paragraph"),
    Command("annotation.next", "Next annotation", ("]", "A"), "reader", "Go"),
    Command("annotation.previous", "Previous annotation", ("[", "Shift+A"), "reader", "Go"),
    Command("annotation.leave", "Let go", ("Esc",), "reader", "Go",
            "Clear the selection, then the focus; then leave focus mode"),
    Command("annotation.open", "Open its card", ("Enter",), "reader", "Go", by_widget=True),
    Command("article.next", "Next article", ("Ctrl+Down",), "anywhere", "Go"),
    Command("article.previous", "Previous article", ("Ctrl+Up",), "anywhere", "Go"),
    Command("article.answer", "Questions on the article", ("T", "Ctrl+T"), "anywhere", "Go",
            "Answer what the codebook asks of the article as a whole: topic, tone"),
    Command("article.done", "Article done", ("D",), "reader", "Go", "Mark the article done, or not done", "done",
            checkable=True),
    Command("article.other_version", "Other version of the article", (), "anywhere", "Go",
            "From a corrected article to the version before it, and back"),
    Command("article.done_and_next", "Done, and on to the next", ("Ctrl+Shift+Enter", "Ctrl+Shift+Return"),
            "anywhere", "Go"),
    Command("place.back", "Back", ("Alt+Left",), "anywhere", "Go", "Where you were before", "back"),
    Command("place.forward", "Forward", ("Alt+Right",), "anywhere", "Go", icon="forward"),
    Command("need.next", "Next that needs something", ("F7", "U"), "anywhere", "Go",
            "Go to the next annotation of the project without a source or a required answer"),
    Command("need.previous", "Previous that needs something", ("Shift+F7", "Shift+U"), "anywhere", "Go"),
    Command("news.next", "What others changed", ("Ctrl+J",), "anywhere", "Go",
            "Go to what others have changed since you looked, one after the other"),
    Command("settle.next", "Next to settle", ("Ctrl+Shift+J",), "anywhere", "Go",
            "Go to the next thing that several people changed unseen of each other"),
    Command("region.next", "Next region", ("F6",), "anywhere", "Go", "Library, text, panel and round again"),
    Command("region.previous", "Previous region", ("Shift+F6",), "anywhere", "Go"),
    Command("panel.leave", "From the panel to the text", ("Esc",), "panel", "Go", by_widget=True),
    Command("library.leave", "From the library to the text", ("Esc",), "library", "Go", by_widget=True),
)  # fmt: skip

_VIEW = (
    Command("palette.show", "Command palette…", ("Ctrl+K",), "anywhere", "View",
            "Find any command or article by a few letters", "palette"),
    Command("show.library", "Library", ("F9",), "anywhere", "View", icon="library", checkable=True),
    Command("show.panel", "Side panel", ("F10",), "anywhere", "View", icon="panel", checkable=True),
    Command("show.focus", "Focus mode", ("F11",), "anywhere", "View", "Nothing but the text", "focus", checkable=True),
    Command("show.needs_source", "Only what needs a source", ("F8",), "anywhere", "View",
            "List the annotations that nobody stands behind yet", "filter", checkable=True),
    Command("show.coder", "Annotations of", (), "anywhere", "View", submenu=True),
    Command("show.next_coder", "Only one coder’s annotations", ("Ctrl+Shift+O",), "anywhere", "View",
            "Show one’s own alone, then each colleague’s in this article, then everybody’s again"),
    Command("show.suggestions", "Suggestions", ("Ctrl+Shift+G",), "anywhere", "View",
            "What is suggested in this article, why, and how sure it is", "suggestion"),
    Command("show.sources", "Sources", ("Ctrl+Shift+S",), "anywhere", "View", "Everybody who says something", "source"),
    Command("show.repeats", "Repeats", ("Ctrl+Shift+E",), "anywhere", "View",
            "The same quotation or figure in several articles, linked with one key", "link"),
    Command("show.source_card", "Card of the source", ("Shift+S",), "reader", "View",
            "Everything that the source of this annotation says, in all articles"),
    Command("show.incomplete", "Only what is incomplete", ("Shift+F8",), "anywhere", "View",
            "List the annotations that lack a required answer", checkable=True),
    Command("show.progress", "Progress", ("Ctrl+Shift+P",), "anywhere", "View",
            "How far each coder is: articles, annotations, what is open"),
    Command("show.last_work", "Who worked here last…", (), "anywhere", "View",
            "Everybody else, when they worked here last and in which article; and the way there"),
    Command("show.history", "History…", ("Ctrl+H",), "anywhere", "View",
            "Who did what when, to this annotation, in this article or in the project; and the way back"),
    Command("show.bin", "Bin…", ("Ctrl+Shift+H",), "anywhere", "View",
            "What was removed, by whom and when; and the way back", "bin"),
    Command("text.settings", "Reading settings…", (), "anywhere", "View",
            "Face, size, line, width and theme of the text", "text"),
    Command("text.larger", "Larger text", ("Ctrl++", "Ctrl+="), "anywhere", "View"),
    Command("text.smaller", "Smaller text", ("Ctrl+-",), "anywhere", "View"),
    Command("text.normal", "Normal text size", ("Ctrl+0",), "anywhere", "View"),
    Command("codebook.show", "Codebook", ("Ctrl+Shift+K",), "anywhere", "View",
            "Kinds, attributes and conventions of the team, to read and to edit"),
    Command("theme.system", "Like the desktop", (), "anywhere", "View/Theme", checkable=True),
    Command("theme.light", "Light", (), "anywhere", "View/Theme", icon="sun", checkable=True),
    Command("theme.sepia", "Sepia", (), "anywhere", "View/Theme", "Warm paper", "sepia", checkable=True),
    Command("theme.dark", "Dark", (), "anywhere", "View/Theme", icon="moon", checkable=True),
    Command("theme.contrast", "High contrast", (), "anywhere", "View/Theme",
            "White on black, with lines in place of shades", "contrast", checkable=True),
)  # fmt: skip

_HELP = (
    Command("help.keys", "Keys", ("F1", "?"), "anywhere", "Help", "The keys that act here and now", "keyboard"),
    Command("help.contents", "Help", ("Shift+F1",), "anywhere", "Help", "Start here, the words, the files", "help"),
    Command("help.tour", "Show the tour again", (), "anywhere", "Help",
            "Five steps through the sample, from words to who stands behind them"),
    Command("help.about", "About Annotator", (), "anywhere", "Help"),
)

COMMANDS: tuple[Command, ...] = (*_FILE, *_EDIT, *_ANNOTATE, *_SUGGESTIONS, *_LINKS, *_EDGES, *_GO, *_VIEW, *_HELP)

_BY_ID = {one.id: one for one in COMMANDS}
