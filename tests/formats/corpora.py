"""Datasets for the tests of formats: a small one by hand, and any number by hypothesis."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st

from annotator import formats
from annotator.corpus.team import Coder
from annotator.formats.doors import Incoming, ReadOptions, WriteOptions
from annotator.session import Session

ME = Coder("c0de0000-0000-7000-8000-000000000001", "Importer")
TEXT = "“Are we too tolerant?” Sen. Jane Doe asked.\n“At some point, we have to say no.” It cost $1.3 billion 🙂."


def spot(text: str, words: str, **more: Any) -> dict[str, Any]:
    """A span of a text by its words."""
    start = text.index(words)
    return {**more, "start": start, "end": start + len(words), "exact": words}


def digest(text: str) -> str:
    """What `textSha256` holds."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def small() -> dict[str, Any]:
    """Two articles with one of everything."""
    made = {"creator": "ann", "created": "2026-01-02T03:04:05Z"}
    quote = {
        "id": "q1",
        "type": "quote",
        "segments": [spot(TEXT, "“Are we too tolerant?”"), spot(TEXT, "“At some point, we have to say no.”")],
        "marks": [spot(TEXT, "too", role="hedge")],
        "attributes": {"medium": "speech", "quote_type": "direct"},
        "attributions": [
            {
                "level": 0,
                "role": "speaker",
                "source": "s1",
                "basis": "explicit",
                "mention": [spot(TEXT, "Sen. Jane Doe")],
                "cue": [spot(TEXT, "asked")],
            },
            {"level": 1, "role": "reporter", "source": None},
        ],
        "note": "A *split* quote.",
        "origin": {"by": "suggestion", "finder": "quotes", "score": 0.75},
        "revision": 3,
        **made,
        "modified": "2026-01-03T00:00:00.125Z",
        "modifiedBy": "ben",
    }
    statistic = {
        "id": "n1",
        "type": "statistic",
        "segments": [spot(TEXT, "$1.3 billion")],
        "quantity": {
            "value": "1300000000",
            "raw": "$1.3 billion",
            "comparator": "=",
            "unit": "USD",
            "measure": "money",
            "measuredEntity": "the plan",
            "change": {"direction": "increase", "from": "1"},
            "vague": False,
        },
        "links": [{"type": "part_of", "target": "q1"}, {"type": "same_as", "target": "n2", "certainty": "probable"}],
        **made,
    }
    other = "Six additional words, and a figure: 26,000."
    return {
        "format": "annotated-article-corpus",
        "formatVersion": "1.0",
        "offsetUnit": "codepoint",
        "generator": {"name": "by hand", "version": "1"},
        "exported": "2026-01-04T00:00:00Z",
        "project": {"id": "p", "name": "Small", "description": "By hand.", "license": "CC0-1.0", "inLanguage": "en"},
        "coders": [{"id": "ann", "name": "Ann", "orcid": "0000-0001"},
                   {"id": "ben", "name": "Ben", "sameAs": ["ben-at-home"]}],
        "codebook": {
            "version": "2",
            "guidelines": "# How",
            "conventions": {"split_quote_is_one": True},
            "kinds": [
                {
                    "id": "quote",
                    "label": "Quote",
                    "key": "2",
                    "attributes": [
                        {"id": "quote_type", "type": "choice", "values": ["direct", "indirect"], "required": True},
                        {"id": "medium", "label": "Medium", "type": "text", "default": "speech", "hidden": True},
                    ],
                },
                {"id": "statistic", "label": "Statistic", "attributes": []},
            ],
            "articleAttributes": [{"id": "tone", "type": "number", "default": 0}],
        },
        "sources": [
            {
                "id": "s1",
                "type": "person",
                "name": "Jane Doe",
                "alternateName": ["Doe", "Sen. Doe"],
                "anonymity": "named",
                "jobTitle": "senator",
                "roles": [{"text": "senator", "from": "2020"}],
                "affiliation": "s2",
                "sameAs": ["https://example.org/doe"],
                "identifiers": {"wikidata": "Q1"},
                "citation": {"type": "book"},
                "attributes": {"party": "Green"},
                "note": "The senator.",
                **made,
            },
            {"id": "s2", "type": "organisation", "name": "Senate", **made},
            {"id": "s3", "type": "person", "name": "J. Doe", "mergedInto": "s1", **made},
        ],
        "articles": [
            {
                "id": "a1",
                "headline": "Tolerant?",
                "author": ["A. Writer"],
                "publisher": "The Paper",
                "datePublished": "2026-01",
                "url": "https://example.org/1",
                "inLanguage": "en",
                "text": TEXT,
                "textSha256": digest(TEXT),
                "importedFrom": {"format": "html", "file": "x.html"},
                "passages": [{"start": 0, "end": 5, "type": "boilerplate"}],
                "attributes": [{"coder": "ann", "values": {"tone": -1.5}}],
                "tags": ["Politics", "🙂"],
                "note": "Read.",
                "reviews": [
                    {"coder": "ann", "status": "done", "changed": "2026-01-03T00:00:00Z"},
                    {"coder": "ben", "status": "todo", "assigned": True},
                ],
                "annotations": [quote, statistic],
            },
            {
                "id": "a2",
                "headline": "",
                "text": other,
                "textSha256": digest(other),
                "annotations": [{"id": "n2", "type": "statistic", "segments": [spot(other, "26,000")], **made}],
            },
        ],
    }


