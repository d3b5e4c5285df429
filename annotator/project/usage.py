"""How often kinds, attributes and values are used, and each answer where it stands. Removed things do not count."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from annotator.corpus.article import members
from annotator.corpus.ids import unpack
from annotator.corpus.kinds import OF_ARTICLE, OF_SOURCE
from annotator.corpus.usage import Answer, Usage, Use, value_key, values_of
from annotator.project.catalogue import CREATOR, Catalogue
from annotator.project.operation import decode_fields

_WHO = {"annotation": CREATOR, "source": "NULL", "entity": "json_extract(fields,'$.coder')"}
_OWNER = {"annotation": "t.kind", "source": f"'{OF_SOURCE}'", "entity": f"'{OF_ARTICLE}'"}
_PREFIX = "attribute:"


def usage(catalogue: Catalogue) -> Usage:
    """Count all uses of the project."""
    one = catalogue.people().one
    kinds: dict[str, Use] = {}
    for kind, who, times in catalogue.rows(f"SELECT kind, {CREATOR} AS who, count(*) FROM annotation GROUP BY 1, 2"):
        kinds[kind or ""] = kinds.get(kind or "", Use()) + Use(times, _coder(who, one))
    attributes: dict[tuple[str, str], Use] = {}
    values: dict[tuple[str, str], dict[str, Use]] = {}
    for owner, name, value, who, times in _answers_counted(catalogue):
        use, place = Use(times, _coder(who, one)), (owner, name)
        attributes[place] = attributes.get(place, Use()) + use
        known = values.setdefault(place, {})
        for each in values_of(value):
            known[value_key(each)] = known.get(value_key(each), Use()) + use
    return Usage(kinds, attributes, values)


def answers(catalogue: Catalogue, owner: str, name: str) -> list[Answer]:
    """Every answer to a question, where it stands."""
    found = []
    for kind, row in _holders(catalogue, owner):
        given = members(decode_fields(row[2]), "attribute")
        if name in given:
            found.append(Answer(kind, unpack(row[0]), unpack(row[1]), given.pop(name), given))
    return found


def marked(catalogue: Catalogue, kind: str) -> list[Answer]:
    """Every annotation of a kind; its value is the kind."""
    rows = catalogue.rows("SELECT id, article FROM annotation WHERE kind=? ORDER BY id", (kind,))
    return [Answer("annotation", unpack(row[0]), unpack(row[1]), kind) for row in rows]


def _answers_counted(catalogue: Catalogue) -> Iterator[tuple[str, str, Any, Any, int]]:
    for table, who in _WHO.items():
        only = " AND t.kind='values'" if table == "entity" else ""
        for owner, key, type_, value, coder, times in catalogue.rows(
                f"SELECT {_OWNER[table]} AS owner, j.key AS key, j.type AS type, j.value AS value, {who} AS who,"
                " count(*)"
                f" FROM {table} t, json_each(t.fields) j WHERE j.key GLOB '{_PREFIX}*' AND j.type<>'null'{only}"
                " GROUP BY 1, 2, 3, 4, 5"):
            yield owner or "", key.removeprefix(_PREFIX), _read(type_, value), coder, times


def _read(type_: str, value: Any) -> Any:
    if type_ in ("array", "object"):
        return json.loads(value)
    return type_ == "true" if type_ in ("true", "false") else value


def _holders(catalogue: Catalogue, owner: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """What may hold answers of an owner: the kind of entity, and (id, article, fields)."""
    if owner == OF_SOURCE:
        kind, query = "source", "SELECT id, x'', fields FROM source"
    elif owner == OF_ARTICLE:
        kind, query = "values", "SELECT id, article, fields FROM entity WHERE kind='values'"
    else:
        kind, query = "annotation", "SELECT id, article, fields FROM annotation WHERE kind=?"
    values = (owner,) if kind == "annotation" else ()
    for row in catalogue.rows(f"{query} ORDER BY id", values):
        yield kind, row


def _coder(who: Any, one: Callable[[str], str]) -> frozenset[str]:
    return frozenset({one(unpack(who) if isinstance(who, bytes) else str(who))} if who else ())
