"""One UID's components become the times it happens, inside the window."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.domain.recurrence import Budget, repeat
from app.domain.span import Span
from app.domain.wall import resolve
from app.exchange.calendars import limits
from app.exchange.calendars.components import Component, UnreadableEventError
from app.exchange.calendars.content import Occurrence
from app.exchange.calendars.values import (
    Length,
    When,
    ZoneFinder,
    read_length,
    read_many,
    read_rule,
    read_when,
)

_DAY = timedelta(days=1)
_LONGEST = _DAY * limits.MAX_DAYS_LONG


@dataclass(frozen=True, slots=True)
class Frame:
    """What every event of a file is read with."""

    window: Span
    site: ZoneInfo
    zones: ZoneFinder
    budget: Budget


@dataclass(slots=True)
class Happening:
    """A component and the occurrences it speaks for."""

    component: Component
    whole: bool
    occurrences: list[Occurrence] = field(default_factory=list)


@dataclass(slots=True)
class Series:
    """Everything one UID does. ``goes_on`` says that it does not end in the window."""

    happenings: list[Happening]
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class _Exception:
    """A component with a RECURRENCE-ID. ``onward``: it speaks for all that follow, too."""

    component: Component
    replaces: When
    start: When
    onward: bool


def series_of(master: Component | None, exceptions: Iterable[Component], frame: Frame) -> Series:
    """Work out when the event happens.

    Raises:
        UnreadableEventError: it cannot be read, or happens too often.
        TooMuchRepetitionError: the file's budget is used up.

    """
    read = sorted(
        (_exception(component, frame) for component in exceptions),
        key=lambda exception: exception.replaces.moment,
    )
    if master is None:
        return Series([_alone(exception, frame) for exception in read])
    start = start_of(master, frame)
    originals, goes_on = _originals(master, start, frame)
    recurring = bool(read) or _recurs(master)
    main = Happening(master, whole=True)
    happenings = [main, *(Happening(exception.component, whole=False) for exception in read)]
    replaced = {exception.replaces.label for exception in read}
    onward = [
        (exception.replaces.moment, number)
        for number, exception in enumerate(read)
        if exception.onward
    ]
    for original in originals:
        if original.label in replaced or original.day.strftime("%Y%m%d") in replaced:
            continue  # by its day only: some programs write it so
        now = _onward_at(original, onward)
        source = main if now is None else happenings[now + 1]
        begin = original if now is None else _shifted(original, read[now])
        _add(source, original.label if recurring else "", begin, frame)
    for number, exception in enumerate(read):
        _add(happenings[number + 1], exception.replaces.label, exception.start, frame)
    if sum(len(happening.occurrences) for happening in happenings) > limits.MAX_DATES:
        raise UnreadableEventError(
            "it happens more than 2,000 times in the {days} days that are read.",
            days=limits.DAYS_BACK + limits.DAYS_AHEAD,
        )
    return Series(happenings, goes_on)


def start_of(component: Component, frame: Frame) -> When:
    """Read DTSTART. Raises UnreadableEventError without one."""
    prop = component.first("DTSTART")
    if prop is None:
        raise UnreadableEventError("it has no start.")
    return read_when(prop, frame.zones, frame.site)


def _recurs(master: Component) -> bool:
    return bool(master.all("RRULE") or master.all("RDATE"))


def _exception(component: Component, frame: Frame) -> _Exception:
    prop = component.first("RECURRENCE-ID")
    if prop is None:
        raise UnreadableEventError("it has no place in its series.")
    replaces = read_when(prop, frame.zones, frame.site)
    start = start_of(component, frame) if component.first("DTSTART") else replaces
    onward = prop.params.get("RANGE", "").upper() == "THISANDFUTURE"
    return _Exception(component, replaces, start, onward)


def _alone(exception: _Exception, frame: Frame) -> Happening:
    happening = Happening(exception.component, whole=False)
    _add(happening, exception.replaces.label, exception.start, frame)
    return happening


def _originals(master: Component, start: When, frame: Frame) -> tuple[list[When], bool]:
    """The starts that rules and dates give, those taken out left out, near the window."""
    margin = _DAY * 2 + _length_at_most(master, start, frame)
    first = _wall(frame.window.start - margin, start)
    after_last = _wall(frame.window.end + _DAY * 2, start)
    found: dict[str, When] = {start.label: start}
    goes_on = False
    for prop in master.all("RRULE"):
        rule = read_rule(prop.value, start)
        repetition = repeat(rule, start.wall, first, after_last, frame.budget)
        goes_on = goes_on or repetition.goes_on
        if len(repetition.moments) > 2 * limits.MAX_DATES:
            raise UnreadableEventError("it happens more often than a calendar can show.")
        found |= {when.label: when for when in map(start.on, repetition.moments)}
    for when in _listed(master, "RDATE", frame):
        same_kind = when if when.all_day == start.all_day else start.on(when.wall)
        found[same_kind.label] = same_kind
    gone = _taken_out(master, start, frame)
    kept = (
        when for label, when in found.items() if not gone & {label, when.day.strftime("%Y%m%d")}
    )
    return sorted(kept, key=lambda when: when.wall), goes_on


def _taken_out(master: Component, start: When, frame: Frame) -> set[str]:
    """Labels of EXDATE; a bare day takes out whatever happens on it."""
    return {
        (start.on(when.wall) if start.all_day else when).label
        for when in _listed(master, "EXDATE", frame)
    }


def _listed(master: Component, name: str, frame: Frame) -> list[When]:
    dates = [when for prop in master.all(name) for when in read_many(prop, frame.zones, frame.site)]
    if len(dates) > limits.MAX_DATES:
        raise UnreadableEventError("it lists more than 2,000 dates.")
    return dates


def _wall(moment: datetime, start: When) -> datetime:
    return moment.astimezone(start.zone).replace(tzinfo=None)


def _onward_at(original: When, onward: list[tuple[datetime, int]]) -> int | None:
    """The last THISANDFUTURE exception at or before ``original``; ``onward`` is in order."""
    if not onward:
        return None
    place = bisect_right(onward, original.moment, key=lambda one: one[0])
    return onward[place - 1][1] if place else None


def _shifted(original: When, exception: _Exception) -> When:
    """The occurrence as the exception moved all that follow: by so much on the wall clock."""
    replaced = exception.replaces
    if replaced.zone is not exception.start.zone and not replaced.all_day:
        replaced = When(
            (local := replaced.moment.astimezone(exception.start.zone)).date(),
            local.time(),
            exception.start.zone,
        )
    local = original.moment.astimezone(exception.start.zone)
    wall = original.wall if original.all_day else local.replace(tzinfo=None)
    return exception.start.on(wall + (exception.start.wall - replaced.wall))


def _add(happening: Happening, recurrence: str, begin: When, frame: Frame) -> None:
    occurrence = _occurrence(happening.component, recurrence, begin, frame)
    if occurrence.span.overlaps(frame.window):
        happening.occurrences.append(occurrence)


def _occurrence(component: Component, recurrence: str, begin: When, frame: Frame) -> Occurrence:
    length = _length(component, frame)
    if begin.all_day:
        after_last = begin.day + _DAY * max(length.days + length.exact // _DAY, 1)
        span = _local_days(begin.day, after_last, frame.site)
        return Occurrence(recurrence, span, (begin.day, after_last))
    start = begin.moment
    end = start + length.exact
    if length.days:
        wall = begin.wall + _DAY * length.days
        end = begin.on(wall).moment + length.exact
    if end <= start:
        end = start + timedelta(minutes=1)
    return Occurrence(recurrence, Span(start, end))


def _local_days(first: date, after_last: date, zone: ZoneInfo) -> Span:
    start, end = (resolve(day, time(), zone).astimezone(UTC) for day in (first, after_last))
    return Span(start, end)


def _length(component: Component, frame: Frame) -> Length:
    """How long each occurrence lasts.

    Raises:
        UnreadableEventError: it ends before it starts, or lasts for more than 400 days.

    """
    length = _length_as_written(component, frame)
    if timedelta(days=length.days) + length.exact > _LONGEST:
        raise UnreadableEventError("it lasts longer than {days} days.", days=limits.MAX_DAYS_LONG)
    return length


def _length_as_written(component: Component, frame: Frame) -> Length:
    duration, end_prop = component.first("DURATION"), component.first("DTEND")
    if component.first("DTSTART") is None or (duration is None and end_prop is None):
        return Length(0, timedelta())
    start = start_of(component, frame)
    if end_prop is None and duration is not None:
        return read_length(duration.value)
    if end_prop is None:
        return Length(0, timedelta())
    end = read_when(end_prop, frame.zones, frame.site)
    if start.all_day or end.all_day:
        days = (end.day - start.day).days
        if days < 0:
            raise UnreadableEventError("it ends before it starts.")
        return Length(days, timedelta())
    exact = end.moment - start.moment
    if exact < timedelta():
        raise UnreadableEventError("it ends before it starts.")
    return Length(0, exact)


def _length_at_most(master: Component, start: When, frame: Frame) -> timedelta:
    length = _length(master, frame)
    return timedelta(days=length.days + 1) + length.exact
