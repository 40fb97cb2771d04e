"""Sentences for people, kept apart from the values in them so that they can be translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Value = str | int | float


class DayWords(str):
    """A day in a sentence: English as it stands, written anew by the window's own calendar."""

    day: date
    year: bool

    def __new__(cls, day: date, *, year: bool = False) -> DayWords:
        """Write "16 Nov", or "16 Nov 2026" with ``year``."""
        made = super().__new__(cls, f"{day.day} {day:%b %Y}" if year else f"{day.day} {day:%b}")
        made.day, made.year = day, year
        return made


@dataclass(frozen=True, slots=True)
class Text:
    """An English template in ``str.format`` form and the values that fill it.

    ``str()`` gives the English sentence. The window looks the template up in its
    translation first and fills it afterwards. Values arrive ready to be shown.
    """

    template: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)


def text(template: str, /, **values: Value) -> Text:
    """Mark ``template`` as something a user reads."""
    return Text(template, values)
