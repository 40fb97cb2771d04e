"""Days with a known curve: a morning peak at ten, a smaller one at two."""

from datetime import date, timedelta

import numpy as np

from app.domain.outlook import CalmDay, DayOutlook, PeakWindow, WeekOutlook
from app.domain.site import Site

MONDAY = date(2026, 11, 23)
SITE = Site(zone="Europe/Oslo", country="NO")
MORNING, AFTERNOON = 600, 840


def curve(scale=1.0, *, minutes=15, peaks=((MORNING, 40.0), (AFTERNOON, 30.0))):
    """Contacts per interval, 10 all through 08–18 and more in the given hours."""
    values = np.zeros(1440 // minutes)
    values[480 // minutes : 1080 // minutes] = 10
    for start, height in peaks:
        values[start // minutes : (start + 60) // minutes] = height
    return values * scale


def day(offset, *, scale=1.0, holiday="", actual=None, peaks=((MORNING, 40.0), (AFTERNOON, 30.0))):
    expected = curve(scale, peaks=peaks)
    windows = tuple(
        PeakWindow(s, s + 60, h * 4 * scale, h * 4 * scale / max(expected.sum(), 1.0))
        for s, h in peaks
    )
    return DayOutlook(
        day=MONDAY + timedelta(days=offset),
        minutes=15,
        expected=expected,
        actual=actual,
        peak_line=16.5 * scale,
        peaks=() if holiday or offset % 7 > 4 else windows,
        holiday=holiday,
        weeks=tuple(MONDAY - timedelta(weeks=n) for n in range(1, 9)),
        above=(8,) * len(windows),
    )


def week(number=0, *, reliable=True, changed=None, **options):
    """The week ``number`` weeks after MONDAY; ``changed`` swaps single days by weekday."""
    days = [day(number * 7 + n, **options) for n in range(7)]
    for weekday, other in (changed or {}).items():
        days[weekday] = other
    calm = (
        CalmDay(2, 0.8, 12, 0.9, 0.02, 0.001, reliable),
        CalmDay(4, 0.98, 12, 0.9, 0.02, 0.001, reliable),
    )
    return WeekOutlook(
        monday=MONDAY + timedelta(weeks=number),
        days=tuple(days),
        calm=calm,
        quiet_interval=(days[3].day, 480, 600),
        enough_history=True,
        history_weeks=8,
        newest_volume=MONDAY - timedelta(days=3),
    )
