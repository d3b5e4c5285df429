"""Label Studio's short form (JSON-MIN): a row for each annotator's work on a text, the regions under their controls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_OWN = frozenset(("id", "annotation_id", "annotator", "created_at", "updated_at", "lead_time"))


def is_short(row: Mapping[str, Any]) -> bool:
    """Whether an entry is such a row and no task."""
    return "data" not in row and "annotation_id" in row


def as_task(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as the task that it was made of."""
    data = {key: value for key, value in row.items() if isinstance(value, str) and key not in _OWN}
    result = [{"id": f"{control}{number}", "from_name": control, "value": each,
               "type": "hypertextlabels" if "hypertextlabels" in each else "labels"}
              for control, value in row.items() if isinstance(value, list)
              for number, each in enumerate(value) if isinstance(each, dict) and {"start", "end"} <= each.keys()]
    work = {"completed_by": row.get("annotator"), "created_at": row.get("created_at"), "result": result}
    return {"data": data, "annotations": [work]}
