"""Label Studio's tasks: texts with the regions that coders have drawn, and the labels that there are."""

from annotator.formats.doors.glimpse import Glimpse


def sniff(seen: Glimpse) -> float:
    """Names of fields that only its tasks have; a folder of ours has the tasks and their interface."""
    if seen.is_folder:
        return 0.9 if {"tasks.json", "labels.xml"} <= set(seen.members) else 0.0
    if not seen.is_json:
        return 0.0
    if {"annotation_id", "annotator"} <= seen.keys:  # the short form: a row for each annotator's work on a task
        return 0.9
    if "data" not in seen.keys:
        return 0.0
    return 0.9 if {"from_name", "to_name"} <= seen.keys or (
        {"annotations", "predictions", "completions"} & seen.keys and "result" in seen.keys) else 0.0
