"""A week like a manager's: five busy days, two peaks a day, one of them uncovered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.coverage import coverage_of
from app.domain.edits import Edit
from app.domain.entries import (
    Days,
    Entry,
    EntryId,
    EntryKind,
    Protection,
    RoutineId,
    Source,
)
from app.domain.errors import PlannerError
from app.domain.known_events import EventId, KnownEvent
from app.domain.outlook import CalmDay, DayOutlook, PeakWindow, WeekOutlook
from app.domain.people import Person
from app.domain.reasons import Reason
from app.domain.site import Site
from app.domain.span import Span
from app.domain.text import Text
from app.domain.wall import day_span, resolve_minute, week_span
from app.services.weeks import WeekView

MONDAY = date(2026, 11, 16)
OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 18, 10, 2, tzinfo=OSLO)
SITE = Site(name="Fjord support", zone="Europe/Oslo")
K, P = EntryKind, Protection
LEVELS = (1240, 1052, 694, 1115, 1030, 441, 378)


def minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def wall(day: int, start: str, end: str, *, monday: date = MONDAY, zone: ZoneInfo = OSLO) -> Span:
    on = monday + timedelta(days=day)
    return Span(resolve_minute(on, minute(start), zone), resolve_minute(on, minute(end), zone))


def entry(
    day: int, start: str, end: str, title: str, kind: EntryKind = K.MEETING, **more: Any
) -> Entry:
    made = EntryId(more.pop("id", f"{title}-{day}-{start}".lower().replace(" ", "-")))
    return Entry(wall(day, start, end), kind, title, id=made, **more)


def unplanned(day: int, start: str, end: str, place: str) -> Entry:
    reasons = (
        Reason("most_contacts", {"contacts": 268, "share": 0.27, "minutes": 75, "weekday": day}),
    )
    return entry(
        day,
        start,
        end,
        "Unplanned",
        K.UNPLANNED,
        protection=P.PLANNED,
        routine=RoutineId(f"series-{day}-{start}"),
        occurs_on=MONDAY + timedelta(days=day),
        reasons=reasons,
        place=place,
    )


def entries() -> list[Entry]:
    series = {"source": Source("huddle", "weekly"), "protection": P.FIXED}
    week = [entry(day, "08:30", "08:45", "Morning huddle", K.PEOPLE, **series) for day in range(5)]
    week += [unplanned(day, "10:00", "11:15", "walk the floor") for day in (0, 1, 3, 4)]
    week += [unplanned(day, "14:00", "15:00", "afternoon peak") for day in (0, 1, 3)]
    plain = {"protection": P.PLANNED}
    week += [
        entry(0, "09:00", "09:45", "1:1 Lars", K.PEOPLE, place="team lead A", **plain),
        entry(0, "11:30", "12:00", "Vendor: telephony SLA", protection=P.FIXED),
        entry(0, "12:00", "12:45", "Lunch & learn", K.PEOPLE, **plain),
        entry(0, "13:00", "14:00", "Head-count plan Q1", place="shrinkage", protection=P.FIXED),
        entry(0, "13:15", "14:00", "Quality board", K.PERFORMANCE, **plain),
        entry(0, "15:30", "16:00", "Checkpoint: refunds", K.ROLLOUT, **plain),
        entry(1, "09:00", "09:45", "1:1 Nora", K.PEOPLE, place="team lead B", **plain),
        entry(1, "11:30", "12:30", "Sit beside agents", K.PEOPLE, place="row C", **plain),
        entry(1, "13:00", "13:15", "Abandon ratio check", K.PERFORMANCE, **plain),
        entry(1, "15:30", "17:00", "Budget review", protection=P.TENTATIVE),
        entry(2, "09:15", "11:30", "Open door", K.OPEN_DOOR, place="6 slots of 20 min", **plain),
        entry(2, "12:00", "12:30", "Lunch", K.LUNCH, **plain),
        entry(2, "13:00", "14:00", "Calibration", K.PERFORMANCE, place="quality, room 2", **plain),
        entry(2, "14:30", "15:30", "Skip-level walk-round", K.OPEN_DOOR, place="COO, floor 2"),
        entry(3, "09:00", "09:45", "1:1 Ola", K.PEOPLE, place="team lead C", **plain),
        entry(3, "11:30", "12:30", "Forecast review", K.PERFORMANCE, **plain),
        entry(
            3, "12:45", "13:45", "Adherence sampling", K.ROLLOUT, place="refund procedure", **plain
        ),
        entry(3, "15:30", "16:00", "Checkpoint: refunds", K.ROLLOUT, **plain),
        entry(4, "09:00", "10:00", "Weekly board", K.PERFORMANCE, place="18 measures", **plain),
        entry(4, "11:30", "12:15", "Supplier lunch", cancelled=True, protection=P.FIXED),
        entry(4, "13:00", "14:30", "Recognition hour", K.PEOPLE, **plain),
        entry(4, "15:00", "15:30", "Week retro", K.PEOPLE, **plain),
        entry(4, "16:00", "16:45", "1:1 Nora", K.PEOPLE, protection=P.LOCKED),
        whole_days(1, 1, "Audit week", K.MEETING),
        whole_days(2, 1, "Open-door day", K.OPEN_DOOR),
        whole_days(3, 2, "Kari on leave", K.PEOPLE),
    ]
    return sorted(week, key=lambda one: (one.span.start, one.id))


def whole_days(day: int, count: int, title: str, kind: EntryKind) -> Entry:
    first = MONDAY + timedelta(days=day)
    last = first + timedelta(days=count)
    span = Span(day_span(first, OSLO).start, day_span(last, OSLO).start)
    return Entry(
        span, kind, title, id=EntryId(f"days-{title}"), days=Days(first, last), protection=P.FIXED
    )


def shape(day: int) -> np.ndarray:
    """A double-humped day in quarters of an hour, opened from 8 to 18."""
    at = np.arange(96) * 15.0
    morning, afternoon = (630, 870) if day != 4 else (630, 890)
    curve = (
        0.55
        + 1.0 * np.exp(-(((at - morning) / 62) ** 2))
        + 0.85 * np.exp(-(((at - afternoon) / 38) ** 2))
    )
    if day in {2, 5, 6}:
        curve = 0.8 + 0.2 * np.exp(-(((at - 660) / 120) ** 2))
    curve[(at < 480) | (at >= 1080)] = 0
    return curve / curve.sum() * LEVELS[day]


def day_outlook(day: int) -> DayOutlook:
    expected = shape(day)
    on = MONDAY + timedelta(days=day)
    actual = None
    if on <= NOW.date():
        noise = np.random.default_rng(day).normal(1, 0.12, 96)
        actual = expected * noise
        if on == NOW.date():
            actual[40:] = np.nan
    open_mean = expected[32:72].mean()
    peaks: tuple[PeakWindow, ...] = ()
    if day in {0, 1, 3, 4}:
        second = (870, 900) if day == 4 else (840, 900)
        peaks = (_peak(expected, 600, 675), _peak(expected, *second))
    events = ()
    if day == 0:
        events = (KnownEvent(EventId("invoices"), "Invoice run", on, 20.0),)
    return DayOutlook(
        day=on,
        minutes=15,
        expected=expected,
        actual=actual,
        peak_line=float(open_mean * 1.1) if peaks else float(open_mean * 3),
        peaks=peaks,
        ratio=LEVELS[day] / 1050,
        events=events,
        weeks=tuple(on - timedelta(weeks=n) for n in range(1, 7)),
        above=tuple(6 for _ in peaks),
    )


def _peak(expected: np.ndarray, start: int, end: int) -> PeakWindow:
    contacts = float(expected[start // 15 : end // 15].sum())
    return PeakWindow(start, end, contacts, contacts / float(expected.sum()))


def outlook() -> WeekOutlook:
    return WeekOutlook(
        monday=MONDAY,
        days=tuple(day_outlook(day) for day in range(7)),
        calm=(CalmDay(2, 0.66, 8, 1.0, 0.0, 0.01, reliable=True),),
        quiet_interval=None,
        enough_history=True,
        history_weeks=6,
        newest_volume=date(2026, 11, 18),
    )


def week_view(
    week: list[Entry] | None = None, *, monday: date = MONDAY, now: datetime = NOW
) -> WeekView:
    shown = tuple(entries() if week is None else week)
    expected = outlook()
    if monday != MONDAY:
        days = tuple(
            replace(day, day=monday + timedelta(days=n)) for n, day in enumerate(expected.days)
        )
        expected = replace(expected, monday=monday, days=days)
    span = week_span(monday, OSLO)
    inside = tuple(one for one in shown if one.span.overlaps(span))
    return WeekView(
        monday=monday,
        span=span,
        site=SITE,
        entries=inside,
        outlook=expected,
        coverage=coverage_of(expected.days, inside, OSLO),
        now=now,
    )


class FakeWeeks:
    """Weeks from a list in memory."""

    def __init__(self, calendar: FakeCalendar) -> None:
        self.calendar = calendar
        self.asked: list[date] = []

    def this_week(self) -> date:
        return MONDAY

    def coming(self) -> tuple[Entry, ...]:
        until = NOW + timedelta(days=14)
        return tuple(
            one
            for one in self.calendar.entries.values()
            if one.span.end > NOW and one.span.start < until
        )

    def week(self, monday: date) -> WeekView:
        self.asked.append(monday)
        return week_view(list(self.calendar.entries.values()), monday=monday)


class FakeCalendar:
    """Entries by id; edits change them the way the store does."""

    def __init__(self, week: list[Entry] | None = None) -> None:
        self.entries = {one.id: one for one in (entries() if week is None else week)}

    def apply(self, edit: Edit) -> None:
        for one in edit.before:
            assert isinstance(one, Entry)
            assert self.entries.pop(one.id) == one
        for one in edit.after:
            assert isinstance(one, Entry)
            assert one.id not in self.entries
            self.entries[one.id] = one


class FakePlanning:
    """Answers every wish for a plan with the same proposal, after those of ``on_the_way``."""

    def __init__(self, calendar: FakeCalendar) -> None:
        self.calendar = calendar
        self.proposal: Any = None
        self.on_the_way: list[Any] = []
        self.asked: list[dict[str, Any]] = []
        self.applied: list[Any] = []
        self.days: tuple[date, ...] = ()
        self.offers: tuple[Any, ...] = ()

    def propose(self, monday: date, **wish: Any) -> Any:
        self.asked.append({"monday": monday, **wish})
        for proposal in self.on_the_way:
            wish["better"](proposal)
        return self.proposal

    def touched(self, monday: date, *, near: bool = False) -> tuple[date, ...]:
        return self.days

    def places_for(self, entry: Entry) -> tuple[Any, ...]:
        return self.offers

    def apply(self, proposal: Any, keep: Any = None, *, command: Any = None) -> Edit:
        self.applied.append(keep)
        ticked = [c for c in proposal.changes if keep is None or c.id in keep]
        edit = Edit(
            Text("Planned the week"),
            tuple(c.before for c in ticked if c.before),
            tuple(c.after for c in ticked if c.after),
        )
        self.calendar.apply(edit)
        return edit


class FakePlanner:
    """A planner over a calendar in memory."""

    def __init__(self, week: list[Entry] | None = None) -> None:
        self.calendar = FakeCalendar(week)
        self.weeks = FakeWeeks(self.calendar)
        self.planning = FakePlanning(self.calendar)
        self.people: list[Person] = []

    @property
    def store(self) -> FakePlanner:
        return self

    @property
    def read(self) -> SimpleNamespace:
        return SimpleNamespace(people=lambda: self.people)

    def clock(self) -> datetime:
        return NOW


@dataclass
class FakeSearch:
    """A search that the test leads: what it tells, when it ends."""

    better: Callable[[Any], None]
    done: Callable[[Any], None]
    failed: Callable[[PlannerError], None]
    stopped: bool = False

    def stop(self) -> None:
        self.stopped = True


class FakeDesk:
    """Carries edits out at once and keeps what it was told."""

    def __init__(self, calendar: FakeCalendar) -> None:
        self.calendar = calendar
        self.edits: list[Edit] = []
        self.remembered: list[Edit] = []
        self.toasts: list[str] = []
        self.banners: list[str] = []
        self.after_commit: Callable[[], None] = lambda: None
        self.searches: list[FakeSearch] = []
        self.search_by_hand = False

    def submit(self, edit: Edit) -> None:
        self.calendar.apply(edit)
        self.edits.append(edit)
        self.after_commit()

    def run(
        self,
        label: Text,
        work: Callable[[Callable[[float], bool]], Any],
        done: Callable[[Any], None],
        failed: Callable[[PlannerError], None] | None = None,
    ) -> None:
        try:
            result = work(lambda _fraction: True)
        except PlannerError as error:
            (failed or self.banner)(error)
        else:
            done(result)

    def run_quietly(
        self,
        label: Text,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None = None,
        given_up: Callable[[], None] | None = None,
    ) -> None:
        result = work()
        if done is not None:
            done(result)

    def search(
        self,
        label: Text,
        work: Callable[..., Any],
        better: Callable[[Any], None],
        done: Callable[[Any], None],
        failed: Callable[[PlannerError], None] | None = None,
    ) -> FakeSearch:
        search = FakeSearch(better, done, failed or self.banner)
        self.searches.append(search)
        if not self.search_by_hand:
            try:
                result = work(better, lambda: search.stopped)
            except PlannerError as error:
                search.failed(error)
            else:
                done(result)
        return search

    def remember(self, edit: Edit) -> None:
        self.remembered.append(edit)
        self.after_commit()

    def toast(self, text: Text) -> None:
        self.toasts.append(str(text))

    def banner(self, error: PlannerError) -> None:
        self.banners.append(str(error))