def write(folder: Path, dataset: dict[str, Any] | bytes, name: str = "in.json") -> Path:
    """A dataset as a file."""
    path = folder / name
    path.write_bytes(dataset if isinstance(dataset, bytes) else json.dumps(dataset, ensure_ascii=False).encode())
    return path


def project(folder: Path, name: str = "p", coder: Coder = ME) -> Session:
    """A new project; the caller closes it."""
    return Session.create(folder / f"{name}.annot", coder, home=folder / "home", codebook=formats.default_codebook())


def bring(session: Session, *paths: Path, update: bool = False) -> Incoming:
    """Import; a refusal is raised."""
    incoming = formats.read_files(paths, session.catalogue, options=ReadOptions(update=update))
    if incoming.problems:
        raise incoming.problems[0].fault
    session.do(incoming.change_sets())
    return incoming


def exported(session: Session, folder: Path) -> bytes:
    """What the project exports, at no particular time."""
    out = folder / "out.json"
    formats.export("dataset", session.catalogue, out, WriteOptions(reproducible=True))
    return out.read_bytes()


def through(folder: Path, dataset: dict[str, Any] | bytes, name: str = "p") -> bytes:
    """A dataset through an empty project and out again."""
    session = project(folder, name)
    try:
        bring(session, write(folder, dataset, f"{name}.json"))
        return exported(session, folder)
    finally:
        session.close()


def derived_left_out(dataset: dict[str, Any]) -> dict[str, Any]:
    """Without what an export says beside the data: time, program, groups, context of the words."""
    plain = copy.deepcopy(dataset)
    for key in ("exported", "generator", "groups"):
        plain.pop(key, None)
    for article in plain["articles"]:
        for annotation in article["annotations"]:
            annotation.pop("prefix", None)
            annotation.pop("suffix", None)
            annotation.setdefault("revision", 1)
    return plain


# --- by hypothesis ---

LETTERS = st.sampled_from([*"abc .,“”’$12", "🙂", "👩‍👧", "é", "ש", "ע", "‏", "ا", "한", "\n", "﷽", "\t", "\\", '"'])
RETURNS = st.sampled_from(["\r\n", "\r", "\n", "\u2028", "\u2029", "\0", "\ufeff"])
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12)
NAMES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,20}", fullmatch=True)
VALUES = st.one_of(
    WORDS,
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.lists(WORDS, max_size=3),
    st.floats(allow_nan=False, allow_infinity=False),
)


