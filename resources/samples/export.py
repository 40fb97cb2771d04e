"""The sample's volumes as a phone system would export them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.volumes import Measure, VolumeDay
from app.domain.wall import day_span

COLUMNS = {
    Measure.OFFERED: "offered",
    Measure.HANDLED: "handled",
    Measure.ABANDONED: "abandoned",
    Measure.IN_THRESHOLD: "in_threshold",
    Measure.HANDLE_SECONDS: "handle_s",
    Measure.WAIT_SECONDS: "wait_s",
    Measure.LONGEST_WAIT: "longest_wait",
}


def export_rows(volumes: Iterable[VolumeDay], zone: ZoneInfo) -> list[str]:
    """Write a header and a line per interval that has numbers, at local wall time."""
    rows = [",".join(("interval_start", "queue", *COLUMNS.values()))]
    for day in volumes:
        start = day_span(day.day, zone).start.timestamp()
        for index in np.flatnonzero(~np.isnan(day.contacts)):
            moment = start + timedelta(minutes=int(index) * day.minutes).total_seconds()
            wall = datetime.fromtimestamp(moment, zone)
            values = (f"{day.measures[measure][index]:g}" for measure in COLUMNS)
            rows.append(",".join((f"{wall:%Y-%m-%d %H:%M}", day.queue, *values)))
    return rows
