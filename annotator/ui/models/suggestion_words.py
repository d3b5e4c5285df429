"""Suggestions in words: what they would become, who says it, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.corpus.change import counted
from annotator.corpus.figure_words import figure_text
from annotator.corpus.kinds import Codebook
from annotator.corpus.source import display
from annotator.drafting import KNOWN, NEW, PASSAGE, Speaker
from annotator.finders import Suggestion
from annotator.ui.deciding import Preview, Question, offered

_MOST_NAMES = 6
"""New sources that are named one by one before all are accepted."""


def label(kind: str, codebook: Codebook) -> str:
    """What a suggestion of that kind becomes."""
    return "Boilerplate" if kind == PASSAGE else codebook.kind(kind).label


def words(suggestion: Suggestion, text: str) -> str:
    """Its words in one line; between the halves of a split quote an ellipsis."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in suggestion.segments)


def who(speakers: Sequence[Speaker]) -> str:
    """Who says it, origin first: “new source: Lena Ortiz”, “Lena Ortiz (“Ortiz”)”, “who is “he”?”."""
    return ", via ".join(_one(speaker) for speaker in speakers)


def _one(speaker: Speaker) -> str:
    if speaker.sort == NEW:
        return f"new source: {speaker.words}"
    if speaker.sort == KNOWN:
        name = display(speaker.source)
        return name if name == speaker.words else f"{name} (“{speaker.words}”)"
    if not speaker.words:
        return f"asked: is it {display(speaker.source)}?" if speaker.source else "nobody is named"
    if speaker.source:
        return f"asked: is “{speaker.words}” {display(speaker.source)}?"
    return f"asked: who is “{speaker.words}”?"


def value(suggestion: Suggestion) -> str:
    """The figure that a statistic states, else nothing."""
    return figure_text(suggestion.quantity) if suggestion.quantity else ""


def outcome(suggestion: Suggestion, speakers: Sequence[Speaker]) -> str:
    """What accepting it stores besides the words: the value, and who says it."""
    if suggestion.kind == PASSAGE:
        return "is greyed, and left out"
    said = who(speakers)
    found = [value(suggestion), f"↳ {said}" if said else "" if suggestion.quantity else "↳ no source yet"]
    return " · ".join(part for part in found if part)


def asking(question: Question) -> str:
    """The question on who is meant, with what Enter takes."""
    speaker = question.speaker
    answer = offered(speaker)
    asked = f"Who is “{speaker.words}”?" if speaker.words else "Who states this figure?"
    return f"{asked} New source: {answer}" if isinstance(answer, str) else f"{asked} Probably {display(answer)}"


def proposing(preview: Preview, codebook: Codebook) -> str:
    """What accepting all of a kind would do."""
    names = [source.name for source in preview.accepted.sources]
    more = len(names) - _MOST_NAMES
    listed = ", ".join(names[:_MOST_NAMES]) + (f" and {more:,} more" if more > 0 else "")
    many = counted(len(preview.suggestions), label(preview.kind, codebook).lower())
    return f"Accept {many}? {counted(len(names), 'new source')}: {listed}"


def sureness(suggestion: Suggestion) -> str:
    """Its score as a share: “97 %”; nothing where nobody has said one."""
    return f"{suggestion.score:.0%}".replace("%", " %") if suggestion.scored else ""


def spoken(suggestion: Suggestion, label: str, text: str, speakers: Sequence[Speaker]) -> str:
    """What a screen reader says of the one in focus."""
    parts = (f"Suggestion: {label}", words(suggestion, text), outcome(suggestion, speakers).replace("↳ ", ""),
             sureness(suggestion))
    return ", ".join(part for part in parts if part)
