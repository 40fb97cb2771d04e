"""``firebreak week``: what stands, day by day."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.table import Table
from rich.text import Text as Styled

from app.cli.dates import moment, short_day, week_title
from app.cli.exports import WEEK, chosen_week
from app.cli.session import Session, session_of
from app.domain.coverage import Coverage
from app.domain.entries import Entry, Protection
from app.domain.outlook import DayOutlook
from app.domain.trends import trend_of
from app.domain.wall import clock_time, iso_week
from app.services.proposal_json import entry_json
from app.services.weeks import WeekView


def add_to(program: typer.Typer) -> None:
    """Put this module's commands into the program."""
    program.command("week")(week)


def week(
    context: typer.Context,
    week: WEEK = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print plain values.")] = False,
) -> None:
    """Show what stands in the week.

    Day by day, with the contacts expected and the peaks that are still open.
    """
    session = session_of(context)
    with session.planner() as planner:
        view = planner.weeks.week(chosen_week(planner, week))
    if as_json:
        session.json(_plain_week(view))
        return
    show_title(session, view.monday)
    for day in view.outlook.days:
        entries = [entry for entry in view.entries if _on(entry, day.day, view.site.tz)]
        session.say(_day_head(day), style="bold")
        session.table(_entries_table(entries, view.site.tz))
    if view.coverage.peaks:
        session.say(f"Peaks kept free: {view.coverage.covered} of {view.coverage.peaks}.")
        show_open_peaks(session, view.coverage, view.site.tz)


def show_title(session: Session, monday: date) -> None:
    """Say which week it is."""
    session.say(f"{week_title(monday)}, week {monday.isocalendar().week}", style="bold")


def show_open_peaks(session: Session, coverage: Coverage, zone: ZoneInfo) -> None:
    """Name the peaks that nothing keeps free."""
    for peak in coverage.open:
        session.say(
            f"  open: {moment(peak.span, zone)}, {round(peak.window.contacts)} contacts expected"
        )


def _day_head(day: DayOutlook) -> str:
    head = f"{short_day(day.day):<11}"
    if day.total > 0:
        head += f" {round(day.total):,} contacts {_against_average(day.ratio)}"
    notes = [day.holiday] if day.holiday else []
    notes += [f"{event.name} {event.percent:+g} %" for event in day.events]
    peaks = [f"{clock_time(peak.start)}–{clock_time(peak.end)}" for peak in day.peaks]
    if peaks:
        notes.append(f"peaks {', '.join(peaks)}")
    return "  ".join([head, *notes])


def _against_average(ratio: float) -> str:
    trend = trend_of(ratio)
    if trend.way == 0:
        return "≈ average"
    return f"{'▲' if trend.way > 0 else '▼'} {trend.percent} %"


def _entries_table(entries: list[Entry], zone: ZoneInfo) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(min_width=2)
    table.add_column(min_width=11, no_wrap=True)
    table.add_column(min_width=28)
    table.add_column()
    for entry in entries:
        title = Styled(entry.title, style="strike" if entry.cancelled else "")
        table.add_row("", _hours(entry, zone), title, _state(entry))
    return table


def _state(entry: Entry) -> str:
    words = [entry.kind.value.replace("_", " ")]
    if entry.cancelled:
        words.append("cancelled")
    elif entry.protection is not Protection.LOCKED:
        words.append(entry.protection.value)
    if entry.routine:
        words.append("weekly")
    return ", ".join(words)


def _hours(entry: Entry, zone: ZoneInfo) -> str:
    if entry.days is not None:
        return "all day"
    start, end = entry.span.start.astimezone(zone), entry.span.end.astimezone(zone)
    return f"{start:%H:%M}–{end:%H:%M}"


def _on(entry: Entry, day: date, zone: ZoneInfo) -> bool:
    if entry.days is not None:
        return entry.days.first <= day < entry.days.after_last
    return entry.span.start.astimezone(zone).date() == day


def _plain_week(view: WeekView) -> dict[str, Any]:
    zone = view.site.tz
    return {
        "week": iso_week(view.monday),
        "monday": view.monday.isoformat(),
        "zone": view.site.zone,
        "days": [
            {
                "day": day.day.isoformat(),
                "expected": round(day.total, 1),
                "ratio": round(day.ratio, 3),
                "holiday": day.holiday,
                "events": [{"name": e.name, "percent": e.percent} for e in day.events],
                "peaks": [
                    {
                        "start": clock_time(peak.start),
                        "end": clock_time(peak.end),
                        "contacts": round(peak.contacts, 1),
                        "share": round(peak.share, 4),
                    }
                    for peak in day.peaks
                ],
            }
            for day in view.outlook.days
        ],
        "entries": [_plain_entry(entry, zone) for entry in view.entries],
        "coverage": {
            "covered": view.coverage.covered,
            "peaks": view.coverage.peaks,
            "open": [
                {
                    "start": peak.span.start.astimezone(zone).isoformat(),
                    "end": peak.span.end.astimezone(zone).isoformat(),
                }
                for peak in view.coverage.open
            ],
        },
    }


def _plain_entry(entry: Entry, zone: ZoneInfo) -> dict[str, Any]:
    return {
        **entry_json(entry, zone),
        "all_day": entry.days is not None,
        "cancelled": entry.cancelled,
        "weekly": entry.routine is not None,
    }
