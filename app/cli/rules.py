"""``firebreak rules``: the manager's own routines that are given a place each week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

import typer
from rich.table import Table

from app.bootstrap import Planner
from app.cli.dates import parse_day
from app.cli.session import session_of
from app.domain.entries import EntryKind
from app.domain.errors import BadInputError
from app.domain.people import Person, PersonId, Team, TeamId
from app.domain.rules import Rule, RuleForm, Wish, counts_what_is_due, is_over, usual_rule
from app.domain.settings import WEEKDAYS, parse_days, parse_hours, show_days, show_hours

rules = typer.Typer(help="Routines of one's own.", invoke_without_command=True)
JSON = Annotated[bool, typer.Option("--json", help="Print plain values.")]
NOBODY = "nobody"
ID_SHOWN = 8


def _option(help_: str) -> object:
    return typer.Option(help=help_, show_default=False)


FORM = Annotated[RuleForm | None, _option("What sort of thing it is.")]
KIND = Annotated[EntryKind | None, _option("Its colour in the week.")]
MINUTES = Annotated[int | None, _option("How long it is.")]
EVERY = Annotated[int | None, _option("Every so many weeks.")]
MINIMUM = Annotated[int | None, _option("How often at least; a week, where it is in turns.")]
WISHED = Annotated[
    int | None,
    _option("How often it is wished for; where it is in turns, 0 for all who are due."),
]
PER_DAY = Annotated[int | None, _option("How often a day at most; 0 for no limit.")]
PRIORITY = Annotated[int | None, _option("From 1 (least) to 5.")]
WISH = Annotated[Wish | None, _option("In the busy hours, the quiet ones, or any.")]
WINDOW = Annotated[str | None, _option("Between which hours, like 09:00-15:00, or any.")]
DAYS = Annotated[str | None, _option("On which weekdays, like tue,thu, or any.")]
WITH = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        help="With whom: a name, mail address or id; may be given again; or nobody.",
        show_default=False,
    ),
]
TEAM = Annotated[list[str] | None, _option("With which team; may be given again; or nobody.")]
ROOM = Annotated[str | None, _option("In which room.")]
SINCE = Annotated[str | None, _option("From which day on, like 2026-11-23.")]
UNTIL = Annotated[str | None, _option("Its last day, or ever.")]
PAUSED = Annotated[bool | None, typer.Option("--pause/--resume", help="Whether it rests.")]


def add_to(program: typer.Typer) -> None:
    """Put this module's commands into the program."""
    program.add_typer(rules, name="rules")


