"""The thin line over a plan's preview: the search that goes on, and its end."""

from app.domain.demands import Plan
from ui.week.preview_search import SearchLine


def test_a_stop_that_takes_a_while_is_seen_to_be_on_its_way(qtbot):
    line = SearchLine()
    qtbot.addWidget(line)

    line.show_search(Plan(), searching=True, stopping=True)
    assert line.stop.text() == "Stopping…"
    assert not line.stop.isEnabled()

    line.show_search(Plan(), searching=True)
    assert line.stop.text() == "Stop"
    assert line.stop.isEnabled()
