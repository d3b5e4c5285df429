"""Networks of statements: who says what, and who says the same, counted as Discourse Network Analyzer counts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from annotator.corpus.errors import Fault
from annotator.formats.dna.dates import shown, stored
from annotator.formats.dna.mapping import AGREEMENT
from annotator.formats.dna.statements import SHORT, SWITCH, Row, Statements
from annotator.language import tr

_DAY = 86_400
Cell = dict[tuple[str, int], int]
"""Topic and stance (0 or 1) → how many statements of one actor."""


@dataclass(slots=True)
class Network:
    """A matrix with the names of its rows and columns, and what was counted for it.

    Args:
        two_mode: rows and columns are two variables; else both are the same actors.
        agree, disagree: of each pair that has any: statements for and against, or of two actors the products of equal
            and of opposite stances on one topic.
        frequencies: how many statements have a value, by variable and value.
        whole: all its numbers are counts.
        kind, statements: of which kind they are, and how many were counted.
    """

    two_mode: bool
    variables: tuple[str, str]
    aggregation: str
    rows: list[str]
    columns: list[str]
    values: list[list[float]]
    agree: dict[tuple[int, int], int] = field(default_factory=dict)
    disagree: dict[tuple[int, int], int] = field(default_factory=dict)
    frequencies: Mapping[tuple[str, str], int] = field(default_factory=dict)
    whole: bool = True
    kind: str = ""
    statements: int = 0

    def edges(self) -> Iterator[tuple[int, int, float]]:
        """Row, column and weight of what is not zero; of actors each pair once."""
        for i, row in enumerate(self.values):
            for j, value in enumerate(row):
                if value and (self.two_mode or i < j):
                    yield i, j, value

    def written(self, value: float) -> str:
        """A number as DNA writes it: a count plain, all else with six decimals."""
        return str(int(value)) if self.whole else f"{value:.6f}"


def code_units(label: str) -> bytes:
    """What labels are sorted by: Java compares UTF-16 units."""
    return label.encode("utf-16-be", "surrogatepass")


def network(found: Statements, choices: Mapping[str, str]) -> Network:
    """The network that is asked for.

    Raises:
        Fault: there are no such statements or variables, or the choices do not go together.
    """
    kind, one, two, qualifier = _asked(found, choices)
    pairs = [row for row in found.of(kind) if row.values[one] and row.values[two] and _within(row, choices)]
    if not pairs:
        raise Fault(tr("The network was not written"), tr("no statement has both {one} and {two}", one=one, two=two),
                    tr("Choose other variables or dates, or code them first"))
    aggregation = choices["aggregation"]
    pairs = _each_once(pairs, choices["duplicates"], (one, two, qualifier if aggregation != "ignore" else ""))
    cells: dict[str, Cell] = {}
    for row in pairs:
        cell = cells.setdefault(str(row.values[one]), Counter())
        cell[(str(row.values[two]), int(row.values[qualifier]) if qualifier else 1)] += 1
    often = Counter((name, str(row.values[name])) for row in pairs for name in (one, two))
    topics = sorted({topic for cell in cells.values() for topic, _ in cell}, key=code_units)
    actors = sorted(cells, key=code_units)
    build = _two_mode if choices["mode"] == "two" else _one_mode
    made = build((one, two), actors, topics, [cells[actor] for actor in actors], choices)
    made.frequencies, made.kind, made.statements = often, kind, len(pairs)
    return made


def _asked(found: Statements, choices: Mapping[str, str]) -> tuple[str, str, str, str]:
    kind = kind_of(found, choices["kind"])
    named = found.types[kind].named
    short = [name for name, column in named.items() if column.type == SHORT]
    for name in (choices["rows"], choices["columns"]):
        if name not in short:
            raise Fault(tr("The network was not written"), tr("{kind} has no variable “{name}”; there are {names}",
                                                              kind=kind, name=name, names=", ".join(short)),
                        tr("Say one of these as rows and columns"))
    if choices["rows"] == choices["columns"]:
        raise Fault(tr("The network was not written"), tr("rows and columns are the same variable"),
                    tr("Say two different ones"))
    qualifier = choices["qualifier"]
    if qualifier not in named or named[qualifier].type != SWITCH:
        if choices["aggregation"] != "ignore":
            raise Fault(tr("The network was not written"),
                        tr("{kind} has no yes-or-no variable “{qualifier}”", kind=kind, qualifier=qualifier),
                        tr("Take “ignore”, or say another qualifier"))
        qualifier = AGREEMENT if AGREEMENT in named else ""
    return kind, choices["rows"], choices["columns"], qualifier


def kind_of(found: Statements, wanted: str) -> str:
    """The kind of statements that is asked for, by its id or by DNA's name of it.

    Raises:
        Fault: the corpus has none.
    """
    for kind, type_ in found.types.items():
        if wanted.casefold() in (kind.casefold(), type_.label.casefold()):
            return kind
    why = (tr("there are no annotations of the kind “{wanted}”; there are {kinds}", wanted=wanted,
              kinds=", ".join(found.types)) if found.types else
           tr("there are no annotations of the kind “{wanted}”; there are none at all", wanted=wanted))
    raise Fault(tr("Nothing was written"), why, tr("Say one of these"))


# --- which statements ---

def _within(row: Row, choices: Mapping[str, str]) -> bool:
    """Both ends of the range are in it; a day without a clock is all of that day."""
    first, last = (_moment(choices[end]) for end in ("from", "until"))
    if last is not None and not last % _DAY and "T" not in choices["until"]:
        last += _DAY - 1
    return (first is None or row.paper.date >= first) and (last is None or row.paper.date <= last)


def _moment(text: str) -> int | None:
    if not text.strip():
        return None
    found = stored(text.strip())
    if found is None:
        raise Fault(tr("The network was not written"), tr("“{text}” is no date", text=text),
                    tr("Write it as 2026-03-01"))
    return found


def _each_once(rows: Sequence[Row], how: str, names: Sequence[str]) -> list[Row]:
    """Without statements that say the same again in one document, or in one stretch of time."""
    if how == "include":
        return list(rows)
    stretch, seen, found = _STRETCHES[how], set(), []
    for row in rows:
        key = (*(row.values[name] for name in names if name), stretch(row))
        if key not in seen:
            seen.add(key)
            found.append(row)
    return found


def _day(row: Row) -> datetime:
    return datetime.fromisoformat(shown(row.paper.date)).replace(tzinfo=UTC)


def _week_number(row: Row) -> int:
    """The week of the year as Java's default counts it: the first that has a day of January, from Sunday on."""
    day = _day(row)
    first = datetime(day.year, 1, 1, tzinfo=UTC)
    return (day.timetuple().tm_yday - 1 + first.isoweekday() % 7) // 7 + 1


