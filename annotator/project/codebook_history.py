"""The versions of the codebook: who changed what, when. Read from the journal, which keeps everything anyway."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.corpus.change import CODEBOOK_ID
from annotator.corpus.codebook_changes import codebook_words
from annotator.corpus.codebook_fields import revised
from annotator.corpus.ids import pack, unpack
from annotator.corpus.team import utc
from annotator.language import tr
from annotator.project.catalogue import Catalogue
from annotator.project.operation import decode_fields


@dataclass(frozen=True, slots=True)
class Version:
    """What made a version of the codebook: its number, what was done, the coder's id, the time (UTC)."""

    version: str
    words: str
    coder: str
    time: str


def versions(catalogue: Catalogue) -> list[Version]:
    """All versions, the newest first. Edits made at the same time stand in one order on every computer."""
    found, base, edits = [], "1", 0
    for coder, hlc, patch, born in catalogue.rows(
            "SELECT s.coder, o.hlc, o.patch, o.prev=x'' FROM op o JOIN session s ON s.k=o.session WHERE o.entity=?"
            " ORDER BY o.hlc, o.digest", (pack(CODEBOOK_ID),)):
        fields = decode_fields(patch) if patch else {}
        if fields.get("version"):
            base, edits = fields["version"], 0
        else:
            edits += 1
        words = tr("Add codebook") if born else codebook_words(fields)
        found.append(Version(revised(base, edits), words, unpack(coder), utc(hlc >> 16)))
    return found[::-1]
