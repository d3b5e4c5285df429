"""What a source was at a time: “spokesperson, from 2024 to March 2026”."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.corpus.edtf import bounds, is_edtf
from annotator.corpus.source import Source
from annotator.language import tr

Role = Mapping[str, str]
"""`text`, and `from` and `to` where they are known (EDTF)."""


def is_day_or_more(text: str) -> bool:
    """Whether a date is a day, a month or a year: the dates that a dataset has room for on a role.

    What an import brings may be less sure (“2024~”); it is understood all the same.
    """
    return len(text) in (4, 7, 10) and text.replace("-", "").isdecimal() and is_edtf(text)


def in_order(roles: Iterable[Role]) -> list[dict[str, str]]:
    """Roles as they are stored: without empty parts and rows, the earliest first, of equal ones as they came."""
    kept = [{key: value for key in ("text", "from", "to") if (value := " ".join(role.get(key, "").split()))}
            for role in roles]
    return sorted((role for role in kept if role.get("text")), key=_beginning)


def role_at(source: Source, published: str) -> str:
    """What a source was when an article was published: the role that began last of those that held then.

    Without a role for that day it is the job title, which is said of no time; without a date, what it is now.
    """
    if not published:
        return source.job_title or _last(source.roles)
    first, last = bounds(published)
    held = [role for role in source.roles if _since(role) <= last and _until(role) >= first]
    return _last(held) or source.job_title


def span(role: Role) -> str:
    """When a role held, in words: “2024 to 2026-03”, “since 2024”, “until 2026-03”, or nothing."""
    since, until = role.get("from", ""), role.get("to", "")
    if since and until:
        return tr("{since} to {until}", since=since, until=until)
    return tr("since {since}", since=since) if since else tr("until {until}", until=until) if until else ""


def _last(roles: Iterable[Role]) -> str:
    ordered = in_order(roles)
    return ordered[-1]["text"] if ordered else ""


def _since(role: Role) -> str:
    return bounds(role["from"])[0] if role.get("from") else ""


def _until(role: Role) -> str:
    return bounds(role["to"])[1] if role.get("to") else "9999-12-31"


def _beginning(role: Role) -> tuple[str, str]:
    return _since(role), _until(role)
