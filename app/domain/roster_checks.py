"""What a person, a team, a shift and a leave must be; what is wrong is said in a sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from app.domain.errors import BadInputError, StaleEditError
from app.domain.languages import language_code
from app.domain.people import WORK, Leave, Person, PersonId, Shift, Team
from app.domain.span import Span
from app.domain.text import DayWords
from app.domain.wall import FIRST_YEAR, LAST_YEAR, MINUTES_A_DAY, clock_time, resolve_minute

LONGEST_NAME = 200
LONGEST_MAIL = LONGEST_NAME
LONGEST_ACTIVITY = 40
LONGEST_SHIFT = timedelta(hours=24)
LONGEST_NIGHT = 14 * 60
"""Minutes a stretch over midnight lasts at most; longer, its times are the wrong way round."""
LONGEST_LEAVE = timedelta(days=800)

_UNSEEN = ("Cf", "Cs", "Co", "Cn")
_FORMULA_STARTS = tuple("=+-@|%\uff1d\uff0b\uff0d\uff20\u2212")
_MAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\.]+(?:\.[^\s@<>()\[\],;:\"\\.]+)+")


def checked_person(person: Person, others: Iterable[Person]) -> Person:
    """Give ``person`` with its words cleaned. ``others`` are all there are, itself included or not.

    Raises:
        BadInputError: no name, a mail address or language that is none, or another person has
            the mail address or the id of the workforce system.

    """
    name = checked_words(person.name)
    if not name:
        raise BadInputError("The person has no name; write one, like Nora Lien.")
    found = replace(
        person,
        name=name,
        email=checked_mail(person.email),
        language=language_code(person.language),
        workforce_id=checked_words(person.workforce_id),
    )
    for other in others:
        if other.id == person.id:
            continue
        if found.workforce_id and found.workforce_id.casefold() == other.workforce_id.casefold():
            raise BadInputError(
                "{other} has the id {id} of the workforce system already; two people cannot share "
                "one.",
                other=other.name,
                id=found.workforce_id,
            )
        if found.email and found.email.casefold() == other.email.casefold():
            raise BadInputError(
                "{other} has the mail address {mail} already; two people cannot share one.",
                other=other.name,
                mail=found.email,
            )
    return found


def check_nothing_shared(arriving: Iterable[Person], others: Iterable[Person]) -> None:
    """Check that nobody of ``arriving`` has the id or mail address of one of ``others``.

    Raises:
        StaleEditError: somebody has; they must have been added meanwhile.

    """
    owners = {key: other for other in others for key in _marks(other)}
    for person in arriving:
        for key in _marks(person):
            if key in owners:
                raise StaleEditError(
                    "{other} got ‘{value}’ meanwhile, which {name} was to have, so nothing was "
                    "changed; two people cannot share one.",
                    other=owners[key].name,
                    value=person.workforce_id if key[0] == "id" else person.email,
                    name=person.name,
                )


def _marks(person: Person) -> list[tuple[str, str]]:
    """What nobody else may have."""
    marks = (("id", person.workforce_id.casefold()), ("mail", person.email.casefold()))
    return [mark for mark in marks if mark[1]]


def checked_mail(written: str) -> str:
    """Give a mail address without the blanks around it; "" stays "".

    Raises:
        BadInputError: it is none.

    """
    mail = checked_words(written)
    if mail and (len(written.strip()) > LONGEST_MAIL or not _MAIL.fullmatch(mail)):
        raise BadInputError(
            "‘{mail}’ is no mail address; write it like nora@example.org, or leave it empty.",
            mail=mail[:60],
        )
    return mail


def checked_team(team: Team, others: Iterable[Team]) -> Team:
    """Give ``team`` with its name cleaned.

    Raises:
        BadInputError: no name, or another team is called so.

    """
    name = checked_words(team.name)
    if not name:
        raise BadInputError("The team has no name; write one, like Team A.")
    if any(t.id != team.id and t.name.casefold() == name.casefold() for t in others):
        raise BadInputError("There is a team called ‘{name}’ already.", name=name)
    return replace(team, name=name)


def shift_on(
    person: PersonId, day: date, hours: tuple[int, int], zone: ZoneInfo, activity: str = WORK
) -> Shift:
    """Make a shift from the wall-clock minutes of ``day`` at which it starts and ends.

    An end that is not after the start is the next day's, as at night.

    Raises:
        BadInputError: it would end before it starts.

    """
    start, end = hours
    if end <= start:
        end += MINUTES_A_DAY
        if end - start > LONGEST_NIGHT:
            raise BadInputError(
                "{what} would end at {end}, before it starts at {start}; change one of them.",
                what=activity_words(activity),
                start=clock_time(start),
                end=clock_time(end - MINUTES_A_DAY),
            )
    moments = resolve_minute(day, start, zone), resolve_minute(day, end, zone)
    if moments[1] <= moments[0]:
        raise BadInputError(
            "The clocks change on {day}: the time from {start} to {end} does not exist there.",
            day=DayWords(day),
            start=clock_time(start),
            end=clock_time(end % MINUTES_A_DAY),
        )
    return Shift(person, Span(*moments), activity)


def check_shift(shift: Shift, others: Iterable[Shift], name: str, zone: ZoneInfo) -> None:
    """Check ``shift`` against the ``others`` of the same person; ``name`` is theirs.

    Raises:
        BadInputError: too long, over another one, or a break outside every shift.

    """
    if not shift.activity or len(shift.activity) > LONGEST_ACTIVITY:
        raise BadInputError("Say what it is, in up to {most} letters.", most=LONGEST_ACTIVITY)
    if shift.span.length > LONGEST_SHIFT:
        raise BadInputError(
            "The shift of {name} on {day} lasts longer than 24 hours; make two of it.",
            name=name,
            day=day_words(shift, zone),
        )
    rest = [other for other in others if other.id != shift.id]
    for other in rest:
        if other.works == shift.works and other.span.overlaps(shift.span):
            raise BadInputError(
                "{name} has {what} at {hours} on {day} already; change that one, or another time.",
                name=name,
                what=activity_words(other.activity, start=False),
                hours=hours_words(other, zone),
                day=day_words(other, zone),
            )
    if not shift.works and not any(o.works and holds(o.span, shift.span) for o in rest):
        raise outside(shift, name, zone)


def outside(shift: Shift, name: str, zone: ZoneInfo) -> BadInputError:
    """Say that a break lies outside every shift."""
    return BadInputError(
        "{what} of {name} at {hours} on {day} would lie outside the shift; move it into one.",
        what=activity_words(shift.activity),
        name=name,
        hours=hours_words(shift, zone),
        day=day_words(shift, zone),
    )


def check_leave(leave: Leave, others: Iterable[Leave], name: str) -> None:
    """Check ``leave`` against the ``others`` of the same person; ``name`` is theirs.

    Raises:
        BadInputError: it ends before it begins, is not of our time, or lies over another one.

    """
    if leave.last < leave.first:
        raise BadInputError(
            "The leave of {name} would end on {last}, before it begins on {first}; change one "
            "of them.",
            name=name,
            first=DayWords(leave.first, year=True),
            last=DayWords(leave.last, year=True),
        )
    in_time = leave.first.year >= FIRST_YEAR and leave.last.year < LAST_YEAR
    if not in_time or leave.last - leave.first > LONGEST_LEAVE:
        raise BadInputError(
            "The leave of {name} from {first} to {last} cannot be right; check its years.",
            name=name,
            first=leave.first.isoformat(),
            last=leave.last.isoformat(),
        )
    for other in others:
        if other.id != leave.id and leave.first <= other.last and other.first <= leave.last:
            raise BadInputError(
                "{name} is away from {first} to {last} already; change that leave instead.",
                name=name,
                first=DayWords(other.first, year=True),
                last=DayWords(other.last, year=True),
            )


def cleaned(words: str) -> str:
    """Give what a person wrote on one line, without control characters, not too long."""
    visible = "".join(
        letter if letter.isprintable() else " "
        for letter in unicodedata.normalize("NFC", words)
        if unicodedata.category(letter) not in _UNSEEN
    )
    return " ".join(visible.split())[:LONGEST_NAME]


def checked_words(words: str) -> str:
    """Give words cleaned that a spreadsheet will never take for a formula.

    Raises:
        BadInputError: it would.

    """
    found = cleaned(words)
    if found.startswith(_FORMULA_STARTS):
        raise BadInputError(
            "‘{words}’ begins like a formula of a spreadsheet; write it without the first "
            "character.",
            words=found[:40],
        )
    return found


def holds(outer: Span, inner: Span) -> bool:
    """Whether ``inner`` lies in ``outer`` wholly."""
    return outer.start <= inner.start and inner.end <= outer.end


def activity_words(activity: str, *, start: bool = True) -> str:
    """What a sentence calls an activity, at its start or inside."""
    words = "shift" if activity == WORK else activity
    return f"The {words}" if start else f"a {words}"


def hours_words(shift: Shift, zone: ZoneInfo) -> str:
    """The wall-clock hours of a shift."""
    start, end = (moment.astimezone(zone) for moment in (shift.span.start, shift.span.end))
    return f"{start:%H:%M}–{end:%H:%M}"


def day_words(shift: Shift, zone: ZoneInfo) -> DayWords:
    """The day a shift begins on."""
    return DayWords(shift.span.start.astimezone(zone).date())
