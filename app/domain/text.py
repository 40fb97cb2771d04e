"""Sentences for people, kept apart from the values in them so that they can be translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | int | float


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
