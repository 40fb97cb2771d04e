"""Facts written the way a manager reads them: days, moments, people, counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from app.domain.text import DayWords, Text, Value

Facts = Mapping[str, Value]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAYS_PLURAL = (
    "Mondays",
    "Tuesdays",
    "Wednesdays",
    "Thursdays",
    "Fridays",
    "Saturdays",
    "Sundays",
)


def percent(share: Value) -> str:
    """Write a share as "27 %"."""
    return f"{round(float(share) * 100)} %"


def points(value: Value) -> str:
    """Write points with one decimal, which reads well with "points" whatever it is."""
    return f"{float(value) + 0.0:.1f}"


def counted(number: Value, one: Text, many: Text) -> Text:
    """The sentence for one, or the one for none and several."""
    return one if number == 1 else many


def hours(facts: Facts) -> str:
    """The hours of a place, "10:00–10:30"."""
    return f"{facts['start']}–{facts['end']}"


def on_day(facts: Facts, key: str = "day") -> dict[str, Value]:
    """The values ``weekday`` and ``day`` of a sentence that says "Tue 24 Nov"."""
    day = date.fromisoformat(str(facts[key])[:10])
    return {"weekday": WEEKDAYS[day.weekday()][:3], "day": DayWords(day)}


def place(facts: Facts) -> dict[str, Value]:
    """The values ``weekday``, ``day`` and ``place`` of "Tue 24 Nov 10:00–10:30"."""
    return {**on_day(facts), "place": hours(facts)}


def moment(facts: Facts, key: str) -> dict[str, Value]:
    """The values ``weekday``, ``day`` and ``time`` of "Tue 24 Nov 08:00"."""
    return {**on_day(facts, key), "time": f"{datetime.fromisoformat(str(facts[key])):%H:%M}"}


def thing(facts: Facts) -> dict[str, Value]:
    """The values ``title``, ``start`` and ``end`` of "Budget (10:00–11:00)"."""
    return {"title": facts["title"], "start": facts["from"], "end": facts["to"]}
