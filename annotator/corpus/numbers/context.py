"""The words around a figure that say how it is meant: “rose from”, “dozens”, “third place”.

Patterns that look back end in `$`, those that look ahead are matched where the figure ends. All repetitions are
bounded: nobody's text makes them slow.
"""

import re
from functools import cache, partial

from annotator.corpus.letters import in_small_letters
from annotator.corpus.numbers.tables import alternatives, either, listed, meanings, section, words

# --- Change -----------------------------------------------------------------------------------------------------

_moved = partial(either, "changes")
_MOVERS = frozenset(
    phrase.split()[-1] for phrase in words("changes", "up", "down", "up_nouns", "down_nouns")
)  # fmt: skip
_ROLES = meanings("changes", "roles")


@cache
def _movements() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A verb of change with what stands between it and its figure, and a noun; long, and made when first asked."""
    up_nouns, down_nouns = _moved("up_nouns"), _moved("down_nouns")
    return (
        re.compile(
            rf"\b(?:(?P<up>{_moved('up')})|(?P<down>{_moved('down')}))\b"
            rf"(?P<between>(?:\s(?!(?:{_moved('never_between')})\b)[\w’'-]{{1,20}}){{0,5}})\s?$"
        ),
        re.compile(
            rf"\b(?:(?P<up>{up_nouns})|(?P<down>{down_nouns}))\s(?P<between>{alternatives(_ROLES)})"
            rf"(?:\s(?:{_moved('before_number')})){{0,2}}\s?$"
        ),
    )


_MOVED_AFTER = re.compile(
    rf"\s(?:(?P<up>{_moved('up_after', 'up_nouns')})|(?P<down>{_moved('down_after', 'down_nouns')}))\b"
)
_SMALL, _COMPARING = words("changes", "small"), words("changes", "comparing")
_SETS_LEVEL, _GAINS = words("changes", "sets_level"), words("changes", "takes_object")
_TAKES_OBJECT = _SETS_LEVEL | _GAINS
_NOT_BETWEEN = re.compile(r"[^\w\s’'-]")
"""What does not stand between a verb and its figure; only the words behind it need to be looked at."""
_PERCENT_NEAR = re.compile(
    rf"\S{{1,12}}(?:\s(?:{_moved('scales')}))?\s?(?:%|{either('percent', 'spelt')}"
    rf"|(?:{either('units', 'points')})\b|{either('units', 'basis')})"
)
_WORD = re.compile(r"\w+")


def movement_before(text: str, at: int, floor: int) -> tuple[str, str] | None:
    """Read the change that leads to a figure beginning at `at`: the direction, and what the figure is of it.

    The second is “by” (the figure is said to be the change), “to” (the level after), “from” (the level before), or ""
    where the figure follows the verb itself and only its unit can tell (“fell 1.2 percent”, “raised $5 million”).
    """
    before = text[max(floor, at - 90) : at]
    if _MOVERS.isdisjoint(_WORD.findall(before)):
        return None  # nearly always
    before = _NOT_BETWEEN.split(before)[-1]
    verb_moved, noun_moved = _movements()
    match = verb_moved.search(before) or noun_moved.search(before)
    if not match:
        return None
    direction = "increase" if match["up"] else "decrease"
    verb = (match["up"] or match["down"]).lower()
    between = match["between"].lower().split()
    while between and between[-1] in _SMALL:
        between.pop()
    if not between:
        return (direction, "") if verb not in _TAKES_OBJECT or _PERCENT_NEAR.match(text, at) else None
    role = _ROLES.get(between[-1])
    if role is None or (verb in _GAINS and len(between) > 1) or (verb in _COMPARING and role == "to"):
        return None
    return direction, role


def movement_after(text: str, at: int, limit: int) -> str | None:
    """Read the change that follows a relative amount ending at `at`: “5% higher”, “a 19% drop”."""
    match = _MOVED_AFTER.match(text, at, limit)
    return None if not match else "increase" if match["up"] else "decrease"


@cache
def _multiplied() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:(?P<up>{_moved('multiplied')})|(?P<down>{_moved('divided')}))\b", re.IGNORECASE
    )  # fmt: skip


def multiplied(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """Find “doubled”, “halved”: a change without a figure of its own; the direction and the place of the word."""
    match = _multiplied().search(text, start, end)
    return ("increase" if match["up"] else "decrease", *match.span()) if match else None


# --- Vague amounts ----------------------------------------------------------------------------------------------

_NO_MOST = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in sorted(words("vague", "not_before_most")))
_vague = partial(either, "vague")


@cache
def _amounts_in_words() -> re.Pattern[str]:
    """For small letters; made when first asked."""
    return re.compile(
        rf"\b(?:(?P<count>(?:{_vague('some')})\s(?:{_vague('of_number')})s?"
        rf"|(?:{_vague('many')})(?:\s(?:{_vague('of')})\s(?:{_vague('of_many')}))?"
        rf"|{_vague('alone')})|(?P<few>{_vague('few')})"
        rf"|(?P<share>(?:{_vague('articles')})\s(?:(?:{_vague('sizes')})\s)?(?:{_vague('share')})"
        rf"|{_NO_MOST}(?:{_vague('most')})|{_vague('whole')}))(?!\w)",
    )


Vague = tuple[int, int, str, bool]
"""An amount without a number: its place (code points), its measure, and whether a number word says it."""


def vague_amounts(text: str, start: int, end: int) -> list[Vague]:
    """Every vague amount between two code points."""
    base = max(0, start - _SEEN_BEFORE)
    return [
        (
            base + match.start(), base + match.end(), "proportion" if match["share"] else "count",
            match["count"] is not None,
        )
        for match in _amounts_in_words().finditer(in_small_letters(text[base:end]), start - base)
    ]  # fmt: skip


_SEEN_BEFORE = 8
"""Code points that the pattern for vague amounts looks back over: “at most”."""


# --- Ranks ------------------------------------------------------------------------------------------------------

_ORDINALS = listed(section("ranks", "en")["from_first"])
_rank = partial(either, "ranks")
_ORDINALS = listed(section("ranks", "en")["from_first"])


@cache
def _ranks() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A rank, what leads to one, and a number that is one; made when first asked, for few articles have any."""
    return (
        re.compile(
            rf"\b(?:(?P<digits>[0-9]{{1,4}})(?:{_rank('endings')})|(?P<word>{'|'.join(_ORDINALS)}))\b"
            rf"(?P<after>[\s-](?:{_rank('after')}|[a-z]{{2,10}}(?:{_rank('after_endings')}))\b)?",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{_rank('before')})\s(?:(?:{_rank('in')})\s)?$", re.IGNORECASE),
        re.compile(rf"\b(?:{_rank('numbered')}|#)\s?(?P<digits>[0-9]{{1,4}})\b"),
    )


def ranked(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """Find a rank in the selected words (“third place”, “ranked 12th”): its number and the place of that."""
    rank, before, with_sign = _ranks()
    for match in rank.finditer(text, start, end):
        if match["after"] or before.search(text[max(0, match.start() - 16) : match.start()]):
            group = "digits" if match["digits"] else "word"
            value = match["digits"] or str(_ORDINALS.index(match["word"].lower()) + 1)
            return str(int(value)), *match.span(group)
    numbered = with_sign.search(text, start, end)
    if not numbered or not before.search(text[max(0, numbered.start() - 16) : numbered.start()]):
        return None
    return str(int(numbered["digits"])), *numbered.span("digits")
