"""The sample centre: everything that a store is filled with to try the planner on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from app.domain.entries import Entry
from app.domain.known_events import EventId, KnownEvent, SpecialDay
from app.domain.people import Leave, Person, Shift, Team
from app.domain.rules import Rule
from app.domain.site import Site
from app.domain.volumes import VolumeDay
from app.domain.wall import monday_of
from resources.samples.calendar import sample_entries
from resources.samples.people import sample_leaves, sample_persons, sample_shifts, sample_teams
from resources.samples.rules import sample_rules
from resources.samples.volumes import QUEUES, Peculiar, sample_volumes

SEED = 47
HISTORY_WEEKS = 16
INVOICE_PERCENT = 20.0
INVOICE_EVERY_WEEKS = 4
OUTLIER_WEEKS_AGO, OUTLIER_FACTOR = 6, 2.2
STAFF_DAY_WEEKS_AGO = 9
ROSTER_WEEKS = 6
"""So far ahead the shifts are known, this week counted."""
SITE = Site(name="Sample centre", zone="Europe/Oslo", country="NO")


@dataclass(frozen=True, slots=True)
class Centre:
    """A whole invented centre. ``volumes`` end with the day before ``today``."""

    today: date
    site: Site
    volumes: tuple[VolumeDay, ...]
    entries: tuple[Entry, ...]
    events: tuple[KnownEvent, ...]
    special_days: tuple[SpecialDay, ...]
    teams: tuple[Team, ...]
    persons: tuple[Person, ...]
    shifts: tuple[Shift, ...]
    leaves: tuple[Leave, ...]
    rules: tuple[Rule, ...] = ()


@lru_cache(maxsize=2)
def make_centre(today: date, *, seed: int = SEED) -> Centre:
    """Invent the centre as it would be on ``today``: the same seed and day, the same centre."""
    monday = monday_of(today)
    events = tuple(_invoice_runs(monday))
    staff_day = SpecialDay(monday - timedelta(days=STAFF_DAY_WEEKS_AGO * 7 - 3), "Staff day")
    return Centre(
        today=today,
        site=SITE,
        volumes=tuple(
            sample_volumes(
                monday - timedelta(weeks=HISTORY_WEEKS),
                today,
                SITE.tz,
                _peculiar(monday, events, staff_day.day),
                seed,
            )
        ),
        entries=tuple(sample_entries(monday, SITE.tz, seed)),
        events=events,
        special_days=(staff_day,),
        teams=tuple(sample_teams()),
        persons=tuple(sample_persons()),
        shifts=tuple(
            sample_shifts(
                monday - timedelta(weeks=1), monday + timedelta(weeks=ROSTER_WEEKS), SITE.tz
            )
        ),
        leaves=tuple(sample_leaves(monday)),
        rules=tuple(sample_rules(monday + timedelta(weeks=1))),
    )


def _invoice_runs(monday: date) -> list[KnownEvent]:
    """Every fourth Monday invoices go out, this Monday among them."""
    return [
        KnownEvent(
            EventId(f"sample-invoices-{day}"),
            "Invoice run",
            day,
            INVOICE_PERCENT,
            source="invoice run",
        )
        for weeks in range(-HISTORY_WEEKS, INVOICE_EVERY_WEEKS + 1, INVOICE_EVERY_WEEKS)
        for day in [monday + timedelta(weeks=weeks)]
    ]


def _peculiar(monday: date, events: tuple[KnownEvent, ...], staff_day: date) -> Peculiar:
    """One surge, the invoice runs, a day closed and Norway's holidays."""
    import holidays  # noqa: PLC0415 - only filling a store pays for it

    public = holidays.country_holidays(SITE.country, years=range(monday.year - 1, monday.year + 1))
    outage = monday - timedelta(days=OUTLIER_WEEKS_AGO * 7 - 1)
    factors = {event.day: 1 + event.percent / 100 for event in events} | {outage: OUTLIER_FACTOR}
    return Peculiar(factors, frozenset(public) | {staff_day})


__all__ = ["QUEUES", "SEED", "SITE", "Centre", "make_centre"]
