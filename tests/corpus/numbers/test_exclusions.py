"""Numbers in a text that are no figures; each line of the tables is a sentence of our own."""

from __future__ import annotations

import pytest

from annotator.corpus.figures import figures_in

NONE = """
The talks ended in 2019 and began again in 2021-22.
They met on 4 March, on March 4, on 4.3.2021, on 2021-03-04 and on 3/4/2021.
It began at 2 p.m., went on at 14:30 and ended at 11 o'clock.
The 22nd amendment and the 3rd act fell in the 19th century.
The Boeing 787, the G70, the TA-35 and the 5G mast were there.
Write to 14 Mill Road, to www.ours.example/99 or to a12@ours.example.
See Section 427, Chapter 3, No. 5 and page 12.
They won 3-1 and drew 2–2.
It was the '90s, then the 1990s, then 9/11, open 24/7.
Call +1 222 333 4444 or 1-800-555-1234.
No one knew; one of them left; this one stayed.
It was one-on-one in the first half.
The S&P 500 and the FTSE 100 slept.
They came in the top three.
It runs iOS 15 on an iPhone 12.
"""

SOME = """
About 40 came.                          → About 40
On Monday 14 people came.               → 14
They reached 1,900 members.             → 1,900
Nearly 2000 people came.                → Nearly 2000
In 1850 men, more than 1900 women came. → more than 1900
The sub-300 class won.                  → sub-300
A May 5% rise came.                     → 5%
Section 3 million came.                 → 3 million
It cost C$20.                           → C$20
"""


@pytest.mark.parametrize("text", [line for line in NONE.splitlines() if line])
def test_what_only_looks_like_a_figure_is_left_out(text: str) -> None:
    assert [text[slice(*span)] for span in figures_in(text)] == []


@pytest.mark.parametrize("line", [line for line in SOME.splitlines() if line])
def test_what_looks_like_a_name_but_counts_is_kept(line: str) -> None:
    text, expected = (part.strip() for part in line.split("→"))

    assert [text[slice(*span)] for span in figures_in(text)] == [expected]
