"""Words for what a change does to others: what held a place, what a meeting is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.text import Text, Value, text

Facts = Mapping[str, Value]


def _beside(template: str) -> Callable[[Facts], Text]:
    """Words about another entry, whose title and wall-clock times are among the facts."""
    return lambda f: text(template, title=f["title"], start=f["start"], end=f["end"])


CHANGE_WORDS: Mapping[str, Callable[[Facts], Text]] = {
    "held": _beside("{title} ({start}–{end}) stays, so this place is not free"),
    "not_beside": _beside("{title} ({start}–{end}) stays, and the two do not go together"),
    "not_together": lambda _: text("It does not go with what stays while other changes are off"),
    "session_left_out": lambda _: text("The open door that it lies in is left out"),
    "first_of_series": lambda f: text(
        "A series with {count} dates to come; this is about the first of them, {day}",
        count=f["count"],
        day=f["day"],
    ),
    "takes_no_time": lambda _: text("It is marked as free, so it takes no time of yours"),
}
