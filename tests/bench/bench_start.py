"""From the start of the process to the first paint, against a bare window that shows the same text.

Both are whole processes, off screen, CPU seconds of user and system together; the project, its replica and the last
article are there before. Also the memory (RSS) at that moment, and what must not be imported by then.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

RUNS = 9
ROOT = Path(__file__).resolve().parents[2]
LATE = ("qtawesome", "sqlite_utils", "markdown", "nh3", "trafilatura")

_REPORT = f"LATE = {LATE!r}" + '''
import json, os, sys
def done():
    pages = int(open("/proc/self/statm").read().split()[1])
    late = [name for name in LATE if name in sys.modules]
    print(json.dumps({"rss": pages * os.sysconf("SC_PAGE_SIZE") / 1e6, "late": late}), flush=True)
    os._exit(0)
'''

BARE = _REPORT + '''
from PySide6 import QtCore, QtGui, QtWidgets
class View(QtWidgets.QTextEdit):
    def paintEvent(self, event):
        super().paintEvent(event)
        QtCore.QTimer.singleShot(0, done)
app = QtWidgets.QApplication([])
view = View()
view.setPlainText(open(sys.argv[1], encoding="utf-8").read())
view.resize(1366, 768)
view.show()
app.exec()
'''

OURS = _REPORT + '''
import gc
gc.disable()  # as annotator.app does
from annotator.ui import main_window
class View(main_window.ArticleView):
    painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        self.painted = True
class Window(main_window.MainWindow):
    def furnish(self):
        done() if self.bridge.text and self.view.painted else sys.exit("nothing was painted")
main_window.ArticleView, main_window.MainWindow = View, Window
from annotator.ui import launching
launching.run([sys.argv[1]])
'''


def measure(code: str, argument: str, environment: dict[str, str]) -> tuple[float, dict[str, object]]:
    """CPU milliseconds of one process (median of `RUNS` after one for the .pyc files), and what it reported last."""
    spent, said = [], {}
    for _ in range(1 + RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([sys.executable, "-c", code, argument], env=environment, cwd=ROOT, capture_output=True,
                              text=True, check=False, timeout=60)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode or not done.stdout.strip():
            raise SystemExit(done.stderr[-2000:])
        spent.append(1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
        said = json.loads(done.stdout.strip().splitlines()[-1])
    return statistics.median(spent[1:]), said


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"ANNOTATOR_HOME": f"{folder}/home", "QT_QPA_PLATFORM": "offscreen",
                                    "PYTHONPATH": str(ROOT)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a start without .pyc files compiles everything
        project, text = f"{folder}/sample.annot", f"{folder}/article.txt"
        command = [sys.executable, "-m", "annotator"]
        for words in (["new", project], ["import", project, str(ROOT / "resources/sample/corpus.json")]):
            subprocess.run([*command, *words], env=environment, cwd=ROOT, check=True, capture_output=True)
        corpus = json.loads((ROOT / "resources/sample/corpus.json").read_text("utf-8"))
        Path(text).write_text(corpus["articles"][0]["text"], encoding="utf-8")
        bare, bare_said = measure(BARE, text, environment)
        ours, ours_said = measure(OURS, project, environment)
    print(f"start to first paint   bare {bare:6.0f} ms   ours {ours:6.0f} ms   ratio {ours / bare:4.2f} (≤ 1.25)")
    print(f"memory then            bare {bare_said['rss']:6.0f} MB   ours {ours_said['rss']:6.0f} MB (≤ 75)")
    print(f"imported too early     {', '.join(ours_said['late']) or 'nothing'}")


if __name__ == "__main__":
    main()
