"""The process-wide places that a running application takes: given back after the test."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator

import pytest

LOG = logging.getLogger("annotator")



@pytest.fixture
def hooks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Exception hooks and the log's file."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    yield
    for handler in list(LOG.handlers):
        LOG.removeHandler(handler)
        handler.close()
