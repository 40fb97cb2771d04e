"""Blocks, lunch and the door of a week, and what of it may move."""

from datetime import datetime, timedelta

import pytest

from app.domain.demands import group_of
from app.domain.entries import Entry, EntryKind, Protection
from app.domain.span import Span
from app.domain.wall import resolve_minute
from app.planning.week_demands import Letting, loose_entries, quotas_of, week_demands
from tests.planning.curves import MONDAY, SITE, week

EARLY = datetime(2026, 11, 20, 9, tzinfo=SITE.tz)


def entry(offset=0, at=10 * 60, minutes=60, *, kind=EntryKind.UNPLANNED, **more):
    on = MONDAY + timedelta(days=offset)
    span = Span(resolve_minute(on, at, SITE.tz), resolve_minute(on, at + minutes, SITE.tz))
    return Entry(span, kind, "x", **({"protection": Protection.PLANNED} | more))


MEETING = entry(minutes=30, kind=EntryKind.MEETING, protection=Protection.FIXED)


def loose(*entries, **letting):
    return loose_entries(entries, Letting(EARLY, SITE.tz, **letting))[1]


def test_a_block_is_loose_only_when_something_took_its_place():
    block = entry()
    assert loose(block) == ()
    assert loose(block, MEETING) == (block,)
    assert loose(entry(at=10 * 60 + 30), MEETING) == ()
    assert loose(entry(protection=Protection.LOCKED), MEETING) == ()


def test_a_long_meeting_takes_the_place_of_everything_under_it():
    long = entry(at=8 * 60, minutes=540, kind=EntryKind.MEETING, protection=Protection.FIXED)
    inside = entry(at=9 * 60, minutes=15, kind=EntryKind.MEETING, protection=Protection.FIXED)
    block = entry(at=15 * 60)
    assert loose(long, inside, block) == (block,)


def test_lunch_always_gives_way():
    lunch = entry(kind=EntryKind.LUNCH)
    assert loose(lunch) == (lunch,)


def test_what_was_placed_for_a_demand_is_loose_when_that_is_made_again():
    talk = entry(kind=EntryKind.PEOPLE, demand="rule:r:ada:2026-W48")
    assert loose(talk) == ()
    assert loose(talk, asked_again=lambda _: True) == (talk,)


def test_invited_entries_move_only_when_that_is_said():
    talk = entry(kind=EntryKind.PEOPLE, demand="rule:r:ada:2026-W48", invited=True)
    assert loose(talk, asked_again=lambda _: True) == ()
    assert loose(talk, asked_again=lambda _: True, invited=True) == (talk,)


def test_only_on_the_days_touched_anything_moves():
    lunches = [entry(n, kind=EntryKind.LUNCH) for n in (0, 1)]
    assert loose(*lunches, days={MONDAY}) == (lunches[0],)
    assert loose_entries(lunches, EARLY + timedelta(weeks=2))[1] == ()


def test_a_slot_does_not_push_its_own_session_away():
    door = entry(kind=EntryKind.OPEN_DOOR)
    slot = entry(minutes=15, kind=EntryKind.OPEN_DOOR, demand="slot:ada:2026-W48")
    locked = entry(
        minutes=15, kind=EntryKind.OPEN_DOOR, demand="slot:a:2026-W48", protection=Protection.LOCKED
    )
    assert loose(door, slot, locked) == ()
    assert group_of(door) == "open_door"
    assert group_of(slot) == "slot"


def test_a_week_that_has_only_a_slot_still_wants_its_session():
    slot = entry(2, minutes=15, kind=EntryKind.OPEN_DOOR, demand="slot:ada:2026-W48")
    found = week_demands(SITE, week(), [slot], ())
    [door] = [demand for demand in found if demand.kind is EntryKind.OPEN_DOOR]
    assert door.group == "open_door"


def test_another_weeks_door_is_not_this_weeks():
    door = entry(2, kind=EntryKind.OPEN_DOOR)
    assert not [d for d in week_demands(SITE, week(), [door], ()) if d.kind is EntryKind.OPEN_DOOR]
    after = week_demands(SITE, week(1), [door], ())
    assert [d.id for d in after if d.kind is EntryKind.OPEN_DOOR] == ["open_door:2026-12-02"]


@pytest.mark.parametrize(("offset", "doors"), [(0, 0), (2, 1)])
def test_only_the_days_touched_are_asked_for(offset, doors):
    days = {MONDAY + timedelta(days=offset)}
    found = week_demands(SITE, week(), (), (), days)
    assert {demand.windows[0].day for demand in found} == days
    assert sum(demand.kind is EntryKind.OPEN_DOOR for demand in found) == doors
    assert len(quotas_of(found)) == 2 + doors
