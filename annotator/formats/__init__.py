"""In and out: one module or package for each format, imported when it is used. What there is, is named here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.corpus.errors import Fault
from annotator.corpus.kinds import Codebook
from annotator.formats.choices import DNA_FILE, EVENTS, GRAPH, NETWORK, TEXTS
from annotator.formats.choices import Format as Format

if TYPE_CHECKING:
    from annotator.formats.doors import Corpus, Incoming, ReadOptions, WriteOptions, Written
    from annotator.formats.doors.clip import Clip


_DATASET = "annotator.formats.dataset"
_TEXT = "annotator.formats.plain_text"
_DNA = "annotator.formats.dna"
_QDA = "annotator.formats.qda_exchange"

IMPORTERS = (
    Format("dataset", "Dataset, one JSON file", f"{_DATASET}.reading", "read", (".json",),
           gives="incoming", sniffer="sniff_file"),
    Format("dataset-folder", "Dataset, a folder", f"{_DATASET}.reading", "read",
           gives="incoming", sniffer="sniff_folder"),
    Format("dataset-zip", "Dataset, a ZIP archive", f"{_DATASET}.reading", "read", (".zip",),
           gives="incoming", sniffer="sniff_zip"),
    Format("codebook", "Codebook alone, one JSON file", f"{_DATASET}.codebook_file", "read", (".codebook.json",),
           gives="incoming", sniffer="sniff_codebook"),
    Format("txt", "Plain text", f"{_TEXT}.reading", "read", (".txt", ".text"), sniffer="sniff_text"),
    Format("md", "Markdown, with or without front matter", f"{_TEXT}.reading", "read", (".md", ".markdown"),
           sniffer="sniff_markdown"),
    Format("html", "Saved web page", "annotator.formats.web.reading", "read_page", (".html", ".htm", ".xhtml"),
           sniffer="sniff_page"),
    Format("mhtml", "Saved web page with its pictures, one file", "annotator.formats.web.reading", "read_archive",
           (".mhtml", ".mht"), sniffer="sniff_archive"),
    Format("docx", "Word document", "annotator.formats.documents", "read_docx", (".docx",), sniffer="sniff_docx"),
    Format("odt", "OpenDocument text", "annotator.formats.documents", "read_odt", (".odt",), sniffer="sniff_odt"),
    Format("rtf", "Rich text", "annotator.formats.documents", "read_rtf", (".rtf",), sniffer="sniff_rtf"),
    Format("pdf", "PDF with text", "annotator.formats.pdf", "read", (".pdf",)),
    Format("epub", "Book or collection (EPUB)", "annotator.formats.epub", "read", (".epub",)),
    Format("table", "Table: CSV, TSV, XLSX, JSON lines", "annotator.formats.table.reading", "read",
           (".csv", ".tsv", ".tab", ".xlsx", ".jsonl", ".ndjson")),
    Format("nexis", "Nexis, Lexis+: many articles in one file", "annotator.formats.nexis.reading", "read",
           (".txt", ".html", ".rtf", ".docx", ".pdf")),
    Format("factiva", "Factiva: many articles in one file", "annotator.formats.factiva", "read",
           (".html", ".xml", ".rtf", ".txt")),
    Format("europresse", "Europresse: many articles in one page", "annotator.formats.europresse", "read", (".html",)),
    Format("zip", "Articles in a ZIP archive", "annotator.formats.bundle", "read", (".zip",)),
    Format("csl-json", "References as sources: CSL-JSON", "annotator.formats.references", "read_csl", (".json",),
           gives="annotated", sniffer="sniff_csl"),
    Format("ris", "References as sources: RIS", "annotator.formats.references", "read_ris", (".ris",),
           gives="annotated", sniffer="sniff_ris"),
    Format("dna", "Discourse Network Analyzer, versions 1 to 3", f"{_DNA}.reading", "read", (".dna",),
           gives="annotated"),
    Format("brat", "brat: a folder, or files of annotations", "annotator.formats.brat.reading", "read", (".ann",),
           gives="annotated"),
    Format("labelbuddy", "labelbuddy: documents and annotations", "annotator.formats.labelbuddy.reading", "read",
           (".jsonl", ".json"), gives="annotated"),
    Format("doccano", "doccano: documents with labels", "annotator.formats.doccano", "read", (".jsonl", ".json"),
           gives="annotated"),
    Format("label-studio", "Label Studio: tasks", "annotator.formats.label_studio.reading", "read", (".json",),
           gives="annotated"),
    Format("qdpx", "REFI-QDA project: NVivo, MAXQDA, ATLAS.ti, QualCoder", f"{_QDA}.reading", "read", (".qdpx",),
           gives="annotated"),
    Format("w3c", "W3C Web Annotation (JSON-LD)", "annotator.formats.web_annotation.reading", "read",
           (".jsonld", ".json"), gives="annotated"),
    Format("hypothesis", "Hypothes.is: its export, or what its API answers", "annotator.formats.hypothesis", "read",
           (".json",), gives="annotated"),
)
_OWN, _TABLES, _PAGE, _TOOLS, _NETS = "Annotator", "Tables", "To read", "Other tools", "Networks"
_DATED = "reproducible", "history"
EXPORTERS = (
    Format("dataset", "Dataset, one JSON file", f"{_DATASET}.files", "write_file", (".json",), _DATED,
           about="Everything in one JSON file. It can be imported again, and gives the same project.", group=_OWN),
    Format("dataset-folder", "Dataset, a folder", f"{_DATASET}.files", "write_folder", options=_DATED,
           about="corpus.json, articles.jsonl (an article a line, for pandas and DuckDB), its schema and a data card.",
           group=_OWN),
    Format("dataset-zip", "Dataset, a ZIP archive", f"{_DATASET}.files", "write_zip", (".zip",), _DATED,
           about="The folder in one file, to deposit or to send.", group=_OWN),
    Format("codebook", "Codebook alone", f"{_DATASET}.codebook_file", "write", (".codebook.json",),
           about="Kinds, attributes, conventions and guidelines: for another project to begin with.", group=_OWN,
           beside=True),
    Format("csv", "CSV tables, a folder", "annotator.formats.comma_separated", "write_folder",
           options=("for_machines",), group=_TABLES,
           about="A file each of annotations, attributions, sources, links, articles and codings, for Excel, R and"
                 " SPSS. It cannot be imported again."),
    Format("xlsx", "Excel workbook", "annotator.formats.workbook", "write_file", (".xlsx",), group=_TABLES,
           about="The same tables as sheets of one file, with a sheet that says what each column means."),
    Format("sqlite", "SQLite for analysis", "annotator.formats.analysis_copy", "write_file", (".sqlite", ".db"),
           about="Related tables with keys and a view of each kind, for SQL, R and Datasette. It is no project: nothing"
                 " goes back.", group=_TABLES),
    Format("html", "HTML report", "annotator.formats.html_report.writing", "write_file", (".html", ".htm"),
           about="One page with the articles, their highlights and cards, to read, send and print. It needs no"
                 " program.", group=_PAGE),
    Format("brat", "brat", "annotator.formats.brat.writing", "write_folder", group=_TOOLS,
           about="A folder: a text and a file of annotations for each article, with brat's configuration."),
    Format("w3c", "W3C Web Annotation", "annotator.formats.web_annotation.writing", "write_file", (".jsonld",),
           about="JSON-LD, as libraries and Recogito read it; it names the articles, and holds their text on request.",
           group=_TOOLS, choices=TEXTS),
    Format("qdpx", "REFI-QDA project", f"{_QDA}.writing", "write_project", (".qdpx",), group=_TOOLS,
           about="For NVivo, MAXQDA, ATLAS.ti and QualCoder: the articles, with kinds, answers and sources as codes."),
    Format("qdc", "REFI-QDA codebook", f"{_QDA}.writing", "write_codebook", (".qdc",), group=_TOOLS,
           about="The codebook as codes, for the same programs.", beside=True),
    Format("labelbuddy", "labelbuddy", "annotator.formats.labelbuddy.writing", "write_file", (".labelbuddy.jsonl",),
           about="Documents with their annotations, a document a line.", group=_TOOLS),
    Format("label-studio", "Label Studio", "annotator.formats.label_studio.writing", "write_folder", group=_TOOLS,
           about="A folder: tasks with each coder's regions, and the labelling interface that goes with them."),
    Format("spacy", "spaCy and Prodigy", "annotator.formats.spacy_lines", "write_file", (".jsonl",),
           about="JSON lines with overlapping spans, to train and evaluate models.", group=_TOOLS),
    Format("xmi", "UIMA CAS", "annotator.formats.uima.writing", "write_folder", group=_TOOLS,
           about="A folder: an XMI file for each article with its type system, for INCEpTION and DKPro."),
    Format("claimreview", "ClaimReview", "annotator.formats.claim_review", "write_file", (".claimreview.json",),
           about="The claims that were checked, as schema.org has them, for fact-checkers' tools.", group=_TOOLS,
           beside=True),
    Format("dna", "Discourse Network Analyzer", f"{_DNA}.writing", "write_file", (".dna",), group=_NETS,
           about="A file that DNA 3 and rDNA open: claims as statements of persons and organisations.",
           choices=DNA_FILE),
    Format("dna-events", "DNA event list", f"{_DNA}.events", "write_file", (".events.csv",), ("for_machines",),
           about="A statement a line, with who said it, where and when, for rDNA, R and relational event models.",
           group=_NETS, choices=EVENTS, beside=True),
    Format("matrix", "Network matrix", f"{_DNA}.network_files", "write_matrix", (".matrix.csv",), group=_NETS,
           about="Actors and topics, or actors and actors, as a table of numbers.", choices=NETWORK, beside=True),
    Format("edges", "Network edge list", f"{_DNA}.network_files", "write_edges", (".edges.csv",), group=_NETS,
           about="Source, target, weight, how many agree and disagree: for Gephi, igraph and spreadsheets.",
           choices=NETWORK, beside=True),
    Format("graphml", "Network as GraphML", f"{_DNA}.graph", "write_file", (".graphml",), group=_NETS,
           about="For Gephi, igraph and networkx, or drawn for visone.", choices=GRAPH, beside=True),
    Format("dl", "Network for UCINET (DL)", f"{_DNA}.network_files", "write_dl", (".dl",), group=_NETS,
           about="A full matrix with labels.", choices=NETWORK, beside=True),
)
_MAGIC = {
    b"SQLite format 3\0": "an SQLite database or an Annotator project",
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive (such as .docx, .odt, .xlsx or .epub)",
    b"\xd0\xcf\x11\xe0": "a file of an old Office program",
    b"{\\rtf": "RTF",
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file", b"7z\xbc\xaf": "a compressed file",
    b"\x7fELF": "a program",
}


def importer(name: str) -> Format:
    """The importer of that name.

    Raises:
        Fault: there is none.
    """
    return _named(name, IMPORTERS, "read")


def exporter(name: str) -> Format:
    """The exporter of that name.

    Raises:
        Fault: there is none.
    """
    return _named(name, EXPORTERS, "written")


def _named(name: str, formats: Sequence[Format], done: str) -> Format:
    for each in formats:
        if each.name == name:
            return each
    raise Fault(f"The format “{name}” cannot be {done}", f"there are {', '.join(f.name for f in formats)}",
                "Choose one of these; `annotator formats` says what they are")


def exporter_for(out: Path) -> Format:
    """The exporter for a file's ending; a name without one is a folder's.

    Raises:
        Fault: no format has this ending.
    """
    if not out.suffix or out.is_dir():
        return exporter("dataset-folder")
    for each in sorted(EXPORTERS, key=_longest_ending):
        if out.name.lower().endswith(each.suffixes or "\0"):
            return each
    raise Fault(f"{out.name} was not written", f"no format has the ending {out.suffix}",
                "End the name in .json, leave the ending away for a folder, or name the format")


def _longest_ending(format_: Format) -> int:
    return -max(map(len, format_.suffixes), default=0)


def sniff(path: Path) -> Format:
    """What a file or folder holds: by its content first, then by its ending.

    Raises:
        Fault: it cannot be read, or is nothing that can be taken in.
    """
    from annotator.formats.doors.glimpse import glimpse

    if path.suffix.lower() == ".annot":
        raise Fault(f"{path.name} cannot be imported", "it is an Annotator project",
                    "Open it, or export it as a dataset")
    seen = glimpse(path)
    likely = {each.name: each.likelihood(seen) for each in IMPORTERS}
    best = max(IMPORTERS, key=lambda each: likely[each.name])
    if seen.is_folder and likely[best.name] < 0.5:
        raise Fault(f"{path.name} cannot be imported", "it is a folder without anything that can be imported",
                    "Choose another folder, or files")
    if likely[best.name] < 0.35:
        for magic, what in _MAGIC.items():
            if seen.head.startswith(magic):
                raise Fault(f"{path.name} cannot be imported", f"it is {what}",
                            "Save what it says as text (.txt), or paste it")
    return best


def _said(path: Path, name: str) -> Format:
    """The importer of that name, unless the file is plainly of another format.

    Raises:
        Fault: there is no such importer, or the file is something else.
    """
    from annotator.formats.doors.glimpse import glimpse

    chosen = importer(name)
    if path.is_dir():
        return chosen
    seen = glimpse(path)
    best = max(IMPORTERS, key=lambda each: each.likelihood(seen))
    loses = best.gives != chosen.gives == "articles" and name not in ("txt", "md")  # annotations, for one
    if best.likelihood(seen) >= 0.7 and best != chosen and (loses or chosen.likelihood(seen) < 0.2):
        raise Fault(f"{path.name} cannot be imported as “{name}”", f"it is something else: {best.label}",
                    f"Say “{best.name}”, or leave the format out")
    return chosen


def read_files(paths: Iterable[Path], corpus: Corpus, *, format: str | None = None,
               options: ReadOptions | None = None) -> Incoming:
    """Read files and folders, to be looked through and then stored as one action, all or nothing.

    Args:
        paths: a folder that is no dataset and no corpus of another tool stands for the articles in it.
        corpus: the project that they shall go into.
        format: the name of an importer; each file's own content tells without it.
        options: how to read them.
    """
    from annotator.formats.doors import LOOKING, Incoming, Problem, ReadOptions

    options = options or ReadOptions()
    found: dict[Path, Format] = {}
    problems = []
    for _, path in options.each(_walked(paths, format), LOOKING):
        try:
            found[path] = _said(path, format) if format else sniff(path)
        except Fault as fault:
            problems.append(Problem(path.name, fault))
    incoming = Incoming()
    kinds = {each.name if each.gives != "articles" else "" for each in found.values()}
    if len(kinds) > 1:
        why = "texts, datasets, codebooks or corpora of several tools were named at once"
        problems.append(Problem(next(iter(found)).name,
                                Fault("Nothing was added", why, "Import them one after the other")))
    elif found:
        incoming = _read(found, corpus, options)
    incoming.problems[:0] = problems
    return incoming


def _read(found: Mapping[Path, Format], corpus: Corpus, options: ReadOptions) -> Incoming:
    """Read files of one way of reading."""
    from annotator.formats.doors import Incoming, Problem

    first = next(iter(found.values()))
    chosen = replace(options, format=first.name)
    if first.gives == "incoming":
        incoming: Incoming = first.load()(list(found), corpus, chosen)
        return incoming
    if first.gives == "annotated":
        from annotator.formats.dataset.foreign import take_in

        try:
            return take_in(first.load()(list(found), chosen), corpus, chosen)
        except Fault as fault:
            return Incoming(problems=[Problem(next(iter(found)).name, fault)])
    return _read_articles(found, corpus, options)


def _read_articles(files: Mapping[Path, Format], corpus: Corpus, options: ReadOptions) -> Incoming:
    from annotator.formats.doors import COMPARING, FILES, Problem
    from annotator.formats.doors.found import Found, compared
    from annotator.formats.doors.resemblance import resembling

    problems, found = [], list[Found]()
    for number, (path, each) in options.each(list(files.items()), FILES):
        try:
            found += list(each.load()(path, _as_one(options, each.name, number, len(files))))
        except Fault as fault:
            problems.append(Problem(path.name, Fault(f"{path.name} cannot be imported", fault.why, fault.remedy)))
    options.step(COMPARING, 0, 0)
    incoming = compared(found, corpus)
    incoming.warnings += resembling(incoming.arrivals, corpus)
    incoming.problems += problems
    tables = [path for path, each in files.items() if each.name == "table"]
    if tables and not problems:
        from annotator.formats.table.reading import columns

        incoming.columns = columns(tables[0], options)
    return incoming


def _as_one(options: ReadOptions, name: str, number: int, many: int) -> ReadOptions:
    """How to read one of these files: its own articles are counted only when it is alone."""
    from annotator.formats.doors import FILES

    def step(_at: str, _done: int, _total: int) -> None:
        options.step(FILES, number - 1, many)

    return replace(options, format=name, step=step if many > 1 else options.step)


def walked_endings() -> tuple[str, ...]:
    """Endings of the files that are taken from a folder: those of articles; tables and archives may be anything."""
    return tuple(suffix for each in IMPORTERS if each.gives == "articles" and each.name not in ("table", "zip")
                 for suffix in each.suffixes)


def _walked(paths: Iterable[Path], format: str | None) -> list[Path]:
    found: list[Path] = []
    endings = importer(format).suffixes if format else walked_endings()
    for path in paths:
        whole = not path.is_dir() or _is_one(path, format)
        inside = [] if whole else sorted(p for p in path.rglob("*") if p.name.lower().endswith(endings) and p.is_file()
                                         and not p.name.startswith("."))  # macOS lays “._x.docx” beside x.docx
        found += inside or [path]
    return list(dict.fromkeys(found))


def _is_one(folder: Path, format: str | None) -> bool:
    """Whether a folder is what is imported, and not only where the articles lie."""
    if format:
        return importer(format).gives != "articles"
    try:
        return sniff(folder).gives != "articles"
    except Fault:
        return False


def read_text(text: str, corpus: Corpus, *, title: str = "") -> Incoming:
    """Read a text. Without a title its first line is one, if it looks like a headline."""
    from annotator.formats.doors.clip import Clip

    return read_clip(Clip(text), corpus, title=title)


def read_clip(clip: Clip, corpus: Corpus, *, title: str = "") -> Incoming:
    """Read what was pasted or dropped: words, or a piece of a page."""
    from annotator.formats.plain_text.reading import read_clip

    return read_clip(clip, corpus, title)


def export(name: str, corpus: Corpus, out: Path, options: WriteOptions | None = None) -> Written:
    """Write the project in a format.

    Raises:
        Fault: there is no such format, the disk refused, or the project kept changing.
    """
    from annotator.formats.doors import WriteOptions, account
    from annotator.formats.doors.selection import selected

    options, format_ = options or WriteOptions(), exporter(name)
    options = replace(options, choices=format_.chosen(options.choices))
    if options.history and "history" not in format_.options:
        raise Fault(f"{out.name} was not written", f"{format_.name} has no place for the history of changes",
                    "Write a dataset, or leave the history out")
    told = replace(options, coders=() if corpus.coders().keys() <= set(options.coders) else options.coders)
    corpus = selected(corpus, options)
    options = replace(options, terms=account.terms(told, corpus, format_.told(options.choices)))
    written: Written = format_.load()(corpus, out, options)
    if format_.beside and account.chosen(options):
        written = account.told_beside(format_.label, out, corpus, written, options)
    if hidden := corpus.left_out():
        written = replace(written, losses=(*written.losses, hidden))
    return written


def default_codebook() -> Codebook:
    """The codebook of a new project."""
    from annotator.formats.dataset.parsing import parse_codebook
    from annotator.formats.dataset.wording import codebook
    from annotator.settings import localised

    return codebook(parse_codebook(localised("codebook", "default.json").read_bytes(), "default.json"))
