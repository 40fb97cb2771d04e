"""Public holidays by country, from the ``holidays`` package.

Importing it costs a tenth of a second, so this module is imported only when a year's
holidays are not remembered in the store yet.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import holidays

from app.domain.errors import BadInputError

ENGLISH = ("en_US", "en_GB")


def public_holidays(country: str, years: Collection[int]) -> dict[date, str]:
    """The public holidays of ``years`` and their names, in English where there is a translation.

    ``country`` is an ISO 3166 code, with a subdivision after a dash where wanted
    ("NO", "US-NY"). Days that stand in for a holiday on a weekend are included.

    Raises:
        BadInputError: no holidays are known for that country or subdivision.

    """
    name, _, part = country.partition("-")
    try:
        found = _calendar(name, part or None, years)
    except NotImplementedError:
        raise BadInputError(
            "No public holidays are known for '{country}'; write the country like NO or US-NY, "
            "or leave it empty and enter the days yourself.",
            country=country,
        ) from None
    return dict(sorted(found.items()))


def _calendar(name: str, part: str | None, years: Collection[int]) -> dict[date, str]:
    probe = holidays.country_holidays(name, subdiv=part)
    languages = [known for known in ENGLISH if known in probe.supported_languages]
    made = holidays.country_holidays(
        name, subdiv=part, years=sorted(years), language=languages[0] if languages else None
    )
    return {day: made[day] for day in made}