_STRETCHES: dict[str, Callable[[Row], object]] = {
    "document": lambda row: row.paper.number,
    "week": lambda row: _day(row).isocalendar()[:2],
    "month": lambda row: (_day(row).year, _day(row).month),
    "year": lambda row: _day(row).year,
    "range": lambda row: 0,
    "week-as-dna": _week_number,
    "month-as-dna": lambda row: _day(row).month,
}


# --- matrices ---

def _two_mode(names: tuple[str, str], actors: list[str], topics: list[str], cells: Sequence[Cell],
              choices: Mapping[str, str]) -> Network:
    aggregation, normalisation = choices["aggregation"], choices["normalisation"]
    if aggregation not in ("ignore", "subtract", "combine"):
        raise _unfit(aggregation, "two-mode", tr("ignore, subtract or combine"))
    if normalisation not in ("no", "activity", "prominence"):
        raise _unfit(normalisation, "two-mode", tr("no, activity or prominence"))
    if aggregation == "combine" and normalisation != "no":
        raise _unfit(normalisation, tr("combined two-mode"), "no")
    made = Network(True, names, aggregation, actors, topics, [], whole=normalisation == "no")
    prominence = Counter(topic for cell in cells for (topic, _), many in cell.items() for _ in range(many))
    for i, cell in enumerate(cells):
        activity = sum(cell.values())
        line: list[float] = []
        for j, topic in enumerate(topics):
            against, for_ = cell.get((topic, 0), 0), cell.get((topic, 1), 0)
            made.agree[(i, j)], made.disagree[(i, j)] = for_, against
            value = {"ignore": against + for_, "subtract": for_ - against,
                     "combine": (1 if for_ else 0) + (2 if against else 0)}[aggregation]
            by = {"no": 1, "activity": activity, "prominence": prominence[topic]}[normalisation]
            line.append(value / by if by else 0.0)
        made.values.append(line)
    return made


