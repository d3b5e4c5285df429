"""The program speaks another language: it is chosen in the settings, and spoken from the next start on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.settings import home, load
from annotator.ui import speaking
from annotator.ui.application import Application
from annotator.ui.forms.settings.language_page import LanguagePage
from annotator.ui.widgets.choice_row import ChoiceRow
from tests.hooks import hooks
from tests.scenarios.test_settings import settings_of
from tests.scenarios.windows import application

__all__ = ["application", "hooks"]

FRENCH_WINDOW = """
import sys
from pathlib import Path
import annotator.__main__
annotator.__main__._speak()
from PySide6.QtWidgets import QApplication, QDialogButtonBox
app = QApplication([])
from annotator.ui.application import Application
window = Application(app).open_project(Path(sys.argv[1]))
window.furnish()
app.processEvents()
print(*(action.text().replace("&", "") for action in window.menuBar().actions()), sep="|")
box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
print(box.buttons()[0].text())
print(window.view.accessibleName())
"""


@pytest.fixture(autouse=True)
def plain_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but the settings says which language it is."""
    for name in ("ANNOTATOR_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


def test_french_is_chosen_in_the_settings_and_spoken_by_the_program_that_starts_again(
        application: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "étude 1.annot"
    window = application.new_project(path)
    assert window is not None
    sheet = settings_of(window)
    sheet.show_now("language")
    page = sheet.page("language")
    assert isinstance(page, LanguagePage)
    row = page.controls["language"]
    assert isinstance(row, ChoiceRow)
    assert not page.again.isVisible()
    row.choose("fr")
    QApplication.processEvents()
    assert load().language == "fr"
    assert page.again.isVisible() and "Français" in page.later.text()
    page.again.click()
    assert application.again == (path,) and not application.windows

    started: list[list[str]] = []
    with monkeypatch.context() as now:
        now.setattr(sys, "orig_argv", [sys.executable, "-m", "annotator", "old.annot"])
        now.setattr(sys, "argv", ["annotator", "old.annot"])
        now.setattr(subprocess, "Popen", lambda command, **_: started.append(command))
        speaking.start_again(application.again)
    assert started == [[sys.executable, "-m", "annotator", str(path)]]

    said = subprocess.run([sys.executable, "-c", FRENCH_WINDOW, str(path)], capture_output=True, text=True, check=True,
                          env=os.environ | {"ANNOTATOR_HOME": str(home())})
    _, cancel, _ = said.stdout.splitlines()
    assert cancel == "Annuler"