@st.composite
def texts(draw: st.DrawFn, *, returns: bool) -> str:
    """A text of at least one letter."""
    pieces = draw(st.lists(LETTERS | RETURNS if returns else LETTERS, min_size=1, max_size=60))
    return "".join(pieces)


@st.composite
def spans(draw: st.DrawFn, text: str, most: int = 1) -> list[dict[str, Any]]:
    """Spans of a text that hold words, apart from each other and in order."""
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=2 * most)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return [{"start": start, "end": end, "exact": text[start:end]} for start, end in pairs]


@st.composite
def datasets(draw: st.DrawFn, *, returns: bool = False) -> dict[str, Any]:
    """A dataset such as we write it; with `returns` its texts hold what is made regular at import."""
    found = small() | {"articles": [], "sources": []}
    ids = draw(st.lists(NAMES, min_size=9, max_size=9, unique=True).filter(lambda n: not {"ann", "ben"} & set(n)))
    made = {"creator": "ann", "created": "2026-01-02T03:04:05Z"}
    for name in sorted(ids[:2]):
        source = {
            "id": name,
            "type": draw(st.sampled_from(["person", "unknown"])),
            "name": draw(WORDS),
            "alternateName": sorted(draw(st.sets(WORDS, max_size=3))),
            "note": draw(WORDS),
            **made,
        }
        found["sources"].append({key: value for key, value in source.items() if value or key == "name"})
    for number in range(2):
        text = draw(texts(returns=returns))
        annotations = [draw(_annotations(text, name, ids[:2])) for name in ids[4 + 2 * number : 6 + 2 * number]]
        article = {
            "id": ids[2 + number],
            "headline": draw(WORDS),
            "text": text,
            "textSha256": digest(text),
            "tags": sorted(draw(st.sets(WORDS.filter(bool), max_size=2))),
            "note": draw(WORDS),
            "annotations": sorted(annotations, key=_place),
        }
        found["articles"].append({key: value for key, value in article.items() if value or key in KEPT})
    return found


KEPT = ("headline", "annotations")


def _place(annotation: dict[str, Any]) -> tuple[int, int, str]:
    return annotation["segments"][0]["start"], -annotation["segments"][-1]["end"], annotation["id"]


@st.composite
def _annotations(draw: st.DrawFn, text: str, name: str, sources: list[str]) -> dict[str, Any]:
    chain = [
        {"level": level, "role": "speaker", "source": draw(st.sampled_from([*sources, None]))}
        for level in range(draw(st.integers(0, 2)))
    ]
    for link in chain:
        for key in draw(st.sets(st.sampled_from(["mention", "cue"]))):
            link[key] = draw(spans(text))
    attributes = draw(st.dictionaries(NAMES, VALUES, max_size=3))
    annotation = {
        "id": name,
        "type": draw(st.sampled_from(["quote", "statistic"])),
        "segments": draw(spans(text, 3)),
        "marks": [{"role": "hedge", **span} for span in draw(spans(text))] if draw(st.booleans()) else [],
        "attributes": dict(sorted(attributes.items())),
        "attributions": chain,
        "note": draw(WORDS),
        "revision": draw(st.integers(1, 9)),
        "creator": "ann",
        "created": "2026-01-02T03:04:05Z",
    }
    return {key: value for key, value in annotation.items() if value}


FEW = settings(max_examples=15, deadline=None)
"""For properties of whole exports: each example makes a project."""


@contextmanager
def anything(data: st.DataObject, folders: pytest.TempPathFactory) -> Iterator[tuple[Session, Path]]:
    """A project with whatever hypothesis draws, and a folder to write into."""
    folder = folders.mktemp("any")
    session = project(folder)
    try:
        bring(session, write(folder, data.draw(datasets())))
        yield session, folder
    finally:
        session.close()
