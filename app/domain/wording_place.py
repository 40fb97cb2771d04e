"""What decided for a place, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.text import Text, Value, text
from app.domain.wording_facts import (
    WEEKDAYS_PLURAL,
    Facts,
    counted,
    hours,
    on_day,
    percent,
    place,
    points,
    thing,
)

HARDLY = 0.05
"""Fewer points than this are no difference to a manager."""


def _weekdays(facts: Facts) -> str:
    return WEEKDAYS_PLURAL[int(facts["weekday"])]


def _busiest(facts: Facts) -> Text:
    values = _curve(facts)
    return counted(
        facts["contacts"],
        text(
            "Busiest {minutes} min of {weekdays}: 1 contact, {share} of the day ({weeks} weeks)",
            **values,
        ),
        text(
            "Busiest {minutes} min of {weekdays}: {contacts} contacts, {share} of the day"
            " ({weeks} weeks)",
            **values,
        ),
    )


def _busy(facts: Facts) -> Text:
    values = _curve(facts)
    return counted(
        facts["contacts"],
        text(
            "1 contact in {minutes} min, {share} of the day ({weekdays}, {weeks} weeks)", **values
        ),
        text(
            "{contacts} contacts in {minutes} min, {share} of the day ({weekdays}, {weeks} weeks)",
            **values,
        ),
    )


def _curve(facts: Facts) -> dict[str, Value]:
    return {
        **{key: facts[key] for key in ("minutes", "contacts", "weeks")},
        "weekdays": _weekdays(facts),
        "share": percent(facts["share"]),
    }


def _together(facts: Facts) -> Text:
    return counted(
        facts["contacts"],
        text("The day's blocks together cover 1 contact, more than at any other hours"),
        text(
            "The day's blocks together cover {contacts} contacts, more than at any other hours",
            contacts=facts["contacts"],
        ),
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
    values = _curve(facts)
    return counted(
        facts["contacts"],
        text("A quiet stretch of {weekdays}: 1 contact expected, {share} of the day", **values),
        text(
            "A quiet stretch of {weekdays}: {contacts} contacts expected, {share} of the day",
            **values,
        ),
    )


def _least_busy(facts: Facts) -> Text:
    values = _curve(facts)
    return counted(
        facts["contacts"],
        text("No quieter time is left for it: 1 contact expected, {share} of the day", **values),
        text(
            "No quieter time is left for it: {contacts} contacts expected, {share} of the day",
            **values,
        ),
    )


def _meanwhile(facts: Facts) -> Text:
    values = _curve(facts)
    return counted(
        facts["contacts"],
        text("1 contact expected meanwhile, {share} of the day", **values),
        text("{contacts} contacts expected meanwhile, {share} of the day", **values),
    )


def _next_free(facts: Facts) -> Text:
    less, because = float(facts["less"]), str(facts["because"])
    values: dict[str, Value] = {**place(facts), "contacts": facts["contacts"]}
    if abs(less) < HARDLY:
        return text("{weekday} {day} {place} would do as well", **values)
    if less < 0:
        return text(
            "{weekday} {day} {place} is free and {points} points better; a longer search may"
            " take it",
            **values,
            points=points(-less),
        )
    values["points"] = points(less)
    words = _WORSE.get(because)
    return words(values) if words else _worse(values)


def _worse(values: Facts) -> Text:
    return text("Next best {weekday} {day} {place}, {points} points worse", **values)


_WORSE: Mapping[str, Callable[[Facts], Text]] = {
    "peaks": lambda v: counted(
        v["contacts"],
        text("Next best {weekday} {day} {place}, only 1 contact, {points} points worse", **v),
        text(
            "Next best {weekday} {day} {place}, only {contacts} contacts, {points} points worse",
            **v,
        ),
    ),
    "quiet": lambda v: counted(
        v["contacts"],
        text("Next best {weekday} {day} {place}, 1 contact meanwhile, {points} points worse", **v),
        text(
            "Next best {weekday} {day} {place}, {contacts} contacts meanwhile,"
            " {points} points worse",
            **v,
        ),
    ),
    "phones": lambda v: text(
        "Next best {weekday} {day} {place}, when the phones need people more,"
        " {points} points worse",
        **v,
    ),
    "waiting": lambda v: text(
        "Next best {weekday} {day} {place}, which is later, {points} points worse", **v
    ),
    "pauses": lambda v: text(
        "Next best {weekday} {day} {place}, which leaves you fewer pauses, {points} points worse",
        **v,
    ),
    "stability": lambda v: text(
        "Next best {weekday} {day} {place}, where it would have to move, {points} points worse",
        **v,
    ),
}


def _off_phones(facts: Facts) -> Text:
    values = {
        **{key: facts[key] for key in ("away", "allowed", "at")},
        "team": facts.get("team_name", ""),
        "names": facts.get("names", ""),
    }
    one = int(facts["away"]) == 1
    if not values["team"]:
        if one:
            return text("1 agent of the team off the phones at {at}, {allowed} may be", **values)
        return text("{away} agents of the team off the phones at {at}, {allowed} may be", **values)
    if values["names"]:
        return text(
            "{team} has {away} off the phones at {at} ({names}), {allowed} may be", **values
        )
    return text("{team} has {away} off the phones at {at}, {allowed} may be", **values)


def _off_floor(facts: Facts) -> Text:
    values = {"away": facts["away"], "spare": facts["spare"], "at": facts["at"]}
    if int(facts["spare"]) == 1:
        return text("1 agent can be spared at {at} and is off the phones", **values)
    if int(facts["away"]) == 1:
        return text("{spare} agents can be spared at {at}, 1 is off the phones", **values)
    return text("{spare} agents can be spared at {at}, {away} are off the phones", **values)


def _cost_phones(facts: Facts) -> Text:
    values = {**{k: facts[k] for k in ("agents", "minutes")}, "points": points(facts["points"])}
    if int(facts["agents"]) == 1:
        return text("1 agent off the phones for {minutes} min costs {points} points", **values)
    return text("{agents} agents off the phones for {minutes} min cost {points} points", **values)


def _cost_waiting(facts: Facts) -> Text:
    if int(facts["days"]) == 1:
        return text(
            "Waits another day, which costs {points} points", points=points(facts["points"])
        )
    return text(
        "Waits another {days} days, which costs {points} points",
        days=facts["days"],
        points=points(facts["points"]),
    )


def _overdue(facts: Facts) -> Text:
    """How late, and since when: the last one, or none yet."""
    weeks = facts["weeks"]
    if "last" not in facts:
        return counted(
            weeks,
            text("Overdue by 1 week: there was none yet"),
            text("Overdue by {weeks} weeks: there was none yet", weeks=weeks),
        )
    day = on_day(facts, "last")["day"]
    return counted(
        weeks,
        text("Overdue by 1 week: the last was in the week of {day}", day=day),
        text("Overdue by {weeks} weeks: the last was in the week of {day}", weeks=weeks, day=day),
    )


def _waited(facts: Facts) -> Text:
    return counted(
        facts["weeks"],
        text("Has waited 1 week for a slot"),
        text("Has waited {weeks} weeks for a slot", weeks=facts["weeks"]),
    )


def _busier_taken(facts: Facts) -> Text:
    values = {**thing(facts), "place": hours(facts), "contacts": facts["contacts"]}
    return counted(
        facts["contacts"],
        text("Busier is {place} with 1 contact, where {title} ({start}–{end}) stands", **values),
        text(
            "Busier is {place} with {contacts} contacts, where {title} ({start}–{end}) stands",
            **values,
        ),
    )


def _stays(facts: Facts) -> Text:
    if facts["invited"]:
        return text("Stays where it was; people were invited")
    return text("Stays where it was")


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


PLACES: Mapping[str, Callable[[Facts], Text]] = {
    "busiest_window": _busiest,
    "busy_window": _busy,
    "together": _together,
    "busier_taken": _busier_taken,
    "overdue": _overdue,
    "waited": _waited,
    "events_counted": lambda f: text("Counted in: {names}", names=f["names"]),
    "above_line": _above,
    "nothing_in_the_way": _clear,
    "next_best": _next_best,
    "next_quiet": _next_quiet,
    "next_free": _next_free,
    "only_place": lambda _: text("No other time is free for it"),
    "quiet_place": _quiet,
    "least_busy_left": _least_busy,
    "contacts_meanwhile": _meanwhile,
    "off_phones": _off_phones,
    "off_floor": _off_floor,
    "cost_phones": _cost_phones,
    "cost_pauses": lambda f: text(
        "Leaves you no quarter of an hour free for 2½ hours between {start} and {end}",
        start=f["from"],
        end=f["to"],
    ),
    "cost_waiting": _cost_waiting,
    "stays": _stays,
    "moved_from": lambda f: text(
        "Was {weekday} {day} {place}, which is no place for it any more", **place(f)
    ),
    "moved_off": lambda f: text(
        "Was {weekday} {day} {place}, which is no longer possible", **place(f)
    ),
    "moved_better": lambda f: text(
        "Was {weekday} {day} {place}; here the week is {points} points better",
        **place(f),
        points=points(f["points"]),
    ),
    "calm_day": _calm_day,
    "calm_record": _calm_record,
    "not_reliable": lambda _: text(
        "No weekday is reliably calm here, so this is the quietest stretch of the week"
    ),
    "standing": _standing,
    "refit": _refit,
}
