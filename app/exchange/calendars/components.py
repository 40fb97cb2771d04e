"""From the text of a calendar file to its components, with only the properties we need.

icalendar takes the lines apart. What we do not need (attachments, attendees, alarms)
is never looked into.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from icalendar.parser import Contentline, unescape_backslash

from app.domain.errors import BadInputError

_ABOUT = "METHOD VERSION UID SEQUENCE SUMMARY LOCATION DESCRIPTION STATUS TRANSP"
_WHEN = "DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID TZID TZOFFSETFROM TZOFFSETTO"
WANTED = frozenset([*_ABOUT.split(), *_WHEN.split(), "X-MICROSOFT-CDO-BUSYSTATUS"])
_UNNEEDED_LONGER_THAN = 64 * 1024
_NAME = re.compile(r"[ \t]*([A-Za-z0-9-]+)[ \t]*[:;]")
_WORD = re.compile(r"[A-Za-z0-9-]+")


class UnreadableEventError(BadInputError):
    """One event cannot be read; the rest of the file still can."""


@dataclass(frozen=True, slots=True)
class Property:
    """One content line: upper-case parameters and the value as it was written."""

    params: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as TEXT."""
        return str(unescape_backslash(self.value))


@dataclass(slots=True)
class Component:
    """BEGIN to END: the wanted properties by name, in order, and the components inside."""

    name: str
    properties: dict[str, list[Property]] = field(default_factory=dict)
    inside: list[Component] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    """Names of wanted properties whose line could not be taken apart."""

    def all(self, name: str) -> list[Property]:
        """Every property called ``name``.

        Raises:
            UnreadableEventError: one of them could not be taken apart.

        """
        if name in self.broken:
            raise UnreadableEventError("its {property} cannot be read.", property=name)
        return self.properties.get(name, [])

    def first(self, name: str) -> Property | None:
        """The first property called ``name``, None without one."""
        found = self.all(name)
        return found[0] if found else None

    def word(self, name: str) -> str:
        """The value of ``name`` as one upper-case word, empty when absent or odd."""
        if name in self.broken or not self.properties.get(name):
            return ""
        return self.properties[name][0].value.strip().upper()

    def text(self, name: str) -> str:
        """The value of ``name`` as text, empty when absent or odd."""
        if name in self.broken or not self.properties.get(name):
            return ""
        return self.properties[name][0].text

    def children(self, name: str) -> list[Component]:
        """The components called ``name`` directly inside."""
        return [component for component in self.inside if component.name == name]


def calendars_in(text: str) -> list[Component]:
    """Return every VCALENDAR of ``text``. Missing ENDs are forgiven."""
    root = Component("")
    open_ones = [root]
    for line in unfolded(text):
        name_match = _NAME.match(line)
        if name_match is None:
            continue
        name = name_match[1].upper()
        if name == "BEGIN":
            begun = Component(_word_after_colon(line))
            open_ones[-1].inside.append(begun)
            open_ones.append(begun)
        elif name == "END":
            _close(open_ones, _word_after_colon(line))
        elif name in WANTED and len(open_ones) > 1:
            _add(open_ones[-1], name, line)
    return root.children("VCALENDAR")


def unfolded(text: str) -> Iterator[str]:
    """Join the lines that were folded, each in one step however many parts it has."""
    parts: list[str] = []
    for line in re.split(r"\r\n|\n|\r", text):
        if line[:1] in {" ", "\t"} and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield "".join(parts)
        parts = [line] if line else []
    if parts:
        yield "".join(parts)


def _word_after_colon(line: str) -> str:
    word = _WORD.match(line.partition(":")[2].strip())
    return word[0].upper() if word else ""


def _close(open_ones: list[Component], name: str) -> None:
    """Leave the innermost component called ``name``; an END of nothing is passed over."""
    for place in range(len(open_ones) - 1, 0, -1):
        if open_ones[place].name == name:
            del open_ones[place:]
            return


def _add(component: Component, name: str, line: str) -> None:
    if len(line) > _UNNEEDED_LONGER_THAN:
        component.broken.append(name)
        return
    try:
        _, params, value = Contentline(line).raw_parts()  # type: ignore[no-untyped-call]  # icalendar
    except Exception:  # icalendar raises many kinds; whoever needs the property hears of it
        component.broken.append(name)
        return
    plain = {
        str(key).upper(): str(given[0] if isinstance(given, list) and given else given)
        for key, given in params.items()
    }
    component.properties.setdefault(name, []).append(Property(plain, str(value)))
