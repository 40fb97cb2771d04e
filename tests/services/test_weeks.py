"""Weeks: what stands in the coming fortnight, whichever week is shown."""

from app.domain.edits import Edit
from app.domain.text import text
from app.services.edits import Editor
from app.services.outlooks import Outlooks
from app.services.weeks import Weeks


def test_what_is_coming_begins_with_what_runs_now_and_ends_after_a_fortnight(
    store, clock, make_entry
):
    over = make_entry("09:00", "10:00", day=2, title="Over")
    running = make_entry("10:00", "11:00", day=2, title="Running")
    next_week = make_entry("09:00", "10:00", day=9, title="Next week")
    far = make_entry("09:00", "10:00", day=17, title="Far")
    Editor(store).apply(Edit(text("Added"), (), (over, running, next_week, far)))

    coming = Weeks(store, Outlooks(store, clock), clock).coming()

    assert [entry.title for entry in coming] == ["Running", "Next week"]
