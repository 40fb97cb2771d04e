"""Demands that others ask for: checkpoints of roll-outs, and people who wish to come to the door.

Both come as values; who keeps them knows nothing of planning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.domain.demands import Demand, DemandId, Quota, Window, is_skipped
from app.domain.entries import Entry, EntryKind
from app.domain.objective import LATER, TIER_OPEN_DOOR, worth_of
from app.domain.people import PersonId
from app.domain.reasons import Reason
from app.domain.rules import Wish
from app.domain.wall import minute_of_day, resolve_minute
from app.planning.openings import Openings
from app.planning.week_demands import SLOT

CHECKPOINT = "checkpoint:"
CHECKPOINT_QUOTA = "checkpoint"
DOOR = EntryKind.OPEN_DOOR.value


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A look at how a procedure does, after its ``release`` and over by its ``control`` time."""

    id: str
    title: str
    minutes: int
    release: datetime
    control: datetime
    people: tuple[PersonId, ...] = ()
    leaves_phones: bool = False
    priority: int = 4
    wish: Wish = Wish.ANY
    weeks_overdue: int = 0


@dataclass(frozen=True, slots=True)
class DoorWish:
    """Somebody who wishes for a slot of the open door, since so many weeks."""

    person: PersonId
    name: str
    weeks_waited: int = 0
    minutes: int = 15
    """Of a slot: 15, 18 or 20."""
    priority: int = 2


def checkpoint_demands(
    checkpoints: Iterable[Checkpoint],
    openings: Openings,
    standing: Iterable[Entry] = (),
    loose: Iterable[Entry] = (),
) -> list[Demand]:
    """One demand each, of those that do not stand; within release and control time."""
    kept = {entry.demand for entry in standing if not entry.cancelled or is_skipped(entry)}
    current = {entry.demand: entry for entry in loose}
    found = []
    for checkpoint in checkpoints:
        name = checkpoint_name(checkpoint)
        if name not in kept:
            found.append(_checkpoint(checkpoint, name, openings, current.get(name)))
    return found


def slot_demands(
    wishes: Iterable[DoorWish],
    week: str,
    sessions: Sequence[Window],
    standing: Iterable[Entry] = (),
    loose: Iterable[Entry] = (),
) -> list[Demand]:
    """A slot for each wish, within a session that starts at one of ``sessions``.

    A session's window says by ``Window.starts`` where it may begin; the slots lie at multiples
    of their length after that. ``week`` names the week, as in "2026-W48".
    """
    kept = {entry.demand for entry in standing if not entry.cancelled or is_skipped(entry)}
    current = {entry.demand: entry for entry in loose}
    found = []
    for wish in sorted(wishes, key=lambda one: (-one.weeks_waited, one.name, one.person)):
        name = slot_name(wish, week)
        if name not in kept:
            found.append(_slot(wish, name, sessions, current.get(name)))
    return found


def checkpoint_name(checkpoint: Checkpoint) -> str:
    """The id of its demand."""
    return f"{CHECKPOINT}{checkpoint.id}"


def slot_name(wish: DoorWish, week: str) -> str:
    """The id of the demand for a slot in ``week``, as in "2026-W48"."""
    return f"{SLOT}{wish.person}:{week}"


def slot_starts(session: Window, length: int, minutes: int) -> Window:
    """Where slots of ``minutes`` may start when a session of ``length`` starts in its window."""
    starts = {
        start + offset
        for start in session.starts
        for offset in range(0, length - minutes + 1, minutes)
    }
    return Window(session.day, tuple(sorted(starts)))


def standing_session(entry: Entry, zone: ZoneInfo) -> tuple[Window, int]:
    """The one start of a session that stands, and its length."""
    day = entry.span.start.astimezone(zone).date()
    return Window(day, (minute_of_day(entry.span.start, zone),)), entry.span.minutes


def checkpoint_quota(demands: Sequence[Demand]) -> list[Quota]:
    """Every checkpoint counts in the tier of the open door."""
    return [Quota(CHECKPOINT_QUOTA, len(demands), TIER_OPEN_DOOR)] if demands else []


def _checkpoint(
    checkpoint: Checkpoint, name: str, openings: Openings, current: Entry | None
) -> Demand:
    return Demand(
        id=DemandId(name),
        kind=EntryKind.ROLLOUT,
        title=checkpoint.title,
        minutes=checkpoint.minutes,
        windows=_between(checkpoint, openings, stands=current is not None),
        worth=worth_of(checkpoint.priority, checkpoint.weeks_overdue),
        wish=checkpoint.wish,
        later=LATER if checkpoint.weeks_overdue else 0.0,
        quota=CHECKPOINT_QUOTA,
        people=checkpoint.people,
        leaves_phones=checkpoint.leaves_phones,
        current=current,
    )


def _between(checkpoint: Checkpoint, openings: Openings, *, stands: bool) -> tuple[Window, ...]:
    """The starts at which it begins after the release and is over by the control time."""
    zone, found = openings.site.tz, []
    for window in openings.between(None, checkpoint.minutes, openings.open_to(stands=stands)):
        kept = tuple(
            start
            for start in window.starts
            if resolve_minute(window.day, start, zone) >= checkpoint.release
            and resolve_minute(window.day, start + checkpoint.minutes, zone) <= checkpoint.control
        )
        if kept:
            found.append(replace(window, starts=kept))
    return tuple(found) or (Window(_day_of(checkpoint, openings), ()),)


def _day_of(checkpoint: Checkpoint, openings: Openings) -> date:
    control = checkpoint.control.astimezone(openings.site.tz).date()
    days = openings.days or (control,)
    return min(max(control, days[0]), days[-1])


def _slot(wish: DoorWish, name: str, sessions: Sequence[Window], current: Entry | None) -> Demand:
    waited = (Reason("waited", {"weeks": wish.weeks_waited}),) if wish.weeks_waited else ()
    return Demand(
        id=DemandId(name),
        kind=EntryKind.OPEN_DOOR,
        title=f"Open door: {wish.name}",
        minutes=wish.minutes,
        windows=tuple(sessions),
        worth=worth_of(wish.priority, wish.weeks_waited),
        wish=Wish.ANY,
        later=LATER * wish.weeks_waited,
        people=(wish.person,),
        leaves_phones=True,
        inside=DOOR,
        step_minutes=wish.minutes,
        current=current,
        reasons=waited,
    )
