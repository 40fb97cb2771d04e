"""What the week page tells those who try it by program (FIREBREAK_STATE)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from app.domain.coverage import OpenPeak
from app.domain.entries import Entry
from app.domain.span import Span
from ui.week.geometry import Box
from ui.week.grid import WeekGrid

if TYPE_CHECKING:
    from app.services.weeks import WeekView
    from ui.week.agenda import AgendaView

BlockState = dict[str, object]


def counts_of(view: WeekView, proposed: int) -> dict[str, int]:
    """Entries by kind, peaks, covered peaks, and how many changes are proposed."""
    kinds = Counter(entry.kind.value for entry in view.entries if not entry.cancelled)
    return {
        "entries": len(view.entries),
        **kinds,
        "peaks": view.coverage.peaks,
        "covered": view.coverage.covered,
        "proposed": proposed,
    }


def grid_blocks(grid: WeekGrid) -> list[BlockState]:
    """Every block, open peak and all-day entry in sight, in window pixels."""
    scene = grid.scene
    if scene is None or not grid.isVisible():
        return []
    zone = scene.view.site.tz
    corner = _corner(grid)
    inside = Box(0, 0, grid.width(), grid.height())
    found = []
    for box, block in scene.blocks:
        if block.entry is not None and block.proposed != "from":
            state = _entry_state(block.entry, zone)
        elif block.peak is not None:
            state = _peak_state(block.peak, zone)
        else:
            continue
        top = max(box.y, scene.geometry.top)
        shown = Box(box.x, top, box.w, min(box.bottom, inside.bottom) - top)
        if shown.h > 0:
            found.append({**state, "rect": _rect(shown, corner)})
    for box, bar in scene.bars:
        if bar.entry is not None:
            found.append({**_entry_state(bar.entry, zone), "rect": _rect(box, corner)})
    return found


def agenda_blocks(agenda: AgendaView, view: WeekView) -> list[BlockState]:
    """The rows in sight, in window pixels."""
    corner = _corner(agenda.viewport())
    return [
        {**_entry_state(entry, view.site.tz), "rect": _plain(box.translated(corner))}
        for entry, box in agenda.boxes()
    ]


def _entry_state(entry: Entry, zone: ZoneInfo) -> BlockState:
    return {"id": entry.id, "kind": entry.kind.value, **_times(entry.span, zone)}


def _peak_state(peak: OpenPeak, zone: ZoneInfo) -> BlockState:
    name = f"peak-{peak.day.isoformat()}-{peak.window.start}"
    return {"id": name, "kind": "open_peak", **_times(peak.span, zone)}


def _times(span: Span, zone: ZoneInfo) -> BlockState:
    return {
        "start": span.start.astimezone(zone).isoformat(),
        "end": span.end.astimezone(zone).isoformat(),
    }


def _corner(widget: QWidget) -> QPoint:
    return widget.mapTo(widget.window(), QPoint(0, 0))


def _rect(box: Box, corner: QPoint) -> list[int]:
    return _plain(QRect(round(box.x), round(box.y), round(box.w), round(box.h)).translated(corner))


def _plain(area: QRect) -> list[int]:
    return [area.x(), area.y(), area.width(), area.height()]
