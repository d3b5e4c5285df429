"""Who is meant by the words that name a speaker: somebody known, somebody new, or nobody that is told yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.actions import sources
from annotator.corpus.annotation import Annotation, Attribution
from annotator.corpus.change import ChangeSet
from annotator.corpus.likeness import TITLES
from annotator.corpus.names import exists, folded
from annotator.corpus.source import Source, representative
from annotator.finders import Suggestion
from annotator.session import Session

KNOWN, NEW, ASKED, NOBODY = "known", "new", "asked", "nobody"

_PRONOUNS = frozenset("he she they it we i you who that this these those him her them one".split())
_SMALL = _PRONOUNS | frozenset("the a an his its our my their some many several other others".split())
_OPENING = frozenset("but and still meanwhile yet so then however also or".split())
"""Words that begin a sentence and are no part of a name."""

_TITLES = TITLES | frozenset(
    "premier secretary director general commissioner attorney officer deputy assistant chief ceo chair chairman"
    " chairwoman chairperson spokesman spokeswoman spokesperson head analyst representative".split()
) | {"director general", "vice president"}
"""Words before a person's name that say what they are."""

_PAIR = re.compile(r"\b([A-ZÀ-Þ][\w’'-]*[a-zà-ÿ]\.?) (?=([A-ZÀ-Þ][\w’'-]*\w)(?!\w| [A-ZÀ-Þ]))")
"""Two words with capitals and no third: a name and, not used up, a surname."""

REACH = 1_500
"""Code points back to which “he” may mean somebody."""

_AROUND = 5_000
"""Code points before and after, in which a surname alone means somebody who is named in full."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who stands behind one link of a chain.

    Attributes:
        words: as the text names them, in one line.
        sort: `KNOWN` is a source of the project; `NEW` a name that nobody bears and that becomes a source when it is
            accepted; `ASKED` has to be answered: a pronoun, a description, a name that is nearly somebody's; of
            `NOBODY` it is said that nobody is named.
        source: who is meant, or who is likely to be meant by what is asked.
        type: what a new source is likely to be.
    """

    words: str
    sort: str
    source: Source | None = None
    type: str = "unknown"

    @property
    def is_pronoun(self) -> bool:
        """Whether the words can never be a source's name."""
        return self.words.lower() in _PRONOUNS


