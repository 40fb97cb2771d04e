"""Which changes of a proposal still fit when others are left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.reasons import Reasons
from app.services.changes import Change


@dataclass(frozen=True, slots=True)
class Fitting:
    """The ticked changes that fit, and why each of the others does not.

    ``dropped`` are reasons by the id of a ticked change whose place is held by something that
    stays because it was unticked.
    """

    changes: tuple[Change, ...]
    dropped: Mapping[str, Reasons] = field(default_factory=dict)


def fitting(changes: Sequence[Change], keep: Collection[str] | None) -> Fitting:
    """Leave out what would lie on something that stays; all are ticked when ``keep`` is None."""
    return Fitting(tuple(c for c in changes if keep is None or c.id in keep))
