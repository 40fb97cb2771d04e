"""The painted week: shows a scene and turns the pointer into wishes. Decides nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
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
from ui.week.gestures import Drag, Grip, Warnings
from ui.week.grid_keys import ARROWS, walked
from ui.week.grid_picture import GridPicture
from ui.week.grid_pointer import Pointer
from ui.week.ink import Ink
from ui.week.scene import Scene, Wanted, lay_out_scene
from ui.week.sentences import spoken
from ui.week.tips import tip_at
from ui.widgets.language import tr

NEW_MINUTES = 30
SMALLEST = 120
FULL_TURN = 120
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WeekGrid(QWidget):
    """Columns of painted blocks. What is asked for leaves as signals."""

    selected = Signal(object)  # Entry or None
    taken = Signal(object)  # Entry whose drag begins
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
        self.picture: GridPicture | None = None
        self.selection: EntryId | None = None
        self._theme = theme
        self._wanted: Wanted | None = None
        self._pointed: OpenPeak | None = None
        self._sketch: Drag | None = None
        self._pointer = Pointer(self)
        self._listen()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Week"))

    @property
    def scene(self) -> Scene | None:
        """What is laid out."""
        return self.picture.scene if self.picture else None

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
        self.picture = None
        self.refit()

    def select(self, entry_id: EntryId | None) -> None:
        """Ring an entry and say it to a screen reader; emits nothing."""
        before, self.selection = self.selection, entry_id
        if entry_id is not None:
            self._pointed = None
        if self.picture is None:
            return
        self.update(self.picture.around(before) + self.picture.around(entry_id))
        entry = next((e for e in self.picture.scene.wanted.entries if e.id == entry_id), None)
        zone = self.picture.scene.view.site.tz
        self.setAccessibleDescription(spoken(entry, zone, self.dates) if entry else "")

    def point_at(self, peak: OpenPeak | None) -> None:
        """Ring an open peak; Enter then asks to cover it."""
        self._pointed = peak
        self.update()

    def sketch(self, new: Drag | None) -> None:
        """Keep a new block in sight while its title is asked for; None wipes it away."""
        before, self._sketch = self._sketch, new
        self._drag_changed(before, new)

    def box_of(self, day: date, start: int, end: int) -> Box | None:
        """Where a stretch of a day lies, None when the day is not on the page."""
        geometry = self.scene.geometry if self.scene else None
        column = geometry.column_of(day) if geometry else None
        return geometry.block(column, start, end, 0, 1) if geometry and column else None

    def refit(self) -> None:
        """Lay out for the present size and paint anew."""
        if self._wanted is None or self.width() < SMALLEST:
            return
        ink = self._fresh_ink()
        ink.mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._wanted = replace(
            self._wanted,
            width=self.width(),
            height=self.height(),
            mirrored=ink.mirrored,
            scale=ink.scale,
        )
        self.picture = GridPicture(ink, lay_out_scene(self._wanted))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        if self.picture is not None and self.picture.ink.ratio != self.devicePixelRatioF():
            self.refit()
        painter = QPainter(self)
        try:
            self._paint(painter, event)
        finally:  # a painter left open by an error would take the process down
            painter.end()

    def _paint(self, painter: QPainter, event: QPaintEvent) -> None:
        if self.picture is not None:
            self.picture.paint(painter, event.region(), self.size())
            self.picture.paint_selection(painter, event.rect(), self.selection, self._pointed)
            said = self._pointer.said if self._pointer.drag else Warnings()
            self.picture.paint_drag(painter, self._pointer.drag or self._sketch, said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt override."""
        self.refit()

    def changeEvent(self, event: QEvent) -> None:
        """Qt override."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self.picture = None
            self.refit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt override."""
        if event.button() is Qt.MouseButton.LeftButton and self.scene is not None:
            self._pointer.press(self.scene, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt override."""
        if self.scene is not None:
            self._pointer.move(self.scene, event.position(), event.modifiers())
            shape = self._pointer.cursor(self.scene, event.position())
            if shape is not self.cursor().shape():
                self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt override."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pointer.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt override."""
        entry = self._entry_at(event.position().x(), event.position().y())
        if entry is not None:
            self.opened.emit(entry)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt override: the wheel shows other hours, with Ctrl more or fewer of them."""
        if self.scene is None or self._wanted is None:
            return
        geometry, turns = self.scene.geometry, event.angleDelta().y() / FULL_TURN
        hours = (geometry.first, geometry.last)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            hours = zoomed(hours, turns, geometry.minute(event.position().y()))
        else:
            hours = scrolled(hours, turns)
        self._wanted = replace(self._wanted, hours=hours)
        self.refit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt override: the menu key asks for the selected block's menu."""
        if self.scene is None:
            return
        x, y = event.pos().x(), event.pos().y()
        at, boxes = event.globalPos(), self.scene.boxes_of(self.selection)
        if event.reason() is QContextMenuEvent.Reason.Keyboard and boxes:
            x, y = round(boxes[0].x + 8), round(boxes[0].y + 8)
            at = self.mapToGlobal(QPoint(x, y))
        entry = self._entry_at(x, y)
        if entry is not None:
            self.selected.emit(entry)
        geometry = self.scene.geometry
        minute = int(geometry.minute(y) // 15) * 15
        self.menu_asked.emit(at, entry, geometry.column_at(x).day, minute)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: arrows walk among the blocks, Esc drops a drag, Enter covers a peak."""
        if event.key() == Qt.Key.Key_Escape and self._pointer.drag is not None:
            self._pointer.forget()
        elif self._pointed is not None and event.key() in ENTERS:
            peak, self._pointed = self._pointed, None
            self.peak_asked.emit(peak)
        elif self.scene and event.modifiers() in PLAIN and event.key() in ARROWS:
            entry = walked(self.scene, self.selection, Qt.Key(event.key()))
            if entry is not None:
                self.selected.emit(entry)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Qt override: tool tips say what a screen reader says."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            at, scene = event.pos(), self.scene
            words = tip_at(scene, at.x(), at.y(), self.dates) if scene else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _entry_at(self, x: float, y: float) -> Entry | None:
        hit = self.scene.block_at(x, y) if self.scene else None
        return hit[1].entry if hit else None

    def _fresh_ink(self) -> Ink:
        ratio = self.devicePixelRatioF()
        if self.picture is not None and self.picture.ink.ratio == ratio:
            return self.picture.ink
        dots = self.logicalDpiY()
        return Ink(self._theme, self.font(), self.dates, ratio=ratio, dots=dots)

    def _drag_changed(self, before: Drag | None, after: Drag | None) -> None:
        if self.picture is not None:
            self.update(self.picture.touched(before, after))

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
        else:
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
        pointer.taken.connect(self.taken)
        pointer.block_clicked.connect(self._clicked)
        pointer.head_clicked.connect(self._clicked_head)
        pointer.empty_clicked.connect(self._clicked_empty)
        pointer.dropped.connect(self._dropped)
        pointer.refused.connect(self.fixed_refused)
        pointer.changed.connect(self._drag_changed)