class Speakers:
    """Answers for one article of a session; sources that it makes are known to what comes after.

    Args:
        annotations: of the article, or of what is around, where they are read already: what a person has answered
            counts.

    Attributes:
        made: the sources that chains asked for and that are not there yet.
    """

    def __init__(
        self, session: Session, article: str, text: str, annotations: Sequence[Annotation] | None = None
    ) -> None:
        self._session, self._article, self._text = session, article, text
        self._annotations = annotations
        self.made: list[Source] = []
        self._answered: dict[str, str] | None = None
        self._around: dict[int, list[Source]] = {}

    def of(self, suggestion: Suggestion) -> tuple[Speaker, ...]:
        """Who stands behind a suggestion, the origin first."""
        if not suggestion.chain and suggestion.kind == "statistic":
            said = self._saying(suggestion)
            return (Speaker("", ASKED, said),) if said else ()
        if not suggestion.names:
            return tuple(self._speaker(link, suggestion.start) for link in suggestion.chain)
        types = suggestion.types or ("",) * len(suggestion.chain)
        return tuple(self._called_by(name, type_, link, suggestion.start) for name, type_, link in zip(
            suggestion.names, types, suggestion.chain, strict=True))

    def chain(self, suggestion: Suggestion) -> tuple[tuple[Attribution, ...], ChangeSet]:
        """The chain with its sources, and the sources to make; empty when somebody in it has to be asked for."""
        found = self.of(suggestion)
        if not suggestion.chain or any(each.sort == ASKED for each in found):
            return (), ChangeSet([])
        links, changes = [], ChangeSet([])
        for link, speaker in zip(suggestion.chain, found, strict=True):
            if speaker.sort == NOBODY:
                links.append(link)
                continue
            source = speaker.source or exists(speaker.words, self.made)
            if source is None:
                source, made = sources.create(speaker.words, speaker.type)
                self.made.append(source)
                changes += made
            links.append(replace(link, source=source.id))
        return tuple(links), changes

    def _called_by(self, name: str, type_: str, link: Attribution, start: int) -> Speaker:
        """Whom somebody else has named, who may know more than the text says here; that it is nobody, too."""
        if not name:
            return Speaker("", NOBODY)
        known = self._known(name, start)
        return Speaker(name, KNOWN if known else NEW, known, type_ or _type(name, link.role))

    def _speaker(self, link: Attribution, start: int) -> Speaker:
        words = _name_in(" ".join(self._text[slice(*link.mention[0])].split())) if link.mention else ""
        type_ = _type(words, link.role)
        if not words:
            return Speaker("", ASKED, None, type_)
        known = self._known(words, start)
        if known is not None:
            return Speaker(words, KNOWN, known, type_)
        if words.lower() in _PRONOUNS:
            return Speaker(words, ASKED, self._named_before(link.mention[0][0]), type_)
        alike = self._alike(words, start)
        if _is_name(words) and alike is None:
            whole = self._whole_name(words, link.mention[0][0])
            return Speaker(whole, NEW, None, _type(whole, link.role))
        return Speaker(words, ASKED, alike, type_)

    # --- who is known ---

    def _known(self, words: str, place: int) -> Source | None:
        """Who bears the name, or whom these words have meant in this article, or the only one with that surname."""
        catalogue = self._session.catalogue
        bearers = catalogue.sources().fetch(catalogue.sources().bearing(words))
        found = exists(words, [*bearers, *self.made])
        if found is None and words.lower() not in _PRONOUNS and (answered := self._answers().get(folded(words))):
            found = self._counted(answered)
        if found is None and _is_name(words) and len(words.split()) == 1:
            alone = {each.id: each for each in self._called(words, place)}
            found = next(iter(alone.values())) if len(alone) == 1 else None
        return found

    def _answers(self) -> dict[str, str]:
        """Words of this article → the source that a person has said they mean."""
        if self._answered is None:
            self._answered = {}
            for one in self._all():
                for link in one.chain:
                    if link.source and link.mention:
                        words = " ".join(self._text[slice(*link.mention[0])].split())
                        self._answered[folded(_name_in(words))] = link.source
        return self._answered

    def _all(self) -> Sequence[Annotation]:
        if self._annotations is None:
            self._annotations = self._session.catalogue.annotations(self._article)
        return self._annotations

    def _called(self, surname: str, place: int) -> list[Source]:
        """The persons with that last word of a name, of those who are named hereabouts or just made."""
        wanted = folded(surname)
        return [
            each for each in self._here(place) if any(folded(name).split()[-1:] == [wanted] for name in each.names)
        ]

    def _here(self, place: int) -> list[Source]:
        """The sources that are named around a place, those of the article's annotations, and those just made."""
        part = place // _AROUND
        if part not in self._around:
            catalogue = self._session.catalogue
            around = self._text[max(0, (part - 1) * _AROUND) : (part + 2) * _AROUND]
            ids = {*catalogue.sources().named_in(around), *self._answers().values()}
            found = map(self._counted, sorted(ids))
            self._around[part] = list({each.id: each for each in found if each}.values())
        return [*self._around[part], *self.made]

    def _counted(self, name: str) -> Source | None:
        catalogue = self._session.catalogue
        return catalogue.sources().get(representative(name, catalogue.merged()))

    # --- who is likely ---

    def _whole_name(self, surname: str, place: int) -> str:
        """The name with which the text has introduced somebody whom it now calls by the surname alone."""
        if " " in surname:
            return surname
        before = self._text[max(0, place - _AROUND) : place]
        wanted = folded(surname)
        for match in _PAIR.finditer(before):
            first, last = match.groups()
            near = folded(last)
            if (near == wanted or _nearly(near, wanted)) and folded(first) not in _TITLES | _SMALL | _OPENING:
                return f"{first} {last}"
        return surname

    def _saying(self, suggestion: Suggestion) -> Source | None:
        """Who says the words in which a figure stands, where they are annotated."""
        start, end = suggestion.segments[0]
        around = [one for one in self._all() if one.chain and any(a <= start and end <= b for a, b in one.content)]
        inner = min(around, key=_length, default=None)
        return self._counted(inner.chain[0].source) if inner and inner.chain[0].source else None

    def _alike(self, words: str, place: int) -> Source | None:
        """Somebody of this article whose surname is these words but for a letter or two: a slip of the paper."""
        wanted = folded(words).split()
        if not wanted or not _is_name(words):
            return None
        for each in self._here(place):
            for name in each.names:
                last = folded(name).split()[-1:]
                if last and last != wanted[-1:] and _nearly(last[0], wanted[-1]):
                    return each
        return None

    def _named_before(self, place: int) -> Source | None:
        """Who was named last before a pronoun, as somebody that speaks."""
        best: tuple[int, str] | None = None
        for one in self._all():
            for link in one.chain:
                for start, _ in link.mention:
                    near = place - REACH <= start < place
                    if near and link.source and (best is None or start > best[0]):
                        best = start, link.source
        return self._counted(best[1]) if best else None


def _length(annotation: Annotation) -> int:
    return annotation.content[-1][1] - annotation.content[0][0]


def _name_in(words: str) -> str:
    """A mention without what opens the sentence (“But Bonnardel”), and a person without a title."""
    first, _, rest = words.partition(" ")
    words = rest if rest and first.lower() in _OPENING else words
    parts = words.split()
    if not all(part[:1].isupper() for part in parts):
        return words
    held = max((at + 1 for at, part in enumerate(parts) if folded(part) in _TITLES), default=0)
    return " ".join(parts[held:]) if 1 <= len(parts) - held <= 3 else words


def _type(words: str, role: str) -> str:
    """What a new source is likely to be: of one word, or many, it is left open."""
    if role == "document":
        return "document"
    return "person" if _is_name(words) and 2 <= len(words.split()) <= 3 else "unknown"


def _is_name(words: str) -> bool:
    """Whether a mention is a name that can stand for its bearer anywhere: capitals, and no pronoun or article."""
    parts = words.split()
    return bool(parts) and parts[0].lower() not in _SMALL and all(part[:1].isupper() for part in parts)


def _nearly(one: str, other: str) -> bool:
    """Whether two words differ by at most two letters, as “Bonardel” and “Bonnardell” do; short ones are others."""
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 2 or one[:2] != other[:2]:
        return False
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1] <= 2
