"""Real files of other tools, where they lie beside the checkout: read with the counts that are known of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import formats
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
