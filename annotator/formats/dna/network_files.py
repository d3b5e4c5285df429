"""Networks as files: a matrix, a list of edges, and DL for UCINET."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from annotator.formats.dna.networks import Network, counted_rows, network
from annotator.formats.dna.statements import Statements
from annotator.formats.doors import Corpus, WriteOptions, Written
from annotator.formats.doors.drafts import Drafts, written
from annotator.language import tr


def write_matrix(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write the matrix as DNA writes it: semicolons, labels in quotation marks, no line end behind the last row."""
    return write_network(corpus, out, options, lambda found, made: _matrix(made))


def write_edges(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write a list of edges, as Gephi and igraph read it."""
    return write_network(corpus, out, options, lambda found, made: _edges(made))


def write_dl(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write a full matrix for UCINET."""
    return write_network(corpus, out, options, lambda found, made: _dl(made))


def write_network(corpus: Corpus, out: Path, options: WriteOptions,
                  spell: Callable[[Statements, Network], str]) -> Written:
    """Write one network.

    Raises:
        Fault: there is nothing to write, the choices do not fit, or the disk refused.
    """
    def attempt(drafts: Drafts) -> Written:
        found = Statements(corpus, options)
        made = network(found, options.choices)
        with drafts.new(out) as file:
            file.write(spell(found, made).encode("utf-8", "replace"))
        for _ in range(len(found.of(made.kind)) - made.statements):
            found.losses.note(tr("a statement without both, said again or outside the dates was left out"))
        return Written([out], {"annotation": made.statements}, found.losses.lines())

    return written(corpus, [out], attempt)


def _matrix(made: Network) -> str:
    lines = [";".join(['""', *map(_quoted, made.columns)])]
    lines += [";".join([_quoted(label), *numbers]) for label, numbers in counted_rows(made)]
    return "\n".join(lines)


def _quoted(label: str) -> str:
    return '"' + label.replace('"', "'") + '"'


def _edges(made: Network) -> str:
    """A row for each pair that has statements, also where for and against cancel out."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(("source", "target", "weight", "agree", "disagree"))
    for (i, j), agree in sorted(made.agree.items()):
        if (agree or made.disagree[(i, j)]) and (made.two_mode or i < j):
            table.writerow((made.rows[i], made.columns[j], made.written(made.values[i][j]), agree,
                            made.disagree[(i, j)]))
    return text.getvalue()


def _dl(made: Network) -> str:
    size = f"nr = {len(made.rows)}, nc = {len(made.columns)}" if made.two_mode else f"n = {len(made.rows)}"
    lines = [f"dl {size}, format = fullmatrix", "row labels:" if made.two_mode else "labels:", *map(_bare, made.rows)]
    if made.two_mode:
        lines += ["col labels:", *map(_bare, made.columns)]
    lines += ["data:", *("".join(f" {number}" for number in numbers) for _, numbers in counted_rows(made))]
    return "\n".join(lines)


def _bare(label: str) -> str:
    """UCINET has no way to write a quotation mark inside of a label."""
    return '"' + label.replace('"', "").replace("'", "") + '"'
