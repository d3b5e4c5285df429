"""What a person may have typed freely, and the format takes only in a fixed form: left out and said, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

import msgspec

from annotator.formats.dataset.parsing import plainly
from annotator.formats.doors import Losses
from annotator.language import tr

S = TypeVar("S", bound=msgspec.Struct)


def fitted(of: type[S], given: Mapping[str, Any], losses: Losses) -> S:
    """A shape of these values (by the project's words); what is empty or does not fit is left out.

    Raises:
        msgspec.ValidationError: a field that must be there does not fit.
    """
    written, required = _names(of)
    plain = {written[key]: value for key, value in given.items()
             if key in required or (key in written and value not in (None, "", (), [], {}))}
    for key in given:
        if key not in written:
            losses.note(tr("“{key}” is unknown to the format and was left out", key=key))
    try:
        return msgspec.convert(plain, of)
    except msgspec.ValidationError:
        kept = {written[key]: plain[written[key]] for key in required}
        for key, value in plain.items():
            try:
                msgspec.convert({**kept, key: value}, of)
            except msgspec.ValidationError as error:
                if key in kept:
                    raise
                losses.note(tr("{why}; it was left out", why=plainly(str(error))))
            else:
                kept[key] = value
        return msgspec.convert({key: value for key, value in plain.items() if key in kept}, of)


@cache
def _names(of: type[msgspec.Struct]) -> tuple[dict[str, str], tuple[str, ...]]:
    fields = msgspec.structs.fields(of)
    return {f.name: f.encode_name for f in fields}, tuple(f.name for f in fields if f.required)
