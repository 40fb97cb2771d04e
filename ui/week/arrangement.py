"""Where side bar, week and panel lie in the page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from ui.theme import Theme

SIDE = 214
PANEL = 286
RAIL = 76
SIDE_FROM = 1250 - RAIL
"""Page width from which the side bar has a place of its own."""
DOCKED_FROM = 1400 - RAIL
"""Page width from which the panel stands beside the week instead of over it."""
LINE = 1

Frame = tuple[int, int, int, int]
"""x, y, width, height."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Frames of the three parts; None where a part is not shown."""

    side: Frame | None
    centre: Frame
    panel: Frame | None
    docked: bool


def arranged(width: int, height: int, *, panel: bool, mirrored: bool) -> Arrangement:
    """Share the page out; a docked panel takes its width from the week, any other covers it."""
    side_width = SIDE if width >= SIDE_FROM else 0
    docked = width >= DOCKED_FROM
    panel_width = PANEL if panel else 0
    before = side_width + (LINE if side_width else 0)
    after = panel_width + LINE if docked and panel else 0
    side = (0, 0, side_width, height) if side_width else None
    centre = (before, 0, width - before - after, height)
    shown = (width - panel_width, 0, panel_width, height) if panel else None
    if mirrored:
        side = _flipped(side, width) if side else None
        centre = _flipped(centre, width)
        shown = _flipped(shown, width) if shown else None
    return Arrangement(side, centre, shown, docked)


def _flipped(frame: Frame, width: int) -> Frame:
    x, y, w, h = frame
    return width - x - w, y, w, h


def place_parts(
    page: QWidget, side: QWidget, centre: QWidget, panel: QWidget | None, strip: QWidget
) -> None:
    """Give every part its place; the centre gives room to the others and to ``strip`` above it."""
    mirrored = page.layoutDirection() is Qt.LayoutDirection.RightToLeft
    plan = arranged(page.width(), page.height(), panel=panel is not None, mirrored=mirrored)
    side.setVisible(plan.side is not None)
    x, y, width, whole = plan.centre
    taken = 0 if strip.isHidden() else strip.minimumHeight()
    week = (x, y + taken, width, whole - taken)
    over = plan.panel[2] if plan.panel is not None and not plan.docked else 0
    told = (x + (over if mirrored else 0), y, width - over, taken)  # a panel hides no button of it
    parts = ((side, plan.side), (strip, told), (centre, week), (panel, plan.panel))
    for part, frame in parts:
        if part is not None and frame is not None and part.geometry() != QRect(*frame):
            part.setGeometry(*frame)
    if panel is not None:
        panel.show()
        panel.raise_()


def paint_lines(page: QWidget, theme: Theme) -> None:
    """Show the page only as lines between its parts."""
    palette = page.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor(theme.line))
    page.setPalette(palette)
