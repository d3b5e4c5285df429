"""The words of a page's article, and the blocks that were left out."""

from __future__ import annotations

import re
from typing import Any

from annotator.formats.doors.markup import BLOCKS, paragraphs, words_of

_QUOTED = re.compile(r"[“„«»‘\"][^“”„«»\"]{12,}[”“»«’\"]")
_SHORTEST = 25
"""Characters that a block must have to be worth showing among what was left out."""

_LONG = 60
"""Letters that are enough to know a paragraph by its beginning."""

_DEBRIS = re.compile(
    r"(?:©|\(c\) ?\d{4}|copyright\b|all rights reserved|this copy is for your personal|order reprints|print article$"
    r"|an error has occurred|thank you$|this article has been sent to|subscribe (?:now|to)|share this"
    r"|sign up (?:for|to)|read more:?$|follow (?:us|him|her|them) on|get the latest updates|advertisement$|https?://\S+$"
    r"|write to .{3,60} at |media playback is unsupported|registration on or use of this site)", re.IGNORECASE)
"""How lines begin that a site puts among the paragraphs."""

_OUTER = frozenset(("div", "section", "td", "li"))
_INNER = ("p", "div", "ul", "ol", "table", "section", "blockquote", "h2", "h3", "li", "article")
_PARTING = ("h1", "h2", "h3", "h4", "figure", "hr")
_INLINE_PARENTS = frozenset(("p", "a", "span", "li", "h1", "h2", "h3", "h4"))
_NEVER = frozenset("nav footer aside form figure select menu".split())


def body(root: Any) -> tuple[list[str], list[tuple[int, str]]]:
    """The paragraphs of the article, and the blocks that were left out, each with the number of paragraphs above it."""
    kept = _extracted(root)
    if not kept:
        return [], []
    heads = {_bare(words_of(head)) for head in root.iter("h1")}
    while len(kept) > 1 and _bare(kept[0]) in heads:
        kept.pop(0)
    merged, left_out = _put_back(kept, root)
    while len(merged) > 1 and _bare(merged[0]) in heads:  # it stood in one line with what follows
        merged.pop(0)
        left_out = [(max(0, place - 1), words) for place, words in left_out]
    return _without_debris(merged, left_out)


def _without_debris(kept: list[str], left_out: list[tuple[int, str]]) -> tuple[list[str], list[tuple[int, str]]]:
    """Lines of the site and not of the article go to what was left out."""
    stay: list[str] = []
    out = list(left_out)
    above = [0]
    for line in kept:
        if _DEBRIS.match(line) and len(line) < 400:
            out.append((len(stay), line))
        else:
            stay.append(line)
        above.append(len(stay))
    if not stay:
        return kept, left_out
    moved = [(above[min(place, len(kept))], words) for place, words in left_out] + out[len(left_out):]
    return stay, sorted(moved, key=lambda each: each[0])


def _extracted(root: Any) -> list[str]:
    """What the extractor takes for the article."""
    import copy
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    page = _with_paragraphs(copy.deepcopy(root))
    document = bare_extraction(page, include_comments=False, include_tables=True, with_metadata=False)
    found = getattr(document, "body", None)
    if found is None:
        return []
    return [line for line in (" ".join(piece.split()) for element in found for piece in _pieces(element)) if line]


def _with_paragraphs(root: Any) -> Any:
    """The page with words that stand bare behind a heading or a picture in a paragraph: the extractor loses them."""
    for element in list(root.iter(*_PARTING)):
        parent = element.getparent()
        if parent is None or parent.tag in _INLINE_PARENTS or not (element.tail or "").strip():
            continue
        paragraph = element.makeelement("p")
        paragraph.text, element.tail = element.tail, None
        following = list(element.itersiblings())
        element.addnext(paragraph)
        for each in following:
            if not isinstance(each.tag, str) or each.tag in BLOCKS or each.tag == "br":
                break
            paragraph.append(each)
    return root


def _pieces(element: Any) -> list[str]:
    return ["".join(item.itertext()) for item in element] if element.tag == "list" else \
        ["".join(row.itertext()) for row in element.iter("row")] if element.tag == "table" else \
        ["".join(element.itertext())]


