"""Other places for one entry: where it could go, and what that costs or brings."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.demands import Place
from app.domain.entries import Entry
from app.domain.reasons import Reasons
from app.domain.span import Span


@dataclass(frozen=True, slots=True)
class Offer:
    """A place for an entry in the rest of its week.

    ``contacts`` are expected meanwhile, ``gain`` are the points by which the week would be
    better (or worse, below 0) than with the entry where it is now. ``in_the_way`` are planned
    things that would have to move for it; empty where the place is free.
    """

    place: Place
    span: Span
    contacts: float
    gain: float
    in_the_way: tuple[Entry, ...] = ()
    reasons: Reasons = ()
