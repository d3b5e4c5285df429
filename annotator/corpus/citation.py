"""Words to pass on, with who said them and where: as plain text, Markdown and HTML.

“At some point the burden has to be shared.” — Anna Berg, minister (via Politico), The Courier, 14 March 2025, address
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from annotator.corpus.annotation import Annotation, Attribution, Span
from annotator.corpus.article import Article
from annotator.corpus.edtf import readable
from annotator.corpus.names import folded
from annotator.corpus.roles import role_at
from annotator.corpus.source import Source, representative
from annotator.language import tr

_PAIRS = ("“”", "„“", "„”", "«»", "»«", "‹›", "›‹", "‘’", "‚‘", '""', "「」", "『』")
_OPENING, _CLOSING = "“„«»‹›\"「『", "”“»«›‹\"」』"
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~&$])")
_LINE_ENDS = re.compile(r"\s*\n\s*")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Citation:
    """One or several quotations with their attribution, in three ways of writing."""

    plain: str
    markdown: str
    html: str


@dataclass(frozen=True, slots=True)
class Cited:
    """What is passed on.

    Args:
        parts: the words; several for a split quote.
        chain: who stands behind them, the origin first; empty when that is not known.
    """

    article: Article
    parts: Sequence[str]
    chain: Sequence[Attribution] = ()


def cite(cited: Iterable[Cited], sources: Mapping[str, Source]) -> Citation:
    """Write them, one paragraph each; what is not known of an article or a source is left out."""
    found = [_pieces(each, sources) for each in cited]
    return Citation(_PLAIN.write(found), _AS_MARKDOWN.write(found), _AS_HTML.write(found))


def cited_annotation(annotation: Annotation, article: Article, text: str) -> Cited:
    """An annotation's own words and chain."""
    return Cited(article, tuple(text[start:end] for start, end in annotation.content), annotation.chain)


def cited_selection(selection: Span, article: Article, text: str, annotations: Iterable[Annotation]) -> Cited:
    """Selected words, and the chain of the annotation that they belong to, if there is one."""
    around = around_selection(selection, annotations)
    return Cited(article, (text[slice(*selection)],), around.chain if around else ())


def around_selection(selection: Span, annotations: Iterable[Annotation]) -> Annotation | None:
    """The annotation to which selected words belong: one that says who stands behind it, of those the one that covers
    most of them, of those the smallest."""
    def rank(annotation: Annotation) -> tuple[int, int]:
        covered = sum(max(0, min(end, selection[1]) - max(start, selection[0])) for start, end in annotation.content)
        return covered, -sum(end - start for start, end in annotation.content)

    touching = [each for each in annotations if each.chain and rank(each)[0] > 0]
    return max(touching, key=rank, default=None)


def quoted(parts: Sequence[str]) -> str:
    """The words in quotation marks, once: their own where they bring a pair, else “ ”; parts joined by an ellipsis.

    Marks of a quotation inside become single ones. A line end becomes a space.
    """
    words = [_LINE_ENDS.sub(" ", part.strip()) for part in parts]
    pairs = {_pair_around(part) for part in words}
    pair = next(iter(pairs)) if len(pairs) == 1 else ""
    if pair:  # French marks have a space inside, which stays at both ends
        first, *others = (part[1:-1] for part in words)
        return pair[0] + " … ".join([first.rstrip(), *(part.strip() for part in others[:-1]),
                                     *(part.lstrip() for part in others[-1:])]) + pair[1] if others else words[0]
    bare = [part[1:-1] if _pair_around(part) else _without_half(part) for part in words]
    return f"“{' … '.join(bare).replace('“', '‘').replace('”', '’')}”"


# --- the attribution, and three ways of writing it ---

@dataclass(frozen=True, slots=True)
class _Pieces:
    words: str
    behind: str
    outlet: str
    date: str
    address: str


def _pieces(cited: Cited, sources: Mapping[str, Source]) -> _Pieces:
    article = cited.article
    return _Pieces(quoted(cited.parts), attribution(cited, sources), article.outlet or article.title,
                   readable(article.published), article.url)


