"""The site's public holidays, computed once a year and country and kept in the store."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from app.domain.edits import new_command_id
from app.domain.errors import BadInputError, PlannerError
from app.domain.text import text

if TYPE_CHECKING:
    from app.storage.store import Store
    from app.storage.unit_of_work import UnitOfWork

Years = dict[int, dict[date, str]]


class HolidaysKnown:
    """Tells holidays; imports the package that knows them only for a year it never saw."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._years: dict[str, Years] = {}
        self._refused: dict[str, BadInputError] = {}

    def of(self, country: str, years: Collection[int]) -> dict[date, str]:
        """The holidays of ``years``; none without a country.

        Raises:
            BadInputError: no holidays are known for that country.

        """
        if not country:
            return {}
        if country in self._refused:
            raise self._refused[country]
        known = self._years.setdefault(country, {})
        wanted = sorted(set(years))
        known.update(self._remembered(country, [year for year in wanted if year not in known]))
        missing = [year for year in wanted if year not in known]
        if missing:
            known.update(self._computed(country, missing))
        return {day: name for year in wanted for day, name in known[year].items()}

    def _remembered(self, country: str, years: Iterable[int]) -> Years:
        written = {year: self._store.read.fact(_key(country, year)) for year in years}
        return {year: _read(value) for year, value in written.items() if value is not None}

    def _computed(self, country: str, years: list[int]) -> Years:
        # Imported here: the package costs a tenth of a second, and is needed once a year.
        from app.exchange.holiday_calendar import public_holidays  # noqa: PLC0415 - holidays are slow to import

        # One year more, so that the turn of the year finds its holidays waiting.
        wanted = [*years, max(years) + 1]
        try:
            found = public_holidays(country, wanted)
        except BadInputError as refusal:
            self._refused[country] = refusal
            raise
        made = {year: {d: name for d, name in found.items() if d.year == year} for year in wanted}
        self._write(country, made)
        return made

    def _write(self, country: str, years: Years) -> None:
        def work(unit: UnitOfWork) -> None:
            for year, days in years.items():
                unit.facts.put(_key(country, year), _written(days))

        try:
            self._store.write(
                text("Public holidays noted"),
                work,
                command=new_command_id(),
                subjects=frozenset(),
            )
        except PlannerError:
            return  # Full, busy or read-only: they are worked out again next time.


def _key(country: str, year: int) -> str:
    return f"holidays:{country}:{year}"


def _written(days: dict[date, str]) -> str:
    return json.dumps({day.isoformat(): name for day, name in days.items()}, ensure_ascii=False)


def _read(value: str) -> dict[date, str]:
    return {date.fromisoformat(day): str(name) for day, name in json.loads(value).items()}
