"""Material that lies beside the checkout on some machines and is no part of the project."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_beside = ROOT.parent / "shared"
SHARED: Path | None = _beside if (_beside / "articles").is_dir() else None

needs_shared = pytest.mark.skipif(SHARED is None, reason="no folder `shared` with articles beside the checkout")
