"""Reasons put into sentences. Numbers stay in the reason; here are only the words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from app.domain.reasons import Reason
from app.domain.text import Text, Value, text
from app.domain.wording_changes import CHANGE_WORDS

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAYS_PLURAL = (
    "Mondays",
    "Tuesdays",
    "Wednesdays",
    "Thursdays",
    "Fridays",
    "Saturdays",
    "Sundays",
)
Facts = Mapping[str, Value]
MOVED_BY_HAND = "moved_by_hand"
"""The reason of what the manager put elsewhere than the planner had."""


def sentence(reason: Reason) -> Text:
    """Put one reason into words. A reason this version does not know shows its code."""
    words = _WORDS.get(reason.code)
    return words(reason.facts) if words else text("{code}", code=reason.code)


def sentences(reasons: Iterable[Reason]) -> list[Text]:
    """Put reasons into words, in order."""
    return [sentence(reason) for reason in reasons]


def percent(share: Value) -> str:
    """Write a share as "27 %"."""
    return f"{round(float(share) * 100)} %"


def _weekdays(facts: Facts) -> str:
    return WEEKDAYS_PLURAL[int(facts["weekday"])]


def _busiest(facts: Facts) -> Text:
    return text(
        "Busiest {minutes} min of {weekdays}: {contacts} contacts, {share} of the day"
        " ({weeks} weeks)",
        minutes=facts["minutes"],
        weekdays=_weekdays(facts),
        contacts=facts["contacts"],
        share=percent(facts["share"]),
        weeks=facts["weeks"],
    )


def _busy(facts: Facts) -> Text:
    return text(
        "{contacts} contacts in {minutes} min, {share} of the day ({weekdays}, {weeks} weeks)",
        contacts=facts["contacts"],
        minutes=facts["minutes"],
        share=percent(facts["share"]),
        weekdays=_weekdays(facts),
        weeks=facts["weeks"],
    )


def _together(facts: Facts) -> Text:
    return text(
        "The day's blocks together cover {contacts} contacts, more than at any other hours",
        contacts=facts["contacts"],
    )


def _above(facts: Facts) -> Text:
    return text(
        "Above the peak line on {above} of {weeks} {weekdays}",
        above=facts["above"],
        weeks=facts["weeks"],
        weekdays=_weekdays(facts),
    )


def _clear(facts: Facts) -> Text:
    if "title" not in facts:
        return text("No fixed event in the way")
    return text(
        "No fixed event in the way ({title} ends {end})", title=facts["title"], end=facts["end"]
    )


def _next_best(facts: Facts) -> Text:
    change = float(facts["change"])
    place = f"{facts['start']}–{facts['end']}"
    if facts["placed"]:
        return text("Next best {place}, also placed", place=place)
    if change > 0:
        return text("Next best {place}, too near the day's other block", place=place)
    if round(change * 100) == 0:
        return text("{place} would do as well", place=place)
    return text("Next best {place}, {less} fewer contacts", place=place, less=percent(-change))


def _next_quiet(facts: Facts) -> Text:
    change = float(facts["change"])
    place = f"{facts['start']}–{facts['end']}"
    if change < 0:
        return text("Quieter is {place}, which something else needs more", place=place)
    if round(change * 100) == 0:
        return text("{place} would do as well", place=place)
    return text("Next best {place}, {more} more contacts", place=place, more=percent(change))


def _quiet(facts: Facts) -> Text:
    return text(
        "A quiet stretch of {weekdays}: {contacts} contacts expected, {share} of the day",
        weekdays=_weekdays(facts),
        contacts=facts["contacts"],
        share=percent(facts["share"]),
    )


def _least_busy(facts: Facts) -> Text:
    return text(
        "The least busy time left for it: {contacts} contacts expected, {share} of the day",
        contacts=facts["contacts"],
        share=percent(facts["share"]),
    )


def _in_the_way(facts: Facts) -> Text:
    return text(
        "{title} ({start}–{end}) stands where it would fit best, {place} with {contacts}"
        " contacts; moving it would make room",
        title=facts["title"],
        start=facts["from"],
        end=facts["to"],
        place=f"{facts['start']}–{facts['end']}",
        contacts=facts["contacts"],
    )


def _calm_day(facts: Facts) -> Text:
    return text(
        "{weekdays} carry {less} fewer contacts than the week's mean day ({weeks} weeks)",
        weekdays=_weekdays(facts),
        less=percent(1 - float(facts["index"])),
        weeks=facts["weeks"],
    )


def _calm_record(facts: Facts) -> Text:
    return text(
        "Chosen this way, the day was below its week's mean in {below} of past weeks",
        below=percent(facts["below"]),
    )


def _standing(facts: Facts) -> Text:
    return text("Stands at the same hours every week, busy {weeks} weeks ahead", **facts)


def _refit(facts: Facts) -> Text:
    return text(
        "These hours would have caught {gain} points more of the peak contacts over {weeks} weeks",
        gain=f"{float(facts['gain']) * 100:.1f}",
        weeks=facts["weeks"],
    )


_WORDS: Mapping[str, Callable[[Facts], Text]] = {
    **CHANGE_WORDS,
    "busiest_window": _busiest,
    "busy_window": _busy,
    "together": _together,
    "events_counted": lambda f: text("Counted in: {names}", names=f["names"]),
    "above_line": _above,
    "nothing_in_the_way": _clear,
    "next_best": _next_best,
    "next_quiet": _next_quiet,
    "quiet_place": _quiet,
    "least_busy_left": _least_busy,
    "in_the_way": _in_the_way,
    "calm_day": _calm_day,
    "calm_record": _calm_record,
    "not_reliable": lambda _: text(
        "No weekday is reliably calm here, so this is the quietest stretch of the week"
    ),
    "standing": _standing,
    "stale_volumes": lambda f: text(
        "The newest volumes are of {day}, {weeks} weeks before this week; import newer ones",
        day=f["day"],
        weeks=f["weeks"],
    ),
    "settings": lambda f: text(
        "Your settings ask for {blocks} blocks of {minutes} min a day",
        blocks=f["blocks"],
        minutes=f["minutes"],
    ),
    "refit": _refit,
    "peak_comes_first": lambda f: text(
        "A peak block or something more urgent takes {place} that day",
        place=f"{f['start']}–{f['end']}",
    ),
    "too_late": lambda _: text(
        "It would start within 24 hours; the planner moves nothing that near unless asked"
    ),
    "nowhere_allowed": lambda f: text(
        "No stretch of {weekday} is busy or free enough within the working hours",
        weekday=WEEKDAYS[int(f["weekday"])],
    ),
    "holiday": lambda f: text("{name}: no block on this day", name=f["name"]),
    "event": lambda f: text("{name} at least halves the day's contacts", name=f["name"]),
    "fixed_meeting": lambda f: text(
        "{title} takes {start}–{end} on this one day",
        title=f["title"],
        start=f["start"],
        end=f["end"],
    ),
    MOVED_BY_HAND: lambda f: text(
        "You put it here; the planner had chosen {weekday} {start}",
        weekday=WEEKDAYS[int(f["weekday"])],
        start=f["start"],
    ),
}
