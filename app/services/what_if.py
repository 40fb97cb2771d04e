"""What a meeting would cost before it is accepted."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.coverage import OpenPeak
from app.domain.entries import Entry
from app.domain.reasons import Reasons
from app.domain.span import Span
from app.services.offers import Offer
from app.services.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Trial:
    """What would become of the week if ``meeting`` were accepted; nothing is stored.

    ``proposal`` is the week planned anew around it: what moves (from → to), what drops and why.
    ``uncovered`` are peaks kept free today that would be no longer, ``contacts`` those expected
    in the working hours that it takes. ``points_lost`` compares the best week without it.
    ``better`` are the nearest times that would cost less, none when it costs nothing.
    """

    meeting: Entry
    proposal: Proposal
    uncovered: tuple[OpenPeak, ...] = ()
    contacts: float = 0.0
    points_lost: float = 0.0
    on: tuple[Entry, ...] = ()
    """What stands there already and does not move: fixed and locked things."""
    better: tuple[Offer, ...] = ()
    remarks: Reasons = ()

    @property
    def span(self) -> Span:
        """When the meeting would be."""
        return self.meeting.span
