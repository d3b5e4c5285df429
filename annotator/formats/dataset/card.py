"""The data card of an exported folder: what is in it, by whom, by which rules, under which licence, how to read it."""

from __future__ import annotations

from annotator.formats.dataset import shape
from annotator.formats.dataset.writing import Outgoing
from annotator.formats.doors import account
from annotator.language import counted, number_text, tr, trc

PANDAS = """\
import json, pandas
articles = [json.loads(line) for line in open("articles.jsonl", encoding="utf-8")]
annotations = pandas.json_normalize(articles, "annotations", ["id", "headline"], meta_prefix="article.")
"""
DUCKDB = """\
SELECT headline, a.type, a.segments[1].exact FROM (SELECT headline, unnest(annotations) AS a FROM 'articles.jsonl');
"""


def data_card(header: shape.Header, outgoing: Outgoing) -> str:
    """The card, as Markdown; the articles must have been written before, for they are counted then."""
    project = header.project
    parts = [f"# {_line(project.name)}", project.description, _counts(outgoing), _people(header), _codebook(header),
             "## " + tr("Licence"), _line(project.licence) or tr("None was given: ask before you use it."),
             "## " + tr("Citation") + f"\n\n{project.citation}" if project.citation else "", _files(header),
             "## " + tr("Reading it"), tr("With pandas:"), f"```python\n{PANDAS}```", tr("With DuckDB:"),
             f"```sql\n{DUCKDB}```", _chosen(outgoing),
             tr("Written by {program} {version} at {time}.", program=header.generator.name,
                version=header.generator.version, time=header.exported)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _files(header: shape.Header) -> str:
    rows = (("articles.jsonl", tr("one article a line, with its annotations")),
            ("corpus.json", tr("project, coders, codebook, sources, groups")),
            ("schema.json", tr("a JSON Schema (2020-12) that describes both")))
    return "\n".join((f"## {tr('Files')}\n\n| {trc('table', 'file')} | {trc('table', 'holds')} |\n|---|---|",
                      *(f"| `{name}` | {what} |" for name, what in rows))) + "\n\n" + tr(
        "The format is `{format}` {version}. Offsets count Unicode code points from 0, the end is not included: in"
        " Python, `text[start:end] == exact`.", format=header.format, version=header.format_version)


def _chosen(outgoing: Outgoing) -> str:
    lines = account.chosen(outgoing.options)
    return "\n".join(f"- {_line(line)}" for line in lines) if len(lines) > 1 else "".join(lines)


def _counts(outgoing: Outgoing) -> str:
    nouns = (("article", tr("articles")), ("annotation", tr("annotations")), ("source", tr("sources")),
             ("link", tr("links")))
    rows = [f"| {words} | {number_text(outgoing.counts[noun])} |" for noun, words in nouns]
    rows[2:2] = [f"| – {_line(kind)} | {number_text(many)} |" for kind, many in sorted(outgoing.kinds.items())]
    return f"## {tr('Counts')}\n\n| | |\n|---|---|\n" + "\n".join(rows)


def _people(header: shape.Header) -> str:
    if not header.coders:
        return ""
    rows = [f"- {_line(coder.name)} (`{coder.id}`{f', ORCID {coder.orcid}' if coder.orcid else ''})"
            for coder in header.coders]
    return f"## {tr('Coders')}\n\n" + "\n".join(rows)


def _codebook(header: shape.Header) -> str:
    book = header.codebook
    if book is None:
        return ""
    rows = [f"- **{_line(kind.label)}** (`{kind.id}`): {_line(kind.definition) or tr('no definition')} "
            f"{counted(len(kind.attributes or ()), 'attribute')}." for kind in book.kinds]
    title = tr("Codebook, version {version}", version=_line(book.version))
    guidelines = tr("The guidelines stand in `corpus.json`, `codebook.guidelines`.") if book.guidelines else ""
    return f"## {title}\n\n" + "\n".join(rows) + (guidelines and f"\n\n{guidelines}")


def _line(text: str) -> str:
    """Words of a person inside a line of Markdown or a cell of a table."""
    return " ".join(text.replace("|", "\\|").split())
