"""Suggestions in words: what they would become, who says it, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.corpus.figure_words import figure_text
from annotator.corpus.kinds import Codebook
from annotator.corpus.source import display
from annotator.drafting import KNOWN, NEW, PASSAGE, Speaker
from annotator.finders import Suggestion
from annotator.language import counted, tr
from annotator.ui.deciding import Preview, Question, offered

_MOST_NAMES = 6
"""New sources that are named one by one before all are accepted."""


def label(kind: str, codebook: Codebook) -> str:
    """What a suggestion of that kind becomes."""
    return tr("Boilerplate") if kind == PASSAGE else codebook.kind(kind).label


def words(suggestion: Suggestion, text: str) -> str:
    """Its words in one line; between the halves of a split quote an ellipsis."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in suggestion.segments)


def who(speakers: Sequence[Speaker]) -> str:
    """Who says it, origin first: “new source: Lena Ortiz”, “Lena Ortiz (“Ortiz”)”, “who is “he”?”."""
    return told_by([_one(speaker) for speaker in speakers])


def told_by(names: Sequence[str]) -> str:
    """“Lena Ortiz, via the ministry”; empty for nobody."""
    said, *via = names or [""]
    for each in via:
        said = tr("{said}, via {name}", said=said, name=each)
    return said


def _one(speaker: Speaker) -> str:
    if speaker.sort == NEW:
        return tr("new source: {words}", words=speaker.words)
    if speaker.sort == KNOWN:
        name = display(speaker.source)
        return name if name == speaker.words else tr("{name} (“{words}”)", name=name, words=speaker.words)
    if not speaker.words:
        if not speaker.source:
            return tr("nobody is named")
        return tr("asked: is it {source}?", source=display(speaker.source))
    if speaker.source:
        return tr("asked: is “{words}” {source}?", words=speaker.words, source=display(speaker.source))
    return tr("asked: who is “{words}”?", words=speaker.words)


def value(suggestion: Suggestion) -> str:
    """The figure that a statistic states, else nothing."""
    return figure_text(suggestion.quantity) if suggestion.quantity else ""


def outcome(suggestion: Suggestion, speakers: Sequence[Speaker]) -> str:
    """What accepting it stores besides the words: the value, and who says it."""
    if suggestion.kind == PASSAGE:
        return tr("is greyed, and left out")
    said = who(speakers)
    found = [value(suggestion), f"↳ {said}" if said else "" if suggestion.quantity else tr("↳ no source yet")]
    return " · ".join(part for part in found if part)


def asking(question: Question) -> str:
    """The question on who is meant, with what Enter takes."""
    speaker = question.speaker
    answer = offered(speaker)
    asked = tr("Who is “{words}”?", words=speaker.words) if speaker.words else tr("Who states this figure?")
    if isinstance(answer, str):
        return tr("{asked} New source: {answer}", asked=asked, answer=answer)
    return tr("{asked} Probably {answer}", asked=asked, answer=display(answer))


def proposing(preview: Preview, codebook: Codebook) -> str:
    """What accepting all of a kind would do."""
    names = [source.name for source in preview.accepted.sources]
    more = len(names) - _MOST_NAMES
    listed = ", ".join(names[:_MOST_NAMES])
    if more > 0:
        listed = tr("{names} and {number:,} more", names=listed, number=more)
    many = counted(len(preview.suggestions), label(preview.kind, codebook).lower())
    return tr("Accept {suggestions}? {sources}: {names}", suggestions=many,
              sources=counted(len(names), "new source"), names=listed)


def sureness(suggestion: Suggestion) -> str:
    """Its score as a share: “97 %”; nothing where nobody has said one."""
    return f"{suggestion.score:.0%}".replace("%", " %") if suggestion.scored else ""


def spoken(suggestion: Suggestion, label: str, text: str, speakers: Sequence[Speaker]) -> str:
    """What a screen reader says of the one in focus."""
    parts = (tr("Suggestion: {label}", label=label), words(suggestion, text),
             outcome(suggestion, speakers).replace("↳ ", ""),
             sureness(suggestion))
    return ", ".join(part for part in parts if part)
