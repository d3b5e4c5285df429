"""Several things in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.language import tr


def all_of(parts: Sequence[str]) -> str:
    """“A”, “A and B”, “A, B and C”; empty for none."""
    if len(parts) < 2:
        return "".join(parts)
    return tr("{several} and {last}", several=", ".join(parts[:-1]), last=parts[-1])


def any_of(parts: Sequence[str]) -> str:
    """“A”, “A or B”, “A, B or C”; empty for none."""
    if len(parts) < 2:
        return "".join(parts)
    return tr("{several} or {last}", several=", ".join(parts[:-1]), last=parts[-1])
