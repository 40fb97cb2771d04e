"""What a preview remarks about an export, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from app.domain.text import Text, text
from app.exchange.volumes.intervals import DAILY
from app.exchange.volumes.reading import Reading


def notes_of(
    reading: Reading, file_zone: ZoneInfo, site_zone: ZoneInfo, *, kept: int
) -> tuple[Text, ...]:
    """Everything about ``reading`` that a person should know before it is stored."""
    notes: list[Text] = []
    if reading.dates.open:
        taken, other = reading.dates.readings
        notes.append(
            text(
                "No date in the file tells whether day or month comes first: is {date} {taken} or "
                "{other}? It is read as {taken} until you say otherwise."
                if reading.dates.asked
                else "No date in the file tells whether day or month comes first; {date} is read "
                "as {taken}, not as {other}.",
                date=reading.dates.example,
                taken=taken,
                other=other,
            )
        )
    if reading.totals:
        notes.append(text("{count} rows with totals were left out.", count=reading.totals))
    if reading.repeated:
        notes.append(text("{count} rows say again what another row says.", count=reading.repeated))
    if reading.never_was:
        notes.append(
            text(
                "{count} rows lie in the hour that the clocks of {zone} skip in spring and were "
                "left out. If the file was written in another zone, name it.",
                count=reading.never_was,
                zone=file_zone.key,
            )
        )
    notes += _about_intervals(reading, file_zone, site_zone, kept)
    return tuple(notes)


def _about_intervals(
    reading: Reading, file_zone: ZoneInfo, site_zone: ZoneInfo, kept: int
) -> Iterator[Text]:
    if file_zone.key != site_zone.key:
        yield text(
            "Times were turned from {file_zone} to the site's zone, {site_zone}.",
            file_zone=file_zone.key,
            site_zone=site_zone.key,
        )
    if kept:
        yield text(
            "The log begins or ends within an interval of which more is stored already; "
            "{count} such intervals stay as they are. Join the parts of a rotated log into one "
            "file to have every call counted.",
            count=kept,
        )
    if reading.fills_gaps and reading.minutes < DAILY:
        yield text(
            "The file leaves out intervals without contacts; between others they count as 0."
        )
