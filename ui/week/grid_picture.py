"""The grid's picture: what stands still, painted once, and what moves over it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

from app.domain.coverage import OpenPeak
from app.domain.entries import EntryId
from ui.week.gestures import Drag, Warnings
from ui.week.ink import Ink, grown, rect
from ui.week.paint_blocks import paint_block
from ui.week.paint_ground import paint_ground, paint_legend
from ui.week.paint_heads import paint_heads
from ui.week.paint_over import paint_drag, paint_now, paint_ring, touched_by
from ui.week.scene import Scene

RING = 5
PALE = 150


class GridPicture:
    """A scene in one ink. The still part is kept as a pixmap until either changes."""

    def __init__(self, ink: Ink, scene: Scene) -> None:
        self.ink = ink
        self.scene = scene
        self._still: QPixmap | None = None

    def paint(self, painter: QPainter, region: QRegion, size: QSize) -> None:
        """Copy the touched rectangles of the still part."""
        if self._still is None:
            self._still = self._painted(size)
        ratio = self.ink.ratio
        # the stubs do not know that a region yields its rectangles
        areas: list[QRect] = list(region)  # type: ignore[call-overload]
        for area in areas:
            if ratio == 1:
                painter.drawPixmap(area, self._still, area)
                continue
            source = QRectF(
                area.x() * ratio, area.y() * ratio, area.width() * ratio, area.height() * ratio
            )
            painter.drawPixmap(QRectF(area), self._still, source)

    def paint_still(self, painter: QPainter, area: QRectF) -> None:
        """Paint ground, heads, the blocks that ``area`` touches and the now-line."""
        scene, ink = self.scene, self.ink
        painter.fillRect(area, ink.colour(ink.theme.surface))
        paint_ground(painter, ink, scene)
        paint_heads(painter, ink, scene)
        painter.save()
        painter.setClipRect(area.toAlignedRect() & self._below_heads())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box, block in scene.blocks:
            if rect(box).intersects(area):
                paint_block(painter, ink, box, block)
        paint_now(painter, ink, scene)
        painter.restore()
        paint_legend(painter, ink, scene)

    def paint_selection(
        self, painter: QPainter, area: QRect, entry: EntryId | None, peak: OpenPeak | None
    ) -> None:
        """Ring the selected entry, or the open peak that is pointed at."""
        boxes = self.scene.boxes_of(entry)
        if peak is not None:
            boxes += [b for b, block in self.scene.blocks if block.peak == peak]
        for box in boxes:
            if rect(grown(box, RING)).toAlignedRect().intersects(area):
                paint_ring(painter, self.ink, box)

    def paint_drag(self, painter: QPainter, drag: Drag | None, said: Warnings) -> None:
        """Paint the drag; the place it was taken from turns pale."""
        if drag is None:
            return
        painter.setClipRect(self._below_heads())
        if drag.entry is not None and not drag.copy:
            pale = QColor(self.ink.theme.surface)
            pale.setAlpha(PALE)
            for box in self.scene.boxes_of(drag.entry.id):
                painter.fillRect(rect(grown(box, 1)), pale)
        paint_drag(painter, self.ink, self.scene, drag, said)

    def touched(self, before: Drag | None, after: Drag | None) -> QRegion:
        """What a step of a drag repaints: the block's old and new place, nothing else.

        The place it was taken from turns pale, or full again, at the first and last step.
        """
        region = QRegion()
        for drag in (before, after):
            if drag is not None:
                region += touched_by(self.scene, drag).toAlignedRect()
        changed = before is None or after is None or before.copy is not after.copy
        held = after or before
        if changed and held is not None and held.entry is not None:
            for box in self.scene.boxes_of(held.entry.id):
                region += rect(grown(box, RING)).toAlignedRect()
        return region

    def around(self, entry: EntryId | None) -> QRegion:
        """What a change of an entry's ring repaints."""
        region = QRegion()
        for box in self.scene.boxes_of(entry):
            region += rect(grown(box, RING)).toAlignedRect()
        return region

    def _below_heads(self) -> QRect:
        """On whole pixels: any other clip makes every stroke several times as slow."""
        geometry = self.scene.geometry
        top = round(geometry.top)
        return QRect(0, top, round(geometry.width), round(geometry.height) - top)

    def _painted(self, size: QSize) -> QPixmap:
        still = QPixmap(size * self.ink.ratio)
        still.setDevicePixelRatio(self.ink.ratio)
        painter = QPainter(still)
        self.paint_still(painter, QRectF(QRect(0, 0, size.width(), size.height())))
        painter.end()
        return still
