"""What formats there are, in and out: the list that a person chooses from."""

from __future__ import annotations

from annotator.formats.choices import DNA_FILE, EVENTS, GRAPH, NETWORK, TEXTS, Format
from annotator.language import tr

_DATASET = "annotator.formats.dataset"
_TEXT = "annotator.formats.plain_text"
_DNA = "annotator.formats.dna"
_QDA = "annotator.formats.qda_exchange"

IMPORTERS = (
    Format("dataset", tr("Dataset, one JSON file"), f"{_DATASET}.reading", "read", (".json",),
           gives="incoming", sniffer="sniff_file"),
    Format("dataset-folder", tr("Dataset, a folder"), f"{_DATASET}.reading", "read",
           gives="incoming", sniffer="sniff_folder"),
    Format("dataset-zip", tr("Dataset, a ZIP archive"), f"{_DATASET}.reading", "read", (".zip",),
           gives="incoming", sniffer="sniff_zip"),
    Format("codebook", tr("Codebook alone, one JSON file"), f"{_DATASET}.codebook_file", "read", (".codebook.json",),
           gives="incoming", sniffer="sniff_codebook"),
    Format("txt", tr("Plain text"), f"{_TEXT}.reading", "read", (".txt", ".text"), sniffer="sniff_text"),
    Format("md", tr("Markdown, with or without front matter"), f"{_TEXT}.reading", "read", (".md", ".markdown"),
           sniffer="sniff_markdown"),
    Format("html", tr("Saved web page"), "annotator.formats.web.reading", "read_page", (".html", ".htm", ".xhtml"),
           sniffer="sniff_page"),
    Format("mhtml", tr("Saved web page with its pictures, one file"), "annotator.formats.web.reading", "read_archive",
           (".mhtml", ".mht"), sniffer="sniff_archive"),
    Format("docx", tr("Word document"), "annotator.formats.documents", "read_docx", (".docx",), sniffer="sniff_docx"),
    Format("odt", tr("OpenDocument text"), "annotator.formats.documents", "read_odt", (".odt",), sniffer="sniff_odt"),
    Format("rtf", tr("Rich text"), "annotator.formats.documents", "read_rtf", (".rtf",), sniffer="sniff_rtf"),
    Format("pdf", tr("PDF with text"), "annotator.formats.pdf", "read", (".pdf",)),
    Format("epub", tr("Book or collection (EPUB)"), "annotator.formats.epub", "read", (".epub",)),
    Format("table", tr("Table: CSV, TSV, XLSX, JSON lines"), "annotator.formats.table.reading", "read",
           (".csv", ".tsv", ".tab", ".xlsx", ".jsonl", ".ndjson")),
    Format("nexis", tr("Nexis, Lexis+: many articles in one file"), "annotator.formats.nexis.reading", "read",
           (".txt", ".html", ".rtf", ".docx", ".pdf")),
    Format("factiva", tr("Factiva: many articles in one file"), "annotator.formats.factiva", "read",
           (".html", ".xml", ".rtf", ".txt")),
    Format("europresse", tr("Europresse: many articles in one page"), "annotator.formats.europresse", "read",
           (".html",)),
    Format("zip", tr("Articles in a ZIP archive"), "annotator.formats.bundle", "read", (".zip",)),
    Format("csl-json", tr("References as sources: CSL-JSON"), "annotator.formats.references", "read_csl", (".json",),
           gives="annotated", sniffer="sniff_csl"),
    Format("ris", tr("References as sources: RIS"), "annotator.formats.references", "read_ris", (".ris",),
           gives="annotated", sniffer="sniff_ris"),
    Format("dna", tr("Discourse Network Analyzer, versions 1 to 3"), f"{_DNA}.reading", "read", (".dna",),
           gives="annotated"),
    Format("brat", tr("brat: a folder, or files of annotations"), "annotator.formats.brat.reading", "read", (".ann",),
           gives="annotated"),
    Format("labelbuddy", tr("labelbuddy: documents and annotations"), "annotator.formats.labelbuddy.reading", "read",
           (".jsonl", ".json"), gives="annotated"),
    Format("doccano", tr("doccano: documents with labels"), "annotator.formats.doccano", "read", (".jsonl", ".json"),
           gives="annotated"),
    Format("label-studio", tr("Label Studio: tasks"), "annotator.formats.label_studio.reading", "read", (".json",),
           gives="annotated"),
    Format("qdpx", tr("REFI-QDA project: NVivo, MAXQDA, ATLAS.ti, QualCoder"), f"{_QDA}.reading", "read", (".qdpx",),
           gives="annotated"),
    Format("w3c", "W3C Web Annotation (JSON-LD)", "annotator.formats.web_annotation.reading", "read",
           (".jsonld", ".json"), gives="annotated"),
    Format("hypothesis", tr("Hypothes.is: its export, or what its API answers"), "annotator.formats.hypothesis", "read",
           (".json",), gives="annotated"),
)
_OWN, _TABLES, _PAGE = "Annotator", tr("Tables"), tr("To read")
_TOOLS, _NETS = tr("Other tools"), tr("Networks")
_DATED = "reproducible", "history"
EXPORTERS = (
    Format("dataset", tr("Dataset, one JSON file"), f"{_DATASET}.files", "write_file", (".json",), _DATED,
           about=tr("Everything in one JSON file. It can be imported again, and gives the same project."), group=_OWN),
    Format("dataset-folder", tr("Dataset, a folder"), f"{_DATASET}.files", "write_folder", options=_DATED,
           about=tr("corpus.json, articles.jsonl (an article a line, for pandas and DuckDB), its schema and a data"
                    " card."), group=_OWN),
    Format("dataset-zip", tr("Dataset, a ZIP archive"), f"{_DATASET}.files", "write_zip", (".zip",), _DATED,
           about=tr("The folder in one file, to deposit or to send."), group=_OWN),
    Format("codebook", tr("Codebook alone"), f"{_DATASET}.codebook_file", "write", (".codebook.json",),
           about=tr("Kinds, attributes, conventions and guidelines: for another project to begin with."), group=_OWN,
           beside=True),
    Format("csv", tr("CSV tables, a folder"), "annotator.formats.comma_separated", "write_folder",
           options=("for_machines",), group=_TABLES,
           about=tr("A file each of annotations, attributions, sources, links, articles and codings, for Excel, R and"
                    " SPSS. It cannot be imported again.")),
    Format("xlsx", tr("Excel workbook"), "annotator.formats.workbook", "write_file", (".xlsx",), group=_TABLES,
           about=tr("The same tables as sheets of one file, with a sheet that says what each column means.")),
    Format("sqlite", tr("SQLite for analysis"), "annotator.formats.analysis_copy", "write_file", (".sqlite", ".db"),
           about=tr("Related tables with keys and a view of each kind, for SQL, R and Datasette. It is no project:"
                    " nothing goes back."), group=_TABLES),
    Format("html", tr("HTML report"), "annotator.formats.html_report.writing", "write_file", (".html", ".htm"),
           about=tr("One page with the articles, their highlights and cards, to read, send and print. It needs no"
                    " program."), group=_PAGE),
    Format("brat", "brat", "annotator.formats.brat.writing", "write_folder", group=_TOOLS,
           about=tr("A folder: a text and a file of annotations for each article, with brat's configuration.")),
    Format("w3c", "W3C Web Annotation", "annotator.formats.web_annotation.writing", "write_file", (".jsonld",),
           about=tr("JSON-LD, as libraries and Recogito read it; it names the articles, and holds their text on"
                    " request."), group=_TOOLS, choices=TEXTS),
    Format("qdpx", tr("REFI-QDA project"), f"{_QDA}.writing", "write_project", (".qdpx",), group=_TOOLS,
           about=tr("For NVivo, MAXQDA, ATLAS.ti and QualCoder: the articles, with kinds, answers and sources as "
                    "codes.")),
    Format("qdc", tr("REFI-QDA codebook"), f"{_QDA}.writing", "write_codebook", (".qdc",), group=_TOOLS,
           about=tr("The codebook as codes, for the same programs."), beside=True),
    Format("labelbuddy", "labelbuddy", "annotator.formats.labelbuddy.writing", "write_file", (".labelbuddy.jsonl",),
           about=tr("Documents with their annotations, a document a line."), group=_TOOLS),
    Format("label-studio", "Label Studio", "annotator.formats.label_studio.writing", "write_folder", group=_TOOLS,
           about=tr("A folder: tasks with each coder's regions, and the labelling interface that goes with them.")),
    Format("spacy", tr("spaCy and Prodigy"), "annotator.formats.spacy_lines", "write_file", (".jsonl",),
           about=tr("JSON lines with overlapping spans, to train and evaluate models."), group=_TOOLS),
    Format("xmi", "UIMA CAS", "annotator.formats.uima.writing", "write_folder", group=_TOOLS,
           about=tr("A folder: an XMI file for each article with its type system, for INCEpTION and DKPro.")),
    Format("claimreview", "ClaimReview", "annotator.formats.claim_review", "write_file", (".claimreview.json",),
           about=tr("The claims that were checked, as schema.org has them, for fact-checkers' tools."), group=_TOOLS,
           beside=True),
    Format("dna", "Discourse Network Analyzer", f"{_DNA}.writing", "write_file", (".dna",), group=_NETS,
           about=tr("A file that DNA 3 and rDNA open: claims as statements of persons and organisations."),
           choices=DNA_FILE),
    Format("dna-events", tr("DNA event list"), f"{_DNA}.events", "write_file", (".events.csv",), ("for_machines",),
           about=tr("A statement a line, with who said it, where and when, for rDNA, R and relational event models."),
           group=_NETS, choices=EVENTS, beside=True),
    Format("matrix", tr("Network matrix"), f"{_DNA}.network_files", "write_matrix", (".matrix.csv",), group=_NETS,
           about=tr("Actors and topics, or actors and actors, as a table of numbers."), choices=NETWORK, beside=True),
    Format("edges", tr("Network edge list"), f"{_DNA}.network_files", "write_edges", (".edges.csv",), group=_NETS,
           about=tr("Source, target, weight, how many agree and disagree: for Gephi, igraph and spreadsheets."),
           choices=NETWORK, beside=True),
    Format("graphml", tr("Network as GraphML"), f"{_DNA}.graph", "write_file", (".graphml",), group=_NETS,
           about=tr("For Gephi, igraph and networkx, or drawn for visone."), choices=GRAPH, beside=True),
    Format("dl", tr("Network for UCINET (DL)"), f"{_DNA}.network_files", "write_dl", (".dl",), group=_NETS,
           about=tr("A full matrix with labels."), choices=NETWORK, beside=True),
)
MAGIC = {
    b"SQLite format 3\0": tr("an SQLite database or an Annotator project"),
    b"%PDF-": tr("a PDF"),
    b"PK\x03\x04": tr("a ZIP archive (such as .docx, .odt, .xlsx or .epub)"),
    b"\xd0\xcf\x11\xe0": tr("a file of an old Office program"),
    b"{\\rtf": "RTF",
    b"\x89PNG": tr("a picture"), b"\xff\xd8\xff": tr("a picture"), b"GIF8": tr("a picture"),
    b"\x1f\x8b": tr("a compressed file"), b"7z\xbc\xaf": tr("a compressed file"),
    b"\x7fELF": tr("a program"),
}
"""First bytes of files that are no articles, and what those are."""
