"""Why a quotation is suggested, in the words of the page that a person has before them."""

from __future__ import annotations

from annotator.finders.found import Found

_MARKS = "“\"«„'`‘‚「"
_WHAT = {
    "tail": "quotation marks", "inverted": "quotation marks", "lead": "quotation marks", "alone": "quotation marks",
    "left": "quotation marks",
    "beside": "quotation marks", "tail-clause": "a clause", "inverted-clause": "a clause", "bare": "a clause",
    "that": "a clause with “that”", "whether": "a question in the clause", "colon": "a clause after a colon",
    "to": "what is to be done", "order": "what somebody is to do", "object": "what is spoken of",
    "preposition": "what is spoken of", "of": "what somebody is accused of", "about": "what somebody is asked about",
    "as": "a description",
    "for": "what somebody is praised or blamed for", "call": "a name for it", "noun": "what a noun announces",
    "transcript": "the words after a name and a colon", "according": "a statement",
    "as-said": "a clause",
}  # fmt: skip


def reason(paragraph: str, each: Found) -> str:
    """Say what spoke for it: “quotation marks + ‘said’ + name within 3 words”."""
    parts = [_WHAT.get(each.frame, "words")]
    if parts[0] != "quotation marks" and any(paragraph[start] in _MARKS for start, _ in each.segments):
        parts.append("quotation marks")
    if each.frame == "alone":
        parts.append("a sentence of its own")
    if each.frame == "left":
        parts.append(f"{len(paragraph[slice(*each.segments[0])].split())} words, no title")
    if each.cue:
        parts.append(f"‘{paragraph[slice(*each.cue)]}’")
    if each.mention:
        parts.append(_name(paragraph, each))
    if each.inner:
        parts.append("and that itself told by another")
    return " + ".join(parts)


def _name(paragraph: str, each: Found) -> str:
    mention = each.mention or (0, 0)
    place = each.cue or each.segments[0]
    between = paragraph[mention[1] : place[0]] if mention[1] <= place[0] else paragraph[place[1] : mention[0]]
    many = len(between.split()) + 1
    return f"name within {many} word{'s' if many > 1 else ''}"
