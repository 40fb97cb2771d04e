"""The week over its volume curve: a peak and the block that covers it visibly coincide."""

from __future__ import annotations

from datetime import date, timedelta

from app.charts.palette import DARK, LIGHT, Theme
from app.charts.sheet import Box, Sheet
from app.charts.week_entries import draw_chips, draw_day_entries, pack_chips
from app.charts.week_layout import (
    FOOT_HEIGHT,
    HEAD_HEIGHT,
    HEIGHT,
    LEFT,
    TITLE_HEIGHT,
    WIDTH,
    Frame,
    ShownWeek,
    lay_out,
)
from app.charts.week_volume import draw_volume
from app.domain.entries import EntryKind
from app.domain.outlook import DayOutlook
from app.domain.trends import trend_of
from app.domain.wall import clock_time

LEGEND_KINDS = (
    (EntryKind.UNPLANNED, "unplanned"),
    (EntryKind.OPEN_DOOR, "open door"),
    (EntryKind.ROLLOUT, "roll-outs"),
    (EntryKind.PEOPLE, "people"),
    (EntryKind.PERFORMANCE, "performance"),
    (EntryKind.MEETING, "meetings"),
)


def render_week(week: ShownWeek, kind: str, *, dark: bool = False) -> bytes:
    """Draw the week from its Monday; ``kind`` is ``png`` or ``pdf``."""
    sheet = Sheet(WIDTH, HEIGHT, DARK if dark else LIGHT)
    chips = pack_chips(week)
    frame = lay_out(week, max((chip.row for chip in chips), default=-1) + 1)
    _draw_title(sheet, week)
    _draw_grid(sheet, week, frame)
    busiest = max((float(max(day.expected)) for day in _measured(week)), default=0.0)
    for index, day in enumerate(week.outlook.days):
        column = frame.columns[index]
        _draw_head(sheet, week, day, column)
        _draw_bands(sheet, day, column, frame)
        draw_volume(sheet, day, column, frame, busiest)
        draw_day_entries(sheet, week, day.day, column, frame)
    draw_chips(sheet, chips, frame)
    _draw_now(sheet, week, frame)
    _draw_legend(sheet)
    return sheet.rendered(kind)


def _measured(week: ShownWeek) -> list[DayOutlook]:
    return [day for day in week.outlook.days if len(day.expected) and day.total > 0]


def _draw_title(sheet: Sheet, week: ShownWeek) -> None:
    middle = TITLE_HEIGHT / 2
    last = week.monday + timedelta(days=6)
    first = f"{week.monday.day}" if week.monday.month == last.month else _day_month(week.monday)
    title = f"{first}–{last.day} {last:%B %Y}"
    width = sheet.words(title, (LEFT - 44, middle), sheet.palette.text, size=21, bold=True)
    number = f"week {week.monday.isocalendar().week}"
    sheet.words(number, (LEFT - 44 + width + 14, middle), sheet.palette.second_text, size=14)
    coverage = week.coverage
    said = [week.site.name] if week.site.name else []
    if coverage.peaks:
        said.append(f"peaks kept free {coverage.covered} of {coverage.peaks}")
    said += [f"{peak.day:%a} {clock_time(peak.window.start)} open" for peak in coverage.open[:2]]
    sheet.words(
        "  ·  ".join(said), (WIDTH - 18, middle), sheet.palette.second_text, size=13, side="right"
    )


def _day_month(day: date) -> str:
    return f"{day.day} {day:%B} "


def _draw_grid(sheet: Sheet, week: ShownWeek, frame: Frame) -> None:
    bottom = HEIGHT - FOOT_HEIGHT
    hours = week.site.working
    for weekday, column in enumerate(frame.columns):
        if weekday in week.site.working_days:
            for start, end in ((frame.first_minute, hours.start), (hours.end, frame.last_minute)):
                top = frame.y(start)
                if end > start:
                    shade = Box(column.x, top, column.width, frame.y(end) - top)
                    sheet.box(shade, fill=sheet.palette.sunken, above=0)
        else:
            sheet.box(column, fill=sheet.palette.sunken, above=0)
    for minute in range(frame.first_minute, frame.last_minute + 1, 60):
        y = frame.y(minute)
        sheet.line((LEFT, y), (WIDTH - 16, y), sheet.palette.line, thick=0.8, above=0.5)
        if minute < frame.last_minute:
            label = f"{minute // 60:02d}:00"
            y += 8 if minute == frame.first_minute else 0
            sheet.words(label, (LEFT - 10, y), sheet.palette.second_text, size=11.5, side="right")
    for column in (*frame.columns, Box(frame.columns[-1].right, 0, 0, 0)):
        sheet.line((column.x, TITLE_HEIGHT), (column.x, bottom), sheet.palette.line, above=0.6)
    for y in (TITLE_HEIGHT, frame.all_day.y, frame.all_day.bottom):
        sheet.line((0, y), (WIDTH, y), sheet.palette.line, above=0.6)
    middle = frame.all_day.y + frame.all_day.height / 2
    sheet.words("all day", (LEFT - 10, middle), sheet.palette.second_text, size=10.5, side="right")