def _one_mode(names: tuple[str, str], actors: list[str], topics: list[str], cells: Sequence[Cell],
              choices: Mapping[str, str]) -> Network:
    aggregation, normalisation = choices["aggregation"], choices["normalisation"]
    if aggregation not in _TOGETHER:
        raise _unfit(aggregation, "one-mode", ", ".join(_TOGETHER))
    if normalisation not in ("no", *_BY):
        raise _unfit(normalisation, "one-mode", ", ".join(("no", *_BY)))
    made = Network(False, names, aggregation, actors, actors, [], whole=normalisation == "no")
    for i, one in enumerate(cells):
        line: list[float] = []
        for j, two in enumerate(cells):
            if i == j:
                line.append(0.0)
                continue
            same, opposite = _congruence(one, two), _conflict(one, two)
            made.agree[(i, j)], made.disagree[(i, j)] = same, opposite
            value = _TOGETHER[aggregation](same, opposite)
            by = 1.0 if normalisation == "no" else _BY[normalisation](*_alike(one, two, aggregation))
            line.append(value / by if by else 0.0)
        made.values.append(line)
    return made


def _congruence(one: Cell, two: Cell) -> int:
    return sum(many * two.get(key, 0) for key, many in one.items())


def _conflict(one: Cell, two: Cell) -> int:
    return sum(many * two.get((topic, 1 - stance), 0) for (topic, stance), many in one.items())


_TOGETHER: dict[str, Callable[[int, int], int]] = {
    "ignore": lambda same, opposite: same + opposite,
    "congruence": lambda same, opposite: same,
    "conflict": lambda same, opposite: opposite,
    "subtract": lambda same, opposite: same - opposite,
}
"""What two actors have in common; whatever the stance, it is the sum of both: Σ (for + against)(for + against)."""


def _alike(one: Cell, two: Cell, aggregation: str) -> tuple[Cell, Cell]:
    """The counts to compare; stances do not part them when they are ignored."""
    return (_merged(one), _merged(two)) if aggregation == "ignore" else (one, two)


def _merged(cell: Cell) -> Cell:
    found: Cell = Counter()
    for (topic, _), many in cell.items():
        found[(topic, 1)] += many
    return found


def _average(one: Cell, two: Cell) -> float:
    return (sum(one.values()) + sum(two.values())) / 2


def _jaccard(one: Cell, two: Cell) -> float:
    return (_alone(one, two) + _alone(two, one) + _congruence(one, two))


def _alone(one: Cell, two: Cell) -> int:
    return sum(many for key, many in one.items() if not two.get(key))


def _cosine_as_dna(one: Cell, two: Cell) -> float:
    return sum(one.values()) * sum(two.values())


def _cosine(one: Cell, two: Cell) -> float:
    return math.sqrt(sum(many * many for many in one.values())) * math.sqrt(sum(many * many for many in two.values()))


_BY: dict[str, Callable[[Cell, Cell], float]] = {
    "average": _average, "jaccard": _jaccard, "cosine": _cosine, "cosine-as-dna": _cosine_as_dna}


def _unfit(choice: str, mode: str, possible: str) -> Fault:
    return Fault(tr("The network was not written"),
                 tr("“{choice}” has no meaning for a {mode} network", choice=choice, mode=mode),
                 tr("Take {possible}", possible=possible))


def counted_rows(network: Network) -> Iterable[tuple[str, list[str]]]:
    """Each row's label with its numbers as they are written."""
    for label, line in zip(network.rows, network.values, strict=True):
        yield label, [network.written(value) for value in line]
