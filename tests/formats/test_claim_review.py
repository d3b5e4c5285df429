"""ClaimReview: what was checked, who said it and where, with the rating that the status means."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from annotator import formats
from tests.formats.corpora import bring, digest, project, small, spot, write

TEXT = "The mayor says that crime has doubled. Nobody checked this one."


def claims() -> dict[str, Any]:
    made = {"creator": "ann", "created": "2026-01-02T03:04:05Z"}
    checked = {"id": "c1", "type": "claim", "segments": [spot(TEXT, "crime has doubled")], "note": "It fell.",
               "attributes": {"status": "refuted", "paraphrase": "Crime in the city has doubled."},
               "attributions": [{"level": 0, "role": "speaker", "source": "s1"}], **made}
    open_ = {"id": "c2", "type": "claim", "segments": [spot(TEXT, "Nobody checked this one")],
             "attributes": {"status": "unchecked"}, **made}
    unclear = {"id": "c3", "type": "claim", "segments": [spot(TEXT, "checked")],
               "attributes": {"status": "not_enough_evidence"}, **made}
    article = {"id": "a", "headline": "Crime", "publisher": "The Paper", "datePublished": "2026-01-02",
               "url": "https://example.org/1", "text": TEXT, "textSha256": digest(TEXT),
               "annotations": [checked, open_, unclear]}
    return {**small(), "groups": [], "project": {"id": "p", "name": "The Desk"},
            "sources": [{"id": "s1", "type": "person", "name": "Mia Holm", "jobTitle": "mayor",
                         "sameAs": ["https://example.org/holm"]}], "articles": [article]}


def test_a_checked_claim_is_a_review_and_an_open_one_is_not(tmp_path: Path) -> None:
    session = project(tmp_path)
    bring(session, write(tmp_path, claims()))
    written = formats.export("claimreview", session.catalogue, tmp_path / "out.json")
    refuted, unclear = json.loads((tmp_path / "out.json").read_bytes())
    assert refuted["claimReviewed"] == "Crime in the city has doubled."
    assert refuted["text"] == "crime has doubled"
    assert refuted["itemReviewed"]["author"] == {
        "@type": "Person", "name": "Mia Holm", "jobTitle": "mayor", "sameAs": ["https://example.org/holm"]}
    assert refuted["itemReviewed"]["appearance"]["url"] == "https://example.org/1"
    assert refuted["reviewRating"] == {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "worstRating": 1,
                                       "alternateName": "Refuted"}
    assert refuted["author"]["name"] == "The Desk"
    assert unclear["reviewRating"] == {"@type": "Rating", "alternateName": "Not enough evidence"}
    assert written.summary() == "2 annotations"
    assert written.losses == ["what is no claim that was checked was left out (1 time)"]
    session.close()


def test_a_project_without_checked_claims_is_an_empty_list(tmp_path: Path) -> None:
    session = project(tmp_path)
    formats.export("claimreview", session.catalogue, tmp_path / "out.json")
    assert json.loads((tmp_path / "out.json").read_bytes()) == []
    session.close()
