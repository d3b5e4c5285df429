"""Who works in a project, what it says of itself, and what the law takes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.corpus.change import PROJECT_ID, Change, ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.ids import new_id
from annotator.corpus.team import Coder, Project
from annotator.language import tr


def describe_project(project: Project, fields: Mapping[str, Any], *, seen: tuple[int, ...] | None = None) -> ChangeSet:
    """Set name, description, licence, citation, language, mode or the switches; empty takes a value away."""
    patch = {key: int(value) if isinstance(value, bool) else value or None
             for key, value in fields.items() if getattr(project, key) != value}
    return ChangeSet([Change("project", PROJECT_ID, patch, seen=seen)] if patch else [])


def release(project: Project) -> ChangeSet:
    """Let everybody in an independent project see everybody's annotations."""
    return describe_project(project, {"released": True})


def join(coder: Coder, other: Coder) -> ChangeSet:
    """Say that two identities are one person.

    Raises:
        Fault: they are one identity.
    """
    if coder.id == other.id:
        raise Fault(tr("Nothing was joined"), tr("{name} is the one who works already", name=coder.name),
                    tr("Choose another name"))
    return ChangeSet([Change("coder", coder.id, {f"same_as:{other.id}": 1})])


def describe_coder(coder: Coder, fields: Mapping[str, str]) -> ChangeSet:
    """Set a coder's name, ORCID or e-mail; an empty one is taken away, but a name stays."""
    patch = {key: value or None for key, value in fields.items()
             if getattr(coder, key) != value and (value or key != "name")}
    return ChangeSet([Change("coder", coder.id, patch)] if patch else [])


def purge_article(article: str) -> ChangeSet:
    """Blank an article's text and all said in it, in every file that hears of it; it is never undone."""
    return ChangeSet([Change("purge", new_id(), {"article": article}, article, new=True)])


def purge_coder(coder: str, *, work: bool) -> ChangeSet:
    """Blank a coder's name, ORCID and e-mail, and all that they have done when `work`; it is never undone."""
    return ChangeSet([Change("purge", new_id(), {"coder": coder, "work": int(work)}, new=True)])
