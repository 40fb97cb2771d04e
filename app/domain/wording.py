"""Reasons put into sentences. Numbers stay in the reason; here are only the words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from app.domain.reasons import Reason
from app.domain.text import Text, text
from app.domain.wording_account import ACCOUNTS
from app.domain.wording_changes import CHANGE_WORDS
from app.domain.wording_facts import WEEKDAYS, WEEKDAYS_PLURAL, Facts, percent
from app.domain.wording_obstacles import OBSTACLES
from app.domain.wording_place import PLACES

__all__ = [
    "MOVED_BY_HAND",
    "WEEKDAYS",
    "WEEKDAYS_PLURAL",
    "WORTH_KNOWING",
    "percent",
    "sentence",
    "sentences",
]
MOVED_BY_HAND = "moved_by_hand"
"""The reason of what the manager put elsewhere than the planner had."""


def sentence(reason: Reason, names: Mapping[str, str] | None = None) -> Text:
    """Put one reason into words. A reason this version does not know shows its code.

    ``names`` are how people and teams are called now, by their ids; without them those are
    told that the reason was made with.
    """
    words = _WORDS.get(reason.code)
    if words is None:
        return text("{code}", code=reason.code)
    return words(_named(reason.facts, names) if names else reason.facts)


def sentences(reasons: Iterable[Reason], names: Mapping[str, str] | None = None) -> list[Text]:
    """Put reasons into words, in order."""
    return [sentence(reason, names) for reason in reasons]


def _named(facts: Facts, names: Mapping[str, str]) -> Facts:
    named = dict(facts)
    if str(facts.get("person", "")) in names:
        named["name"] = names[str(facts["person"])]
    if str(facts.get("team", "")) in names:
        named["team_name"] = names[str(facts["team"])]
    persons = [one for one in str(facts.get("persons", "")).split(",") if one]
    if persons and all(one in names for one in persons):
        named["names"] = ", ".join(names[one] for one in persons)
    return named


_OTHERS: Mapping[str, Callable[[Facts], Text]] = {
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
    "holiday": lambda f: text("{name}: no block on this day", name=f["name"]),
    "event": lambda f: text("{name} at least halves the day's contacts", name=f["name"]),
    "fixed_meeting": lambda f: text(
        "{title} takes {start}–{end} on this one day",
        title=f["title"],
        start=f["start"],
        end=f["end"],
    ),
    "skipped": lambda _: text(
        "You skipped it this week; the planner does not put it back before the next"
    ),
    MOVED_BY_HAND: lambda f: text(
        "You put it here; the planner had chosen {weekday} {start}",
        weekday=WEEKDAYS[int(f["weekday"])],
        start=f["start"],
    ),
}
_WORDS = {**PLACES, **OBSTACLES, **CHANGE_WORDS, **ACCOUNTS, **_OTHERS}
WORTH_KNOWING = frozenset(
    {
        *OBSTACLES,
        *ACCOUNTS,
        *CHANGE_WORDS,
        "busier_taken",
        "cost_pauses",
        "cost_phones",
        "cost_waiting",
        "event",
        "fixed_meeting",
        "holiday",
        "moved_better",
        "moved_from",
        "moved_off",
        "next_best",
        "next_free",
        "next_quiet",
        "not_reliable",
        "only_place",
        "refit",
        "skipped",
    }
)
"""Reasons that are no argument for a place, only worth knowing."""
