from __future__ import annotations

from pathlib import Path

import pytest

from annotator import settings
from annotator.corpus.errors import Fault
from annotator.corpus.ids import new_id
from annotator.corpus.team import Coder
from annotator.ui import sample
from annotator.ui.sample import make_sample

ME = Coder(new_id(), "Mara")


def test_the_sample_is_a_project_with_articles_annotations_and_sources(tmp_path: Path) -> None:
    session = make_sample(tmp_path / "deep" / "sample.annot", ME, home=tmp_path / "home")
    counts = session.catalogue.counts()
    assert counts["articles"] >= 6
    assert sum(counts["annotations"].values()) > 100
    assert session.waiting() == 0, "it is in the file"
    assert session.check() == []
    session.close()


def test_making_the_sample_is_nothing_that_one_undoes_by_mistake(tmp_path: Path) -> None:
    session = make_sample(tmp_path / "sample.annot", ME, home=tmp_path / "home")
    label = session.undo_label()
    assert label == "" or label.startswith("Import")
    session.close()


def test_a_sample_that_cannot_be_read_leaves_no_half_of_a_project(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "corpus.json"
    broken.write_text('{"format": "annotated-article-corpus", "articles": [')
    real = settings.resource

    def resource(*parts: str) -> Path:
        return broken if parts[0] == "sample" else real(*parts)

    monkeypatch.setattr(sample, "resource", resource)
    with pytest.raises(Fault):
        make_sample(tmp_path / "sample.annot", ME, home=tmp_path / "home")
    assert not (tmp_path / "sample.annot").exists()


def test_an_existing_file_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "sample.annot").write_text("mine")
    with pytest.raises(Fault):
        make_sample(tmp_path / "sample.annot", ME, home=tmp_path / "home")
    assert (tmp_path / "sample.annot").read_text() == "mine"
