"""Run every benchmark of this folder, one after the other, each in a process of its own.

    python3 packaging/start.py bench [NAME…] [--large]

`--large` goes on to those that measure larger things, too: they take minutes.

Figures are CPU milliseconds unless they say otherwise; what counts is the ratio to the floor of the same run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(words: list[str]) -> int:
    """Run those whose names are given, or all, with the options among the words; returns how many failed."""
    failed = 0
    options = [word for word in words if word.startswith("-")]
    names = [word for word in words if word not in options]
    for path in sorted(HERE.glob("bench_*.py")):
        if names and path.stem.removeprefix("bench_") not in names:
            continue
        print(f"\n{path.stem.removeprefix('bench_')}\n{'-' * 72}", flush=True)
        with tempfile.TemporaryDirectory() as home:
            environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "ANNOTATOR_HOME": home,
                                        "PYTHONPATH": str(HERE.parents[1])}
            command = [sys.executable, str(path), *options]
            failed += subprocess.run(command, env=environment, check=False).returncode != 0
    return failed


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