@rules.callback()
def _rules(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_rules(context)


@rules.command("list")
def list_rules(context: typer.Context, as_json: JSON = False) -> None:
    """Show the routines and how long they take in a week."""
    session = session_of(context)
    with session.planner() as planner:
        site, now = planner.settings.site(), planner.clock()
        today = now.astimezone(site.tz).date()
        found, count = planner.rules.all(), planner.rules.hours(today=today)
        names = _names(planner)
    if as_json:
        session.json(
            {
                "rules": [_plain(rule, count.by_rule[rule.id]) for rule in found],
                "minutes_a_week": count.total,
                "share_of_working_week": count.share,
            }
        )
        return
    if not found:
        session.say(
            "There are no routines yet. Add one like this: "
            'firebreak rules add "Floor walk" --form floor_walk --minutes 30 --wished 5'
        )
        return
    table = Table("id", "name", "when", "min", "with", "a week", box=None, pad_edge=False)
    for rule in found:
        table.add_row(
            _short_id(rule),
            rule.title + _state(rule, today),
            _when(rule),
            str(rule.minutes),
            ", ".join(names.get(one, "?") for one in (*rule.teams, *rule.persons)),
            f"{count.by_rule[rule.id] / 60:.1f} h",
        )
    session.table(table)
    share = round(count.share * 100)
    session.say(f"{count.total / 60:.1f} h a week, {share} % of the working week.")


@rules.command("add")
def add(
    context: typer.Context,
    title: Annotated[str, typer.Argument(help="What it is called, like Floor walk.")],
    form: FORM = None,
    kind: KIND = None,
    minutes: MINUTES = None,
    every: EVERY = None,
    minimum: MINIMUM = None,
    wished: WISHED = None,
    per_day: PER_DAY = None,
    priority: PRIORITY = None,
    wish: WISH = None,
    window: WINDOW = None,
    days: DAYS = None,
    with_: WITH = None,
    team: TEAM = None,
    room: ROOM = None,
    since: SINCE = None,
    until: UNTIL = None,
    paused: PAUSED = None,
) -> None:
    """Add a routine."""
    said = {key: value for key, value in locals().items() if key not in ("context", "title")}
    session = session_of(context)
    with session.planner() as planner:
        plain = usual_rule(form or RuleForm.OWN, title)
        # A count that was said moves the usual one that was not: no contradiction of ours.
        plain = replace(
            plain,
            minimum=min(plain.minimum, wished) if wished else plain.minimum,
            wished=max(plain.wished, minimum) if minimum and plain.wished else plain.wished,
        )
        edit = planner.rules.edit_to_add(_as_said(planner, plain, said))
        planner.editor.apply(edit)
    session.say(edit.label)


@rules.command("change")
def change(
    context: typer.Context,
    rule: Annotated[str, typer.Argument(help="Its id as the list shows it, or its name.")],
    title: Annotated[str | None, _option("Its new name.")] = None,
    form: FORM = None,
    kind: KIND = None,
    minutes: MINUTES = None,
    every: EVERY = None,
    minimum: MINIMUM = None,
    wished: WISHED = None,
    per_day: PER_DAY = None,
    priority: PRIORITY = None,
    wish: WISH = None,
    window: WINDOW = None,
    days: DAYS = None,
    with_: WITH = None,
    team: TEAM = None,
    room: ROOM = None,
    since: SINCE = None,
    until: UNTIL = None,
    paused: PAUSED = None,
) -> None:
    """Change what is named of a routine; the rest stays."""
    said = {key: value for key, value in locals().items() if key not in ("context", "rule")}
    session = session_of(context)
    with session.planner() as planner:
        found = planner.rules.find(rule)
        edit = planner.rules.edit_to_change(_as_said(planner, found, said))
        planner.editor.apply(edit)
    session.say(edit.label)


@rules.command("remove")
def remove(
    context: typer.Context,
    rule: Annotated[str, typer.Argument(help="Its id as the list shows it, or its name.")],
) -> None:
    """Remove a routine; what is planned for it stays."""
    session = session_of(context)
    with session.planner() as planner:
        edit = planner.rules.edit_to_remove(planner.rules.find(rule))
        planner.editor.apply(edit)
    session.say(edit.label)


def _as_said(planner: Planner, rule: Rule, said: dict[str, Any]) -> Rule:
    """``rule`` with what was said of it; what was not said stays."""
    read: dict[str, tuple[str, Callable[[Any], Any]]] = {
        "every": ("every_weeks", int),
        "window": ("window", lambda written: None if written == "any" else parse_hours(written)),
        "days": ("weekdays", lambda written: () if written == "any" else parse_days(written)),
        "with_": ("persons", lambda written: _persons(planner, written)),
        "team": ("teams", lambda written: _teams(planner, written)),
        "since": ("since", parse_day),
        "until": ("until", lambda written: None if written == "ever" else parse_day(written)),
    }
    changes = {}
    for option, value in said.items():
        if value is None or value == []:
            continue
        field, parse = read.get(option, (option, lambda same: same))
        changes[field] = parse(value)
    return replace(rule, **changes)


def _persons(planner: Planner, written: list[str]) -> tuple[PersonId, ...]:
    from app.exchange.volumes.refusals import CellError
    from app.services.people_import import Directory

    known, found = Directory(planner.store.read.people()), []
    for one in written:
        if one == NOBODY:
            return ()
        try:
            person = known.one(one)
        except CellError as error:
            raise BadInputError("{reason}.", reason=str(error.text)) from None
        if person is None:
            raise BadInputError("Nobody is called '{name}'; see firebreak people.", name=one)
        found.append(person.id)
    return tuple(found)


def _teams(planner: Planner, written: list[str]) -> tuple[TeamId, ...]:
    known = {team.name.casefold(): team.id for team in planner.store.read.teams()}
    found = []
    for one in written:
        if one == NOBODY:
            return ()
        if one.strip().casefold() not in known:
            raise BadInputError(
                "There is no team called '{name}'; there are {known}.",
                name=one,
                known=", ".join(team.name for team in planner.store.read.teams()) or "none yet",
            )
        found.append(known[one.strip().casefold()])
    return tuple(found)


def _names(planner: Planner) -> dict[str, str]:
    there: list[Person | Team] = [*planner.store.read.people(), *planner.store.read.teams()]
    return {one.id: one.name for one in there}


def _short_id(rule: Rule) -> str:
    return rule.id if rule.id.startswith("sample") else rule.id[:ID_SHOWN]


def _state(rule: Rule, today: date) -> str:
    if rule.paused:
        return " (paused)"
    return " (over)" if is_over(rule, today) else ""


def _when(rule: Rule) -> str:
    every = "each week" if rule.every_weeks == 1 else f"every {rule.every_weeks} weeks"
    if counts_what_is_due(rule):
        said = [every, f"at most {rule.wished} a week"] if rule.wished else [every]
    else:
        said = [f"{rule.wished} x {every}"]
    if rule.weekdays:
        said.append(show_days(rule.weekdays))
    if rule.window:
        said.append(show_hours(rule.window))
    return ", ".join(said)


def _plain(rule: Rule, minutes_a_week: float) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "form": rule.form.value,
        "kind": rule.kind.value,
        "minutes": rule.minutes,
        "every_weeks": rule.every_weeks,
        "minimum": rule.minimum,
        "wished": rule.wished,
        "per_day": rule.per_day,
        "priority": rule.priority,
        "wish": rule.wish.value,
        "window": show_hours(rule.window) if rule.window else None,
        "weekdays": [WEEKDAYS[weekday] for weekday in rule.weekdays],
        "persons": list(rule.persons),
        "teams": list(rule.teams),
        "room": rule.room,
        "since": rule.since.isoformat(),
        "until": rule.until.isoformat() if rule.until else None,
        "paused": rule.paused,
        "minutes_a_week": minutes_a_week,
    }
