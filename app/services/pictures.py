"""The week as a picture in a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import BadInputError

if TYPE_CHECKING:
    from app.services.weeks import WeekView

FORMATS = (".png", ".pdf")


def draw_week(view: WeekView, file: Path, *, dark: bool = False) -> None:
    """Draw the week over its contact volumes, as PNG or PDF by the file's name.

    The file is written whole or not at all.

    Raises:
        BadInputError: the name ends neither in .png nor in .pdf.
        PlannerError: the file cannot be written.

    """
    from app.charts.week_picture import render_week  # noqa: PLC0415 - matplotlib comes late
    from app.exchange.atomic import write_atomically  # noqa: PLC0415 - rarely needed

    kind = file.suffix.lower()
    if kind not in FORMATS:
        raise BadInputError(
            "{file} is neither .png nor .pdf; name the picture like week.png.", file=str(file)
        )
    write_atomically(file, render_week(view, kind.removeprefix("."), dark=dark))
