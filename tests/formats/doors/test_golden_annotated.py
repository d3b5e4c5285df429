"""Files of other tools that annotate: each is known by its content, and says what it always said.

Never make them anew: `tests/golden/annotated`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator import formats
from annotator.corpus.annotation import annotation_from_fields
from annotator.session import Session
from tests.formats.corpora import bring, project
from tests.shared import ROOT

GOLDEN = ROOT / "tests" / "golden" / "annotated"
EXPECTED = json.loads((GOLDEN / "expected.json").read_text(encoding="utf-8"))


def described(session: Session) -> list[dict[str, Any]]:
    """Every annotation in words, in the order of the text."""
    coders, sources = session.catalogue.coders(), session.catalogue.sources()
    found = []
    for each in session.catalogue.contents():
        for one in each.annotations:
            made = annotation_from_fields(one.id, each.id, one.fields)
            said = {"kind": made.kind, "words": made.words(each.text), "attributes": dict(made.attributes),
                    "note": made.note, "by": coders[one.creator].name if one.creator in coders else "",
                    "created": one.created if one.creator != session.coder.id else "",
                    "chain": [[link.role, sources[link.source].name] for link in made.chain if link.source]}
            found.append({key: value for key, value in said.items() if value})
    return found


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_is_known_by_its_content_and_says_what_it_always_said(name: str, tmp_path: Path) -> None:
    bare, expected = tmp_path / "download", EXPECTED[name]
    bare.write_bytes((GOLDEN / name).read_bytes())
    assert formats.sniff(bare).name == expected["format"]
    session = project(tmp_path)
    if "article" in expected:
        bring(session, GOLDEN / expected["article"])
    incoming = bring(session, GOLDEN / name)
    assert (described(session), incoming.warnings) == (expected["annotations"], expected["warnings"])
    assert session.check() == [] and not bring(session, GOLDEN / name).brings
    session.close()
