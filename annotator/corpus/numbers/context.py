"""The words around a figure that say how it is meant: “fewer than”, “rose from”, “dozens”; and what is no figure.

The tables stand first, by language; English is complete. Patterns that look back end in `$`, those that look ahead are
matched where the figure ends. All repetitions are bounded: nobody's text makes them slow.
"""

import re

from annotator.corpus.letters import in_small_letters

# --- Change -----------------------------------------------------------------------------------------------------

_UP = (
    "rise|rises|rose|risen|rising|increase[sd]?|increasing|grow[sn]?|grew|growing|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|"
    "surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|gain(?:s|ed|ing)?|advance[sd]?|up|swell(?:s|ed)?|swollen|expand(?:s|ed)?|"
    "rebound(?:s|ed)?|leapt|leap(?:s|ed)?|rall(?:y|ied)|raise[sd]?|raising|lift(?:s|ed)?|hike[sd]?|boost(?:s|ed)?|"
    "added|accelerate[sd]?|edged up|skyrocketed|spiked?|upped|augmenté|grimpé|bondi|"
    "gestiegen|stieg(?:en)?|wuchs|gewachsen|erhöht|monté|passé"
)
_DOWN = (
    "fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|down|slid(?:es?)?|sliding|"
    "plung(?:e|es|ed|ing)|plummet(?:s|ed|ing)?|tumbl(?:e|es|ed|ing)|shed|sheds|sank|sink(?:s|ing)?|sunk|slump(?:s|ed)?|"
    "dip(?:s|ped)?|shr[aiu]nk(?:s|ing)?|lost|loses?|losing|eased?|slipped|slips?|retreated|reduce[sd]?|reducing|"
    "cuts?|cutting|slashed|lower(?:s|ed)|crashed|dived|contracted|halved|wiped|baissé|chuté|reculé|diminué|gesunken|"
    "sank(?:en)?|fiel(?:en)?|gefallen"
)
_UP_NOUNS = "rise|increase|jump|gain|growth|surge|hike|uptick|climb|boost|leap|hausse|Anstieg|Zuwachs|Plus"
_DOWN_NOUNS = "drop|fall|decline|decrease|cut|reduction|dip|slump|slide|plunge|discount|baisse|Rückgang|Minus"
_MOVED = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?P<between>(?:\s(?!and\b|that\b|which\b|who\b|but\b|while\b|as\b)[\w’'-]{{1,20}}){{0,5}})\s?$"
)
_NOUN_MOVED = re.compile(
    rf"\b(?:(?P<up>{_UP_NOUNS})|(?P<down>{_DOWN_NOUNS}))\s(?P<between>of|by|from|to|de|à|von|um|auf)"
    rf"(?:\s(?:about|around|nearly|almost|just|only|roughly|some|at\sleast|more\sthan|less\sthan)){{0,2}}\s?$"
)
_MOVED_AFTER = re.compile(
    rf"\s(?:(?P<up>higher|more|stronger|taller|{_UP_NOUNS})|(?P<down>lower|less|fewer|cheaper|weaker|{_DOWN_NOUNS}))\b"
)
_MULTIPLIED = re.compile(
    r"\b(?:(?P<up>doubl(?:ed|es|ing)|double|tripled?|tripling|trebled?|quadrupled?|quintupled)|(?P<down>halv(?:ed|es|ing)))\b",
    re.IGNORECASE,
)
_ROLES = {
    "to": "to", "auf": "to", "à": "to", "from": "from", "von": "from", "by": "by", "of": "by", "um": "by", "de": "by",
}  # fmt: skip
_SMALL = frozenset(
    "about around nearly almost just only roughly some approximately over under more less fewer than at least up "
    "another an a further estimated sharply slightly steadily as much well rund etwa fast environ near close".split()
)
# Verbs that take what they move as an object: “lost 300 jobs”, “raised $5 million” tell of no change of a level.
_SETS_LEVEL = frozenset(
    "raise raised raises raising cut cuts cutting lift lifts lifted lower lowers lowered reduce reduced reduces "
    "reducing hike hikes hiked boost boosts boosted slashed".split()
)
_TAKES_OBJECT = _SETS_LEVEL | frozenset(
    "gain gains gained gaining lost lose loses losing added shed sheds wiped".split()
)
_NOT_BETWEEN = re.compile(r"[^\w\s’'-]")
"""What does not stand between a verb and its figure; only the words behind it need to be looked at."""
_PERCENT_NEAR = re.compile(r"\S{1,12}(?:\s(?:million|billion))?\s?(?:%|per\s?cent|points?\b|basis)")


def movement_before(text: str, at: int, floor: int) -> tuple[str, str] | None:
    """Read the change that leads to a figure beginning at `at`: the direction, and what the figure is of it.

    The second is “by” (the figure is said to be the change), “to” (the level after), “from” (the level before), or ""
    where the figure follows the verb itself and only its unit can tell (“fell 1.2 percent”, “raised $5 million”).
    """
    before = _NOT_BETWEEN.split(text[max(floor, at - 90) : at])[-1]
    match = _MOVED.search(before) or _NOUN_MOVED.search(before)
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
    if role is None or (verb in _TAKES_OBJECT - _SETS_LEVEL and len(between) > 1) or (verb == "up" and role == "to"):
        return None
    return direction, role


def movement_after(text: str, at: int, limit: int) -> str | None:
    """Read the change that follows a relative amount ending at `at`: “5% higher”, “a 19% drop”."""
    match = _MOVED_AFTER.match(text, at, limit)
    return None if not match else "increase" if match["up"] else "decrease"


def multiplied(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """Find “doubled”, “halved”: a change without a figure of its own; the direction and the place of the word."""
    match = _MULTIPLIED.search(text, start, end)
    return ("increase" if match["up"] else "decrease", *match.span()) if match else None


# --- Vague amounts ----------------------------------------------------------------------------------------------

# In small letters.
_VAGUE = re.compile(
    r"\b(?:(?P<count>(?:(?:many|several|some|a\sfew|few|a\scouple\sof|a\scouple)\s(?:hundred|thousand|dozen|million|billion)s?"
    r"|(?:tens|dozens|hundreds|scores|thousands|millions|billions)(?:\sof\s(?:thousands|millions|billions|trillions))?"
    r"|trillions|douzaines|dizaines|centaines|milliers|dutzende|hunderte|tausende|millionen|zehntausende))"
    r"|(?P<few>(?:a\s)?handful|a\sfew|several|many|numerous|countless|multiple|plusieurs|mehrere|viele)"
    r"|(?P<share>(?:the|a|an)\s(?:(?:vast|overwhelming|large|clear|small|slim|great)\s)?(?:majority|minority|bulk)|(?<!\bat\s)(?<!\bthe\s)most"
    r"|la\splupart|la\smajorité|die\smehrheit|die\smeisten))(?!\w)",
)


def vague_amounts(text: str, start: int, end: int) -> list[tuple[int, int, str, bool]]:
    """Every vague amount between two code points: its place, its measure, and whether a number word says it."""
    base = max(0, start - _SEEN_BEFORE)
    return [
        (
            base + match.start(), base + match.end(), "proportion" if match["share"] else "count",
            match["count"] is not None,
        )
        for match in _VAGUE.finditer(in_small_letters(text[base:end]), start - base)
    ]  # fmt: skip


_SEEN_BEFORE = 8
"""Code points that the pattern for vague amounts looks back over: “at most”."""


# --- Ranks ------------------------------------------------------------------------------------------------------

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_RANK = re.compile(
    rf"\b(?:(?P<digits>[0-9]{{1,4}})(?:st|nd|rd|th)|(?P<word>{'|'.join(_ORDINALS)}))\b"
    r"(?P<after>[\s-](?:places?|spot|position|rank|overall|largest|most|[a-z]{2,10}est)\b)?",
    re.IGNORECASE,
)
_RANK_BEFORE = re.compile(
    r"\b(?:rank(?:s|ed|ing)?|plac(?:ed|es|ing)|finish(?:ed|es|ing)?|came|comes)\s(?:in\s)?$", re.IGNORECASE
)
_NUMBERED_RANK = re.compile(r"\b(?:[Nn]o\.|[Nn]umber|#)\s?(?P<digits>[0-9]{1,4})\b")


def ranked(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """Find a rank in the selected words (“third place”, “ranked 12th”): its number and the place of that."""
    for match in _RANK.finditer(text, start, end):
        if match["after"] or _RANK_BEFORE.search(text[max(0, match.start() - 16) : match.start()]):
            group = "digits" if match["digits"] else "word"
            value = match["digits"] or str(_ORDINALS.index(match["word"].lower()) + 1)
            return str(int(value)), *match.span(group)
    numbered = _NUMBERED_RANK.search(text, start, end)
    if not numbered or not _RANK_BEFORE.search(text[max(0, numbered.start() - 16) : numbered.start()]):
        return None
    return str(int(numbered["digits"])), *numbered.span("digits")
