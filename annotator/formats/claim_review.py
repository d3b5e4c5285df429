"""schema.org ClaimReview: the claims that were checked, as JSON-LD for fact-checkers' tools and search engines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from annotator.corpus.annotation import Annotation
from annotator.corpus.source import Source
from annotator.formats.doors import Corpus, WriteOptions, Written
from annotator.formats.doors.edition import Edition, Entry, write_one
from annotator.formats.doors.lines import filled, write_list
from annotator.language import tr

RATINGS: Mapping[str, tuple[int, str]] = MappingProxyType({
    "supported": (5, "Supported"), "conflicting": (3, "Conflicting evidence"), "refuted": (1, "Refuted")})
"""Status of a claim → rating from 1 (false) to 5 (true), and its name. Without enough evidence: a name alone."""
_UNRATED = {"not_enough_evidence": "Not enough evidence"}
_TYPES = {"person": "Person", "organisation": "Organization", "group": "Organization"}


def write_file(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write the reviews, a list.

    Raises:
        Fault: the disk refused, or the project kept changing.
    """
    return write_one(corpus, out, _fill)


def _fill(edition: Edition, file: IO[bytes]) -> None:
    write_list(file, _reviews(edition))
    edition.counts["article"] = 0


def _reviews(edition: Edition) -> Iterator[dict[str, Any]]:
    written = 0
    for entry in edition.entries():
        for annotation in entry.annotations:
            status = annotation.attributes.get("status")
            if annotation.kind == "claim" and (status in RATINGS or status in _UNRATED):
                written += 1
                yield _review(edition, entry, annotation)
            else:
                edition.losses.note(tr("what is no claim that was checked was left out"))
    edition.counts["annotation"] = written


def _review(edition: Edition, entry: Entry, annotation: Annotation) -> dict[str, Any]:
    words = annotation.words(entry.text)
    origin = edition.counts_as(annotation.chain[0].source) if annotation.chain else None
    status = annotation.attributes["status"]
    rating, name = RATINGS.get(status) or (None, _UNRATED[status])
    appearance = filled({"@type": "CreativeWork", "url": entry.article.url, "headline": entry.article.title,
                         "datePublished": entry.article.published,
                         "publisher": filled({"@type": "Organization", "name": entry.article.outlet})})
    claim = {"@type": "Claim", "appearance": appearance,
             **filled({"datePublished": entry.article.published,
                       "author": _author(edition.sources[origin]) if origin else None})}
    return filled({
        "@context": "https://schema.org", "@type": "ClaimReview", "identifier": annotation.id,
        "claimReviewed": annotation.attributes.get("paraphrase") or words, "text": words, "itemReviewed": claim,
        "author": {"@type": "Organization", "name": edition.project.name or edition.coder(annotation.creator)},
        "dateCreated": annotation.created, "dateModified": annotation.modified,
        "reviewBody": annotation.note,
        "reviewRating": filled({"@type": "Rating", "ratingValue": rating, "bestRating": 5 if rating else None,
                                "worstRating": 1 if rating else None, "alternateName": name})})


def _author(source: Source) -> dict[str, Any]:
    return filled({"@type": _TYPES.get(source.type, "Thing"), "name": source.name,
                   "jobTitle": source.job_title if source.type == "person" else "",
                   "sameAs": list(source.same_as)})
