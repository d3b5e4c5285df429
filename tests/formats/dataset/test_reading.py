"""What a dataset may not say, and what becomes of what the project has already."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator import formats
from annotator.corpus.errors import Fault
from annotator.corpus.team import Coder
from annotator.formats.doors import ReadOptions
from annotator.session import Session
from tests.formats.corpora import ME, TEXT, bring, digest, exported, project, small, spot, write

Change = Callable[[dict[str, Any]], Any]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = project(tmp_path)
    yield made
    made.close()


def refusal(session: Session, path: Path) -> str:
    """The one line that says why; nothing is stored."""
    before = session.catalogue.counts()
    incoming = formats.read_files([path], session.catalogue)
    assert len(incoming.problems) == 1
    with pytest.raises(Fault):
        session.do(incoming.change_sets())
    assert session.catalogue.counts() == before
    said = str(incoming.problems[0].fault)
    assert "\n" not in said and said.startswith(path.name)
    return said


def annotation(dataset: dict[str, Any], number: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = dataset["articles"][0]["annotations"][number]
    return found


def segment(dataset: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = annotation(dataset)["segments"][0]
    return found


WRONG: dict[str, tuple[Change, str]] = {
    "an offset outside the text": (lambda d: segment(d).update(start=500, end=501), "lies outside the text of"),
    "a negative offset": (lambda d: segment(d).update(start=-22), "lies outside the text"),
    "an empty span": (lambda d: segment(d).update(end=0), "lies outside"),
    "words that do not stand there": (
        lambda d: segment(d).update(exact="Are we?"),
        "annotation q1: at 0–22 the text has ““Are we too tolerant?””, not",
    ),
    "spans that overlap": (
        lambda d: annotation(d)["segments"].insert(1, spot(TEXT, "tolerant")),
        "begins before the one in front of it",
    ),
    "a mark that does not fit": (lambda d: annotation(d)["marks"][0].update(start=9), "the text has"),
    "a mention that does not fit": (
        lambda d: annotation(d)["attributions"][0]["mention"][0].update(exact="x"),
        "annotation q1: at",
    ),
    "another text": (lambda d: d["articles"][0].update(textSha256="0" * 64), "is not the one that textSha256"),
    "a digest that is none": (lambda d: d["articles"][0].update(textSha256="x"), "a SHA-256 in 64 hexadecimal digits"),
    "no segments": (lambda d: annotation(d).update(segments=[]), "annotation q1: it has no words"),
    "a source that is not there": (
        lambda d: annotation(d)["attributions"][0].update(source="s9"),
        "annotation q1: the source s9 is not there",
    ),
    "an affiliation that is not there": (
        lambda d: d["sources"][0].update(affiliation="s9"),
        "source s1: its affiliation s9 is not there",
    ),
    "a merge into nothing": (lambda d: d["sources"][0].update(mergedInto="s9"), "its mergedInto s9 is not there"),
    "a ring of merges": (lambda d: d["sources"][0].update(mergedInto="s3"), "mergedInto leads in a ring: s"),
    "a link to nothing": (lambda d: annotation(d, 1)["links"][0].update(target="q9"), "the annotation q9 that it is"),
    "a link to itself": (
        lambda d: annotation(d, 1)["links"][0].update(target="n1"),
        "annotation n1: it is linked to its",
    ),
    "a link twice": (
        lambda d: annotation(d, 1)["links"].append({"type": "part_of", "target": "q1"}),
        "the same link twi",
    ),
    "levels with a gap": (lambda d: annotation(d)["attributions"][1].update(level=2), "attributions are not 0, 1, 2"),
    "levels out of order": (lambda d: annotation(d)["attributions"].reverse(), "attributions are not 0, 1, 2"),
    "an id twice": (lambda d: annotation(d).update(id="n1"), "the id n1 names two annotations"),
    "an id of two things": (
        lambda d: annotation(d, 1).update(id="s2"),
        "the id s2 names one annotation and one source",
    ),
    "an id of the wrong form": (lambda d: annotation(d, 1).update(id="a b"), "annotation a b: id: this is not an id"),
    "a creator of the wrong form": (
        lambda d: annotation(d, 1).update(creator="Ann B"),
        "the coder “Ann B” is not an id",
    ),
    "a kind of the wrong form": (lambda d: annotation(d, 1).update(type="../x"), "the kind “../x” is not an id"),
    "an attribute of the wrong form": (
        lambda d: annotation(d).update(attributes={"a:b/c": "x"}),
        "the attribute “a:b/c” is not an id",
    ),
    "a time of the wrong form": (
        lambda d: annotation(d).update(created="yesterday"),
        "created: this is not a time in UTC",
    ),
    "a date of the wrong form": (
        lambda d: d["articles"][0].update(datePublished="17 Nov"),
        "article a1: datePublished: this is not a date such",
    ),
    "a number that is not quoted": (
        lambda d: annotation(d, 1)["quantity"].update(value=5),
        "annotation n1: quantity.value: this should be text",
    ),
    "a value with a comma": (
        lambda d: annotation(d, 1)["quantity"].update(value="1,3"),
        "not a decimal number in quot",
    ),
    "an unknown role": (
        lambda d: annotation(d)["attributions"][0].update(role="boss"),
        "'boss' is not one of the values",
    ),
    "an unknown field": (lambda d: annotation(d).update(colour="red"), "annotation q1: there is no field “colour”"),
    "a missing field": (lambda d: annotation(d).pop("created"), "annotation q1: the field “created” is missing"),
    "an unknown field above": (lambda d: d.update(extra=1), "there is no field “extra” in this format"),
    "text for a number": (
        lambda d: segment(d).update(start="0"),
        "segments[0].start: this should be a whole number, not text",
    ),
    "an object as a value": (
        lambda d: annotation(d).update(attributes={"a": {}}),
        "this should be true or false | a whole number | a number | text",
    ),
    "a passage outside": (lambda d: d["articles"][0]["passages"][0].update(end=999), "passage 0–999 lies outside"),
    "two passages in one place": (
        lambda d: d["articles"][0]["passages"].append({"start": 0, "end": 5, "type": "body"}),
        "two passages have the",
    ),
    "two reviews of one coder": (
        lambda d: d["articles"][0]["reviews"].append({"coder": "ann", "status": "todo"}),
        "two review marks of one coder",
    ),
    "a newer version": (
        lambda d: d.update(formatVersion="2.0", things=[]),
        "newer version (format 2.0, this program read",
    ),
    "another format": (lambda d: d.update(format="brat"), "it is not a dataset"),
    "a version of no form": (lambda d: d.update(formatVersion="one"), "formatVersion: this is not 1.0"),
    "UTF-16 offsets": (lambda d: d.update(offsetUnit="utf16"), "'utf16' is not one of the values"),
    "an article that is a list": (lambda d: d.update(articles=[[]]), "article 1 is no object"),
    "a text too long": (
        lambda d: d["articles"][1].update(text="x" * 10_000_001, annotations=[]),
        "it has 10,000,001 characters, the lim",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_is_refused_in_one_line_with_its_place(case: str, session: Session, tmp_path: Path) -> None:
    change, expected = WRONG[case]
    dataset = small()
    change(dataset)
    assert expected in refusal(session, write(tmp_path, dataset))


BYTES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "truncated": (lambda raw: raw[:-40], "it ends too early; the file is not whole"),
    "truncated within an article": (lambda raw: raw[: raw.index(b'"q1"')], "it ends too early"),
    "empty": (lambda raw: b"", "it ends too early"),
    "nested without end": (lambda raw: b"[" * 200_000, "it is nested deeper than any dataset is"),
    "not JSON": (lambda raw: raw.replace(b":", b"=", 1), "it is not JSON"),
    "not UTF-8": (lambda raw: raw.replace("🙂".encode(), b"\xff"), "it is not UTF-8"),
    "half a character, escaped": (lambda raw: raw.replace("🙂".encode(), b"\\ud83d"), "holds half of a character"),
    "half a character at the end": (lambda raw: raw.replace("🙂.".encode(), b"\\ud83d"), "holds half of a character"),
    "a list": (lambda raw: b"[]", "it is not a dataset"),
    "a number too large": (
        lambda raw: raw.replace(b"0.75", b"1e999"),
        "article 1: annotations[0].origin.score: number",
    ),
}


@pytest.mark.parametrize("case", BYTES)
def test_a_file_that_is_not_whole_is_refused_in_one_line(case: str, session: Session, tmp_path: Path) -> None:
    change, expected = BYTES[case]
    path = write(tmp_path, change(json.dumps(small(), ensure_ascii=False).encode()))
    assert expected in refusal(session, path)


def test_a_bom_in_front_is_no_matter(session: Session, tmp_path: Path) -> None:
    bring(session, write(tmp_path, b"\xef\xbb\xbf" + json.dumps(small()).encode()))
    assert session.catalogue.counts()["articles"] == 2


def test_a_minimal_dataset_from_elsewhere_comes_in(session: Session, tmp_path: Path) -> None:
    dataset = small()
    for key in ("codebook",):
        del dataset[key]
    dataset["articles"] = [
        {
            "id": "1",
            "headline": "x",
            "text": TEXT,
            "textSha256": digest(TEXT),
            "annotations": [
                {
                    "id": "2",
                    "type": "quote",
                    "segments": [spot(TEXT, "too")],
                    "creator": "ann",
                    "created": "2026-01-01T00:00:00Z",
                }
            ],
        }
    ]
    bring(session, write(tmp_path, dataset))
    assert session.catalogue.counts()["annotations"] == {"claim": 0, "quote": 1, "statistic": 0}
    assert session.catalogue.project().name == "Small"


def test_a_text_with_crlf_keeps_its_spans_and_either_digest_is_its_own(session: Session, tmp_path: Path) -> None:
    text = "\ufeffOne\r\ntwo\rthree \U0001f642 four"
    span = {"start": 6, "end": 15, "exact": "two\rthree"}
    for name, given in (("1", digest(text)), ("2", digest("One\ntwo\nthree \U0001f642 four"))):
        dataset = small() | {
            "sources": [],
            "articles": [
                {
                    "id": name,
                    "headline": "x",
                    "text": text,
                    "textSha256": given,
                    "annotations": [
                        {
                            "id": f"q{name}",
                            "type": "quote",
                            "segments": [span],
                            "creator": "ann",
                            "created": "2026-01-01T00:00:00Z",
                        }
                    ],
                }
            ],
        }
        bring(session, write(tmp_path, dataset))
        found = session.catalogue.annotation(f"q{name}")
        assert found is not None
        assert [session.catalogue.text(name)[s.start : s.end] for s in found.segments] == ["two\nthree"]


def test_what_a_coder_has_made_is_theirs_whoever_imports_it(session: Session, tmp_path: Path) -> None:
    bring(session, write(tmp_path, small()))
    found = session.catalogue.annotation("q1")
    assert found is not None
    assert (found.creator, found.created, found.modified, found.modified_by, found.revision) == (
        "ann",
        "2026-01-02T03:04:05Z",
        "2026-01-03T00:00:00.125Z",
        "ben",
        3,
    )
    assert [coder.name for coder in session.catalogue.named_coders().values()] == ["Ann", "Ben"]


def test_an_undeclared_creator_becomes_a_coder_under_their_id(session: Session, tmp_path: Path) -> None:
    dataset = small()
    annotation(dataset, 1)["creator"] = "somebody"
    incoming = bring(session, write(tmp_path, dataset))
    assert incoming.warnings == ["the coder somebody is not among its coders; they were added by their id"]
    assert session.catalogue.named_coders()["somebody"] == Coder("somebody", "somebody", brought=True)


def test_a_foreign_label_becomes_a_kind_of_the_codebook(session: Session, tmp_path: Path) -> None:
    dataset = small()
    annotation(dataset, 1)["type"] = "hate_speech"
    annotation(dataset)["attributes"]["mood"] = "cross"
    incoming = bring(session, write(tmp_path, dataset))
    assert [kind.label for kind in session.catalogue.codebook().kinds] == ["Quote", "Statistic", "Hate speech"]
    assert "the kind “hate_speech” stands in no codebook; it was added as a kind of its own" in incoming.warnings
    assert "values of “mood” (quote) were kept, though no codebook asks for them" in incoming.warnings


def test_an_empty_project_takes_over_name_licence_and_codebook(session: Session, tmp_path: Path) -> None:
    bring(session, write(tmp_path, small()))
    found = session.catalogue.project()
    assert (found.id, found.name, found.licence, found.citation) == ("p", "Small", "CC0-1.0", "")
    assert [kind.id for kind in session.catalogue.codebook().kinds] == ["quote", "statistic"]
    assert session.catalogue.codebook().conventions == {"split_quote_is_one": True}


def test_a_project_with_work_in_it_keeps_its_name_and_its_codebook_grows(session: Session, tmp_path: Path) -> None:
    article = tmp_path / "mine.txt"
    article.write_text("Mine\n\nMy own words.")
    bring(session, article)
    before = session.catalogue.project(), session.catalogue.codebook()
    dataset = small()
    dataset["codebook"]["kinds"].append({"id": "frame", "label": "Frame", "key": "1"})
    bring(session, write(tmp_path, dataset))
    assert session.catalogue.project() == before[0]
    after = session.catalogue.codebook()
    assert [kind.id for kind in after.kinds] == ["claim", "quote", "statistic", "frame"]
    assert after.kind("frame").key == "", "the key 1 is taken"
    assert after.kind("claim") == before[1].kind("claim")
    assert [a.id for a in after.article_attributes] == ["tone"]


def test_the_same_dataset_again_is_already_there(session: Session, tmp_path: Path) -> None:
    path = write(tmp_path, small())
    first = bring(session, path)
    operations = session.catalogue.counts()["operations"]
    again = bring(session, path)
    assert again.summary() == f"0 added, {first.summary().replace(' added, 0', '')}"
    assert not again.brings and not again.changed
    assert again.there == first.added
    assert session.catalogue.counts()["operations"] == operations


def test_what_differs_is_refused_with_the_count_and_taken_as_an_edit_when_asked(
    session: Session, tmp_path: Path
) -> None:
    bring(session, write(tmp_path, small()))
    dataset = small()
    annotation(dataset).pop("note")
    annotation(dataset)["attributes"]["quote_type"] = "indirect"
    dataset["sources"][1]["name"] = "The Senate"
    path = write(tmp_path, dataset, "newer.json")
    assert "1 annotation and 1 source in it differ from what the project has" in refusal(session, path)
    incoming = bring(session, path, update=True)
    assert dict(incoming.changed) == {"source": 1, "annotation": 1}
    found = session.catalogue.annotation("q1")
    assert found is not None
    assert (found.note, found.attributes["quote_type"], found.attributes["medium"]) == ("", "indirect", "speech")
    assert (found.creator, found.modified_by, found.revision) == ("ann", ME.id, 4)
    assert session.catalogue.sources()["s2"].name == "The Senate"


def test_a_text_never_changes_not_even_when_asked(session: Session, tmp_path: Path) -> None:
    bring(session, write(tmp_path, small()))
    dataset = small()
    dataset["articles"][1].update(text="Other words.", textSha256=digest("Other words."), annotations=[])
    dataset["articles"][0]["annotations"][1]["links"].pop()
    path = write(tmp_path, dataset, "newer.json")
    incoming = formats.read_files([path], session.catalogue, options=ReadOptions(update=True))
    assert "article a2 has other words in the project, and a text never changes" in str(incoming.problems[0].fault)


def test_a_dataset_may_link_to_what_the_project_has(session: Session, tmp_path: Path) -> None:
    bring(session, write(tmp_path, small()))
    text = "A third one."
    dataset = small() | {
        "sources": [],
        "articles": [
            {
                "id": "a3",
                "headline": "",
                "text": text,
                "textSha256": digest(text),
                "annotations": [
                    {
                        "id": "c1",
                        "type": "claim",
                        "segments": [spot(text, "third")],
                        "creator": "ann",
                        "created": "2026-01-01T00:00:00Z",
                        "links": [{"type": "repeats", "target": "n2"}],
                        "attributions": [{"level": 0, "role": "speaker", "source": "s1"}],
                    }
                ],
            }
        ],
    }
    bring(session, write(tmp_path, dataset, "more.json"))
    assert session.catalogue.counts()["links"] == 3
    assert [a.id for a in session.catalogue.behind("s1")] == ["q1", "c1"]


def test_what_was_removed_comes_back_as_it_comes_in(session: Session, tmp_path: Path) -> None:
    from annotator.actions.annotate import remove

    path = write(tmp_path, small())
    bring(session, path)
    whole = exported(session, tmp_path)
    found = session.catalogue.annotation("q1")
    assert found is not None
    session.do(remove([found]))
    assert session.catalogue.counts()["annotations"]["quote"] == 0
    incoming = bring(session, path)
    assert incoming.added == {"annotation": 1}
    assert exported(session, tmp_path) == whole


def test_an_article_with_the_words_of_another_is_kept_and_said(session: Session, tmp_path: Path) -> None:
    bring(session, write(tmp_path, small()))
    dataset = small() | {
        "sources": [],
        "articles": [{"id": "wire", "headline": "", "text": TEXT, "textSha256": digest(TEXT), "annotations": []}],
    }
    incoming = bring(session, write(tmp_path, dataset, "wire.json"))
    assert incoming.warnings == [
        "1 article with the very words of another one that was there already: both are kept, as wire stories are"
    ]


def test_two_datasets_at_once_are_refused(session: Session, tmp_path: Path) -> None:
    paths = [write(tmp_path, small(), name) for name in ("one.json", "two.json")]
    incoming = formats.read_files(paths, session.catalogue)
    assert all("several datasets were named at once" in str(problem.fault) for problem in incoming.problems)
    assert session.catalogue.counts()["articles"] == 0


def test_a_dataset_is_one_action_to_undo(session: Session, tmp_path: Path) -> None:
    before = exported(session, tmp_path)
    bring(session, write(tmp_path, small()))
    assert session.undo_label() == "Import 2 articles"
    session.undo()
    after = json.loads(exported(session, tmp_path))
    assert after["articles"] == after["sources"] == []
    assert after["project"] == json.loads(before)["project"]
    assert after["codebook"] == json.loads(before)["codebook"]


def test_the_review_table_names_each_article_and_what_becomes_of_it(session: Session, tmp_path: Path) -> None:
    path = write(tmp_path, small())
    incoming = formats.read_files([path], session.catalogue)
    assert [(a.article.title, a.state, a.annotations, a.file) for a in incoming.arrivals] == [
        ("Tolerant?", "new", 2, "in.json"),
        ("", "new", 1, "in.json"),
    ]
    bring(session, path)
    assert [a.state for a in formats.read_files([path], session.catalogue).arrivals] == ["there", "there"]


def test_a_refusal_says_all_in_one_line_for_any_file_name(session: Session, tmp_path: Path) -> None:
    said = refusal(session, write(tmp_path, b"{", "odd name.json"))
    assert re.fullmatch(r"odd name\.json cannot be imported: .+\. .+\.", said)


def test_a_ring_of_parts_is_kept_and_told_instead_of_refused(session: Session, tmp_path: Path) -> None:
    dataset = small()
    annotation(dataset).update(links=[{"type": "part_of", "target": "n1"}])
    incoming = bring(session, write(tmp_path, dataset))
    assert incoming.warnings == [
        "1 part_of link in it would make something a part of itself (the first: n1 part of q1): kept, but not followed "
        "until somebody settles it among the links of that annotation"]
    parts = [link for link in session.catalogue.all_links() if link.type == "part_of"]
    assert [(link.start, link.end, link.followed) for link in parts] == [("n1", "q1", False), ("q1", "n1", True)]
    assert session.catalogue.to_settle() == 1
    assert not bring(session, write(tmp_path, dataset)).warnings
