"""The sample is the demo, the tutorial and the ground of other tests: what it promises must be true."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from annotator.ui.dialogs.help_window import PAGES
from tests.shared import ROOT, SHARED

RESOURCES = ROOT / "resources"
WRITTEN = (RESOURCES / "sample" / "corpus.json").read_bytes()
CORPUS = json.loads(WRITTEN)
ARTICLES: list[dict[str, Any]] = CORPUS["articles"]
SOURCES: dict[str, dict[str, Any]] = {source["id"]: source for source in CORPUS["sources"]}
ANNOTATIONS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    annotation["id"]: (article, annotation) for article in ARTICLES for annotation in article["annotations"]
}
CORE = ("checkworthiness", "status", "certainty")
HELP = PAGES
UUID_7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def status(article: dict[str, Any]) -> str:
    return "".join(review["status"] for review in article["reviews"])


def annotations(kind: str = "", status_of_article: str = "") -> list[dict[str, Any]]:
    return [
        annotation
        for article, annotation in ANNOTATIONS.values()
        if kind in ("", annotation["type"]) and status_of_article in ("", status(article))
    ]


def stretches(value: Any) -> Iterator[dict[str, Any]]:
    """Whatever has an `exact`, however deep."""
    if isinstance(value, dict):
        if "exact" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from stretches(each)


def outline(annotation: dict[str, Any]) -> tuple[int, int]:
    return annotation["segments"][0]["start"], annotation["segments"][-1]["end"]


def within(inner: dict[str, Any], outer: dict[str, Any]) -> bool:
    return outline(outer)[0] <= outline(inner)[0] and outline(inner)[1] <= outline(outer)[1]


def schema() -> dict[str, Any]:
    places = sorted((RESOURCES / "schema").glob("*.json"))
    if not places and SHARED:
        places = [SHARED / "design" / "dataset-1.0.schema.json"]
    if not places or not places[0].exists():
        pytest.skip("no schema of the dataset here")
    found: dict[str, Any] = json.loads(places[0].read_text(encoding="utf-8"))
    return found


def test_every_stretch_says_the_words_that_stand_there() -> None:
    seen = 0
    for article, annotation in ANNOTATIONS.values():
        for stretch in stretches(annotation):
            assert article["text"][stretch["start"] : stretch["end"]] == stretch["exact"]
            assert stretch["exact"].strip() == stretch["exact"] != ""
            seen += 1
    assert seen > 600


def test_prefix_and_suffix_are_the_32_characters_on_either_side() -> None:
    for article, annotation in ANNOTATIONS.values():
        start, end = outline(annotation)
        assert annotation["prefix"] == article["text"][max(0, start - 32) : start]
        assert annotation["suffix"] == article["text"][end : end + 32]


def test_every_digest_is_the_text_s_own() -> None:
    assert all(a["textSha256"] == hashlib.sha256(a["text"].encode()).hexdigest() for a in ARTICLES)


def test_the_texts_are_regular_and_of_the_length_of_news() -> None:
    for article in ARTICLES:
        assert not set("\r\0\u2028\u2029\ufeff") & set(article["text"])
        assert 2_500 <= len(article["text"].encode()) <= 5_000


def test_it_is_a_dataset_by_the_schema() -> None:
    jsonschema_rs = pytest.importorskip("jsonschema_rs")
    jsonschema_rs.validator_for(schema()).validate(CORPUS)


def test_it_is_written_the_deterministic_way() -> None:
    assert (json.dumps(CORPUS, indent=1, ensure_ascii=False) + "\n").encode() == WRITTEN
    for article in ARTICLES:
        starts = [outline(a)[0] for a in article["annotations"]]
        assert starts == sorted(starts)


def test_ids_are_canonical_uuids_that_occur_once() -> None:
    ids = [*SOURCES, *ANNOTATIONS, *(article["id"] for article in ARTICLES), *(c["id"] for c in CORPUS["coders"])]
    assert len(set(ids)) == len(CORPUS["sources"]) + len(ANNOTATIONS) + len(ARTICLES) + 1
    assert all(UUID_7.fullmatch(name) for name in ids)


def test_whatever_is_named_exists() -> None:
    named = [link["source"] for a in annotations() for link in a.get("attributions", ()) if link["source"]]
    assert set(named) | {s["affiliation"] for s in SOURCES.values() if "affiliation" in s} <= set(SOURCES)
    targets = [(name, link["target"]) for name, (_, a) in ANNOTATIONS.items() for link in a.get("links", ())]
    assert targets and all(end in ANNOTATIONS and end != start for start, end in targets)
    assert {a["creator"] for a in annotations()} == {CORPUS["coders"][0]["id"]}


def test_levels_are_contiguous_from_the_origin() -> None:
    for annotation in annotations():
        levels = [link["level"] for link in annotation.get("attributions", ())]
        assert levels == list(range(len(levels)))


def test_segments_and_passages_follow_each_other() -> None:
    for article in ARTICLES:
        for rows in ([a["segments"] for a in article["annotations"]], [article.get("passages", [])]):
            assert all(one["end"] <= two["start"] for row in rows for one, two in pairwise(row))


def test_nothing_is_annotated_outside_the_passages_of_the_convention() -> None:
    wanted = CORPUS["codebook"]["conventions"]["annotated_passages"]
    for article, annotation in ANNOTATIONS.values():
        for passage in article.get("passages", ()):
            if passage["type"] not in wanted:
                assert all(s["end"] <= passage["start"] or passage["end"] <= s["start"] for s in annotation["segments"])


def test_attributes_are_those_of_the_codebook() -> None:
    kinds = {kind["id"]: {a["id"]: a for a in kind["attributes"]} for kind in CORPUS["codebook"]["kinds"]}
    for annotation in annotations():
        for name, value in annotation.get("attributes", {}).items():
            attribute = kinds[annotation["type"]][name]
            assert value in attribute.get("values", [value])
            assert isinstance(value, bool) == (attribute["type"] == "boolean")


def test_what_is_done_is_complete_and_what_is_in_hand_is_not() -> None:
    required = {"claim": "claim_type", "quote": "quote_type"}

    def complete(annotation: dict[str, Any]) -> bool:
        return required.get(annotation["type"], "") in {"", *annotation.get("attributes", {})}

    done, doing = annotations(status_of_article="done"), annotations(status_of_article="doing")
    assert all(complete(a) and a["attributions"] for a in done)
    assert not all(complete(a) for a in doing) and not all(a.get("attributions") for a in doing)
    assert [status(a) for a in ARTICLES].count("done") == 3
    assert all(not a["annotations"] for a in ARTICLES if status(a) == "todo")


def test_every_statistic_is_read_and_says_what_it_measures() -> None:
    for statistic in annotations("statistic"):
        quantity = statistic["quantity"]
        assert {"value", "comparator", "measure", "measuredEntity"} <= set(quantity)
        assert quantity["raw"] == statistic["segments"][0]["exact"]
        assert (quantity["comparator"] == "range") == ("valueMax" in quantity)
    comparators = {statistic["quantity"]["comparator"] for statistic in annotations("statistic")}
    assert comparators == {"=", "~", "<", "<=", ">", "range"}


def significant(number: str) -> str:
    """The digits of a number without sign, point and outer zeros: "1.46bn" and "1460000000" are both "146"."""
    return re.sub(r"\D", "", number).strip("0")


def test_the_digits_of_a_value_are_those_of_the_text() -> None:
    """Nothing is reckoned out: a value holds no digits that nobody wrote."""
    checked = 0
    for statistic in annotations("statistic"):
        written = [mark["exact"] for mark in statistic.get("marks", ()) if mark["role"] == "value"]
        if written and all(each[0].isdigit() for each in written):
            values = [statistic["quantity"][key] for key in ("value", "valueMax") if key in statistic["quantity"]]
            numbers = re.findall(r"[\d.,]*\d", " ".join(written))
            assert [significant(each) for each in numbers] == [significant(each) for each in values]
            checked += 1
    assert checked > 50


def test_the_same_cost_stands_in_two_articles_in_two_notations() -> None:
    pairs = [
        (ANNOTATIONS[name], ANNOTATIONS[link["target"]])
        for name, (_, annotation) in ANNOTATIONS.items()
        for link in annotation.get("links", ())
        if link["type"] == "same_as"
    ]
    ((one, first), (two, second)) = pairs[0]
    assert one["id"] != two["id"]
    assert {s["segments"][0]["exact"] for s in (first, second)} == {"€1.46bn", "1.46 billion euros"}
    for field in ("value", "unit", "measure", "measuredEntity"):
        assert first["quantity"][field] == second["quantity"][field]


def test_a_split_quote_is_one_annotation() -> None:
    split = [a for a in annotations("quote") if len(a["segments"]) == 2]
    assert len(split) > 10
    assert any(a["segments"][0]["exact"] == "“Do I like the figure?”" for a in split)


def test_a_figure_passes_from_a_register_through_officials_and_a_minister_to_the_outlet() -> None:
    chains = [[link["source"] for link in a["attributions"]] for a in annotations("statistic", "done")]
    longest = max(chains, key=len)
    assert [SOURCES[name]["type"] for name in longest] == ["dataset", "group", "person", "organisation"]
    assert sum(len(chain) >= 3 for chain in chains) >= 4


def test_one_minister_has_several_spellings_in_the_text() -> None:
    minister = next(s for s in SOURCES.values() if s["name"] == "Dagny Ferrow")
    text = ARTICLES[0]["text"]
    assert all(spelling in text for spelling in ("Dagny Ferrow", "Dagney Ferrow", "Ms Ferow"))
    assert {"Dagney Ferrow", "Ferow"} <= set(minister["alternateName"])


def test_an_emoji_stands_before_annotations() -> None:
    text = ARTICLES[1]["text"]
    emoji = max(place for place, letter in enumerate(text) if ord(letter) > 0xFFFF)
    after = [a for a in ARTICLES[1]["annotations"] if outline(a)[0] > emoji]
    assert len(after) > 30
    assert any(any(ord(letter) > 0xFFFF for letter in s["exact"]) for a in annotations() for s in a["segments"])


def test_a_right_to_left_quotation_is_annotated() -> None:
    words = [s["exact"] for a in annotations("quote") for s in a["segments"]]
    arabic = next(w for w in words if any(unicodedata.bidirectional(letter) == "AL" for letter in w))
    assert any(unicodedata.combining(letter) for letter in arabic)


def test_a_quote_stands_within_a_quote() -> None:
    inner = next(a for a in annotations("quote") if a["segments"][0]["exact"] == "‘Will it hold?’")
    outer = [a for a in annotations("quote") if a is not inner and within(inner, a)]
    assert len(outer) == 1 and len(inner["attributions"]) == 2


def test_statistic_claim_and_quote_nest() -> None:
    article = ARTICLES[0]["annotations"]
    assert any(
        within(s, c) and within(c, q)
        for s in article if s["type"] == "statistic"
        for c in article if c["type"] == "claim"
        for q in article if q["type"] == "quote"
    )  # fmt: skip


def test_boilerplate_is_glued_to_a_sentence() -> None:
    glued = [
        article["text"][p["start"] - 1]
        for article in ARTICLES
        for p in article.get("passages", ())
        if p["type"] == "boilerplate" and not article["text"][p["start"] - 1].isspace()
    ]
    assert len(glued) >= 3 and set(glued) <= {".", "”"}


def test_a_quote_that_nobody_is_named_for_says_so() -> None:
    chains = [a["attributions"] for a in annotations("quote") if a.get("attributions")]
    assert any(len(chain) == 1 and chain[0]["source"] is None for chain in chains)


def test_the_links_that_the_next_issue_shows_are_there() -> None:
    types = {link["type"] for a in annotations() for link in a.get("links", ())}
    assert types >= {"same_as", "part_of", "answers", "contradicts", "repeats", "qualifies", "evidence_for"}


def test_the_default_codebook_is_that_of_the_sample() -> None:
    default = json.loads((RESOURCES / "codebook" / "default.json").read_text(encoding="utf-8"))
    assert default == CORPUS["codebook"]
    assert {kind["id"]: kind["key"] for kind in default["kinds"]} == {"claim": "1", "quote": "2", "statistic": "3"}
    for kind in default["kinds"]:
        assert all(attribute["help"].endswith((".", "?")) for attribute in kind["attributes"])
        assert all(a.get("required") or a.get("hidden") or a["id"] in CORE for a in kind["attributes"])


@pytest.mark.parametrize("name", HELP)
def test_every_help_page_has_one_title_and_no_empty_section(name: str) -> None:
    page = (RESOURCES / "help" / f"{name}.md").read_text(encoding="utf-8")
    assert page.startswith("# ") and page.endswith("\n")
    prose = re.sub(r"```.*?```", "code", page, flags=re.DOTALL)
    assert len(re.findall(r"^# ", prose, flags=re.MULTILINE)) == 1
    assert not re.search(r"^#+ .*\n+(?=## |\Z)", prose.split("\n", 1)[1], flags=re.MULTILINE)


def test_there_are_no_other_help_pages() -> None:
    assert {path.stem for path in (RESOURCES / "help").glob("*.md")} == set(HELP)


def test_the_page_of_keys_leaves_room_for_the_command_table() -> None:
    page = (RESOURCES / "help" / "keys.md").read_text(encoding="utf-8")
    assert page.splitlines().count("<!-- commands -->") == 1


def test_the_tutorial_speaks_of_words_that_the_sample_holds() -> None:
    page = (RESOURCES / "help" / "start-here.md").read_text(encoding="utf-8")
    told = [words for words in re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", page) if "›" not in words]
    everything = " ".join([*(a["headline"] for a in ARTICLES), *(a["text"] for a in ARTICLES)])
    assert len(told) >= 5
    missing = [words for words in told if words.rstrip(" …”") not in everything]
    assert missing == ["Only what needs a source"]


def test_the_licence_is_given_with_the_sample() -> None:
    page = (RESOURCES / "sample" / "README.md").read_text(encoding="utf-8")
    assert "CC0" in page and CORPUS["project"]["license"] == "CC0-1.0"
    assert all(article["headline"] in page for article in ARTICLES)


def pandas_lines() -> str:
    page = (RESOURCES / "help" / "dataset.md").read_text(encoding="utf-8")
    return re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)[0]  # type: ignore[no-any-return]


def test_the_three_lines_of_pandas_read_the_dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    (tmp_path / "dataset.json").write_bytes(WRITTEN)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(pandas_lines(), names)
    assert len(names["annotations"]) == len(ANNOTATIONS)
    assert len(pandas_lines().splitlines()) == 3


def test_the_line_of_duckdb_reads_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb")
    page = (RESOURCES / "help" / "dataset.md").read_text(encoding="utf-8")
    line = next(line for line in re.findall(r"```sql\n(.*)\n```", page) if "articles.jsonl" in line)
    (tmp_path / "dataset").mkdir()
    rows = (json.dumps(article, ensure_ascii=False) + "\n" for article in ARTICLES)
    (tmp_path / "dataset" / "articles.jsonl").write_text("".join(rows), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = duckdb.sql(line).fetchall()
    assert len(found) == len(ANNOTATIONS)
    assert found[0] == (ARTICLES[0]["headline"], "claim", "cost has climbed to €1.46bn")
