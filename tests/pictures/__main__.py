"""`python -m tests.pictures FOLDER`: a picture of every state of the window, and a page that shows them side by side.

Light and dark, at one and at two device pixels for each of the window's; `--only` takes names of states,
`--mirrored` the window from right to left. ANNOTATOR_LANGUAGE=fr has it in French.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from html import escape
from itertools import groupby
from pathlib import Path

LOOKS = (("light", 1), ("dark", 1), ("light", 2), ("dark", 2))
"""Theme, and device pixels for each of the window's."""

_PAGE = """<!doctype html><meta charset="utf-8"><title>Every state</title>
<style>body{{font:15px system-ui;margin:24px;background:#888;color:#fff}}
figure{{display:inline-block;margin:0 12px 12px 0}}img{{width:683px;background:#fff;display:block}}</style>
{}"""


def main() -> int:
    """Make the pictures that were asked for."""
    asked = _arguments().parse_args()
    out = asked.folder.absolute()
    out.mkdir(parents=True, exist_ok=True)
    if asked.theme:
        return _draw(out, asked)
    looks = [(theme, scale) for theme, scale in LOOKS if not asked.looks or f"{theme}-{scale}" in asked.looks]
    for theme, scale in looks:
        given = ["--theme", theme, "--scale", str(scale), *(("--mirrored",) if asked.mirrored else ()),
                 *(word for name in asked.only for word in ("--only", name))]
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([sys.executable, "-m", "tests.pictures", str(out), *given], check=False, env={
                **os.environ, "ANNOTATOR_HOME": str(Path(folder) / "stage" / "home"), "QT_QPA_PLATFORM": "offscreen",
                "QT_SCALE_FACTOR": str(scale)})
        if done.returncode:
            return done.returncode
    (out / "index.html").write_text(_page(looks), encoding="utf-8")
    print(out / "index.html")
    return 0


def _arguments() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    found.add_argument("folder", type=Path)
    found.add_argument("--only", action="append", default=[], metavar="STATE")
    found.add_argument("--looks", nargs="*", default=[], metavar="LOOK", help="such as light-1 dark-2")
    found.add_argument("--mirrored", action="store_true")
    found.add_argument("--theme", default="", help=argparse.SUPPRESS)
    found.add_argument("--scale", type=int, default=1, help=argparse.SUPPRESS)
    return found


def _draw(out: Path, asked: argparse.Namespace) -> int:
    """All states in one look: Qt takes the scale once, when it begins."""
    from annotator.__main__ import _speak

    _speak()
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from annotator.settings import home
    from annotator.ui.speaking import translate_qt
    from annotator.ui.theme import FUSION
    from tests.pictures.stage import Stage
    from tests.pictures.states import STATES

    app = QApplication(["annotator", *FUSION])
    translate_qt(app)
    if asked.mirrored:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    stage = Stage(home().parent, asked.theme)
    for state in STATES:
        if asked.only and state.name not in asked.only:
            continue
        state.show(stage)
        if not stage.picture().save(str(out / _file(state.name, asked.theme, asked.scale))):
            print(f"{out} takes no pictures")
            return 1
        stage.clear()
        print(state.name, asked.theme, asked.scale, flush=True)
    return 0


def _file(name: str, theme: str, scale: int) -> str:
    return f"{name}-{theme}-{scale}.png"


def _page(looks: list[tuple[str, int]]) -> str:
    from tests.pictures.states import STATES

    parts = []
    for section, states in groupby(STATES, key=lambda state: state.section):
        parts.append(f"<h1>{escape(section)}</h1>")
        for state in states:
            parts.append(f"<h2>{escape(state.title)}</h2>")
            parts += [f'<figure><a href="{name}"><img loading="lazy" src="{name}" alt="{escape(state.title)}"></a>'
                      f"<figcaption>{theme}, {scale}×</figcaption></figure>"
                      for theme, scale in looks for name in (_file(state.name, theme, scale),)]
    return _PAGE.format("\n".join(parts))


if __name__ == "__main__":
    sys.exit(main())
