"""What the mouse does on the grid: clicks told from drags, drags carried on and dropped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QObject, QPointF, Qt, Signal

from ui.week.blocks import Block, may_move
from ui.week.geometry import EDGE, RESIZABLE_FROM, Box
from ui.week.gestures import FINE_STEP, STEP, Drag, Grip, Warnings, begin, take, warnings_of
from ui.week.scene import Scene

FAR_ENOUGH = 5
"""Pixels a press may wander before it is a drag."""

Modifiers = Qt.KeyboardModifier


@dataclass(frozen=True, slots=True)
class _Press:
    """Where the button went down and what was there."""

    at: QPointF
    day: date
    minute: float
    block: Block | None
    box: Box | None


class Pointer(QObject):
    """A press, then perhaps a drag. Knows the scene, not the widget."""

    block_clicked = Signal(object)  # Block
    taken = Signal(object)  # Entry whose drag begins
    empty_clicked = Signal(object, int)  # day, minute
    head_clicked = Signal(object, object)  # day, AllDayBar or None
    dropped = Signal(object)  # Drag
    refused = Signal(object)  # Entry that may not be moved here
    changed = Signal(object, object)  # Drag or None before and after

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.drag: Drag | None = None
        self.said = Warnings()
        self._press: _Press | None = None
        self._told: Drag | None = None

    def press(self, scene: Scene, at: QPointF) -> None:
        """The left button went down."""
        if at.y() < scene.geometry.top:
            self._press = None
            day = scene.geometry.column_at(at.x()).day
            self.head_clicked.emit(day, scene.bar_at(at.x(), at.y()))
            return
        hit = scene.block_at(at.x(), at.y())
        day = scene.geometry.column_at(at.x()).day
        minute = scene.geometry.minute(at.y())
        box, block = hit if hit else (None, None)
        self._press = _Press(at, day, minute, block, box)

    def move(self, scene: Scene, at: QPointF, modifiers: Modifiers) -> None:
        """The pointer went on with the button held."""
        press = self._press
        if press is None:
            return
        if self.drag is None:
            if (at - press.at).manhattanLength() < FAR_ENOUGH:
                return
            self.drag = self._begun(scene, press)
            if self.drag is None:
                return
        step = FINE_STEP if modifiers & Modifiers.ShiftModifier else STEP
        geometry = scene.geometry
        day = geometry.column_at(at.x()).day
        drag = self.drag.to(day, geometry.minute(at.y()), step)
        copy = bool(modifiers & Modifiers.ControlModifier) and drag.grip is Grip.WHOLE
        self._show(scene, replace(drag, copy=copy))

    def release(self) -> None:
        """The left button came up: a click or a drop."""
        press, drag, self._press = self._press, self.drag, None
        if drag is not None:
            self._show(None, None)
            self.dropped.emit(drag)
        elif press is not None and press.block is not None:
            self.block_clicked.emit(press.block)
        elif press is not None:
            self.empty_clicked.emit(press.day, int(press.minute // STEP) * STEP)

    def forget(self) -> None:
        """Drop what is held; nothing changes."""
        self._press = None
        self._show(None, None)

    def cursor(self, scene: Scene, at: QPointF) -> Qt.CursorShape:
        """The shape that says what a press here would do."""
        if self.drag is not None:
            resizing = self.drag.grip in (Grip.TOP, Grip.BOTTOM)
            return Qt.CursorShape.SizeVerCursor if resizing else Qt.CursorShape.ClosedHandCursor
        hit = scene.block_at(at.x(), at.y())
        if hit is None or hit[1].entry is None:
            pointing = hit is not None
            return Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor
        grip = _grip(hit[0], at.y())
        movable = may_move(hit[1].entry) and grip is not Grip.WHOLE
        return Qt.CursorShape.SizeVerCursor if movable else Qt.CursorShape.ArrowCursor

    def _begun(self, scene: Scene, press: _Press) -> Drag | None:
        block = press.block
        if block is None or block.entry is None or press.box is None:
            return begin(press.day, press.minute)
        if block.proposed or not may_move(block.entry):
            self._press = None
            if not block.proposed:
                self.refused.emit(block.entry)
            return None
        self.taken.emit(block.entry)
        return take(block, scene, press.minute, _grip(press.box, press.at.y()))

    def _show(self, scene: Scene | None, drag: Drag | None) -> None:
        before, self.drag = self._told, drag
        if drag == before:
            return
        self.said = warnings_of(drag, scene) if drag is not None and scene else Warnings()
        self._told = drag
        self.changed.emit(before, drag)


def _grip(box: Box, y: float) -> Grip:
    """Ends can be taken only where the block is tall enough to leave a middle."""
    if box.h < RESIZABLE_FROM:
        return Grip.WHOLE
    if y < box.y + EDGE:
        return Grip.TOP
    if y >= box.bottom - EDGE:
        return Grip.BOTTOM
    return Grip.WHOLE
