"""labelbuddy's files: documents with their annotations, a document a line."""

from annotator.formats.doors.glimpse import Glimpse


def sniff(seen: Glimpse) -> float:
    """Names of fields that only its documents have."""
    if "utf8_text_md5_checksum" in seen.keys or {"label_name", "start_char"} <= seen.keys:
        return 0.95
    return 0.7 if {"text", "metadata"} <= seen.keys and {"display_title", "list_title"} & seen.keys else 0.0
