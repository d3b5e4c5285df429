"""XML, spelt so that every text can stand in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def element(name: str, attributes: Mapping[str, Any], inside: str = "") -> str:
    """An element; empty attributes are left out. `inside` is XML already."""
    spelt = "".join(f" {key}={quoteattr(clean(str(value)))}" for key, value in attributes.items() if value != "")
    return f"<{name}{spelt}>{inside}</{name}>" if inside else f"<{name}{spelt}/>"


def words(name: str, text: str) -> str:
    """An element that holds text; nothing without any."""
    return f"<{name}>{escape(clean(text))}</{name}>" if text else ""


def clean(text: str) -> str:
    """The text with a sign for what XML cannot hold: as long as before, so offsets stay."""
    return _FORBIDDEN.sub("\ufffd", text)
