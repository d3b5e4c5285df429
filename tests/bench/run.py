"""Run every benchmark of this folder, one after the other, each in a process of its own.

    python3 packaging/start.py bench [NAME…]

Figures are CPU milliseconds unless they say otherwise; what counts is the ratio to the floor of the same run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(names: list[str]) -> int:
    """Run those whose names are given, or all; returns how many failed."""
    failed = 0
    for path in sorted(HERE.glob("bench_*.py")):
        if names and path.stem.removeprefix("bench_") not in names:
            continue
        print(f"\n{path.stem.removeprefix('bench_')}\n{'-' * 72}", flush=True)
        with tempfile.TemporaryDirectory() as home:
            environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "ANNOTATOR_HOME": home,
                                        "PYTHONPATH": str(HERE.parents[1])}
            failed += subprocess.run([sys.executable, str(path)], env=environment, check=False).returncode != 0
    return failed


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
