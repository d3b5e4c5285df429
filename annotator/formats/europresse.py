"""Europresse: many articles in one saved page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.formats.doors import ReadOptions
from annotator.formats.doors.dates import iso_date
from annotator.formats.doors.glimpse import Glimpse
from annotator.formats.doors.news import Story, language, names
from annotator.language import tr

_OLD = "DocPublicationName"
_OWNED = re.compile(r"(?:©|\(c\)|Numéro de document|Document number|Tous droits réservés|Note\(s\))", re.IGNORECASE)
_NO_SECTION = re.compile(r"\d{4}|^p\.|^(?:lun|mar|mer|jeu|ven|sam)\w*di$|^dimanche$|day$")
_NUMBER = re.compile(r"news[·.]\d{8}[·.]\w+[·.]\w+")


def sniff(seen: Glimpse) -> float:
    """Its classes, or its maker's name."""
    if seen.members or seen.is_json or "<" not in seen.start[:200]:
        return 0.0
    if "docpublicationname" in seen.low or "dococurrcontainer" in seen.low:
        return 0.97
    return 0.95 if "cedrom-sni" in seen.low or ("europresse" in seen.low and "titrearticle" in seen.low) else 0.0


def read(path: Path, options: ReadOptions) -> Iterator[Any]:
    """The articles of one saved page.

    Raises:
        Fault: it is none.
    """
    from annotator.formats.doors.files import file_digest, read_whole, refused
    from annotator.formats.doors.found import BETWEEN, found
    from annotator.formats.doors.markup import decode_page, parse_page

    raw = read_whole(path)
    if b"<" not in raw[:2_000]:
        raise refused(path.name, tr("it is not a saved page of Europresse"), tr("Choose another format"))
    page = decode_page(raw, options.encoding)
    root = parse_page(page.text, path.name)
    stories = _newer(root) or _older(root)
    if not stories:
        raise refused(path.name, tr("there is no article of Europresse in it"),
                      tr("Choose another format, or save the page again with full articles"))
    origin = {"format": "europresse", "file": path.name, "encoding": page.encoding, "fileSha256": file_digest(raw)}
    for number, story in options.each(stories):
        text, warnings = BETWEEN.join(story.body), []
        if not text.strip():
            text = story.title
            warnings = [tr("article {number} has no text; its headline stands for it", number=number)]
        if not text.strip():
            raise refused(path.name, tr("article {number} of it has neither headline nor text", number=number))
        yield found(path.name, text, title=story.title, origin=origin, warnings=warnings, outlet=story.outlet,
                    byline=names(story.said("byline")), published=story.published, section=story.said("section"),
                    language=language(story.said("language")))


def _outlet(said: str) -> str:
    """“Magazine 1, no. 5968” is the outlet with the number of its issue."""
    return re.sub(r",?\s+(?:no\.?|nº|n°|#)\s*[\w.-]+\s*$", "", " ".join(said.split()), flags=re.IGNORECASE)


# --- pages since 2015 or so: an element `article` each ---

def _newer(root: Any) -> list[Story]:
    from annotator.formats.doors.markup import paragraphs, words_of

    stories = []
    for article in root.iter("article"):
        outlets = article.xpath(".//*[contains(@class, 'DocPublicationName')]")
        titles = article.xpath(".//*[contains(@class, 'titreArticle') or contains(@class, 'TitreArticle')]")
        if not outlets and not titles:
            continue
        heads = article.xpath(".//*[contains(@class, 'DocHeader')]")
        authors = article.xpath(".//*[contains(@class, 'docAuthors') or contains(@class, 'sm-margin-bottomNews')]")
        named = article.xpath(".//*[contains(@class, 'rdp__articletitle')]") or titles
        story = Story(words_of(named[0]) if named else "", _outlet(words_of(outlets[0]) if outlets else ""))
        head = " ".join(words_of(each) for each in heads)
        story.published = iso_date(head)
        story.fields = {"section": _section(head), "byline": words_of(authors[0]) if authors else ""}
        standfirst = article.xpath(".//*[contains(@class, 'rdp__subtitle')]") if named is not titles else ()
        story.body = [words for each in standfirst if (words := words_of(each))]
        story.body += [piece for body in _bodies(article) for piece in paragraphs(body)]
        while story.body and (_OWNED.match(story.body[-1]) or _NUMBER.match(story.body[-1])):
            story.body.pop()
        stories.append(story)
    return stories


def _bodies(article: Any) -> list[Any]:
    """The elements that hold an article's words; which of these a page has depends on its year."""
    return next((found for name in ("docOcurrContainer", "DocText", "docText")
                 if (found := article.xpath(f".//*[contains(@class, '{name}')]"))), article.xpath("./section"))


def _section(head: str) -> str:
    """“Politique, jeudi 5 octobre 2013, p. 3” begins with the section, if there is one."""
    first = head.split(",")[0].strip()
    return "" if "," not in head or iso_date(first) or _NO_SECTION.search(first) else first


# --- older pages: a table each ---

def _older(root: Any) -> list[Story]:
    stories = []
    for outlet in root.xpath(f"//*[contains(@class, '{_OLD}')]"):
        cell = next((above for above in outlet.iterancestors() if above.tag in ("td", "div", "body")), None)
        if cell is not None:
            stories.append(_from_cell(cell, outlet))
    return stories


def _from_cell(cell: Any, outlet: Any) -> Story:
    from annotator.formats.doors.markup import words_of

    story = Story(outlet=_outlet(words_of(outlet)))
    heads = " ".join(words_of(each) for each in cell.xpath(".//*[contains(@class, 'DocHeader')]"))
    story.published, story.fields["section"] = iso_date(heads), _section(heads)
    titles = cell.xpath(".//*[contains(@class, 'TitreArticle')]")
    story.title = words_of(titles[0]) if titles else ""
    after = _after(cell, titles[0]) if titles else []
    if len(after) > 1 and _is_author(after[0]):
        story.fields["byline"] = after.pop(0)
    for piece in after:
        if _OWNED.match(piece) or _NUMBER.match(piece):
            break
        story.body.append(piece)
    return story


def _after(cell: Any, title: Any) -> list[str]:
    """The paragraphs behind the title."""
    from lxml import etree

    from annotator.formats.doors.markup import paragraphs

    rest = etree.Element("div")
    rest.text = title.tail
    place = title
    while place is not cell:
        for follower in list(place.itersiblings()):
            rest.append(follower)
        place = place.getparent()
    return [piece for part in paragraphs(rest) for piece in part.split("\n") if piece.strip()]


def _is_author(piece: str) -> bool:
    """Two to eight words, capitals in front, and no end of a sentence."""
    words = piece.split()
    return (1 < len(words) <= 8 and not piece.rstrip().endswith((".", "!", "?", ":")) and
            all(word[0].isupper() or word in ("et", "and", "de", "le", "la", "du") for word in words))
