"""Values of the domain to the columns of their tables, and back. No I/O, no ORM."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import UTC, date, datetime, time
from typing import Any

from app.domain.entries import (
    Availability,
    Days,
    Entry,
    EntryId,
    EntryKind,
    Protection,
    RoutineId,
    Source,
)
from app.domain.known_events import EventId, KnownEvent, SpecialDay
from app.domain.people import (
    Leave,
    LeaveId,
    Person,
    PersonId,
    Role,
    Shift,
    ShiftId,
    Team,
    TeamId,
)
from app.domain.reasons import Reason, Reasons
from app.domain.routines import Routine
from app.domain.rules import Rule, RuleForm, RuleId, Wish
from app.domain.site import Hours, Site
from app.domain.span import Span
from app.domain.volumes import QueueName, VolumeDay

LONGEST_SHORT = 90_000
"""Seconds up to which an entry is found by its start: a day of 25 hours. Longer: by its end."""
LONGEST_SHIFT = 172_800
"""Seconds that a shift, or what lies in it, lasts at most."""

Row = Sequence[Any]
Columns = dict[str, Any]

ENTRY_COLUMNS = (
    "id, kind, title, starts_at, ends_at, protection, availability, cancelled, first_day, "
    "after_last_day, routine, occurs_on, uid, recurrence, sequence, place, note, reasons, "
    "demand, people, invited"
)
ROUTINE_COLUMNS = "id, kind, title, weekday, start, minutes, since, booked_until, reasons, ended"
EVENT_COLUMNS = "id, name, day, percent, queue, weekday, until, source"
SPECIAL_DAY_COLUMNS = "day, name"
VOLUME_COLUMNS = "day, minutes, measures"
PERSON_COLUMNS = "id, name, role, team, email, language, workforce_id"
TEAM_COLUMNS = "id, name, lead"
SHIFT_COLUMNS = "id, person, starts_at, ends_at, activity"
LEAVE_COLUMNS = "id, person, first_day, last_day"
RULE_COLUMNS = (
    "id, title, form, minutes, kind, every_weeks, minimum, wished, per_day, priority, wish, "
    "window_start, window_end, weekdays, persons, teams, room, since, until, paused"
)


def seconds(moment: datetime) -> int:
    """Count whole UTC seconds since 1970; anything finer would not come back and is refused."""
    if moment.tzinfo is None:
        raise ValueError(f"naive datetime reached the store: {moment!r}")
    if moment.microsecond:
        raise ValueError(f"the store keeps whole seconds: {moment!r}")
    return int(moment.timestamp())


def moment(value: int) -> datetime:
    """The UTC moment of ``value`` seconds since 1970."""
    return datetime.fromtimestamp(value, UTC)


def entry_columns(entry: Entry) -> Columns:
    """An entry as its columns."""
    days, source = entry.days, entry.source
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "title": entry.title,
        "starts_at": seconds(entry.span.start),
        "ends_at": seconds(entry.span.end),
        "protection": entry.protection.value,
        "availability": entry.availability.value,
        "cancelled": int(entry.cancelled),
        "first_day": None if days is None else days.first.isoformat(),
        "after_last_day": None if days is None else days.after_last.isoformat(),
        "routine": entry.routine,
        "occurs_on": _iso(entry.occurs_on),
        "uid": None if source is None else source.uid,
        "recurrence": None if source is None else source.recurrence,
        "sequence": None if source is None else source.sequence,
        "place": entry.place,
        "note": entry.note,
        "reasons": _reasons_json(entry.reasons),
        "demand": entry.demand,
        "people": _list_json(entry.people),
        "invited": int(entry.invited),
    }


def entry_of(row: Row) -> Entry:
    """An entry from `ENTRY_COLUMNS`."""
    first, after_last, routine, occurs_on, uid = row[8:13]
    return Entry(
        span=Span(moment(row[3]), moment(row[4])),
        kind=EntryKind(row[1]),
        title=row[2],
        id=EntryId(row[0]),
        protection=Protection(row[5]),
        availability=Availability(row[6]),
        cancelled=bool(row[7]),
        days=None if first is None else Days(_day(first), _day(after_last)),
        routine=None if routine is None else RoutineId(routine),
        occurs_on=None if occurs_on is None else _day(occurs_on),
        source=None if uid is None else Source(uid, row[13], row[14]),
        place=row[15],
        note=row[16],
        reasons=_reasons_of(row[17]),
        demand=row[18],
        people=() if row[19] == "[]" else tuple(json.loads(row[19])),
        invited=bool(row[20]),
    )


def routine_columns(routine: Routine) -> Columns:
    """A routine as its columns."""
    return {
        "id": routine.id,
        "kind": routine.kind.value,
        "title": routine.title,
        "weekday": routine.weekday,
        "start": routine.start.isoformat("minutes"),
        "minutes": routine.minutes,
        "since": routine.since.isoformat(),
        "booked_until": routine.booked_until.isoformat(),
        "reasons": _reasons_json(routine.reasons),
        "ended": int(routine.ended),
    }


def routine_of(row: Row) -> Routine:
    """A routine from `ROUTINE_COLUMNS`."""
    return Routine(
        id=RoutineId(row[0]),
        kind=EntryKind(row[1]),
        title=row[2],
        weekday=row[3],
        start=time.fromisoformat(row[4]),
        minutes=row[5],
        since=_day(row[6]),
        booked_until=_day(row[7]),
        reasons=_reasons_of(row[8]),
        ended=bool(row[9]),
    )


def event_columns(event: KnownEvent) -> Columns:
    """A known event as its columns."""
    return {
        **asdict(event),
        "day": event.day.isoformat(),
        "percent": float(event.percent),
        "until": _iso(event.until),
    }


def event_of(row: Row) -> KnownEvent:
    """A known event from `EVENT_COLUMNS`."""
    return KnownEvent(
        id=EventId(row[0]),
        name=row[1],
        day=_day(row[2]),
        percent=row[3],
        queue=row[4],
        weekday=row[5],
        until=None if row[6] is None else _day(row[6]),
        source=row[7],
    )


def special_day_columns(special: SpecialDay) -> Columns:
    """A special day as its columns."""
    return {"day": special.day.isoformat(), "name": special.name}


def special_day_of(row: Row) -> SpecialDay:
    """A special day from `SPECIAL_DAY_COLUMNS`."""
    return SpecialDay(_day(row[0]), row[1])


def site_columns(site: Site) -> Columns:
    """The settings as the one row of their table."""
    return {"id": 1, "settings": json.dumps(asdict(site), ensure_ascii=False)}


def site_of(settings: str) -> Site:
    """The settings from their JSON; one that this version does not know is passed over."""
    written = json.loads(settings)
    found = {f.name: written[f.name] for f in fields(Site) if f.name in written}
    for name, value in found.items():
        if isinstance(value, dict):
            found[name] = Hours(**value)
        elif isinstance(value, list):
            found[name] = tuple(value)
    return Site(**found)


def volume_days_of(queue: QueueName, rows: Sequence[Row]) -> list[VolumeDay]:
    """Volume days from rows of `VOLUME_COLUMNS`; their measures are decoded when looked at."""
    from app.storage.packing import unpack_all  # noqa: PLC0415 - entries need no numpy

    together = unpack_all([row[2] for row in rows])
    return [
        VolumeDay(queue, _day(day), minutes, measures)
        for (day, minutes, _blob), measures in zip(rows, together, strict=True)
    ]


def rule_columns(rule: Rule) -> Columns:
    """A rule as its columns."""
    window = rule.window
    return {
        "id": rule.id,
        "title": rule.title,
        "form": rule.form.value,
        "minutes": rule.minutes,
        "kind": rule.kind.value,
        "every_weeks": rule.every_weeks,
        "minimum": rule.minimum,
        "wished": rule.wished,
        "per_day": rule.per_day,
        "priority": rule.priority,
        "wish": rule.wish.value,
        "window_start": None if window is None else window.start,
        "window_end": None if window is None else window.end,
        "weekdays": _list_json(rule.weekdays),
        "persons": _list_json(rule.persons),
        "teams": _list_json(rule.teams),
        "room": rule.room,
        "since": rule.since.isoformat(),
        "until": _iso(rule.until),
        "paused": int(rule.paused),
    }


def rule_of(row: Row) -> Rule:
    """A rule from `RULE_COLUMNS`."""
    return Rule(
        id=RuleId(row[0]),
        title=row[1],
        form=RuleForm(row[2]),
        minutes=row[3],
        kind=EntryKind(row[4]),
        every_weeks=row[5],
        minimum=row[6],
        wished=row[7],
        per_day=row[8],
        priority=row[9],
        wish=Wish(row[10]),
        window=None if row[11] is None else Hours(row[11], row[12]),
        weekdays=tuple(json.loads(row[13])),
        persons=tuple(map(PersonId, json.loads(row[14]))),
        teams=tuple(map(TeamId, json.loads(row[15]))),
        room=row[16],
        since=_day(row[17]),
        until=None if row[18] is None else _day(row[18]),
        paused=bool(row[19]),
    )


def team_columns(team: Team) -> Columns:
    """A team as its columns."""
    return {"id": team.id, "name": team.name, "lead": team.lead}


def team_of(row: Row) -> Team:
    """A team from `TEAM_COLUMNS`."""
    return Team(TeamId(row[0]), row[1], None if row[2] is None else PersonId(row[2]))


def person_columns(person: Person) -> Columns:
    """A person as its columns."""
    return {**asdict(person), "role": person.role.value}


def person_of(row: Row) -> Person:
    """A person from `PERSON_COLUMNS`."""
    return Person(
        id=PersonId(row[0]),
        name=row[1],
        role=Role(row[2]),
        team=None if row[3] is None else TeamId(row[3]),
        email=row[4],
        language=row[5],
        workforce_id=row[6],
    )


def shift_columns(shift: Shift) -> Columns:
    """A shift as its columns."""
    return {
        "id": shift.id,
        "person": shift.person,
        "starts_at": seconds(shift.span.start),
        "ends_at": seconds(shift.span.end),
        "activity": shift.activity,
    }


def shift_of(row: Row) -> Shift:
    """A shift from `SHIFT_COLUMNS`."""
    return Shift(PersonId(row[1]), Span(moment(row[2]), moment(row[3])), row[4], id=ShiftId(row[0]))


def leave_columns(leave: Leave) -> Columns:
    """A leave as its columns."""
    return {
        "id": leave.id,
        "person": leave.person,
        "first_day": leave.first.isoformat(),
        "last_day": leave.last.isoformat(),
    }


def leave_of(row: Row) -> Leave:
    """A leave from `LEAVE_COLUMNS`."""
    return Leave(PersonId(row[1]), _day(row[2]), _day(row[3]), id=LeaveId(row[0]))


def _list_json(values: Sequence[str | int]) -> str:
    return json.dumps(values, ensure_ascii=False) if values else "[]"


def _reasons_json(reasons: Reasons) -> str:
    if not reasons:
        return "[]"
    return json.dumps([[r.code, dict(r.facts)] for r in reasons], ensure_ascii=False)


def _reasons_of(written: str) -> Reasons:
    if written == "[]":
        return ()
    return tuple(Reason(code, facts) for code, facts in json.loads(written))


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


_day = date.fromisoformat
