r"""How fast the finders read: thousand characters a second (CPU), in this process and as a command.

Beside each rate stands how many times as long it took as one pass of `re.finditer(r"\w+")` over the same text, measured
in turn with it: computers differ, and one computer does from minute to minute, but that ratio hardly.

The text is invented, with as many quotations, figures and verbs of speech as a political news story has.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from annotator.corpus.figures import read_figures
from annotator.finders import FINDERS, suggest

STORY = (
    "Harbour talks resume\n"
    "The council voted on Tuesday to reopen the harbour, which had been closed for 14 months after a storm.\n"
    "“We will rebuild the quay by May,” Mayor Lena Ortiz said at a news conference. “Nobody had time to leave.”\n"
    "The port, which employs 2,300 people, lost about $1.3 billion in trade last year, according to its auditor.\n"
    "Two officials said the ship had left without a pilot, and the union vowed to appeal the ruling before winter.\n"
    "Critics dismissed the claim that the tests were falsified. The agency, founded long ago, has few inspectors.\n"
    "It rained for most of the week. Shops along the water stayed open, and the ferry ran every hour as usual.\n"
    "Ines Roth, who leads the group, denied the report but declined to comment on the price of the new cranes.\n"
)


def told_anew(number: int) -> str:
    """The story with words of its own in each paragraph: what has been read a moment ago is not read again."""
    own = f" It is in folder {''.join(chr(97 + int(digit)) for digit in str(number))}.\n"
    return STORY.replace("\n", own)


TEXT = "\n".join(map(told_anew, range(400)))
FILES, RUNS = 80, 3
USUAL_AND_CLAIMS = ("quotes", "statistics", "claims")


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this thread."""
    start = time.thread_time()
    work()
    return time.thread_time() - start


def words_alone() -> None:
    """The floor: every word of the text is looked at once."""
    for _ in _WORD.finditer(TEXT):
        pass


_WORD = re.compile(r"\w+")


def rated(name: str, work: Callable[[], object]) -> str:
    """A line: the best of some runs, and how many times the floor of the same minute that is."""
    pairs = [(seconds(words_alone), seconds(work)) for _ in range(RUNS)]
    floor, best = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    return f"{name:30}{len(TEXT) / 1000 / best:10,.0f} thousand characters a second{best / floor:8.1f} × the floor"


def as_a_command() -> float:
    """Thousand characters a second of CPU for many files, the start of the program included."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        many = 0
        for number in range(FILES):
            story = "".join(told_anew(6 * number + part) for part in range(6))
            many += len(story)
            path = Path(folder, f"{number}.txt")
            path.write_text(story, encoding="utf-8")
            names.append(str(path))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "annotator", "suggest", "--json", *names],
            env=os.environ, stdout=subprocess.DEVNULL, check=True,
        )  # fmt: skip
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return many / 1000 / taken


def short() -> float:
    """CPU milliseconds for a story of 5,000 characters that nobody has read before."""
    stories = ["".join(told_anew(10 * number + part) for part in range(1_000, 1_005))[:5_000] for number in range(20)]
    return 1000 * seconds(lambda: [suggest(each, finders=USUAL_AND_CLAIMS) for each in stories]) / len(stories)


def main() -> None:
    """Print the rates."""
    suggest(STORY, finders=[finder.name for finder in FINDERS])  # the tables are read once
    print(f"{len(TEXT) / 1000:,.0f} thousand characters")
    print(rated("the floor", words_alone))
    for names in (("quotes",), ("statistics",), ("claims",), ("persons",), USUAL_AND_CLAIMS):
        print(rated(" + ".join(names), partial(suggest, TEXT, finders=names)))
    print(rated("figures alone", lambda: list(read_figures(TEXT))))
    print(f"{'5,000 characters':30}{short():10.1f} ms")
    print(f"{'as a command':30}{as_a_command():10,.0f} thousand characters a second")


if __name__ == "__main__":
    main()
