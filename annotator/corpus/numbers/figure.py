"""What is known of one figure; without the tables of words, which take a moment to read."""

from collections.abc import Mapping
from typing import Any, NamedTuple

Span = tuple[int, int]

COMPARATORS = ("=", "~", "<", "<=", ">", ">=", "range")
MEASURES = (
    "count", "money", "proportion", "rate", "ratio", "change", "rank", "index", "duration", "age", "size", "other",
)  # fmt: skip


class Figure(NamedTuple):
    """A figure as read: what is `None` was not in the words.

    Args:
        value: an exact decimal (“1300000000”), the lower end of a range; None where the words are vague.
        value_max: the upper end of a range.
        comparator: one of `COMPARATORS`; “=” where nothing else is said.
        unit: ISO 4217 code, “%”, “pp”, or the unit or counted noun as written.
        unit_inferred: the unit is the likeliest reading of a sign that several countries use.
        measure: one of `MEASURES`.
        measured_entity: what is counted, as written.
        raw: the selected words.
        vague: an amount without a number (“dozens”, “the majority”, “doubled”).
        change: `direction` (increase or decrease), `from` and `to` where the words give them.
        value_span: the number in the text of the call, for the mark “value”.
        unit_span: the unit or counted noun in the text of the call, for the mark “unit”.
    """

    value: str | None
    value_max: str | None
    comparator: str
    unit: str | None
    unit_inferred: bool
    measure: str | None
    measured_entity: str | None
    raw: str
    vague: bool
    change: Mapping[str, str] | None
    value_span: Span | None
    unit_span: Span | None

    def fields(self) -> dict[str, Any]:
        """The figure by the dataset's names, only what is known."""
        named = {
            "value": self.value, "valueMax": self.value_max, "comparator": self.comparator if self.value else None,
            "unit": self.unit, "unitInferred": self.unit_inferred or None, "measure": self.measure,
            "measuredEntity": self.measured_entity, "raw": self.raw, "vague": self.vague or None,
            "change": dict(self.change) if self.change else None,
        }  # fmt: skip
        return {name: value for name, value in named.items() if value is not None}
