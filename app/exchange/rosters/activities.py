"""What schedules call the stretches of a day."""

from __future__ import annotations

import enum

from app.domain.people import WORK
from app.domain.roster_checks import LONGEST_ACTIVITY
from app.exchange.volumes.headers import words


class Sort(enum.Enum):
    """What an activity means for the roster."""

    WORK = enum.auto()
    """On the phones, or a shift as a whole."""
    PAUSE = enum.auto()
    """A break or a lunch: only ever inside a shift."""
    BUSY = enum.auto()
    """At work but off the phones: a meeting, a training."""
    LEAVE = enum.auto()
    """Not there; a whole day of it is leave."""
    OFF = enum.auto()
    """A day without work that is no leave."""


_WORK = (
    *("", "shift", "work", "working", "work time", "phone", "phones", "on phone", "on phones"),
    *("on queue", "queue", "queues", "open", "open time", "available", "ready", "calls", "call"),
    *("inbound", "outbound", "voice", "chat", "email", "e mail", "mail", "messaging", "production"),
    *("productive", "regular", "regular shift", "scheduled", "back office", "backoffice", "duty"),
    *("day shift", "night shift", "early shift", "late shift", "early", "late", "overtime"),
)
_LUNCH = ("lunch", "lunch break", "meal", "meal break", "dinner")
_BREAK = ("break", "pause", "rest", "rest break", "paid break", "short break", "coffee break")
_LEAVE = (
    *("leave", "holiday", "holidays", "public holiday", "vacation", "annual leave", "pto"),
    *("paid leave", "unpaid leave", "paid time off", "time off", "sick", "sick leave", "off sick"),
    *("sickness", "illness", "absent", "absence", "parental leave", "maternity leave"),
    *("paternity leave", "bereavement", "bereavement leave", "compassionate leave", "care leave"),
)
_OFF = ("off", "day off", "days off", "rest day", "free", "not scheduled", "off day", "no shift")


def sort_of(written: str) -> tuple[Sort, str]:
    """What an activity means, and what the roster calls it.

    Whatever is not known is work off the phones: it keeps its own name.
    """
    plain = words(written)
    if plain in _OFF:
        return Sort.OFF, plain
    if plain in _LEAVE:
        return Sort.LEAVE, plain
    if plain in _LUNCH:
        return Sort.PAUSE, "lunch"
    if plain in _BREAK or (plain[:-1].strip() in _BREAK and plain[-1:].isdigit()):
        return Sort.PAUSE, "break"
    if plain in _WORK:
        return Sort.WORK, WORK
    return Sort.BUSY, plain[:LONGEST_ACTIVITY].strip()
