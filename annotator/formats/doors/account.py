"""What was written, in words: the README of a folder, the page beside a file, the lines inside of one.

It says what is in it, how much, what was chosen, and what its format could not carry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from annotator.corpus.team import Project
from annotator.formats.doors import Corpus, WriteOptions, Written, listed
from annotator.formats.doors.drafts import Drafts, written
from annotator.language import tr

NAME = "README.md"
BESIDE = ".report.txt"
"""How the name of a file ends that says what another one beside it has no place for."""


def terms(options: WriteOptions, corpus: Corpus, own: Sequence[str]) -> tuple[str, ...]:
    """What was chosen, a line each, without the moment; nothing for all of it as it is.

    Args:
        corpus: the part that is written: its coders bear the names under which they are written.
        own: what the format's own choices say.
    """
    said = []
    if options.coders:
        names = sorted({" ".join(coder.name.split()) for coder in corpus.coders().values()})
        said.append(tr("Only the work of {names} is in it.", names=", ".join(names) or tr("nobody")))
    if options.only_done:
        said.append(tr("Only articles that one of them has marked as done are in it.") if options.coders
                    else tr("Only articles that somebody has marked as done are in it."))
    if options.pseudonyms:
        said.append(tr("Coders bear other names: Coder 1, Coder 2 and so on."))
    if options.history:
        said.append(tr("The history of changes is in it."))
    return (*said, *own)


def chosen(options: WriteOptions) -> list[str]:
    """The moment and the terms, a sentence each."""
    then = [tr("The project as it was before {day}; what was done since is not in here.", day=options.as_of)
            ] if options.as_of else []
    return [*then, *options.terms]


def account(project: Project, what: str, counts: Mapping[str, int], losses: Iterable[str],
            options: WriteOptions | None = None) -> bytes:
    """The page, Markdown.

    Args:
        what: what the files are, a sentence or more.
        losses: a line for each thing that was left out or changed.
    """
    said = [f"# {' '.join(project.name.split()) or tr('A corpus')}", what,
            tr("It holds {things}.", things=listed(counts))]
    for title, lines in ((tr("What was chosen"), chosen(options) if options else []),
                         (tr("What this format could not carry"), [*losses])):
        if lines:
            said.append(f"## {title}\n\n" + "\n".join(f"- {line}" for line in lines))
    return ("\n\n".join(said) + "\n").encode("utf-8", "replace")


def told_beside(what: str, out: Path, corpus: Corpus, done: Written, options: WriteOptions) -> Written:
    """Say it in a file beside the one that was written.

    Raises:
        Fault: the disk refused.
    """
    page = out.with_name(out.name + BESIDE)

    def attempt(drafts: Drafts) -> Written:
        with drafts.new(page) as file:
            file.write(account(corpus.project(), f"{out.name}: {what}.", done.counts, done.losses, options))
        return replace(done, files=[*done.files, page])

    return written(corpus, [page], attempt)


def rows(project: Project, options: WriteOptions, losses: Sequence[str]) -> list[tuple[str, str]]:
    """The same as rows of a table: what a line is, and the line."""
    return [("project", project.name or tr("A corpus")),
            *((("chosen", line)) for line in chosen(options) or [tr("All of it, as it is.")]),
            *(("not carried", line) for line in losses)]
