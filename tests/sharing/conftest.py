"""How long the harness runs (`--seeds`), and where its shared files lie (`--disk`; else in memory).

T1 storm, T2 death, T11 a lock held elsewhere: `test_processes` · T3 replaced files, T8 a fault at each statement,
T10 locks: `test_interrupted` · T4 sync service: `test_sync_service` · T5 convergence: `test_convergence` · T6 what
happens when, to read in `test_table`: `test_situations`, `test_further_situations` · T7 full, read-only, gone:
`test_refused` · T9 files of each format: `test_each_format` · T12 strangers: `test_strangers` · T13 purged bytes:
`test_purged`
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.team import ARTICLE, TEXT, Change, Team

IN_MEMORY = Path("/dev/shm")

USUAL = 200
"""Seeds of an ordinary run."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Ten times the seeds: what has no seeds runs ten times, as processes and disks are never twice the same."""
    rounds = metafunc.config.getoption("--seeds") // USUAL
    if rounds > 1 and "seeds" not in metafunc.fixturenames:
        metafunc.fixturenames.append("again")
        metafunc.parametrize("again", range(rounds))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whoever asks for a long run waits for it."""
    if config.getoption("--seeds") > USUAL:
        for item in items:
            if item.path.is_relative_to(Path(__file__).parent):
                item.add_marker(pytest.mark.timeout(0), append=False)  # before a limit of its own, which would count


@pytest.fixture
def seeds(request: pytest.FixtureRequest) -> range:
    """The seeds to run."""
    return range(request.config.getoption("--seeds"))


@pytest.fixture
def shore(request: pytest.FixtureRequest) -> Iterator[Path]:
    """An empty folder for shared files: flushing to a disk takes most of the time, and proves nothing here."""
    quick = IN_MEMORY.is_dir() and not request.config.getoption("--disk")
    folder = Path(tempfile.mkdtemp(prefix="annotator-test-", dir=IN_MEMORY if quick else None))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits at a window here, so no exchange waits for anybody."""
    monkeypatch.setattr("annotator.project.exchange.GAP", 0)


@pytest.fixture
def team(shore: Path) -> Iterator[Team]:
    """Ann and Ben, who have exchanged an article."""
    made = Team(shore, "Ann", "Ben")
    made.members[0].do(Change("article", ARTICLE, {"title": "T"}, ARTICLE, new=True), texts={ARTICLE: TEXT})
    made.sync()
    yield made
    made.close()