def attribution(cited: Cited, sources: Mapping[str, Source]) -> str:
    """“Anna Berg, minister (via Politico)”; the outlet itself is not named twice."""
    if not cited.chain:
        return ""
    merged = {name: each.merged_into for name, each in sources.items() if each.merged_into}
    named = [(link, sources.get(representative(link.source, merged)) if link.source else None) for link in cited.chain]
    first = named[0][1]
    via = [(tr("to {name}", name=source.name) if link.role == "addressee" else tr("via {name}", name=source.name))
           for link, source in named[1:]
           if source and not _is_outlet(source, cited.article)]
    if first and not via and _is_outlet(first, cited.article):
        return ""
    role = role_at(first, cited.article.published) if first else ""
    said = ", ".join(filter(None, (first.name, role))) if first else tr("source not named")
    return f"{said} ({', '.join(via)})" if via else said


def _is_outlet(source: Source, article: Article) -> bool:
    name = folded(source.name)
    return bool(name) and name == folded(article.outlet)


def _in_markdown(words: str) -> str:
    """Words that Markdown shall show as they are: signs get a backslash, `$` too, which many take for mathematics."""
    return _MARKDOWN.sub(r"\\\1", words)


def _address_in_markdown(address: str) -> str:
    return f"<{address}>" if _WEB.fullmatch(address) and not set(address) & set("<>") else _in_markdown(address)


def _address_in_html(address: str) -> str:
    shown = escape(address)
    return f'<a href="{shown}">{shown}</a>' if _WEB.fullmatch(address) else shown


@dataclass(frozen=True, slots=True)
class _Way:
    """A way of writing: how words and addresses are spelled, and what is put around an outlet and a paragraph."""

    spell: Callable[[str], str]
    address: Callable[[str], str]
    outlet: str
    paragraph: str
    between: str

    def write(self, cited: Iterable[_Pieces]) -> str:
        return self.between.join(self.paragraph.format(self._one(each)) for each in cited)

    def _one(self, pieces: _Pieces) -> str:
        where = (self.spell(pieces.behind), self.outlet.format(self.spell(pieces.outlet)) if pieces.outlet else "",
                 self.spell(pieces.date), self.address(pieces.address))
        after = ", ".join(filter(None, where))
        return f"{self.spell(pieces.words)} — {after}" if after else self.spell(pieces.words)


_PLAIN = _Way(str, str, "{}", "{}", "\n\n")
_AS_MARKDOWN = _Way(_in_markdown, _address_in_markdown, "*{}*", "{}", "\n\n")
_AS_HTML = _Way(escape, _address_in_html, "<cite>{}</cite>", "<p>{}</p>", "\n")


# --- quotation marks ---

def _pair_around(words: str) -> str:
    """The pair of marks that encloses all of the words, "" when there is none: in “A” and “B” the first ends early."""
    for pair in _PAIRS:
        if len(words) > 2 and words[0] == pair[0] and words[-1] == pair[1] and _encloses(words[1:-1], pair):
            return pair
    return ""


def _encloses(inside: str, pair: str) -> bool:
    opening, closing = pair[0], pair[1]
    if opening == closing:
        return opening not in inside
    depth = 1
    for place, letter in enumerate(inside):
        apostrophe = letter == "’" and inside[place - 1:place].isalnum() and inside[place + 1:place + 2].isalnum()
        if letter == closing and not apostrophe:
            depth -= 1
        elif letter == opening:
            depth += 1
        if depth == 0:
            return False
    return True


def _without_half(words: str) -> str:
    """Without a mark at an end whose other half was not selected."""
    if words[:1] and words[0] in _OPENING and not any(mark in words[1:] for mark in _partners(words[0])):
        return words[1:]
    if words[-1:] and words[-1] in _CLOSING and not any(mark in words[:-1] for mark in _partners(words[-1])):
        return words[:-1]
    return words


def _partners(mark: str) -> set[str]:
    """The marks that can stand at the other end."""
    return {pair[0] for pair in _PAIRS if pair[1] == mark} | {pair[1] for pair in _PAIRS if pair[0] == mark}
