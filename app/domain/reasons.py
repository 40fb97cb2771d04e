"""Why a thing stands where it stands: numbers first, words later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.text import Value


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact that decided. ``code`` names the kind of fact, ``facts`` holds its numbers.

    Moments inside ``facts`` are ISO strings, wall-clock times "HH:MM", days ISO dates,
    shares fractions of 1. ``app.domain.wording`` turns a reason into a sentence.
    """

    code: str
    facts: Mapping[str, Value] = field(default_factory=dict)


Reasons = tuple[Reason, ...]
