"""What the world calls a source: Wikidata, ORCID, ROR, ISNI, DOI, a web address; each with its own shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from annotator.language import tr


def _check_digit(digits: str) -> str:
    """The last character of an ORCID or ISNI, by ISO 7064 mod 11-2."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)


def _grouped(found: str) -> str:
    plain = found.upper()
    return "-".join(plain[at:at + 4] for at in range(0, 16, 4)) if _sums_up(plain) else ""


def _run(found: str) -> str:
    plain = found.upper()
    return plain if _sums_up(plain) else ""


def _sums_up(plain: str) -> bool:
    return plain[15] == _check_digit(plain[:15])


@dataclass(frozen=True, slots=True)
class Scheme:
    """One register of names.

    Args:
        title: what it is called.
        example: how one looks, for the complaint about one that does not.
        shape: matches it with or without its web address; the group is the bare identifier.
        address: where it is described, `{}` being the identifier.
        spell: the identifier as it is stored; empty when its check digit is wrong.
    """

    title: str
    example: str
    shape: re.Pattern[str]
    address: str
    spell: Callable[[str], str] = str


def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_SIXTEEN = r"(\d{4})[- ]?(\d{4})[- ]?(\d{4})[- ]?(\d{3}[\dX])"

SCHEMES: Mapping[str, Scheme] = MappingProxyType({
    "wikidata": Scheme("Wikidata", "Q42",
                       _shape(r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9]\d*)"),
                       "https://www.wikidata.org/wiki/{}", str.upper),
    "orcid": Scheme("ORCID", "0000-0002-1825-0097", _shape(r"(?:https?://orcid\.org/)?" + _SIXTEEN),
                    "https://orcid.org/{}", _grouped),
    "ror": Scheme("ROR", "05dxps055", _shape(r"(?:https?://ror\.org/)?(0[a-hj-km-np-tv-z0-9]{6}\d{2})"),
                  "https://ror.org/{}", str.lower),
    "isni": Scheme("ISNI", "0000000121032683", _shape(r"(?:(?:https?://)?(?:www\.)?isni\.org/(?:isni/)?)?" + _SIXTEEN),
                   "https://isni.org/isni/{}", _run),
    "doi": Scheme("DOI", "10.1000/182", _shape(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)"),
                  "https://doi.org/{}", str.lower),
    "url": Scheme(tr("Web address"), "https://example.org", _shape(r"(https?://[^\s/?#.]+\.[^\s]+)"), "{}"),
})  # fmt: skip


def checked(scheme: str, typed: str) -> str:
    """An identifier as it is stored, from the bare one or from its web address.

    Raises:
        ValueError: it has not the scheme's shape, or its check digit is wrong; the words say how one looks.
    """
    known = SCHEMES.get(scheme)
    if known is None:
        return typed.strip()
    found = known.shape.fullmatch(typed.strip())
    if found is None:
        raise ValueError(f"“{typed.strip()}” is no {known.title}. One looks like {known.example}")
    spelt = known.spell("".join(found.groups()))
    if not spelt:
        raise ValueError(f"“{typed.strip()}” has a wrong digit: its last character does not fit the others")
    return spelt


def recognised(typed: str) -> tuple[str, str]:
    """Which scheme something pasted belongs to, and how it is stored: sixteen digits are an ORCID where they can be.

    Raises:
        ValueError: it looks like none; the words say what does.
    """
    text = typed.strip()
    for scheme in _likeliest(text):
        if SCHEMES[scheme].shape.fullmatch(text):
            return scheme, checked(scheme, text)
    raise ValueError(f"“{text}” is no identifier. Paste one such as Q42, an ORCID, ROR, ISNI or DOI, or an address "
                     "that begins with https://")


def address(scheme: str, value: str) -> str:
    """The web address of an identifier, empty where there is none that may be opened: only http and https are."""
    known = SCHEMES.get(scheme)
    if known is None:
        return value if SCHEMES["url"].shape.fullmatch(value) else ""
    try:
        return known.address.format(checked(scheme, value))
    except ValueError:
        return ""


def title(scheme: str) -> str:
    """What a scheme is called; one that we do not know goes by its own name."""
    return SCHEMES[scheme].title if scheme in SCHEMES else scheme


def _likeliest(text: str) -> tuple[str, ...]:
    """The schemes in the order to try: 0000 0001 2… to 0000 0003 5… are set aside for ORCID within ISNI."""
    digits = re.sub(r"\D", "", text)[:12]
    person = "000000015000" <= digits <= "000000035000" or digits.startswith("0009000")
    return ("wikidata", *(("orcid", "isni") if person else ("isni", "orcid")), "ror", "doi", "url")
