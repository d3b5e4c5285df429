"""Saved web pages: `.html` and `.mhtml`, one article each."""

import re

from annotator.formats.doors.glimpse import Glimpse


def sniff_page(seen: Glimpse) -> float:
    """It begins as a page does, or is called so and has elements."""
    if seen.members or seen.is_json:
        return 0.0
    if seen.is_html:
        return 0.6
    return 0.4 if seen.suffix in (".html", ".htm", ".xhtml") and "<" in seen.text else 0.0


def sniff_archive(seen: Glimpse) -> float:
    """Head lines of a message that says that it holds a page with its parts."""
    head = seen.low[:4_000]
    if re.search(r"^content-type:\s*multipart/related", head, re.MULTILINE):
        return 0.95
    if "mime-version:" in head and re.search(r"^content-type:\s*(text/html|multipart/)", head, re.MULTILINE):
        return 0.8
    return 0.3 if seen.suffix in (".mhtml", ".mht") else 0.0
