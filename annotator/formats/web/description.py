"""What a page says of its article: title, authors, outlet, date, address, language, section.

JSON-LD for search engines goes first, then the head's `meta` elements, then what stands in the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from annotator.formats.doors.dates import iso_date
from annotator.formats.doors.markup import words_of

_ARTICLES = re.compile(r"(News|Blog|Report|Analysis|Opinion|Review|Scholarly|Tech|Social)?\w*(Article|Posting|Report)$")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_BY = re.compile(r"^\s*(?:by|von|par|por|di|da|door)[: ]\s*", re.IGNORECASE)
_NO_NAME = re.compile(r"https?://|@|www\.|\.com\b", re.IGNORECASE)
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "citation_title", "headline", "parsely-title", "sailthru.title"),
    "author": ("author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "citation_author",
               "byl", "article:author"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "citation_journal_title"),
    "published": ("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
                  "dc.date.issued", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date",
                  "citation_publication_date", "cxenseparse:recs:publishtime", "last-modified-date"),
    "url": ("og:url", "twitter:url", "parsely-link"),
    "section": ("article:section", "parsely-section", "section"),
    "language": ("og:locale", "content-language", "dc.language"),
}


def describe(root: Any) -> dict[str, Any]:
    """The fields of the article, those that the page says."""
    linked, meta = _linked_article(root), _metas(root)

    def first(name: str) -> str:
        return next((meta[key] for key in _META[name] if meta.get(key)), "")

    url = _url(root, linked) or _address(first("url"))
    found: dict[str, Any] = {
        "title": _title(root, _plain(linked.get("headline") or linked.get("name")), first("title")),
        "byline": _authors(linked.get("author")) or _named([first("author")]) or _written_authors(root),
        "outlet": _plain(linked.get("publisher")) or first("outlet") or _host(url),
        "published": _date(_plain(linked.get("datePublished"))) or _date(first("published")) or _written_date(root),
        "url": url, "section": _plain(linked.get("articleSection")) or first("section"),
        "language": _language(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
                              or _plain(linked.get("inLanguage")) or first("language")),
    }
    return {key: value for key, value in found.items() if value}


def told_body(root: Any) -> list[str]:
    """The paragraphs of the article as the page tells search engines of them; none where it does not part them."""
    said = _linked_article(root).get("articleBody")
    lines = [" ".join(line.split()) for line in said.splitlines()] if isinstance(said, str) else []
    return [line for line in lines if line]


# --- JSON-LD ---

def _linked_article(root: Any) -> Mapping[str, Any]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        source = re.sub(r"^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*$|^\s*<!--|-->\s*$", "", script.text or "")
        try:
            said = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        for each in _objects(said):
            kinds = each.get("@type")
            if any(isinstance(kind, str) and _ARTICLES.search(kind)
                   for kind in (kinds if isinstance(kinds, list) else [kinds])):
                return each
    return {}


def _objects(said: Any) -> Iterator[Mapping[str, Any]]:
    stack, left = [said], 5_000
    while stack and left:
        each, left = stack.pop(), left - 1
        if isinstance(each, dict):
            yield each
            stack += [each[key] for key in ("mainEntity", "@graph", "mainEntityOfPage") if key in each]
        elif isinstance(each, list):
            stack += reversed(each)


def _plain(value: Any) -> str:
    """A value of JSON-LD as text: of an object its name, of a list the first."""
    if isinstance(value, list):
        return _plain(value[0]) if value else ""
    if isinstance(value, dict):
        return _plain(value.get("name") or value.get("@value"))
    return _unescaped(value) if isinstance(value, str) else ""


def _unescaped(text: str) -> str:
    from html import unescape

    return " ".join(re.sub(r"<[^>]{1,200}>", " ", unescape(text)).split())


def _authors(value: Any) -> tuple[str, ...]:
    return _named([_plain(each) for each in (value if isinstance(value, list) else [value])])


def _named(said: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    for each in said:
        for part in re.split(r"\s*(?:;|\||\band\b|\bund\b|&)\s*|,\s+(?=[A-Z]\S+ [A-Z])", _BY.sub("", each)):
            if part.strip() and len(part) < 80 and not _NO_NAME.search(part):
                found.append(part.strip(" ,"))
    return tuple(dict.fromkeys(found))


# --- the head ---

def _metas(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        names = (meta.get(key) for key in ("property", "name", "itemprop", "http-equiv"))
        name = next((each.lower() for each in names if each), "")
        content = " ".join((meta.get("content") or "").split())
        if not name or not content:
            continue
        if name in ("author", "citation_author") and name in found:
            found[name] += "; " + content
        else:
            found.setdefault(name, content)
    return found


def _title(root: Any, linked: str, meta: str) -> str:
    heads = [words for head in root.iter("h1") if (words := words_of(head)) and len(words) < 300]
    written = " ".join((root.findtext(".//title") or "").split())
    if linked:
        return linked
    for head in heads:  # a headline that the page's own title repeats is the article's
        if head in written or head in meta or (meta and meta in head):
            return head
    return meta or (heads[0] if len(heads) == 1 else "") or re.split(r"\s+[|–—·»-]\s+", written)[0]


def _url(root: Any, linked: Mapping[str, Any]) -> str:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (found := _address(link.get("href") or "")):
            return found
    about = linked.get("mainEntityOfPage")
    if isinstance(about, dict):
        about = about.get("@id")
    return _address(about if isinstance(about, str) else "") or _address(_plain(linked.get("url")))


def _address(said: str) -> str:
    said = said.strip()
    return said if re.fullmatch(r"https?://[^\s<>\"]{3,2000}", said) else ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _date(said: str) -> str:
    """A date as it is said for programs: with the hour when that is of the right form."""
    found = _ISO.match(said.strip().replace(" ", "T", 1))
    if not found:
        return iso_date(said)
    day, hour = found.group(1), found.group(2) or ""
    if not iso_date(day):
        return ""
    if hour and (zone := re.search(r"([+-]\d\d):?(\d\d)$", hour)):
        return day + hour[:zone.start()] + f"{zone.group(1)}:{zone.group(2)}"
    return day + hour if hour.endswith("Z") else day


def _language(said: str) -> str:
    code = said.strip().replace("_", "-")
    return code if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", code) else ""


# --- the page ---

def _written_date(root: Any) -> str:
    for element in root.iter("time"):
        if found := _date(element.get("datetime") or "") or iso_date(words_of(element)):
            return found
    for element in root.xpath("//*[@itemprop='datePublished' or contains(@class,'published')"
                              " or contains(@class,'date')]"):
        if found := _date(element.get("content") or element.get("datetime") or "") or iso_date(words_of(element)[:120]):
            return found
    return ""


def _written_authors(root: Any) -> tuple[str, ...]:
    for element in root.xpath("//*[@rel='author' or @itemprop='author' or contains(@class,'byline')"
                              " or contains(@class,'author')]"):
        words = words_of(element)
        if 3 < len(words) < 80 and not re.search(r"\d", words):
            return _named([words])
    return ()
