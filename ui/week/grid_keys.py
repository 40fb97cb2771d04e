"""Walking among the blocks with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.domain.entries import Entry, EntryId
from ui.week.blocks import Block
from ui.week.scene import Scene

ARROWS = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}


def walked(scene: Scene, selection: EntryId | None, key: Qt.Key) -> Entry | None:
    """The entry an arrow key leads to: the neighbour above or below, or of another day.

    Left and right follow the page: in a mirrored one the next day lies at the left.
    """
    days, steps = ARROWS[key]
    blocks = [block for _, block in scene.blocks if block.entry is not None]
    if not blocks:
        return None
    here = next((b for b in blocks if b.entry and b.entry.id == selection), None)
    if here is None:
        return _first(scene, blocks)
    if scene.geometry.mirrored:
        days = -days
    return _beside(blocks, here, days) if days else _along(blocks, here, steps)


def _first(scene: Scene, blocks: list[Block]) -> Entry | None:
    today = [block for block in blocks if block.day == scene.today]
    return (today or blocks)[0].entry


def _along(blocks: list[Block], here: Block, steps: int) -> Entry | None:
    """The next or previous one in reading order, over the ends of days."""
    at = blocks.index(here) + steps
    while 0 <= at < len(blocks):
        other = blocks[at].entry
        if other and here.entry and other.id != here.entry.id:
            return other
        at += steps
    return here.entry


def _beside(blocks: list[Block], here: Block, way: int) -> Entry | None:
    """The nearest in time on the nearest day that way which has any."""
    days = sorted({block.day for block in blocks if (block.day > here.day) == (way > 0)})
    days = [day for day in days if day != here.day]
    if not days:
        return here.entry
    day = days[0] if way > 0 else days[-1]
    there = [block for block in blocks if block.day == day]
    return min(there, key=lambda block: abs(block.start - here.start)).entry