def _put_back(kept: list[str], root: Any) -> tuple[list[str], list[tuple[int, str]]]:
    """Walk through the page's blocks beside what was kept, which is then said as the page says it.

    Between the first and the last of them come back what is quoted: paragraphs with a quotation, and quoted blocks.
    """
    blocks = [(" ".join(block.split()), element) for element, block in _blocks(root)]
    kept = _as_blocks(kept, [words for words, _ in blocks])
    places = _aligned(kept, [words for words, _ in blocks])
    if not places:
        return kept, []
    first, last = min(places.values()), max(places.values())
    by_place = {place: number for number, place in places.items()}
    known = {_bare(line) for line in kept}
    whole = " ".join(map(_bare, kept))
    merged: list[str] = []
    left_out: list[tuple[int, str]] = []
    done = 0
    for place, (words, element) in enumerate(blocks):
        if place in by_place:
            number = by_place[place]
            merged += [*kept[done:number], words]
            done = number + 1
            continue
        bare = _bare(words)
        if not bare or bare in known or (bare in whole and len(bare) > 12):
            continue
        known.add(bare)
        if first < place < last and _is_quoted(element, words):
            merged.append(words)
        elif len(words) >= _SHORTEST:
            left_out.append((len(merged), words))
    return merged + kept[done:], left_out


def _as_blocks(kept: list[str], blocks: list[str]) -> list[str]:
    """What was kept, with each line that is several blocks of the page as those blocks."""
    bare = [_bare(words) for words in blocks]
    starts: dict[str, list[int]] = {}
    for place, words in enumerate(bare):
        starts.setdefault(words[:8], []).append(place)
    whole = set(bare)
    found: list[str] = []
    for line in kept:
        wanted = _bare(line)
        parts: list[str] = []
        begins = sorted({place for size in range(1, 9) for place in starts.get(wanted[:size], ())})
        for place in begins if wanted and wanted not in whole else ():
            end, joined = place, ""
            while end < len(bare) and wanted.startswith(joined + bare[end]) and len(joined) < len(wanted):
                joined, end = joined + bare[end], end + 1
            if joined == wanted:
                parts = [words for words in blocks[place:end] if _bare(words)]
                break
        found += parts or [line]
    return found


def _aligned(kept: list[str], blocks: list[str]) -> dict[int, int]:
    """Number of a kept paragraph → place of the block that it is, in rising order.

    The extractor loses the end of a paragraph with an address in it: its beginning is enough, if it is long.
    """
    places: dict[str, list[int]] = {}
    for place, words in enumerate(blocks):
        bare = _bare(words)
        places.setdefault(bare, []).append(place)
        if len(bare) > _LONG:
            places.setdefault(bare[:_LONG], []).append(place)
    found: dict[int, int] = {}
    last = -1
    for number, line in enumerate(kept):
        bare = _bare(line)
        alike = places.get(bare) or (places.get(bare[:_LONG]) if len(bare) > _LONG else None) or ()
        after = [place for place in alike
                 if place > last and 0.9 * len(line) < len(blocks[place]) < len(line) + 120]
        if after:
            found[number] = last = after[0]
    return found


def _blocks(root: Any) -> list[tuple[Any, str]]:
    """The innermost blocks of the page, in reading order; quoted blocks whole, for words stand between their parts."""
    found: list[tuple[Any, str]] = []
    quoted: set[Any] = set()
    for element in root.iter("p", "blockquote", "li", "h2", "h3", "h4", "td", "div", "section"):
        if element.getparent() in quoted or element in quoted:
            quoted.add(element)
            continue
        if element.tag == "blockquote":
            quoted.update(element.iterdescendants())
        elif element.tag in _OUTER and next(element.iterdescendants(*_INNER), None) is not None:
            continue
        found += [(element, part) for piece in paragraphs(element) for part in re.split(r"\n{2,}", piece)]
    return found


def _is_quoted(element: Any, words: str) -> bool:
    above = {each.tag for each in element.iterancestors()} | {element.tag}
    if above & _NEVER:
        return False
    return "blockquote" in above or (element.tag == "p" and _QUOTED.search(words) is not None)


def _bare(words: str) -> str:
    return re.sub(r"\W+", "", words).lower()

