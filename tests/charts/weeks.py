"""Weeks to draw, made without a store."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from app.domain.coverage import coverage_of
from app.domain.known_events import EventId, KnownEvent
from app.domain.outlook import DayOutlook, PeakWindow, WeekOutlook
from app.domain.site import Site
from app.services.weeks import WeekView
from tests.times import MONDAY, NOW, OSLO, WEEK

SITE = Site(name="Test centre", zone="Europe/Oslo")


def shown_week(entries=(), *, volumes=True, site=SITE, now=NOW, holiday="") -> WeekView:
    """A week with two peaks a working day, or without any volumes."""
    days = tuple(_day(offset, volumes=volumes, holiday=holiday) for offset in range(7))
    outlook = WeekOutlook(MONDAY, days, (), None, volumes, 8 if volumes else 0, None)
    coverage = coverage_of(days, entries, OSLO)
    return WeekView(MONDAY, WEEK, site, tuple(entries), outlook, coverage, now)


def _day(offset: int, *, volumes: bool, holiday: str) -> DayOutlook:
    day = MONDAY + timedelta(days=offset)
    if not volumes:
        nothing = np.zeros(96)
        return DayOutlook(day, 15, nothing, None, 0.0, ())
    expected = np.zeros(96)
    expected[32:72] = 20 + 15 * np.sin(np.linspace(0, 4 * np.pi, 40)) ** 2
    actual = np.full(96, np.nan)
    actual[32:60] = 22.0
    peaks = (PeakWindow(600, 660, 140.0, 0.12), PeakWindow(840, 900, 130.0, 0.11))
    event = KnownEvent(EventId("e"), "Invoice $run$ 请", day, 20.0)
    return DayOutlook(
        day,
        15,
        expected,
        actual if offset < 3 else None,
        27.0,
        peaks if offset < 5 else (),
        ratio=(1.2, 1.0, 0.7, 1.01, 0.99, 0.5, 0.5)[offset],
        holiday=holiday if offset == 4 else "",
        events=(event,) if offset == 0 else (),
    )
