"""The patterns of a language, made once of its word lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from annotator.finders.language import Language

Pattern = re.Pattern[str]

QUOTE_NEXT = r"(?=[“\"]|''|``)"


@dataclass(frozen=True)
class Patterns:
    """Looked for in sentences; those that end in `$` look back, the others are matched or searched from a place.

    `weekday_next`, `tail_simple`, `not_before_tail`, `moment`, `time` and `title_before` are for text in small letters:
    asking each letter for both of its cases took longer than all else.
    """

    weekday_next: Pattern
    subject_next: Pattern
    inverted_stop: Pattern
    tail_apposition: Pattern
    tail_speaker: Pattern
    tail_simple: Pattern
    not_before_tail: Pattern
    resumed: Pattern
    going_on: Pattern
    finite: Pattern
    finite_behind: Pattern
    moment: Pattern
    told: Pattern
    clause: Pattern
    said_clause: Pattern
    whether: Pattern
    no_object: Pattern
    comma: Pattern
    subordinate: Pattern
    time: Pattern
    venue: Pattern
    clause_end: Pattern
    speaker_head: Pattern
    title_before: Pattern


@cache
def patterns(language: Language) -> Patterns:
    """Those of one language."""
    words = language.alternatives
    day = rf"(?:{words('weekdays')})"
    venue = (rf"\s(?:in|during|at|with|via|by)\s+(?:an?|the|his|her|their|its|one|early-morning)\s+(?:[\w-]+\s+){{0,2}}"
             rf"(?:{words('venues')})\b")  # fmt: skip
    time = (rf"\s(?:on|late|early|last|this|earlier\sthis)\s+(?:{day}|(?:{words('time_nouns')})|twitter|night)\b"
            rf"(?![’'])|\s{day}\b(?![’'])")  # fmt: skip
    return Patterns(
        weekday_next=re.compile(rf"\s+{day}\b"),
        subject_next=re.compile(r"\s+(?:[A-Z]|(?:the|a|an|his|her|one|two|another|some|he|she|it|they)\b)"),
        inverted_stop=re.compile(r"[,.;:]\s|[.]?$|\s+(?:in|on|at|during|who|whose|after)\s|\s[“\"]"),
        tail_apposition=re.compile(rf",\s+(?:{words('apposition_openers')}|[a-z]|R-|D-)"),
        tail_speaker=re.compile(
            rf"(?:he|she|they|it|the|a|an|one|two|another|other|several|both|most|his|her|their|who"
            rf"|{words('plural_speakers')})\b|[^a-z]"
        ),
        tail_simple=re.compile(
            rf"\s*(?:[.]?$|[,:]|(?:on|in|at|during|of|after|to\sreporters|last|earlier|later|when|this\sweek|yesterday"
            rf"|recently|via|before|about|through|again|then|with|as|{day})\b)"),
        not_before_tail=re.compile(rf"(?:{words('not_clause_before_tail')})\b"),
        resumed=re.compile(r"(?:\s+(?!that\b|to\b)[\w.’']+){0,4},\s+(?!and|but|while|adding|noting"
                           r"|citing|arguing|which|who|when|[A-Z]\w+ing)"),
        going_on=re.compile(r"(?:\s+(?!that\b|to\b)[\w.’']+){0,4}\s*,\s+(?!(?:and|but|while|adding|noting|citing|referring|who|which|according|when|a|an|as"
                            r"|though|although|calling|arguing|even)\b)"),
        finite=re.compile(
            r"\b(?:is|are|was|were|has|have|had|will|would|could|should|may|might|must|can|cannot|do|does|did|(?:is|was|wo"
            r"|do|does|did|ca|would|could|were|are|has|have)n[’']t|[a-z]{3,}ed|[a-z]{2,}s|made|got|went|came|took|gave"
            r"|left|lost|won|led|knew|saw|put|let|ran|met|held|kept|paid|became|began|need|want|make)\b"
            r"|[’'](?:s|re|d|ll)\b"),
        finite_behind=re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|should|may|might|can|cannot|did|does"
                                 r"|do|[a-z]{3,}ed|expects|wants|needs)\b"),
        moment=re.compile(
            rf"\s*(?:in\sthe\searly\smorning\shours|at\sthe\stime|at\sone\spoint|in\spart|in\sfront\sof\s\w+"
            rf"|(?:on\s)?(?:jan|feb|march|april|may|june|july|aug|sept|oct|nov|dec)[a-z]*\.?\s[0-9]{{1,2}}"
            rf"|on\s(?:his|her|its|their)\s\w+"
            rf"|(?:on\s+)?(?:twitter|facebook|{day})(?:\s+(?:night|morning|evening|afternoon))?"
            rf"|(?:in|during|at)\s+(?:an?|the|his|her|their|its|one)\s+(?:\w+\s+){{0,2}}(?:{words('venues')}|time)"
            rf"|(?:last|this|earlier\sthis)\s+(?:{words('time_nouns')})"
            rf"|later|again|recently|repeatedly|then|yesterday|today)\b"),
        told=re.compile(
            r"\s*(?:(?:him|her|them|us|me|you|it)\b|(?:(?:the|a|an|his|her|their|its|one|some|two|several|many|other"
            r"|reporters|supporters|voters|lawmakers|[A-Z][\w.’'-]*|[a-z]+s)\s+)(?:(?!that\b|to\b)[\w.’'&-]+\s+){0,7}?"
            r"(?=(?:that|to|she|he|they|it|in|on)\b|[“\"])|(?:[A-Z][\w’'.-]+|people\b|[a-z]+s\b)(?:\s+[A-Z][\w’'.-]+){0,3})"),
        clause=re.compile(rf"\s+(?:“|\"|''|[A-Z0-9$]|(?:{words('clause_openers')})\b|[a-z]+s\s)"),
        said_clause=re.compile(rf"\s+(?!(?:{words('not_clause')})\b)[a-z]\w*\s+\w+\s+\w+"),
        whether=re.compile(rf"\s+(?:{words('question_openers')})\s"),
        no_object=re.compile(rf"\s+(?:{words('not_objects')})\b"),
        comma=re.compile(r",\s+(?!(?:[\w$’'-]+\s+){0,4}[\w$’'-]+,?\s+(?:and|or)\s)"
                         r"(?!(?:who|which|whose|including|such\sas|and|or)\b)"),
        subordinate=re.compile(rf"\s(?:{words('subordinators')}|as\s(?:he|she|they|it|the|part|well))\s"),
        time=re.compile(time), venue=re.compile(venue),
        clause_end=re.compile(
            rf"[,;\s—–―](?:(?<=,)\s+(?:(?P<hard>according\sto\b|(?:{words('contrasts')})\s)"
            rf"|(?:and|then)\s+(?P<then>\w+)\s+(?P<next>\w+)|(?P<free>\w+ing)\b)|(?<=;)(?P<stop>\s)"
            rf"|(?<=\s)(?:and|but)\s+(?:then\s+|later\s+|also\s+)?(?P<joined>\w+)\s"
            rf"|(?P<dash>(?<=\s)\s*[—–―]\s*|(?<=[—–―])\s*|(?<=\s)--?\s))"),
        speaker_head=re.compile(r"((?:[A-Z][\w.’'-]+\s+){0,3}[A-Z][\w.’'-]+(?:\s+\([^)]*\))?):\s+(?=\S)"),
        title_before=re.compile(rf"(?:\b(?:{words('titles')}))\s*,?\s*$"),
    )  # fmt: skip
