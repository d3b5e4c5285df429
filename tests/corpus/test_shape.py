"""The shape of fields that come from a file: what we know is judged, what is newer passes."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.corpus.annotation import Annotation, Attribution, Segment, annotation_fields
from annotator.corpus.article import Article
from annotator.corpus.codebook_fields import codebook_fields
from annotator.corpus.shape import is_well_formed
from annotator.corpus.source import Source, source_fields
from tests import builders

ID = "0192f0c1-0000-7000-8000-000000000001"


def test_what_this_program_writes_is_well_formed() -> None:
    marked = Annotation(ID, ID, "quote", (Segment("content", 0, 5), Segment("hedge", 2, 3)),
                        (Attribution(ID, mention=((0, 2),), cue=((3, 4),)), Attribution(None, "reporter", "inferred")),
                        {"tone": ["a", "b"]}, {"value": "3", "change": {"from": "1"}}, "note", {"finder": "quotes"})
    assert is_well_formed("annotation", annotation_fields(marked))
    source = Source(ID, "Anna Berg", aliases=("A. Berg",), roles=({"text": "minister", "from": "2024"},),
                    identifiers={"wikidata": "Q1"}, citation={"type": "article"}, attributes={"party": "x"})
    assert is_well_formed("source", source_fields(source))
    assert is_well_formed("codebook", codebook_fields(builders.codebook()))
    article = Article(ID, "T", ("Mara",), tags=("x",), imported_from={"format": "txt"})
    assert is_well_formed("article", article.fields())


@pytest.mark.parametrize(("kind", "fields"), [
    ("annotation", {"segments": 7}), ("annotation", {"segments": [["content", 5, 5]]}),
    ("annotation", {"segments": [["content", -1, 5]]}), ("annotation", {"segments": [["content", "0", 5]]}),
    ("annotation", {"segments": [["content", 0, True]]}), ("annotation", {"chain": [["s1"]]}),
    ("annotation", {"chain": [["é", "speaker"]]}), ("annotation", {"chain": [["s1", "speaker", None, [[3, 2]]]]}),
    ("annotation", {"kind": ["quote"]}), ("annotation", {"note": {"b": 1}}), ("annotation", {"attribute:x": {"a": 1}}),
    ("annotation", {"deleted": "yes"}), ("source", {"merged_into": "a b"}), ("source", {"roles": ["minister"]}),
    ("link", {"start": 7}), ("article", {"byline": "Mara"}), ("passages", {"passage:0-5": 3}),
    ("codebook", {"kind:quote": ["x"]}), ("codebook", {"kind:quote": {"position": "first"}}),
    ("codebook", {"attribute:quote/x": {"values": [1]}}), ("merge", {"came": {"zz": [[1, 2]]}}),
    ("codebook", {"kind.label:quote": 7}), ("codebook", {"attribute.value:claim/topic/x": "first"}),
    ("codebook", {"attribute.default:claim/topic": "x"}), ("values", {"coder": 5}),
    ("annotation", {"attribute:x": [[[[[[[[[[1]]]]]]]]]]}),
])
def test_what_would_break_the_window_is_no_shape(kind: str, fields: dict[str, Any]) -> None:
    assert not is_well_formed(kind, fields)


@pytest.mark.parametrize(("kind", "fields"), [
    ("annotation", {"segments": None}), ("annotation", {"shimmer": [1, {"x": 2}]}), ("poem", {"segments": 7}),
    ("annotation", {"deleted": 1}), ("source", {"alias:x": 1, "hue:x": {}}),
])
def test_what_takes_a_value_away_or_is_newer_passes(kind: str, fields: dict[str, Any]) -> None:
    assert is_well_formed(kind, fields)
