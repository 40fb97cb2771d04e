"""Files that go in and out: what is asked for leads to the right import."""

from PySide6.QtWidgets import QFileDialog, QWidget

from app.bootstrap import Planner
from ui.shell.filing import Filing
from ui.theme import LIGHT
from ui.volumes.import_dialog import ImportDialog


def test_the_import_of_volumes_leads_a_newcomer_to_the_calendar(
    home, clock, store, desk, qtbot, monkeypatch
):
    planner = Planner(home, clock, store)
    window, asked = QWidget(), []
    qtbot.addWidget(window)
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *words: asked.append(words[1]) or ("", "")
    )
    files = Filing(planner, desk, window, lambda: LIGHT, list)
    files.import_volumes()
    [dialog] = window.findChildren(ImportDialog)

    dialog.pick.others[0].click()

    assert asked == ["Import my calendar"]
    assert not dialog.isVisible()
