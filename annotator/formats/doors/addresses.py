"""Addresses of web pages, told apart by what leads to the page and not by how one got there."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref|ref_src|cmpid|smid", re.IGNORECASE)


def same_page(url: str) -> str:
    """What two addresses of one page have in common: without scheme, `www.`, fragment and what only counts readers."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return url.strip()
    if parts.scheme not in ("http", "https"):
        return url.strip()
    asked = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True)
             if not _TRACKING.fullmatch(key)]
    return f"{host}{parts.path.rstrip('/')}" + (f"?{urlencode(sorted(asked))}" if asked else "")
