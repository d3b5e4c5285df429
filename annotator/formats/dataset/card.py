"""The data card of an exported folder: what is in it, by whom, by which rules, under which licence, how to read it."""

from __future__ import annotations

from annotator.corpus.change import counted
from annotator.formats.dataset import shape
from annotator.formats.dataset.writing import Outgoing
from annotator.formats.doors import account

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
             f"## Licence\n\n{_line(project.licence) or 'None was given: ask before you use it.'}",
             f"## Citation\n\n{project.citation}" if project.citation else "",
             "## Files\n\n| file | holds |\n|---|---|\n"
             "| `articles.jsonl` | one article a line, with its annotations |\n"
             "| `corpus.json` | project, coders, codebook, sources, groups |\n"
             "| `schema.json` | a JSON Schema (2020-12) that describes both |\n\n"
             f"The format is `{header.format}` {header.format_version}. Offsets count Unicode code points from 0, the "
             "end is not included: in Python, `text[start:end] == exact`.",
             f"## Reading it\n\nWith pandas:\n\n```python\n{PANDAS}```\n\nWith DuckDB:\n\n```sql\n{DUCKDB}```",
             _chosen(outgoing),
             f"Written by {header.generator.name} {header.generator.version} at {header.exported}."]
    return "\n\n".join(part for part in parts if part) + "\n"


def _chosen(outgoing: Outgoing) -> str:
    lines = account.chosen(outgoing.options)
    return "\n".join(f"- {_line(line)}" for line in lines) if len(lines) > 1 else "".join(lines)


def _counts(outgoing: Outgoing) -> str:
    rows = [f"| {noun}s | {outgoing.counts[noun]:,} |" for noun in ("article", "annotation", "source", "link")]
    rows[2:2] = [f"| – {_line(kind)} | {many:,} |" for kind, many in sorted(outgoing.kinds.items())]
    return "## Counts\n\n| | |\n|---|---|\n" + "\n".join(rows)


def _people(header: shape.Header) -> str:
    if not header.coders:
        return ""
    rows = [f"- {_line(coder.name)} (`{coder.id}`{f', ORCID {coder.orcid}' if coder.orcid else ''})"
            for coder in header.coders]
    return "## Coders\n\n" + "\n".join(rows)


def _codebook(header: shape.Header) -> str:
    book = header.codebook
    if book is None:
        return ""
    rows = [f"- **{_line(kind.label)}** (`{kind.id}`): {_line(kind.definition) or 'no definition'} "
            f"{counted(len(kind.attributes or ()), 'attribute')}." for kind in book.kinds]
    guidelines = "The guidelines stand in `corpus.json`, `codebook.guidelines`." if book.guidelines else ""
    return f"## Codebook, version {_line(book.version)}\n\n" + "\n".join(rows) + (guidelines and f"\n\n{guidelines}")


def _line(text: str) -> str:
    """Words of a person inside a line of Markdown or a cell of a table."""
    return " ".join(text.replace("|", "\\|").split())
