"""The words in which a corpus of ours speaks brat: what the writer says, and what the reader knows again."""

from __future__ import annotations

import re

MENTION, CUE = "Source", "Cue"
"""Labels of the words that name a source, and of those that attribute."""
NOTE = "AnnotatorNotes"
OF_SOURCE, OF_ANNOTATION = "Source", "Annotation"
"""What a text-bound refers to, with its id."""
NO_ONE, NOBODY = "-", "nobody is named"
KEYED = re.compile(r"([A-Za-z0-9][A-Za-z0-9._:-]{0,63}): ?")
"""How a note begins that answers a question; a note in plain words that begins so gets `note: ` in front."""
SOURCES = ("source_id", "type", "name", "aliases", "anonymity", "job_title", "affiliation_id", "same_as", "note")
"""Columns of the table of sources."""
