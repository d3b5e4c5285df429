"""The suggestions of an open project: what waits in an article, and what becomes of it.

What finders propose is computed when it is asked for and never stored; what is accepted is an annotation, and what is
dismissed an entry of its own in the journal. Facts are read from the project (`Drafts.ground`, `Drafts.sieve`), and
what takes time is worked out of them alone (`proposed`, `Sieve.left`), on whatever thread.
"""

from annotator.drafting.drafts import PASSAGE, Accepted, Drafts, named
from annotator.drafting.ground import Ground, proposed
from annotator.drafting.lessons import Lessons
from annotator.drafting.sieve import Sieve
from annotator.drafting.speakers import ASKED, KNOWN, NEW, NOBODY, Speaker, Speakers

__all__ = [
    "ASKED", "KNOWN", "NEW", "NOBODY", "PASSAGE", "Accepted", "Drafts", "Ground", "Lessons", "Sieve", "Speaker",
    "Speakers", "named", "proposed",
]  # fmt: skip
