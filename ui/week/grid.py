"""The painted week: draws a scene and turns the pointer into wishes. Decides nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.domain.coverage import OpenPeak
from app.domain.entries import Entry, EntryId
from ui.theme import Theme
from ui.week.blocks import AllDayBar, Block
from ui.week.dates import Dates
from ui.week.geometry import Box, scrolled, zoomed
from ui.week.gestures import Drag, Grip
from ui.week.grid_keys import ARROWS, walked
from ui.week.grid_pointer import Pointer
from ui.week.ink import Ink, grown, rect
from ui.week.paint_blocks import paint_block
from ui.week.paint_ground import paint_ground, paint_legend
from ui.week.paint_heads import paint_heads
from ui.week.paint_over import paint_drag, paint_now, paint_ring, touched_by
from ui.week.scene import Scene, Wanted, lay_out_scene
from ui.week.sentences import spoken
from ui.widgets.language import tr

NEW_MINUTES = 30
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
WHEEL_MINUTES = 30
FULL_TURN = 120


class WeekGrid(QWidget):
    """Columns of painted blocks. What is asked for leaves as signals.

    The picture is kept as a pixmap and made anew only when content, size or theme change;
    a drag repaints the block's old and new place over it.
    """

    selected = Signal(object)  # Entry or None
    opened = Signal(object)  # Entry
    move_asked = Signal(object, object, int, bool)  # Entry, day, start minute, copy?
    resize_asked = Signal(object, int, int)  # Entry, start, end minute
    create_asked = Signal(object, int, int)  # day, start, end minute
    peak_asked = Signal(object)  # OpenPeak
    day_asked = Signal(object)  # date, its head was clicked
    menu_asked = Signal(object, object, object, int)  # point, Entry or None, day, minute
    fixed_refused = Signal(object)  # Entry that may not be moved here

    def __init__(self, theme: Theme, dates: Dates, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dates = dates
        self.scene: Scene | None = None
        self.selection: EntryId | None = None
        self._theme = theme
        self._wanted: Wanted | None = None
        self._ink: Ink | None = None
        self._picture: QPixmap | None = None
        self._pointed: OpenPeak | None = None
        self._pointer = Pointer(self)
        self._listen()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Week"))

    def show_scene(self, wanted: Wanted) -> None:
        """Lay out and show. The hours scrolled or zoomed to are kept for the same days."""
        if self._wanted is not None and self._wanted.days == wanted.days:
            wanted = replace(wanted, hours=self._wanted.hours)
        self._wanted = wanted
        self._pointer.forget()
        self.refit()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self._ink = None
        self.refit()

    def select(self, entry_id: EntryId | None) -> None:
        """Ring an entry and say it to a screen reader; emits nothing."""
        before, self.selection = self.selection, entry_id
        if entry_id is not None:
            self._pointed = None
        if self.scene is None:
            return
        for box in (*self.scene.boxes_of(before), *self.scene.boxes_of(entry_id)):
            self.update(rect(grown(box, 5)).toAlignedRect())
        entry = self.selected_entry()
        said = spoken(entry, self.scene.view.site.tz, self.dates) if entry else ""
        self.setAccessibleDescription(said)

    def point_at(self, peak: OpenPeak | None) -> None:
        """Ring an open peak; Enter then asks to cover it."""
        self._pointed = peak
        self.update()

    def box_of(self, day: date, start: int, end: int) -> Box | None:
        """Where a stretch of a day lies, None when the day is not on the page."""
        column = self.scene.geometry.column_of(day) if self.scene else None
        if self.scene is None or column is None:
            return None
        return self.scene.geometry.block(column, start, end, 0, 1)

    def selected_entry(self) -> Entry | None:
        """The entry with the ring, None when it is not on the page."""
        if self.scene is None or self.selection is None:
            return None
        entries = self.scene.wanted.entries
        return next((entry for entry in entries if entry.id == self.selection), None)

    def refit(self) -> None:
        """Lay out for the present size and paint anew."""
        if self._wanted is None or self.width() < FULL_TURN:
            return
        ink = self.ink
        ink.mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._wanted = replace(
            self._wanted,
            width=self.width(),
            height=self.height(),
            mirrored=ink.mirrored,
            scale=ink.scale,
        )
        self.scene = lay_out_scene(self._wanted)
        self._picture = None
        self.update()

    @property
    def ink(self) -> Ink:
        """Fonts and colours for the present theme, font and screen."""
        ratio = self.devicePixelRatioF()
        if self._ink is None or self._ink.ratio != ratio:
            self._ink = Ink(
                self._theme, self.font(), self.dates, ratio=ratio, dots=self.logicalDpiY()
            )
            self._picture = None
        return self._ink

    def paint_content(self, painter: QPainter, area: QRectF) -> None:
        """Paint ground, heads and the blocks that ``area`` touches; not what changes by moment."""
        scene, ink = self.scene, self.ink
        painter.fillRect(area, ink.colour(self._theme.surface))
        if scene is None:
            return
        paint_ground(painter, ink, scene)
        paint_heads(painter, ink, scene)
        painter.save()
        painter.setClipRect(
            area.intersected(QRectF(0, scene.geometry.top, self.width(), self.height()))
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box, block in scene.blocks:
            if rect(box).intersects(area):
                paint_block(painter, ink, box, block)
        painter.restore()
        paint_legend(painter, ink, scene)

    def _drag_changed(self, before: Drag | None, after: Drag | None) -> None:
        if self.scene is None:
            return
        touched = QRegion()
        for drag in (before, after):
            if drag is not None:
                touched += touched_by(self.scene, drag).toAlignedRect()
        self.update(touched)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        ink = self.ink
        if self._picture is None:
            self._picture = self._painted(ink)
        painter = QPainter(self)
        ratio = ink.ratio
        for area in event.region():  # type: ignore[attr-defined]  # iterable, not in the stubs
            source = QRectF(
                area.x() * ratio, area.y() * ratio, area.width() * ratio, area.height() * ratio
            )
            painter.drawPixmap(QRectF(area), self._picture, source)
        if self.scene is not None:
            self._paint_over(painter, ink, self.scene, event.rect())
        painter.end()

    def _paint_over(self, painter: QPainter, ink: Ink, scene: Scene, area: QRect) -> None:
        painter.save()
        top = int(scene.geometry.top)
        for box in scene.boxes_of(self.selection):
            if rect(grown(box, 5)).toAlignedRect().intersects(area):
                paint_ring(painter, ink, box)
        for box, block in scene.blocks:
            if block.peak is not None and block.peak == self._pointed:
                paint_ring(painter, ink, box)
        painter.setClipRect(QRect(0, top, self.width(), self.height() - top))
        drag = self._pointer.drag
        paint_now(painter, ink, scene)
        if drag is not None:
            paint_drag(painter, ink, scene, drag, self._pointer.said)
        painter.restore()

    def _painted(self, ink: Ink) -> QPixmap:
        picture = QPixmap(self.size() * ink.ratio)
        picture.setDevicePixelRatio(ink.ratio)
        painter = QPainter(picture)
        self.paint_content(painter, QRectF(self.rect()))
        painter.end()
        return picture

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt override."""
        self.refit()

    def changeEvent(self, event: QEvent) -> None:
        """Qt override."""
        super().changeEvent(event)
        kinds = QEvent.Type
        if event.type() in (kinds.FontChange, kinds.LayoutDirectionChange):
            self._ink = None
            self.refit()

    def sizeHint(self) -> QSize:
        """Qt override."""
        return QSize(860, 780)

    def minimumSizeHint(self) -> QSize:
        """Qt override."""
        return QSize(420, 360)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt override."""
        if event.button() is Qt.MouseButton.LeftButton and self.scene is not None:
            self._pointer.press(self.scene, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt override."""
        if self.scene is None:
            return
        self._pointer.move(self.scene, event.position(), event.modifiers())
        self.setCursor(self._pointer.cursor(self.scene, event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt override."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pointer.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt override."""
        if self.scene is None:
            return
        hit = self.scene.block_at(event.position().x(), event.position().y())
        if hit and hit[1].entry is not None:
            self.opened.emit(hit[1].entry)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt override: the wheel shows other hours, with Ctrl more or fewer of them."""
        if self.scene is None or self._wanted is None:
            return
        turns = event.angleDelta().y() / FULL_TURN
        geometry = self.scene.geometry
        hours = (geometry.first, geometry.last)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            hours = zoomed(hours, 0.85**turns, geometry.minute(event.position().y()))
        else:
            hours = scrolled(hours, round(-turns * WHEEL_MINUTES / 15) * 15)
        self._wanted = replace(self._wanted, hours=hours)
        self.refit()
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt override: the menu key asks for the selected block's menu."""
        if self.scene is None:
            return
        x, y = event.pos().x(), event.pos().y()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            boxes = self.scene.boxes_of(self.selection)
            x, y = (int(boxes[0].x + 8), int(boxes[0].y + 8)) if boxes else (x, y)
        day, minute = self.place_at(x, y)
        hit = self.scene.block_at(x, y)
        entry = hit[1].entry if hit else None
        if entry is not None:
            self.selected.emit(entry)
        self.menu_asked.emit(event.globalPos(), entry, day, minute)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: arrows walk among the blocks, Esc drops a drag."""
        if event.key() == Qt.Key.Key_Escape and self._pointer.drag is not None:
            self._pointer.forget()
            return
        if self._pointed is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            peak, self._pointed = self._pointed, None
            self.peak_asked.emit(peak)
            return
        plain = event.modifiers() in (NO_MODIFIER, Qt.KeyboardModifier.KeypadModifier)
        if self.scene is not None and plain and event.key() in ARROWS:
            entry = walked(self.scene, self.selection, Qt.Key(event.key()))
            if entry is not None:
                self.selected.emit(entry)
        else:
            super().keyPressEvent(event)

    def place_at(self, x: float, y: float) -> tuple[date, int]:
        """The day and the quarter of an hour under a point."""
        assert self.scene is not None
        geometry = self.scene.geometry
        return geometry.column_at(x).day, int(geometry.minute(y) // 15) * 15

    def event(self, event: QEvent) -> bool:
        """Qt override: tool tips say what a screen reader says."""
        if event.type() is QEvent.Type.ToolTip and self.scene is not None:
            point = event.pos()  # type: ignore[attr-defined]  # a help event
            hit = self.scene.block_at(point.x(), point.y())
            entry = hit[1].entry if hit else None
            said = spoken(entry, self.scene.view.site.tz, self.dates) if entry else ""
            QToolTip.showText(event.globalPos(), said, self)  # type: ignore[attr-defined]
            return True
        return super().event(event)

    def _clicked(self, block: Block) -> None:
        if block.peak is not None:
            self.peak_asked.emit(block.peak)
        else:
            self.selected.emit(block.entry)

    def _clicked_head(self, day: date, bar: AllDayBar | None) -> None:
        if bar is not None and bar.entry is not None:
            self.selected.emit(bar.entry)
        elif bar is None:
            self.day_asked.emit(day)

    def _clicked_empty(self, day: date, minute: int) -> None:
        if self.selection is not None:
            self.selected.emit(None)
            return
        self.create_asked.emit(day, minute, minute + NEW_MINUTES)

    def _dropped(self, drag: Drag) -> None:
        if drag.entry is None:
            self.create_asked.emit(drag.day, drag.start, drag.end)
        elif drag.grip is Grip.WHOLE:
            self.move_asked.emit(drag.entry, drag.day, drag.start, drag.copy)
        else:
            self.resize_asked.emit(drag.entry, drag.start, drag.end)

    def _listen(self) -> None:
        pointer = self._pointer
        pointer.block_clicked.connect(self._clicked)
        pointer.head_clicked.connect(self._clicked_head)
        pointer.empty_clicked.connect(self._clicked_empty)
        pointer.dropped.connect(self._dropped)
        pointer.refused.connect(self.fixed_refused)
        pointer.changed.connect(self._drag_changed)
