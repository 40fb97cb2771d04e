"""``firebreak events``."""

import pytest


def test_an_event_is_added_listed_and_removed(firebreak):
    said = firebreak.done("events", "add", "Price change", "2026-12-01", "+15%", "--source", "shop")
    assert "‘Price change’ added" in said.out
    firebreak.done("events", "add", "Quiet Fridays", "2026-12-04", "-5", "--weekday", "fri")
    first, second = firebreak.done("events", "list", "--json").json["events"]
    assert (first["percent"], first["source"], first["until"]) == (15.0, "shop", None)
    assert (second["percent"], second["weekday"]) == (-5.0, 4)
    assert "each fri from Fri 4 Dec 2026" in firebreak.done("events").out
    firebreak.done("events", "remove", first["id"][:8])
    assert len(firebreak.done("events", "list", "--json").json["events"]) == 1


def test_a_special_day_is_added_and_removed_by_its_date(firebreak):
    firebreak.done("events", "add", "Staff day", "2026-09-17", "--special")
    assert "left out" in firebreak.done("events").out
    assert "already" in firebreak.refused("events", "add", "Again", "2026-09-17", "--special")
    firebreak.done("events", "remove", "2026-09-17")
    assert "No events are known" in firebreak.done("events").out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("X", "2026-12-01", "lots"), "+20 or -15"),
        (("X", "2026-12-01"), "+20 or -15"),
        (("X", "2026-12-01", "-120"), "-100 to 1000"),
        (("X", "2026-13-01", "5"), "2026-11-25"),
        (("  ", "2026-12-01", "5"), "no name"),
        (("X", "2026-12-01", "5", "--until", "2026-11-01"), "later end"),
        (("X", "2026-12-01", "5", "--weekday", "someday"), "mon, tue"),
        (("X", "2026-12-01", "5", "--queue", "Fax"), "none yet"),
    ],
)
def test_what_cannot_be_is_refused_and_not_stored(firebreak, arguments, says):
    assert says in firebreak.refused("events", "add", *arguments)
    assert firebreak.done("events", "list", "--json").json == {"events": [], "special_days": []}


def test_an_event_that_is_not_there_cannot_be_removed(sample):
    assert "no event called 'nothing'" in sample.refused("events", "remove", "nothing")
    assert "write more of the id" in sample.refused("events", "remove", "sample")
