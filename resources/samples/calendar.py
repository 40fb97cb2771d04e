"""The invented manager's own calendar: what stands in it before anything is planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from app.domain.entries import Availability, Days, Entry, EntryId, EntryKind, Protection, Source
from app.domain.span import Span
from app.domain.wall import resolve, resolve_minute
from resources.samples.people import person_id

WEEKS_BEFORE = 2
WEEKS_AFTER = 6
MON, TUE, WED, THU, FRI = range(5)

PEOPLE, PERFORMANCE = EntryKind.PEOPLE, EntryKind.PERFORMANCE
MEETING, ROLLOUT = EntryKind.MEETING, EntryKind.ROLLOUT
FIXED, LOCKED, TENTATIVE = Protection.FIXED, Protection.LOCKED, Protection.TENTATIVE


@dataclass(frozen=True, slots=True)
class Habit:
    """Something in the week: ``at`` is "HH:MM-HH:MM" on the wall; ``every`` 0 is this week only."""

    slug: str
    weekday: int
    at: str
    kind: EntryKind
    title: str
    place: str = ""
    every: int = 0
    phase: int = 0
    protection: Protection = FIXED
    cancelled: bool = False
    person: str = ""
    """Who it is with."""
    asked_for: bool = False
    """From next week on a routine asks for it, and it stands no more."""


LEAD_TALKS = (
    ("Lars Berg", "A", MON, 0),
    ("Nora Lien", "B", TUE, 0),
    ("Ola Vik", "C", THU, 0),
    ("Kari Moe", "D", TUE, 1),
)
HABITS = (
    *(Habit(f"huddle-{day}", day, "08:30-08:45", PEOPLE, "Morning huddle", "floor", 1)
      for day in range(5)),
    *(Habit(f"one-{name[:4].strip().lower()}", weekday, "09:00-09:45", PEOPLE,
            f"1:1 {name.split()[0]}", f"team lead {team}", 2, phase, LOCKED, person=name,
            asked_for=True)
      for name, team, weekday, phase in LEAD_TALKS),
    Habit("board", FRI, "09:00-10:00", PERFORMANCE, "Weekly board", "18 measures", 1),
    Habit("vendor", MON, "11:30-12:00", MEETING, "Vendor: telephony"),
    Habit("learn", MON, "12:00-12:45", PEOPLE, "Lunch & learn", "canteen"),
    Habit("heads", MON, "12:45-13:45", MEETING, "Head-count plan Q1", "room 4"),
    Habit("quality", MON, "13:00-13:45", PERFORMANCE, "Quality board"),
    Habit("refund-mon", MON, "15:30-16:00", ROLLOUT, "Checkpoint: refunds", "floor", 0, 0, LOCKED),
    Habit("beside", TUE, "11:30-12:30", PEOPLE, "Sit beside agents", "row C", 1, 0, LOCKED,
          asked_for=True),
    Habit("abandon", TUE, "13:00-13:15", PERFORMANCE, "Abandon rate", "", 1),
    Habit("budget", TUE, "15:30-17:00", MEETING, "Budget review", "", 0, 0, TENTATIVE),
    Habit("calibrate", WED, "13:00-14:00", PERFORMANCE, "Calibration", "quality, room 2", 1,
          asked_for=True),
    Habit("forecast", THU, "11:30-12:30", PERFORMANCE, "Forecast review", "", 1),
    Habit("adherence", THU, "12:45-13:45", ROLLOUT, "Adherence sample", "refund procedure", 0, 0,
          LOCKED),
    Habit("refund-thu", THU, "15:30-16:00", ROLLOUT, "Checkpoint: refunds", "floor", 0, 0, LOCKED),
    Habit("skip", THU, "16:15-17:00", MEETING, "Skip-level with the COO", "floor 2"),
    Habit("supplier", FRI, "11:30-12:15", MEETING, "Supplier lunch", "", 0, 0, FIXED, True),
    Habit("recognition", FRI, "13:00-14:30", PEOPLE, "Recognition round", "all floors"),
    Habit("retro", FRI, "15:00-15:30", PEOPLE, "Week retro", "", 1),
    Habit("one-ida", FRI, "16:00-16:45", PEOPLE, "1:1 Ida", "senior agent", 4, 0, LOCKED,
          person="Ida M.", asked_for=True),
)  # fmt: skip

ALL_DAY = (
    ("audit", TUE, 1, "Audit week"),
    ("kari", THU, 2, "Kari on leave"),
)


def sample_entries(monday: date, zone: ZoneInfo, seed: int) -> Iterator[Entry]:
    """Give the calendar around the week of ``monday``: that week in full, others' habits only."""
    for offset in range(-WEEKS_BEFORE, WEEKS_AFTER + 1):
        week = monday + timedelta(weeks=offset)
        for habit in HABITS:
            here = offset == 0 if habit.every == 0 else (offset - habit.phase) % habit.every == 0
            if here and (offset <= 0 or not habit.asked_for):
                yield _entry(habit, week + timedelta(days=habit.weekday), zone, seed)
    for slug, weekday, length, title in ALL_DAY:
        first = monday + timedelta(days=weekday)
        yield _all_day(slug, Days(first, first + timedelta(days=length)), title, zone, seed)


def _entry(habit: Habit, day: date, zone: ZoneInfo, seed: int) -> Entry:
    start, end = (int(part[:2]) * 60 + int(part[3:]) for part in habit.at.split("-"))
    uid = f"sample-{seed}-{habit.slug}@centre.example"
    begins = resolve_minute(day, start, zone)
    return Entry(
        Span(begins, resolve_minute(day, end, zone)),
        habit.kind,
        habit.title,
        id=_entry_id(seed, habit.slug, day),
        protection=habit.protection,
        cancelled=habit.cancelled,
        source=None
        if habit.protection is LOCKED
        else Source(uid, begins.isoformat() if habit.every else ""),
        place=habit.place,
        people=(person_id(habit.person),) if habit.person else (),
    )


def _all_day(slug: str, days: Days, title: str, zone: ZoneInfo, seed: int) -> Entry:
    return Entry(
        Span(resolve(days.first, time(0), zone), resolve(days.after_last, time(0), zone)),
        MEETING,
        title,
        id=_entry_id(seed, slug, days.first),
        protection=FIXED,
        availability=Availability.FREE,
        days=days,
        source=Source(f"sample-{seed}-{slug}@centre.example"),
    )


def _entry_id(seed: int, slug: str, day: date) -> EntryId:
    return EntryId(uuid5(NAMESPACE_URL, f"sample/{seed}/{slug}/{day}").hex)