def _draw_head(sheet: Sheet, week: ShownWeek, day: DayOutlook, column: Box) -> None:
    x, y = column.x + 14, TITLE_HEIGHT + HEAD_HEIGHT * 0.32
    today = week.now.astimezone(week.site.tz).date() == day.day
    if today:
        sheet.dot((x + 8, y), 14, sheet.palette.accent, above=2)
    number = f"{day.day.day}"
    sheet.words(
        number,
        (x + 8, y),
        sheet.palette.accent_text if today else sheet.palette.text,
        size=16,
        bold=True,
        side="center",
    )
    colour = sheet.palette.accent if today else sheet.palette.second_text
    sheet.words(f"{day.day:%a}", (x + 30, y), colour, size=13, bold=today)
    if day.total <= 0:
        return
    y = TITLE_HEIGHT + HEAD_HEIGHT * 0.74
    total = f"{round(day.total):,}".replace(",", "\u2009")
    width = sheet.words(total, (x, y), sheet.palette.text, size=12.5, bold=True)
    if day.day.weekday() in week.site.working_days:
        words, shade = _against_average(day.ratio, sheet.palette)
        sheet.words(words, (x + width + 10, y), shade, size=12, room=column.width - width - 30)


def _against_average(ratio: float, palette: Theme) -> tuple[str, str]:
    trend = trend_of(ratio)
    if trend.way == 0:
        return "≈ avg", palette.second_text
    arrow, shade = ("▲", palette.bad) if trend.way > 0 else ("▼", palette.good)
    return f"{arrow} {trend.percent} %", shade if trend.clear else palette.second_text


def _draw_bands(sheet: Sheet, day: DayOutlook, column: Box, frame: Frame) -> None:
    for peak in day.peaks:
        top, bottom = frame.y(peak.start), frame.y(peak.end)
        band = Box(column.x, top, column.width, bottom - top)
        sheet.box(band, fill=sheet.palette.peak_band, above=0.4)
        for y in (top, bottom):
            ends = (column.x, y), (column.right, y)
            sheet.line(*ends, sheet.palette.peak_bar, thick=0.9, dotted=True, above=0.7)


def _draw_now(sheet: Sheet, week: ShownWeek, frame: Frame) -> None:
    now = week.now.astimezone(week.site.tz)
    index = (now.date() - week.monday).days
    minute = now.hour * 60 + now.minute
    if not 0 <= index < len(frame.columns) or not (
        frame.first_minute <= minute < frame.last_minute
    ):
        return
    column, y = frame.columns[index], frame.y(minute)
    sheet.line((column.x, y), (column.right, y), sheet.palette.now, thick=1.6, above=8)
    sheet.dot((column.x, y), 4, sheet.palette.now, above=8)
    pill = Box(LEFT - 54, y - 9, 46, 18)
    sheet.box(pill, fill=sheet.palette.now, round_by=9, above=8)
    sheet.words(
        f"{now:%H:%M}",
        (pill.x + 23, y),
        sheet.palette.surface,
        size=11,
        bold=True,
        side="center",
        above=9,
    )


def _draw_legend(sheet: Sheet) -> None:
    y, x = HEIGHT - FOOT_HEIGHT / 2, float(LEFT)

    def label(words: str) -> None:
        nonlocal x
        x += sheet.words(words, (x, y), sheet.palette.second_text, size=11.5) + 22

    bars = (
        (sheet.palette.volume_bar, "typical volume"),
        (sheet.palette.peak_bar, "above the peak line"),
    )
    for colour, words in bars:
        sheet.box(Box(x, y - 6, 13, 12), fill=colour)
        x += 19
        label(words)
    sheet.line((x + 2, y - 7), (x + 2, y + 7), sheet.palette.text, thick=1.8)
    x += 10
    label("actual")
    sheet.box(Box(x, y - 6, 16, 12), fill=sheet.palette.peak_band)
    for edge in (y - 6, y + 6):
        sheet.line((x, edge), (x + 16, edge), sheet.palette.peak_bar, thick=0.9, dotted=True)
    x += 22
    label("peak")
    for kind, words in LEGEND_KINDS:
        ink = sheet.palette.kinds[kind]
        swatch = Box(x, y - 6, 16, 12)
        sheet.box(swatch, fill=ink.fill)
        if kind is EntryKind.UNPLANNED:
            sheet.hatch(swatch, ink.mark, step=4, above=2)
        sheet.box(Box(x, y - 6, 3, 12), fill=ink.mark, above=3)
        x += 22
        label(words)
