"""What an export holds and what its import did, in sentences of the window's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.exchange.volumes.refusals import Refusal
from app.services.volume_preview import VolumePreview, VolumeReport
from ui.widgets.language import isolated, tr, tr_text
from ui.widgets.spoken import dated_day, number

DAILY = 1440
NAMED_QUEUES = 4


def facts_of(preview: VolumePreview, *, chosen: bool) -> str:
    """Say what was recognised; ``chosen`` when the user told the columns."""
    layout = tr("Columns as you chose them") if chosen else tr(preview.layout)
    interval = (
        tr("whole days")
        if preview.minutes == DAILY
        else tr("intervals of {minutes} min", minutes=number(preview.minutes))
    )
    return " · ".join((layout, interval, rows_words(preview.rows_read)))


def rows_words(rows: int) -> str:
    """Say how many rows were read."""
    return tr("{rows} rows", rows=number(rows))


def span_words(first: date | None, last: date | None) -> str:
    """Say from when to when; empty when nothing was read."""
    if first is None or last is None:
        return ""
    return tr("{first} – {last}", first=dated_day(first), last=dated_day(last))


def queue_words(queues: Sequence[str]) -> str:
    """Name the first queues and count the rest."""
    named = ", ".join(isolated(queue) for queue in queues[:NAMED_QUEUES] if queue)
    rest = len(queues) - NAMED_QUEUES
    if rest > 0:
        return tr("Queues: {names} and {count} more", names=named, count=number(rest))
    return tr("Queue: {names}", names=named) if named else ""


def refusal_words(refusal: Refusal) -> str:
    """Say which line was refused and why."""
    reason = tr_text(refusal.reason)
    return tr("Line {line}: {reason}", line=number(refusal.line), reason=reason)


def zone_words(preview: VolumePreview) -> str:
    """Say that the site takes the file's zone over; empty when it has one of its own."""
    if not preview.sets_zone:
        return ""
    return tr("Your centre has no time zone yet and takes {zone} over.", zone=preview.zone)


def outcome_words(report: VolumeReport) -> str:
    """Head the report."""
    if not report.new and not report.changed:
        return tr("Everything in this file was in the store already; nothing changed.")
    return tr("Imported. Your weeks are worked out anew from these volumes.")
