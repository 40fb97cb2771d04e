"""Checkpoints and door wishes become demands; they come as values."""

from datetime import datetime, timedelta

from app.domain.demands import Window
from app.domain.entries import Entry, EntryKind
from app.domain.objective import LATER, TIER_OPEN_DOOR, worth_of
from app.domain.people import PersonId
from app.domain.span import Span
from app.domain.wall import resolve_minute
from app.planning.fed_demands import (
    Checkpoint,
    DoorWish,
    checkpoint_demands,
    checkpoint_quota,
    slot_demands,
    slot_starts,
    standing_session,
)
from app.planning.openings import Openings
from tests.planning.curves import MONDAY, SITE

DAYS = tuple(MONDAY + timedelta(days=n) for n in range(5))
AT_NOON = datetime(2026, 11, 24, 12, tzinfo=SITE.tz)
REFUNDS = Checkpoint("c1", "Refunds", 30, AT_NOON, AT_NOON + timedelta(days=1))
WEDNESDAY = MONDAY + timedelta(days=2)
ADA = DoorWish(PersonId("ada"), "Ada", weeks_waited=3, minutes=20)


def entry(demand, start=10 * 60, end=11 * 60):
    span = Span(*(resolve_minute(WEDNESDAY, at, SITE.tz) for at in (start, end)))
    return Entry(span, EntryKind.OPEN_DOOR, "Open door", demand=demand)


def test_a_checkpoint_lies_between_release_and_control_time():
    [found] = checkpoint_demands([REFUNDS], Openings(SITE, DAYS))
    assert [(w.day.weekday(), w.starts[0], w.starts[-1]) for w in found.windows] == [
        (1, 12 * 60, 16 * 60 + 30),
        (2, 8 * 60, 11 * 60 + 30),
    ]
    assert (found.id, found.worth) == ("checkpoint:c1", worth_of(4))
    assert [(q.minimum, q.tier) for q in checkpoint_quota([found])] == [(1, TIER_OPEN_DOOR)]
    assert checkpoint_quota([]) == []


def test_a_checkpoint_whose_time_is_over_has_nowhere_to_lie():
    past = Checkpoint("c", "Old", 30, AT_NOON - timedelta(weeks=3), AT_NOON - timedelta(weeks=2))
    [found] = checkpoint_demands([past], Openings(SITE, DAYS))
    assert [(w.day, w.starts) for w in found.windows] == [(MONDAY, ())]


def test_what_stands_is_not_asked_for_and_what_may_move_is_known():
    stands = entry("checkpoint:c1")
    assert checkpoint_demands([REFUNDS], Openings(SITE, DAYS), [stands]) == []
    [found] = checkpoint_demands([REFUNDS], Openings(SITE, DAYS), loose=[stands])
    assert found.current is stands
    slot = entry("slot:ada:2026-W48")
    assert slot_demands([ADA], "2026-W48", [], [slot]) == []
    assert slot_demands([ADA], "2026-W48", [], loose=[slot])[0].current is slot


def test_slots_lie_at_multiples_of_their_length_after_a_sessions_start():
    session = Window(WEDNESDAY, (600, 615))
    assert slot_starts(session, 60, 20).starts == (600, 615, 620, 635, 640, 655)
    assert slot_starts(session, 60, 18).starts == (600, 615, 618, 633, 636, 651)
    assert slot_starts(session, 60, 15).starts == (600, 615, 630, 645, 660)
    assert standing_session(entry(""), SITE.tz) == (Window(WEDNESDAY, (600,)), 60)


def test_who_waited_longest_comes_first_and_weighs_more_each_day():
    other = DoorWish(PersonId("bo"), "Bo")
    first, second = slot_demands([other, ADA], "2026-W48", [Window(WEDNESDAY, (600,))])
    assert (first.id, first.inside, first.step_minutes) == ("slot:ada:2026-W48", "open_door", 20)
    assert (first.people, first.leaves_phones, first.later) == (("ada",), True, 3 * LATER)
    assert (first.worth, second.worth, second.later) == (worth_of(2, 3), worth_of(2), 0)
    assert first.reasons[0].facts == {"weeks": 3}
