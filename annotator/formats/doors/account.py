"""The README of a folder that was written: what is in it, how much, and what its format could not carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.corpus.team import Project
from annotator.formats.doors import listed

NAME = "README.md"


def account(project: Project, what: str, counts: Mapping[str, int], losses: Iterable[str]) -> bytes:
    """The page, Markdown.

    Args:
        what: what the files are, a sentence or more.
        losses: a line for each thing that was left out or changed.
    """
    said = [f"# {' '.join(project.name.split()) or 'A corpus'}", what, f"It holds {listed(counts)}."]
    if lines := "\n".join(f"- {loss}" for loss in losses):
        said.append(f"## What this format could not carry\n\n{lines}")
    return ("\n\n".join(said) + "\n").encode("utf-8", "replace")
