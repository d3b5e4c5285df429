"""What DNA's statement types and variables are in our words: which kind, who speaks, what is asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from annotator.corpus.kinds import Attribute, Kind
from annotator.formats.dna.database import Database, Variable
from annotator.language import tr

PERSONS = frozenset("person persons people personne personnes persona personas pessoa pessoas orang akteur akteurin"
                    " actor actors acteur ator aktor narrator speaker sprecher politician".split())
ORGANISATIONS = frozenset("organization organisation organizations organisations org organizacion organizacao"
                          " organisasi institution partei party party_affiliation parti partido".split())
"""What a variable is called that says who speaks, and for whom: in English, German, French, Spanish, Portuguese and
Indonesian, without accents."""

CONCEPT, AGREEMENT = "concept", "agreement"
TOPIC, STANCE = "topic", "stance"
FOR, AGAINST = "for", "against"
HERE = "organization"
"""The attribute that says for whom somebody spoke here: people change jobs, so that it is no fact about them."""

_TAKEN = frozenset(("claim_type", "checkworthiness", "status", "certainty", "polarity", "conditional", STANCE, "target",
                    "paraphrase", TOPIC, "time", "geo", HERE))
"""Questions of ours that mean something else than a variable of such a name may."""


@dataclass(slots=True)
class Mapped:
    """One statement type in our words.

    Args:
        kind: that its statements become; its id is proposed, its label is the type's.
        person, organisation: the variables that say who speaks, and for whom.
        note: the variable that is the annotation's note.
        attributes: variable → the id of the attribute that it becomes.
    """

    kind: Kind
    person: Variable | None = None
    organisation: Variable | None = None
    note: Variable | None = None
    attributes: dict[int, str] = field(default_factory=dict)


def mapped(database: Database, statement_type: int) -> Mapped:
    """A type with a boolean and short texts is a claim; one of a long text alone, a comment; others are their own."""
    label, colour = database.types[statement_type]
    asked = database.asked(statement_type)
    types = {each.type for each in asked}
    proposed = "claim" if {"boolean", "short text"} <= types else plain(label) or f"dna_{statement_type}"
    found = Mapped(Kind(proposed, label, colour=colour.lower()))
    found.person = _first(asked, PERSONS)
    found.organisation = _first(asked, ORGANISATIONS)
    texts = [each for each in asked if each.type == "long text"]
    found.note = next((each for each in texts if types == {"long text"} or plain(each.name) in ("note", "notes")), None)
    questions = []
    for each in asked:
        if each in (found.person, found.note):
            continue
        question = _question(database, each, found)
        found.attributes[each.id] = question.id
        questions.append(question)
    found.kind = replace(found.kind, attributes=tuple(questions))
    return found


def plain(name: str) -> str:
    """A name as an id: small letters without accents, digits and `_`."""
    ascii_ = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", ascii_).strip("_")[:40]


def _first(asked: Sequence[Variable], names: frozenset[str]) -> Variable | None:
    return next((each for each in asked if each.type == "short text" and plain(each.name) in names), None)


def _question(database: Database, variable: Variable, found: Mapped) -> Attribute:
    """The attribute that a variable becomes."""
    if variable is found.organisation:
        return Attribute(HERE, "text", tr("Organisation, as here"),
                         help=tr("For whom the person spoke on this occasion."))
    name = plain(variable.name)
    values = tuple(value for of, value in database.entities if of == variable.id and value)
    if found.kind.id == "claim" and name == CONCEPT and variable.type == "short text":
        return Attribute(TOPIC, "choice", tr("Topic"), values)
    if found.kind.id == "claim" and name == AGREEMENT and variable.type == "boolean":
        return Attribute(STANCE, "choice", tr("Stance"), (FOR, AGAINST))
    id_ = f"dna_{name or variable.id}" if name in _TAKEN or not name else name
    while id_ in found.attributes.values():
        id_ += "_2"
    if variable.type == "short text":
        return Attribute(id_, "choice" if values else "text", variable.name, values)
    return Attribute(id_, {"boolean": "boolean", "integer": "number"}.get(variable.type, "text"), variable.name)
