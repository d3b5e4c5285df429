"""Who said a quotation, in languages of which only the verbs are known: told from the words right beside the marks.

“« … », a déclaré la ministre”, “« … », a-t-elle dit”, “„…“, sagte Krause”, “Krause sagte: „…“”.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from annotator.finders.found import Found
from annotator.finders.language import Language
from annotator.finders.sentences import Sentence
from annotator.finders.suggestion import Span

_SCORE = 0.95
_NAME = r"[^.,;:!?«»„“”\"\n()]{2,60}"


@dataclass(frozen=True, slots=True)
class _Beside:
    """The verb behind a quotation with its subject after it or hung on it, and before a colon and a quotation."""

    inverted: re.Pattern[str]
    hung: re.Pattern[str]
    leading: re.Pattern[str]
    named: re.Pattern[str]


@cache
def _patterns(language: Language) -> _Beside:
    verbs = "|".join(sorted((re.escape(form) for form in language.forms), key=len, reverse=True))
    helping = language.alternatives("auxiliaries")
    cue = rf"(?:(?:{helping})\s+)?(?:{verbs})"
    who = language.alternatives("clitics") if "clitics" in language.lists else r"(?!)"
    return _Beside(
        re.compile(rf"\s*,?\s*(?P<cue>{cue})\s+(?P<who>{_NAME})"),
        re.compile(
            rf"\s*,?\s*(?P<cue>(?:(?:{helping})(?:-t)?-(?P<who>{who})\s+(?:{verbs})|(?:{verbs})(?:-t)?-(?P<he>{who})))\b"
        ),
        re.compile(rf"(?P<who>{_NAME}?)\s+(?P<cue>{cue})(?:\s+[^.,;:\n]{{1,30}})?\s*:\s*$"),
        re.compile(rf"[A-ZÀ-Þ]|(?:{language.alternatives('articles')})\b"),
    )


def beside(sentence: Sentence, quote: Span) -> Found | None:
    """A quotation with the verb and the name that stand right behind or before it; `None` where there are none."""
    known, text = _patterns(sentence.language), sentence.paragraph
    match = known.hung.match(text, quote[1], sentence.end) or known.inverted.match(text, quote[1], sentence.end)
    if not match:
        match = known.leading.search(text, sentence.start, quote[0])
    if not match:
        return None
    place = match.span("he") if match.groupdict().get("he") else match.span("who")
    name = text[slice(*place)]
    place = (place[0] + len(name) - len(name.lstrip()), place[1] - len(name) + len(name.rstrip()))
    named = match.re is known.hung or known.named.match(text, place[0])
    if not named:
        return None
    form = sentence.language.forms.get(match["cue"].split()[-1].partition("-")[0])
    lemma = form.verb.lemma if form else ""
    return Found([quote], "beside", lemma, _SCORE, match.span("cue"), place, carried=True)
