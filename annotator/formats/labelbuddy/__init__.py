"""labelbuddy's files: documents with their annotations, a document a line."""

import re

from annotator.formats.doors.glimpse import Glimpse

_ABOUT = re.compile(r'"metadata"\s*:\s*\{')


def sniff(seen: Glimpse) -> float:
    """Names of fields that only its documents have."""
    if "utf8_text_md5_checksum" in seen.keys or {"label_name", "start_char"} <= seen.keys:
        return 0.95
    if not {"text", "metadata"} <= seen.keys or {"data", "label", "labels", "entities", "cats"} & seen.keys:
        return 0.0
    return 0.7 if {"display_title", "list_title"} & seen.keys else 0.5 if _ABOUT.search(seen.text) else 0.0
