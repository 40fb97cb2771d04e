"""What the Team page shows, read at once; slow enough to be done in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.people import Person, Team
from ui.team.people import Row, rows_of

if TYPE_CHECKING:
    from app.bootstrap import Planner

LEAVE_AHEAD = timedelta(weeks=8)


@dataclass(frozen=True, slots=True)
class There:
    """Who was there on ``today``, the most overdue talk first in ``rows``."""

    today: date
    people: list[Person]
    teams: list[Team]
    rows: list[Row]
    without_volumes: bool


def look_at(planner: Planner) -> There:
    """Read people, teams, leave to come, and when each was last talked to."""
    read = planner.store.read
    today = planner.clock().astimezone(read.site().tz).date()
    people, teams = read.people(), read.teams()
    leaves = read.leaves(today, today + LEAVE_AHEAD)
    rows = rows_of(people, teams, planner.talks.by_person(), leaves, today)
    return There(today, people, teams, rows, without_volumes=read.volume_range() is None)
