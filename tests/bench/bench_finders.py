"""How fast the finders read: thousand characters a second (CPU), in this process and as a command.

The text is invented, with as many quotations, figures and verbs of speech as a political news story has.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
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
TEXT = "\n".join([STORY] * 400)
FILES = 80


def thousands_a_second(names: tuple[str, ...]) -> float:
    """Of the whole text, with these finders."""
    start = time.process_time()
    suggest(TEXT, finders=names)
    return len(TEXT) / 1000 / (time.process_time() - start)


def as_a_command() -> float:
    """Thousand characters a second of CPU for many files, the start of the program included."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number in range(FILES):
            path = Path(folder, f"{number}.txt")
            path.write_text(STORY * 6, encoding="utf-8")
            names.append(str(path))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "annotator", "suggest", "--json", *names],
            env=os.environ, stdout=subprocess.DEVNULL, check=True,
        )  # fmt: skip
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return FILES * len(STORY) * 6 / 1000 / seconds


def main() -> None:
    """Print the rates."""
    suggest(STORY, finders=[finder.name for finder in FINDERS])  # the tables are read once
    print(f"{len(TEXT) / 1000:,.0f} thousand characters")
    for names in (("quotes",), ("statistics",), ("claims",), ("persons",), ("quotes", "statistics")):
        print(f"{' + '.join(names):24}{thousands_a_second(names):10,.0f} thousand characters a second")
    start = time.process_time()
    list(read_figures(TEXT))
    print(f"{'figures alone':24}{len(TEXT) / 1000 / (time.process_time() - start):10,.0f}")
    print(f"{'as a command':24}{as_a_command():10,.0f}")


if __name__ == "__main__":
    main()
