"""Whether what a dataset says can be: words where it says they are, ids that name something, no rings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from annotator.corpus.article import Normalised, normalise, text_digest
from annotator.corpus.errors import Fault
from annotator.corpus.ids import is_id
from annotator.corpus.listing import all_of
from annotator.formats.dataset import shape
from annotator.formats.dataset.parsing import refused
from annotator.language import tr

OFFSETS = tr("Mend the offsets: they count Unicode code points from 0, the end is not included")
Spans = Iterable[shape.Span | shape.Mark]


class Text:
    """An article's text as it is stored, against which spans of the text that came are checked.

    Args:
        file: the dataset's name, for faults.
        article: the article as it came.

    Raises:
        Fault: the text is too long, holds half characters, or is not the one that `textSha256` was made of.
    """

    def __init__(self, file: str, article: shape.Article) -> None:
        self._file, self._article = file, article.id
        try:
            self._made: Normalised = normalise(article.text)
        except Fault as fault:
            raise refused(file, tr("article {id}: {why}", id=article.id, why=fault.why), fault.remedy) from fault
        self.given, self.text = article.text, self._made.text
        self._straight = self.given is self.text or self.given == self.text
        self.digest = text_digest(self.given)
        same = article.digest == self.digest
        if not self._straight:
            self.digest = text_digest(self.text)
        if not same and article.digest != self.digest:
            raise refused(file, tr("article {id}: its text is not the one that textSha256 was made of", id=article.id),
                          tr("Ask for the text as it was; the offsets belong to that one"))

    def settle(self, spans: Spans, annotation: str) -> None:
        """Check spans, and have them say where their words lie in the text that is stored.

        Args:
            annotation: the id of the annotation whose spans they are.

        Raises:
            Fault: naming the first that is out of order, overlaps, or has not the words that it names.
        """
        text, last = self.given, 0
        for span in spans:
            start, end, exact = span.start, span.end, span.exact
            if text[start:end] != exact or len(exact) != end - start or start < last or start == end:
                self._explain(span, last, annotation)
            last = end
        if not self._straight:
            for span in spans:
                span.start, span.end = self._made.position(span.start), self._made.position(span.end)

    def words_needed(self, annotation: shape.Annotation) -> None:
        """Refuse an annotation without segments.

        Raises:
            Fault: it has none.
        """
        if not annotation.segments:
            raise refused(self._file, tr("article {article}, annotation {id}: it has no words", article=self._article,
                                         id=annotation.id),
                          tr("Give it at least one segment"))

    def passage(self, passage: shape.Passage) -> tuple[int, int]:
        """Where a passage lies in the stored text.

        Raises:
            Fault: it lies outside the text.
        """
        start, end = passage.start, passage.end
        if not 0 <= start < end <= len(self.given):
            why = tr("passage {start}–{end} lies outside the text of {length} characters", start=start, end=end,
                     length=len(self.given))
            raise refused(self._file, tr("article {article}: {why}", article=self._article, why=why), OFFSETS)
        return self._made.position(start), self._made.position(end)

    def _explain(self, span: shape.Span | shape.Mark, last: int, annotation: str) -> None:
        start, end = span.start, span.end
        if not 0 <= start < end <= len(self.given):
            why = tr("{start}–{end} lies outside the text of {length} characters", start=start, end=end,
                     length=len(self.given))
        elif start < last:
            why = tr("{start}–{end} begins before the one in front of it has ended", start=start, end=end)
        elif normalise(self.given[start:end]).text != normalise(span.exact).text:
            why = tr("at {start}–{end} the text has “{words}”, not “{exact}”", start=start, end=end,
                     words=_short(self.given[start:end]), exact=_short(span.exact))
        elif self._made.position(start) == self._made.position(end):
            why = tr("{start}–{end} holds no words", start=start, end=end)
        else:
            return
        raise refused(self._file, tr("article {article}, annotation {annotation}: {why}", article=self._article,
                                     annotation=annotation, why=why), OFFSETS)


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:57] + "…"


_ONE = {"coder": tr("one coder"), "annotation": tr("one annotation"), "source": tr("one source"),
        "article": tr("one article")}
_TWO = {"coder": tr("two coders"), "annotation": tr("two annotations"), "source": tr("two sources"),
        "article": tr("two articles")}
_FORMS = {"coder": tr("the coder “{name}” is not {form}"), "kind": tr("the kind “{name}” is not {form}"),
          "attribute": tr("the attribute “{name}” is not {form}")}


def check_once(groups: Mapping[str, Sequence[str]], file: str) -> None:
    """Refuse an id that names two things: all that has an id shares one space of names, as in the journal.

    Args:
        groups: noun → ids.

    Raises:
        Fault: naming the id and what it names.
    """
    if len(set().union(*groups.values())) == sum(map(len, groups.values())):
        return
    named: dict[str, str] = {}
    for noun, names in groups.items():
        for name in names:
            if other := named.get(name):
                both = _TWO[noun] if other == noun else all_of([_ONE[other], _ONE[noun]])
                raise refused(file, tr("the id {name} names {both}", name=name, both=both), tr("Give each its own id"))
            named[name] = noun


def check_forms(groups: Iterable[tuple[str, Iterable[str]]], file: str) -> None:
    """Refuse what cannot be an id.

    Args:
        groups: noun, ids.

    Raises:
        Fault: naming it.
    """
    for noun, names in groups:
        for name in names:
            if not is_id(name):
                raise refused(file, _FORMS[noun].format(name=name[:80], form=shape.MEANING[shape.ID]))


def check_no_ring(edges: Iterable[tuple[str, str]], what: str, file: str) -> None:
    """Refuse edges that lead back to where they began.

    Raises:
        Fault: naming the ring.
    """
    ends: dict[str, list[str]] = {}
    for start, end in edges:
        ends.setdefault(start, []).append(end)
    try:
        TopologicalSorter(ends).prepare()
    except CycleError as error:
        ring = " → ".join(error.args[1])
        raise refused(file, tr("{what} leads in a ring: {ring}", what=what, ring=ring),
                      tr("Take one of these away")) from error


def check_sources(sources: Iterable[shape.Source], known: Mapping[str, str], file: str) -> None:
    """Refuse sources that name what is not there, or are merged in a ring.

    Args:
        known: the project's own sources → what they are merged into.

    Raises:
        Fault: naming the source.
    """
    given = {source.id: source for source in sources}
    for source in given.values():
        for field, other in (("affiliation", source.affiliation), ("mergedInto", source.merged_into)):
            if other and other not in given and other not in known:
                raise refused(file, tr("source {id}: its {field} {other} is not there", id=source.id, field=field,
                                       other=other),
                              tr("Add that source, or leave the field out"))
    merged = {**known, **{name: source.merged_into or "" for name, source in given.items()}}
    check_no_ring(((name, into) for name, into in merged.items() if into), "mergedInto", file)
