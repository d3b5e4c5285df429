"""brat's standoff format: a text and a file of annotations for each article, and what configures brat to show them."""

import re

from annotator.formats.doors.glimpse import Glimpse

_LINE = re.compile(r"T\d+\t\S+ \d+ \d+(?:;\d+ \d+)*\t|[EARMN#*]\d*\t\S+")


def sniff(seen: Glimpse) -> float:
    """A folder with files of annotations beside their texts, or one such file."""
    if seen.is_folder:
        names = set(seen.members)
        return 0.9 if any(name.endswith(".ann") and name[:-4] + ".txt" in names for name in names) else 0.0
    return 0.9 if seen.suffix == ".ann" or _LINE.match(seen.text) else 0.0
