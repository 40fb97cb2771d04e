"""What stood in the way, in words: the thing first, then what would make room."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.text import Text, text
from app.domain.wording_facts import (
    WEEKDAYS,
    Facts,
    counted,
    hours,
    moment,
    on_day,
    place,
    points,
    thing,
)

HARDLY = 0.05
"""Fewer points than this are no difference to a manager."""


def _alone(facts: Facts) -> bool:
    """Whether nothing else is in the way, so that this alone would make room."""
    return not facts.get("others") and not facts.get("was")


def _in_the_way(facts: Facts) -> Text:
    if facts.get("was"):
        return text("{title} ({start}–{end}) stands there now", **thing(facts))
    if facts.get("others"):
        return text("{title} ({start}–{end}) stands there", **thing(facts))
    if not facts.get("best", 1):
        return text(
            "{title} ({start}–{end}) stands at {weekday} {day} {place}; moving it would make room",
            **thing(facts),
            **place(facts),
        )
    values = {**thing(facts), "place": hours(facts), "contacts": facts["contacts"]}
    return counted(
        facts["contacts"],
        text(
            "{title} ({start}–{end}) stands where it would fit best, {place} with 1 contact;"
            " moving it would make room",
            **values,
        ),
        text(
            "{title} ({start}–{end}) stands where it would fit best, {place} with {contacts}"
            " contacts; moving it would make room",
            **values,
        ),
    )


def _taken_by_plan(facts: Facts) -> Text:
    if facts.get("was"):
        return text("{title} ({start}–{end}) is planned there now", **thing(facts))
    return text(
        "{title} ({start}–{end}) is planned at {weekday} {day} {place}",
        **thing(facts),
        **place(facts),
    )


def _exchange(facts: Facts) -> Text:
    less, counts = float(facts["less"]), int(facts["counts"])
    if counts > 0:
        return text("Giving way would leave a minimum count unreached")
    if counts < 0 or less < -HARDLY:
        return text("Giving way would make the plan better; a longer search may do so")
    if less < HARDLY:
        return text("Either of the two is worth as much")
    return text("Giving way would make the plan {points} points worse", points=points(less))


def _person_taken(facts: Facts) -> Text:
    values = {**thing(facts), **on_day(facts)}
    if "name" not in facts:
        return text("Somebody it needs is at {title} on {weekday} {day} {start}–{end}", **values)
    return text(
        "{name} is at {title} on {weekday} {day} {start}–{end}", name=facts["name"], **values
    )


def _room_taken(facts: Facts) -> Text:
    return text(
        "{room} is taken by {title} on {weekday} {day} {start}–{end}",
        room=facts["room"],
        **thing(facts),
        **on_day(facts),
    )


def _too_near(facts: Facts) -> Text:
    values = {**thing(facts), **place(facts), "gap": facts["gap"], "apart": facts["apart"]}
    if not _alone(facts):
        return text("Nearer than {gap} min to {title} ({start}–{end})", **values)
    return text(
        "{weekday} {day} {place} is nearer than {gap} min to {title} ({start}–{end});"
        " a distance of {apart} min would make room",
        **values,
    )


def _on_leave(facts: Facts) -> Text:
    until = on_day(facts, "until")
    if "name" not in facts:
        return text("Somebody it needs is on leave until {weekday} {day}", **until)
    return text("{name} is on leave until {weekday} {day}", name=facts["name"], **until)


def _off_shift(facts: Facts) -> Text:
    values = {**on_day(facts), "hours": facts["hours"], "place": hours(facts)}
    if "name" not in facts:
        return text(
            "Somebody it needs is there {hours} on {weekday} {day}, not all of {place}", **values
        )
    return text(
        "{name} is there {hours} on {weekday} {day}, not all of {place}",
        name=facts["name"],
        **values,
    )


def _not_there(facts: Facts) -> Text:
    if "until" in facts:
        back = moment(facts, "until")
        if "name" not in facts:
            return text("Somebody it needs is away until {weekday} {day} {time}", **back)
        return text("{name} is away until {weekday} {day} {time}", name=facts["name"], **back)
    day = on_day(facts)
    if "name" not in facts:
        return text("Somebody it needs is not there from {weekday} {day} on", **day)
    return text("{name} is not there from {weekday} {day} on", name=facts["name"], **day)


def _team_limit(facts: Facts) -> Text:
    team, allowed = str(facts.get("team_name", "")), int(facts["allowed"])
    values = {"team": team, "away": facts["away"], "at": facts["at"], **on_day(facts)}
    one_away = int(facts["away"]) == 1
    if _alone(facts):
        return _team_limit_alone(values)
    if not team:
        if one_away:
            return text(
                "A team would have 1 agent away at {at} on {weekday} {day}, none is allowed",
                **values,
            )
        return text(
            "A team would have {away} agents away at {at} on {weekday} {day},"
            " at most {allowed} may be",
            **values,
            allowed=allowed,
        )
    if one_away:
        return text(
            "{team} would have 1 agent away at {at} on {weekday} {day}, none is allowed", **values
        )
    if allowed == 0:
        return text(
            "{team} would have {away} agents away at {at} on {weekday} {day}, none is allowed",
            **values,
        )
    if allowed == 1:
        return text(
            "{team} would have {away} agents away at {at} on {weekday} {day}, 1 is allowed",
            **values,
        )
    return text(
        "{team} would have {away} agents away at {at} on {weekday} {day}, {allowed} are allowed",
        **values,
        allowed=allowed,
    )


def _team_limit_alone(values: Facts) -> Text:
    if not values["team"]:
        return counted(
            values["away"],
            text(
                "A team would have 1 agent away at {at} on {weekday} {day}; allowing 1 at once"
                " would make room",
                **values,
            ),
            text(
                "A team would have {away} agents away at {at} on {weekday} {day}; allowing {away}"
                " at once would make room",
                **values,
            ),
        )
    return counted(
        values["away"],
        text(
            "{team} would have 1 agent away at {at} on {weekday} {day}; allowing 1 at once would"
            " make room",
            **values,
        ),
        text(
            "{team} would have {away} agents away at {at} on {weekday} {day}; allowing {away} at"
            " once would make room",
            **values,
        ),
    )


def _frozen(facts: Facts) -> Text:
    until = moment(facts, "until")
    if not _alone(facts):
        return text("Agents' schedules are frozen until {weekday} {day} {time}", **until)
    return text(
        "Agents' schedules are frozen until {weekday} {day} {time}; a shorter freeze would make"
        " room",
        **until,
    )


def _floor_limit(facts: Facts) -> Text:
    values = {"at": facts["at"], "more": facts["more"], **on_day(facts)}
    allowed = int(facts["allowed"])
    if allowed <= 0:
        return text(
            "No agent can be spared at {at} on {weekday} {day}; {more} more on the phones"
            " would make room",
            **values,
        )
    return text(
        "{away} agents would be off the phones at {at} on {weekday} {day}, {allowed} can be"
        " spared; {more} more on the phones would make room",
        **values,
        away=facts["away"],
        allowed=allowed,
    )


def _day_full(facts: Facts) -> Text:
    """The limit is the routine's, not the person's: of whom it speaks is no matter."""
    lie = int(facts["needs"]) - 1
    values = {**on_day(facts), "lie": lie, "needs": facts["needs"]}
    if _alone(facts):
        return counted(
            lie,
            text(
                "1 of this routine lies on {weekday} {day} already, the most you allow a day;"
                " allowing {needs} would make room",
                **values,
            ),
            text(
                "{lie} of this routine lie on {weekday} {day} already, the most you allow a day;"
                " allowing {needs} would make room",
                **values,
            ),
        )
    return counted(
        lie,
        text(
            "1 of this routine lies on {weekday} {day} already, the most you allow a day", **values
        ),
        text(
            "{lie} of this routine lie on {weekday} {day} already, the most you allow a day",
            **values,
        ),
    )


def _too_late(facts: Facts) -> Text:
    if "until" not in facts:
        return text(
            "It would start within 24 hours; the planner moves nothing that near unless asked"
        )
    return text(
        "It would start before {weekday} {day} {time}; nothing is planned that near unless asked",
        **moment(facts, "until"),
    )


def _nowhere(facts: Facts) -> Text:
    if "weekday" in facts:
        return text(
            "No stretch of {weekday} is busy or free enough within the working hours",
            weekday=WEEKDAYS[int(facts["weekday"])],
        )
    return text(
        "None of the days planned has {minutes} min for it within its hours;"
        " give its rule longer hours or other days",
        minutes=facts["minutes"],
    )


def _has_room(facts: Facts) -> Text:
    if facts.get("short"):
        return text(
            "{weekday} {day} {place} is free and its minimum count asks for it; a longer search"
            " may take it",
            **place(facts),
        )
    return text(
        "{weekday} {day} {place} is free and worth {points} points; a longer search may take it",
        **place(facts),
        points=points(facts["points"]),
    )


def _peak_comes_first(facts: Facts) -> Text:
    return text("A peak block or something more urgent takes {place} that day", place=hours(facts))


OBSTACLES: Mapping[str, Callable[[Facts], Text]] = {
    "in_the_way": _in_the_way,
    "taken_by_plan": _taken_by_plan,
    "person_taken": _person_taken,
    "room_taken": _room_taken,
    "exchange": _exchange,
    "slot_taken": lambda f: text(
        "{title} has the slot of {weekday} {day} {start}–{end}",
        **thing(f),
        **on_day(f),
    ),
    "too_near": _too_near,
    "on_leave": _on_leave,
    "off_shift": _off_shift,
    "not_there": _not_there,
    "team_limit": _team_limit,
    "floor_limit": _floor_limit,
    "day_full": _day_full,
    "frozen": _frozen,
    "no_session": lambda f: text(
        "No session lies at its hours; one that holds {weekday} {day} {place} would make room",
        **place(f),
    ),
    "leaves_slots": lambda f: text(
        "What is booked in it could not come along to {weekday} {day} {place}", **place(f)
    ),
    "too_late": _too_late,
    "nowhere_allowed": _nowhere,
    "peak_comes_first": _peak_comes_first,
    "costs_more": lambda f: text(
        "Even at its best, {weekday} {day} {place}, it would cost {points} points more than it"
        " brings",
        **place(f),
        points=points(f["points"]),
    ),
    "has_room": _has_room,
    "all_of_these": lambda f: text(
        "All {count} would have to give way to make room on {weekday} {day} {place}",
        **place(f),
        count=f["count"],
    ),
    "asked_twice": lambda f: text(
        "{title} was asked for twice under one name; only the first is planned", title=f["title"]
    ),
}
