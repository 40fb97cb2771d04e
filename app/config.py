"""Where the planner keeps its files, and which clock it goes by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from app.domain.errors import BadInputError
from app.domain.wall import FIRST_YEAR, LAST_YEAR

Clock = Callable[[], datetime]
"""Tells the moment it is now, always aware."""

HOME_VARIABLE = "FIREBREAK_HOME"
NOW_VARIABLE = "FIREBREAK_NOW"
STATE_VARIABLE = "FIREBREAK_STATE"

STORE_FILE = "store.sqlite"
WINDOW_LOCK_FILE = "window.lock"
BACKUP_FOLDER = "backups"
WATCHED_FOLDER = "exports"


def home_folder(option: str | None, environ: Mapping[str, str]) -> Path:
    """Decide where the store lives: ``--home``, else FIREBREAK_HOME, else the platform's place.

    The folder need not exist yet.
    """
    named = option or environ.get(HOME_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    import platformdirs  # noqa: PLC0415 - only a start without a home pays for it

    return Path(platformdirs.user_data_path("firebreak", appauthor=False))


def store_file(home: Path) -> Path:
    """The store of a home folder."""
    return home / STORE_FILE


def window_lock_file(home: Path) -> Path:
    """The file that the one window of a store holds locked."""
    return home / WINDOW_LOCK_FILE


def backup_folder(home: Path) -> Path:
    """Where verified copies of the store are kept."""
    return home / BACKUP_FOLDER


def watched_folder(home: Path) -> Path:
    """Where new exports are looked for when the settings name no other folder."""
    return home / WATCHED_FOLDER


def system_clock() -> datetime:
    """The computer's clock."""
    return datetime.now(UTC)


def clock_from(environ: Mapping[str, str]) -> Clock:
    """Give the computer's clock, or the one that FIREBREAK_NOW froze.

    Raises:
        BadInputError: FIREBREAK_NOW is set but is not a moment with its offset.

    """
    frozen = environ.get(NOW_VARIABLE, "").strip()
    if not frozen:
        return system_clock
    moment = _moment(frozen)
    return lambda: moment


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not FIRST_YEAR <= moment.year < LAST_YEAR:
        raise BadInputError(
            "{variable} is '{value}', which is not a moment from 1990 to 2099 with its offset from "
            "UTC; write it like 2026-11-18T10:02+01:00.",
            variable=NOW_VARIABLE,
            value=written,
        )
    return moment
