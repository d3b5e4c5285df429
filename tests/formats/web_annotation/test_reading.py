"""W3C Web Annotation comes in: our own whole, that of others where it finds its words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator import formats
from annotator.corpus.annotation import annotation_from_fields
from annotator.formats.doors import Incoming, WriteOptions
from annotator.session import Session
from tests.formats.corpora import ME, bring, project, small, write

PAGE = "https://news.example.org/2026/port?utm_source=mail"
TEXT = ("---\ntitle: The port\nurl: https://news.example.org/2026/port\n---\n"
        "“We will not pay twice,” the mayor said.\n\nThe port cost $1.3 billion 🙂. Nobody asked the union.\n")


def annotation(exact: str, **more: Any) -> dict[str, Any]:
    return {"@context": "http://www.w3.org/ns/anno.jsonld", "id": f"https://notes.example/{exact[:5].strip()}",
            "type": "Annotation", "target": {"source": PAGE, "selector": {"type": "TextQuoteSelector", "exact": exact}},
            **more}


def json_file(folder: Path, content: Any, name: str = "notes.jsonld") -> Path:
    path = folder / name
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def port(tmp_path: Path) -> Any:
    """A project with one article that has an address."""
    made = project(tmp_path)
    (tmp_path / "port.md").write_text(TEXT, encoding="utf-8")
    bring(made, tmp_path / "port.md")
    yield made
    made.close()


def stored(session: Session) -> dict[str, Any]:
    """Words → annotation."""
    return {made.words(each.text): made for each in session.catalogue.contents() for one in each.annotations
            for made in [annotation_from_fields(one.id, each.id, one.fields, creator=one.creator)]}


def dataset(session: Session, folder: Path) -> dict[str, Any]:
    formats.export("dataset", session.catalogue, folder / "out.json")
    found: dict[str, Any] = json.loads((folder / "out.json").read_bytes())
    return found


def through(session: Session, folder: Path, **choices: str) -> tuple[Session, Incoming]:
    """A project whose content came through JSON-LD."""
    formats.export("w3c", session.catalogue, folder / "out.jsonld", WriteOptions(choices=choices))
    (folder / "other").mkdir()
    other = project(folder / "other")
    return other, bring(other, folder / "out.jsonld")


OF_ARTICLE = ("id", "headline", "author", "publisher", "datePublished", "url", "text", "tags")
LOST = ("mention", "cue", "basis", "origin", "revision", "modified", "modifiedBy", "marks", "prefix", "suffix")
"""What the losses say, and who changed it when."""


def carried(annotation: dict[str, Any], sources: dict[str, str]) -> dict[str, Any]:
    """What JSON-LD carries of an annotation: chains by name, places at which nobody is named left out."""
    kept = {key: value for key, value in annotation.items() if key not in LOST}
    kept["links"] = sorted((link["type"], link["target"]) for link in annotation.get("links", ()))
    kept["attributions"] = [(each["role"], sources[each["source"]]) for each in annotation.get("attributions", ())
                            if each["source"]]
    return kept


def test_what_we_write_with_its_texts_comes_back_with_ids_chains_figures_and_links(
    session: Session, tmp_path: Path
) -> None:
    other, incoming = through(session, tmp_path, texts="with")
    before, after = dataset(session, tmp_path), dataset(other, tmp_path)
    other.close()
    for one, came in zip(before["articles"], after["articles"], strict=True):
        assert [one.get(key) for key in OF_ARTICLE] == [came.get(key) for key in OF_ARTICLE]
        names = [{source["id"]: source["name"] for source in each["sources"]} for each in (before, after)]
        assert [carried(each, names[0]) for each in one["annotations"]] == [
            carried(each, names[1]) for each in came["annotations"]]
    assert {coder["id"]: coder["name"] for coder in after["coders"]}["ann"] == "Ann"
    assert incoming.warnings == []


def test_two_articles_of_one_address_come_back_as_two(tmp_path: Path) -> None:
    given = small()
    given["articles"][1] |= {"url": given["articles"][0]["url"]}
    made = project(tmp_path)
    bring(made, write(tmp_path, given))
    other, _ = through(made, tmp_path, texts="with")
    assert sorted(stored(other)) == sorted(stored(made))
    texts = [sorted(each.catalogue.text(name) for name in each.catalogue.article_ids()) for each in (made, other)]
    assert texts[0] == texts[1]
    made.close()
    other.close()


def test_in_the_project_from_which_it_came_everything_is_there_already(session: Session, tmp_path: Path) -> None:
    formats.export("w3c", session.catalogue, tmp_path / "out.jsonld")
    incoming = formats.read_files([tmp_path / "out.jsonld"], session.catalogue)
    assert incoming.problems == [] and not incoming.brings
    assert (incoming.there["annotation"], incoming.warnings) == (3, [])


def test_what_the_project_has_otherwise_stays_unless_it_is_to_be_taken_over(session: Session, tmp_path: Path) -> None:
    formats.export("w3c", session.catalogue, tmp_path / "out.jsonld")
    raw = (tmp_path / "out.jsonld").read_text(encoding="utf-8").replace("A *split* quote.", "Another note.")
    (tmp_path / "out.jsonld").write_text(raw, encoding="utf-8")
    incoming = bring(session, tmp_path / "out.jsonld")
    assert incoming.warnings == ["1 annotation that the project has with other words, another kind or note left as it"
                                 " has them; --update takes words, kind and note over"]
    quote = "“Are we too tolerant?” … “At some point, we have to say no.”"
    before = stored(session)[quote]
    assert before.note == "A *split* quote." and before.marks and before.chain[0].mention
    incoming = bring(session, tmp_path / "out.jsonld", update=True)
    assert (incoming.changed["annotation"], incoming.there["annotation"], incoming.warnings) == (1, 2, [])
    after = stored(session)[quote]
    assert after.note == "Another note." and (after.segments, after.chain) == (before.segments, before.chain)


def test_a_copy_of_the_articles_takes_the_annotations_and_their_sources_by_name(
    session: Session, tmp_path: Path
) -> None:
    formats.export("w3c", session.catalogue, tmp_path / "out.jsonld")
    bare = small()
    for article in bare["articles"]:
        article.update(annotations=[], reviews=[], attributes=[])
    (tmp_path / "other").mkdir()
    other = project(tmp_path / "other")
    bring(other, write(tmp_path / "other", bare))
    incoming = bring(other, tmp_path / "out.jsonld")
    assert (incoming.added["annotation"], incoming.added["link"], incoming.added["source"]) == (3, 2, 0)
    quote = stored(other)["“Are we too tolerant?” … “At some point, we have to say no.”"]
    assert [(link.source, link.role) for link in quote.chain] == [("s1", "speaker")]
    other.close()


def test_others_annotations_find_their_words_on_the_page_of_their_address(port: Session, tmp_path: Path) -> None:
    path = json_file(tmp_path, [
        annotation('"We will not pay twice,"', motivation="classifying", created="2026-02-03T04:05:06+01:00",
                   creator={"id": "https://people.example/1", "name": "Anna"},
                   body=[{"type": "TextualBody", "purpose": "tagging", "value": "Quote"},
                         {"type": "TextualBody", "purpose": "tagging", "value": "tone: calm"},
                         {"type": "TextualBody", "purpose": "tagging", "value": "city"},
                         {"type": "TextualBody", "value": "Look *again*."}]),
        annotation("$1.3  billion", motivation="highlighting"),
        annotation("Nobody asked the minister", bodyValue="x"),
        {**annotation("a"), "target": PAGE},
        {**annotation("b"), "target": {"source": "https://elsewhere.example/", "selector": {
            "type": "TextQuoteSelector", "exact": "words"}}},
        {**annotation("c"), "target": {"selector": {"type": "TextQuoteSelector", "exact": "words"}}},
    ])
    assert formats.sniff(path).name == "w3c"
    incoming = bring(port, path)
    found = stored(port)
    quote = found["“We will not pay twice,”"]
    assert (quote.kind, quote.attributes, quote.note) == ("quote", {"tone": "calm", "tags": ["city"]}, "Look *again*.")
    assert found["$1.3 billion"].kind == "highlight"
    assert "Anna" in {coder.name for coder in port.catalogue.coders().values()}
    assert incoming.warnings[:4] == [
        "1 annotation on a whole page, or without quoted words left out",
        "1 annotation without the address of a page left out",
        "1 annotation of pages that the project does not have left out: https://elsewhere.example/ (1). Import these"
        " articles, with their addresses, then the file once more",
        "1 annotation whose words are not in the article, or in several places of it, left out; the first: “Nobody"
        f" asked the minister” ({PAGE})"]
    assert not bring(port, path).brings, "the same file again brings nothing"


def test_a_text_that_stands_in_the_target_comes_in_with_its_annotations(port: Session, tmp_path: Path) -> None:
    text = "Fares rise.\n\nFares fall."
    target = {"source": {"type": "TextualBody", "value": text, "label": "Fares"}, "selector": [
        {"type": "TextPositionSelector", "start": 13, "end": 18}]}
    incoming = bring(port, json_file(tmp_path, [{**annotation("x"), "target": target},
                                                {**annotation("y"), "target": {**target, "selector": {
                                                    "type": "TextQuoteSelector", "exact": "rise", "suffix": "."}}}]))
    assert (incoming.added["article"], incoming.added["annotation"], incoming.warnings) == (1, 2, [])
    spans = {made.content for made in stored(port).values()}
    assert spans == {((13, 18),), ((6, 10),)}


def test_a_page_that_is_nowhere_is_named_with_what_to_do(port: Session, tmp_path: Path) -> None:
    path = json_file(tmp_path, {**annotation("x"), "target": {"source": "https://e.example/1", "selector": {
        "type": "TextQuoteSelector", "exact": "x"}}})
    (problem,) = formats.read_files([path], port.catalogue).problems
    assert "the project has none of its pages: https://e.example/1 (1)" in str(problem.fault)
    assert "Import these articles first" in str(problem.fault)


@pytest.mark.parametrize(("content", "why"), [
    ({"@context": "http://www.w3.org/ns/anno.jsonld"}, "there are no annotations of the W3C’s model in it"),
    ([{"id": "x", "type": "Annotation", "target": "https://e.example/1"}], "1 annotation on a whole page"),
    ([{"target": [[["x"]], 7, None, {"selector": [{"refinedBy": 3}, "x"]}], "body": [7, {"value": {}}],
       "creator": [[]], "motivation": 9}], "1 annotation on a whole page"),
])
def test_files_without_words_are_refused_in_one_line(
    content: Any, why: str, port: Session, tmp_path: Path
) -> None:
    incoming = formats.read_files([json_file(tmp_path, content)], port.catalogue, format="w3c")
    (problem,) = incoming.problems
    assert why in str(problem.fault) and "\n" not in str(problem.fault)


def test_a_figure_that_means_harm_is_read_as_nothing(session: Session, tmp_path: Path) -> None:
    formats.export("w3c", session.catalogue, tmp_path / "out.jsonld", WriteOptions(choices={"texts": "with"}))
    raw = (tmp_path / "out.jsonld").read_text(encoding="utf-8")
    assert "{'direction': 'increase', 'from': '1'}" in raw
    raw = raw.replace("{'direction': 'increase', 'from': '1'}", "__import__('os').getcwd()").replace(
        "value: 1300000000", "value: many")
    (tmp_path / "out.jsonld").write_text(raw, encoding="utf-8")
    (tmp_path / "other").mkdir()
    other = project(tmp_path / "other", coder=ME)
    incoming = bring(other, tmp_path / "out.jsonld")
    assert [each for each in incoming.warnings if "left out" in each], "the value is said"
    assert "change" not in stored(other)["$1.3 billion"].quantity
    other.close()
