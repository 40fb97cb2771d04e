"""Words for what a change does to others: what held a place, why something moved."""

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
    "was_taken": _beside("{title} ({start}–{end}) now lies where it stood"),
    "made_room": _beside("It makes room for {title} ({start}–{end})"),
    "no_longer_there": lambda f: text(
        "Not everybody can be there at {start} any more, or too few would be left on the phones",
        start=f["start"],
    ),
    "better_here": lambda f: text(
        "{points} points better here than at {start}", points=f["points"], start=f["start"]
    ),
    "with_the_rest": lambda _: text("The week as a whole is better with it here"),
    "first_of_series": lambda f: text(
        "A series with {count} dates to come; this is about the first of them, {day}",
        count=f["count"],
        day=f["day"],
    ),
    "takes_no_time": lambda _: text("It is marked as free, so it takes no time of yours"),
    "stands_already": lambda _: text("It stands in your calendar already"),
}
