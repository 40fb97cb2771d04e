"""Drags as values: where a block is on its way to. Minutes only, no pixels and no Qt."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain.coverage import coverage_of
from app.domain.entries import Entry, EntryKind
from ui.week.blocks import Block
from ui.week.changes import wall_minutes, wall_span
from ui.week.geometry import MINUTES_A_DAY, snapped
from ui.week.scene import Scene

STEP = 15
FINE_STEP = 5


class Grip(enum.Enum):
    """What is held: the whole block, one of its ends, or nothing yet (a new block)."""

    WHOLE = "whole"
    TOP = "top"
    BOTTOM = "bottom"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Drag:
    """A block under way.

    ``start`` and ``end`` are wall minutes of ``day``; ``end`` may pass midnight. ``held``
    is the minute inside the block at which it was taken.
    """

    grip: Grip
    day: date
    start: int
    end: int
    held: int
    entry: Entry | None = None
    copy: bool = False

    def to(self, day: date, minute: float, step: int = STEP) -> Drag:
        """Carry the drag on to where the pointer is now, on the nearest step."""
        length = self.end - self.start
        match self.grip:
            case Grip.WHOLE:
                start = min(max(snapped(minute - self.held, step), 0), MINUTES_A_DAY - STEP)
                return replace(self, day=day, start=start, end=start + length)
            case Grip.TOP:
                return replace(self, start=max(min(snapped(minute, step), self.end - step), 0))
            case Grip.BOTTOM:
                end = max(snapped(minute, step), self.start + step)
                return replace(self, end=min(end, MINUTES_A_DAY))
            case Grip.NEW:
                anchor = snapped(self.held, step)
                there = snapped(minute, step)
                start, end = min(anchor, there), max(anchor, there, anchor + step)
                return replace(self, start=max(start, 0), end=min(end, MINUTES_A_DAY))


@dataclass(frozen=True, slots=True)
class Warnings:
    """What speaks against dropping it here."""

    conflict: str = ""
    uncovers: bool = False


def take(block: Block, scene: Scene, minute: float, grip: Grip) -> Drag:
    """Begin to drag ``block``, held at ``minute`` of its day."""
    entry = block.entry
    assert entry is not None
    day, start, end = wall_minutes(entry, scene.view.site.tz)
    return Drag(grip, day, start, end, round(minute) - start, entry)


def begin(day: date, minute: float) -> Drag:
    """Begin to draw a new block at ``minute`` of ``day``."""
    at = int(minute // STEP) * STEP
    return Drag(Grip.NEW, day, at, at + STEP, at)


def drawn(day: date, start: int, end: int) -> Drag:
    """A new block that was drawn and waits for its title."""
    return Drag(Grip.NEW, day, start, end, start)


def warnings_of(drag: Drag, scene: Scene) -> Warnings:
    """Whom the drag would run into, and whether it leaves a peak uncovered."""
    return Warnings(_conflict(drag, scene), _uncovers(drag, scene))


def _conflict(drag: Drag, scene: Scene) -> str:
    for block in scene.blocks_on(drag.day):
        other = block.entry
        if (
            other is not None
            and block.start < drag.end
            and drag.start < block.end
            and other.blocks_time
            and (drag.copy or drag.entry is None or other.id != drag.entry.id)
        ):
            return other.title
    return ""


def _uncovers(drag: Drag, scene: Scene) -> bool:
    entry, view = drag.entry, scene.view
    if entry is None or drag.copy or entry.kind is not EntryKind.UNPLANNED:
        return False
    span = wall_span(drag.day, drag.start, drag.end, view.site.tz)
    entries: Iterable[Entry] = (
        replace(entry, span=span) if other.id == entry.id else other for other in view.entries
    )
    after = coverage_of(view.outlook.days, entries, view.site.tz)
    return after.covered < view.coverage.covered
