"""Tables, one mapped class each. Rows never leave ``app.storage``.

Moments are UTC epoch seconds, days ISO dates, wall-clock times "HH:MM", hours minutes of the
day, reasons and lists JSON. References are checked at the end of a transaction: an edit takes a
thing out and puts its next version in.
`app.storage.mapping` turns the values of the domain into them and back.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Float,
    ForeignKey,
    Index,
    MetaData,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.storage.mapping import LONGEST_SHIFT, LONGEST_SHORT


class Base(DeclarativeBase):
    """Names every constraint, so that Alembic can later drop it on SQLite."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class RoutineRow(Base):
    """A weekly series."""

    __tablename__ = "routine"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("minutes > 0", name="positive_length"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    title: Mapped[str]
    weekday: Mapped[int]
    start: Mapped[str]
    minutes: Mapped[int]
    since: Mapped[str]
    booked_until: Mapped[str]
    reasons: Mapped[str]
    ended: Mapped[int]


class EntryRow(Base):
    """A calendar entry. Short and long ones are found by an index each."""

    __tablename__ = "entry"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="positive_length"),
        CheckConstraint("(first_day IS NULL) = (after_last_day IS NULL)", name="whole_days"),
        CheckConstraint("after_last_day > first_day", name="positive_days"),
        UniqueConstraint("routine", "occurs_on"),
        Index(
            "ix_entry_short",
            "starts_at",
            sqlite_where=text(f"ends_at - starts_at <= {LONGEST_SHORT}"),
        ),
        Index(
            "ix_entry_long",
            "ends_at",
            sqlite_where=text(f"ends_at - starts_at > {LONGEST_SHORT}"),
        ),
        Index("ix_entry_uid", "uid", sqlite_where=text("uid IS NOT NULL")),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    title: Mapped[str]
    starts_at: Mapped[int]
    ends_at: Mapped[int]
    protection: Mapped[str]
    availability: Mapped[str]
    cancelled: Mapped[int]
    first_day: Mapped[str | None]
    after_last_day: Mapped[str | None]
    routine: Mapped[str | None] = mapped_column(
        ForeignKey("routine.id", deferrable=True, initially="DEFERRED")
    )
    occurs_on: Mapped[str | None]
    uid: Mapped[str | None]
    recurrence: Mapped[str | None]
    sequence: Mapped[int | None]
    place: Mapped[str]
    note: Mapped[str]
    reasons: Mapped[str]
    demand: Mapped[str]
    people: Mapped[str]
    invited: Mapped[int]


class KnownEventRow(Base):
    """Something known to move the volumes."""

    __tablename__ = "known_event"
    __table_args__ = (CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    day: Mapped[str]
    percent: Mapped[float] = mapped_column(Float)
    queue: Mapped[str | None]
    weekday: Mapped[int | None]
    until: Mapped[str | None]
    source: Mapped[str]


class SpecialDayRow(Base):
    """The manager's own holiday."""

    __tablename__ = "special_day"

    day: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class SiteRow(Base):
    """The settings, one JSON object; the table holds one row or none."""

    __tablename__ = "site"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    settings: Mapped[str]


class FactRow(Base):
    """A small remembered thing."""

    __tablename__ = "fact"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class CommandRow(Base):
    """A command that was carried out: its id never works twice."""

    __tablename__ = "command"
    __table_args__ = (Index(None, "at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str]
    at: Mapped[int]
    result: Mapped[str | None]


class CounterRow(Base):
    """How often each kind of thing has changed; "store" counts every command."""

    __tablename__ = "counter"

    subject: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class QueueRow(Base):
    """A queue that has volumes."""

    __tablename__ = "queue"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class VolumeDayRow(Base):
    """One queue's day, its intervals packed by `app.storage.packing`."""

    __tablename__ = "volume_day"
    __table_args__ = (
        UniqueConstraint("queue", "day"),
        CheckConstraint("minutes > 0", name="positive_interval"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    queue: Mapped[int] = mapped_column(ForeignKey("queue.id"))
    day: Mapped[str]
    minutes: Mapped[int]
    measures: Mapped[bytes]


class VolumeBeforeRow(Base):
    """A day as it was before an import replaced it; see `app.storage.volume_undo`."""

    __tablename__ = "volume_before"
    __table_args__ = (UniqueConstraint("import_id", "queue", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[str]
    queue: Mapped[str]
    day: Mapped[str]
    minutes: Mapped[int]
    measures: Mapped[bytes]


class RuleRow(Base):
    """A routine of the manager's own that is given a place each time."""

    __tablename__ = "rule"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="positive_length"),
        CheckConstraint("every_weeks > 0", name="positive_weeks"),
        CheckConstraint("(window_start IS NULL) = (window_end IS NULL)", name="whole_window"),
        CheckConstraint("window_end > window_start", name="positive_window"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    form: Mapped[str]
    minutes: Mapped[int]
    kind: Mapped[str]
    every_weeks: Mapped[int]
    minimum: Mapped[int]
    wished: Mapped[int]
    per_day: Mapped[int]
    priority: Mapped[int]
    wish: Mapped[str]
    window_start: Mapped[int | None]
    window_end: Mapped[int | None]
    weekdays: Mapped[str]
    persons: Mapped[str]
    teams: Mapped[str]
    room: Mapped[str]
    since: Mapped[str]
    until: Mapped[str | None]
    paused: Mapped[int]


class TeamRow(Base):
    """A team. It and its lead refer to each other."""

    __tablename__ = "team"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    lead: Mapped[str | None] = mapped_column(
        ForeignKey("person.id", deferrable=True, initially="DEFERRED", use_alter=True)
    )


class PersonRow(Base):
    """Somebody at the site."""

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[str]
    team: Mapped[str | None] = mapped_column(
        ForeignKey("team.id", deferrable=True, initially="DEFERRED"), index=True
    )
    email: Mapped[str]
    language: Mapped[str]
    workforce_id: Mapped[str]


class ShiftRow(Base):
    """A rostered stretch of one person. None is long, so that it is found by its start.

    Nothing goes with its person by itself: changing a person is taking it out and putting it in.
    """

    __tablename__ = "shift"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="positive_length"),
        CheckConstraint(f"ends_at - starts_at <= {LONGEST_SHIFT}", name="longest"),
        Index(None, "starts_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(
        ForeignKey("person.id", deferrable=True, initially="DEFERRED"), index=True
    )
    starts_at: Mapped[int]
    ends_at: Mapped[int]
    activity: Mapped[str]


class LeaveRow(Base):
    """Days a person is away, both included."""

    __tablename__ = "leave"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="days_in_order"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(
        ForeignKey("person.id", deferrable=True, initially="DEFERRED"), index=True
    )
    first_day: Mapped[str]
    last_day: Mapped[str]
