"""What one vendor's table looks like."""

from __future__ import annotations

from typing import Protocol

from app.domain.volumes import Measure
from app.exchange.volumes.headers import Header
from app.exchange.volumes.mapping import ColumnMapping, MeasureColumn, Reckoned
from app.exchange.volumes.times import DateOrder


class Layout(Protocol):
    """A layout that is known by its header and needs no confirmation."""

    @property
    def name(self) -> str:
        """What the preview calls it."""
        ...

    @property
    def habit(self) -> DateOrder | None:
        """What comes first in its dates as a rule, None when the year does or it differs."""
        ...

    def recognise(self, header: Header) -> ColumnMapping | None:
        """Map the columns, or None when the header is another layout's."""
        ...


def stated(
    header: Header, *columns: tuple[Measure, str] | tuple[Measure, str, Reckoned]
) -> tuple[MeasureColumn, ...]:
    """Keep those of ``columns`` (measure, plain name, how) that the header has."""
    found = []
    for measure, name, *how in columns:
        place = header.place(name)
        if place is not None:
            found.append(MeasureColumn(place, measure, how[0] if how else Reckoned.TOTAL))
    return tuple(found)
