"""Contacts per interval, as the phone system reports them."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NewType, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FloatArray: TypeAlias = "NDArray[np.float64]"
"""A name only: the first picture of the week is drawn without importing numpy."""
QueueName = NewType("QueueName", str)
ALLOWED_INTERVALS = (5, 6, 10, 15, 30, 60, 1440)


class Measure(enum.StrEnum):
    """What an export may say about an interval; counts, or seconds summed over it."""

    OFFERED = "offered"
    HANDLED = "handled"
    ABANDONED = "abandoned"
    IN_THRESHOLD = "in_threshold"
    HANDLE_SECONDS = "handle_seconds"
    WAIT_SECONDS = "wait_seconds"
    LONGEST_WAIT = "longest_wait"


@dataclass(frozen=True, slots=True, eq=False)
class VolumeDay:
    """One queue's local day in intervals of ``minutes``.

    Each array has one value per *elapsed* interval since local midnight: 92, 96 or 100
    of 15 minutes on days with 23, 24 or 25 hours, one when ``minutes`` is 1440. NaN is
    "not in the export". Only measures the export has are keys.
    """

    queue: QueueName
    day: date
    minutes: int
    measures: Mapping[Measure, FloatArray]

    @property
    def contacts(self) -> FloatArray:
        """What demand is measured by: offered, else handled. NaN where absent."""
        for measure in (Measure.OFFERED, Measure.HANDLED):
            if measure in self.measures:
                return self.measures[measure]
        import numpy as np  # noqa: PLC0415 - not before there are volumes

        return np.full(max(map(len, self.measures.values()), default=0), np.nan)

    def same_as(self, other: VolumeDay) -> bool:
        """Whether both say the same, NaN equal to NaN."""
        import numpy as np  # noqa: PLC0415 - not before there are volumes

        return (
            (self.queue, self.day, self.minutes) == (other.queue, other.day, other.minutes)
            and self.measures.keys() == other.measures.keys()
            and all(
                np.array_equal(values, other.measures[name], equal_nan=True)
                for name, values in self.measures.items()
            )
        )
