"""A file written, surveyed and read in one call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from app.domain.volumes import Measure
from app.exchange.volumes.reading import Reading, Zones, read_export
from app.exchange.volumes.survey import Survey, survey
from app.exchange.volumes.times import EPOCH_DAY


@dataclass
class Export:
    """What was found in a file."""

    survey: Survey
    reading: Reading

    def cells(self, measure=Measure.OFFERED):
        """{(queue, day, slot): value} of every interval the file covers."""
        found = {}
        for queue, sheet in self.reading.sheets():
            for row, slot in zip(*np.nonzero(sheet.seen), strict=True):
                day = date.fromordinal(EPOCH_DAY + int(sheet.days[row])).isoformat()
                found[str(queue), day, int(slot)] = float(sheet.values[measure][row, slot])
        return found

    def at(self, clock, measure=Measure.OFFERED, *, queue=None, day=None):
        """The value at a wall-clock time of a day whose clock is left alone."""
        hour, minute = map(int, clock.split(":"))
        slot = (hour * 60 + minute) // self.reading.minutes
        found = [
            value
            for (name, on, place), value in self.cells(measure).items()
            if place == slot and queue in (None, name) and day in (None, on)
        ]
        assert len(found) == 1, found
        return found[0]

    @property
    def refused(self):
        return [(refusal.line, str(refusal.reason)) for refusal in self.reading.refused]


@pytest.fixture
def read(tmp_path):
    """Write ``content`` to a file and read it."""

    def reading(
        content, *, zone="Europe/Oslo", site=None, queue="Floor", name="export.csv", **more
    ):
        file = tmp_path / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        found = survey(file)
        zones = Zones(ZoneInfo(zone), ZoneInfo(site or zone))
        return Export(found, read_export(file, found, zones, queue=queue, **more))

    return reading
