"""kill -9 while importing, planning and editing: nothing acknowledged is lost, nothing is half.

A child works through the real services. Before each command it says through a pipe what the
store must hold afterwards; after the command returned it acknowledges. It is killed at a
random moment. The store must then be sound and hold exactly what was acknowledged, or that
and all of the one command that was under way.
"""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any

from app.bootstrap import Planner, open_planner
from app.domain.edits import Edit, Record, key_of, new_command_id
from app.domain.entries import Entry, EntryKind
from app.domain.routines import Routine
from app.domain.text import text
from app.domain.volumes import QueueName
from app.domain.wall import monday_of
from app.services.planning import edit_for
from app.storage.mapping import entry_columns, routine_columns
from tests.faults.children import NO_FORK, Child, Say
from tests.faults.tally import Tally, promise
from tests.times import NOW, frozen_clock, moment, span

RUNS = 200
_READY_SECONDS = 60.0
_ANY_MOMENT = 0.25
_LONGEST_LIFE = 0.6
_COMMAND_SECONDS = 0.012
_QUEUES = ("Imported A", "Imported B")
_TODAY = NOW.date()
_HEADER = (
    "QueueName,QueueId,ChannelType,TimeStamp,IntervalDuration,IncomingContactVolume,"
    "AverageHandleTime,ContactsHandled\n"
)
_LOST = "acknowledged, and not there: "


@dataclass
class Content:
    """What matters of a store: a mark a record, and the contacts of each week imported."""

    records: dict[str, str] = field(default_factory=dict)
    weeks: dict[str, int] = field(default_factory=dict)

    def after(self, will: dict[str, Any]) -> Content:
        """What it becomes when a command is carried out."""
        kept = {key: mark for key, mark in self.records.items() if key not in will["gone"]}
        return Content(kept | will["put"], self.weeks | will["weeks"])


def run(runs: int) -> Tally:
    """One store lives through all the kills."""
    tally = Tally()
    if NO_FORK:
        tally.skipped = NO_FORK
        return tally
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        planner = open_planner(home, clock=frozen_clock)
        planner.sample.fill()
        _work(planner, Path(folder), random.Random(0), _quiet, commands=12)  # all is imported now
        planner.close()
        for number in range(runs):
            with tally.one(f"run {number}"):
                _survived(home, number, tally)
    return tally


def _survived(home: Path, number: int, tally: Tally) -> None:
    content = _content(home)
    child = Child(lambda say: _live(home, number, say))
    promise(child.wait_for(_READY_SECONDS) == "ready", "the child did not start")
    said = _wait_for_the_moment(child, random.Random(number))
    child.kill()
    said += child.everything()
    promise(child.join() == -9, "the child ended by itself")
    under_way: dict[str, Any] | None = None
    acknowledged = []
    for line in said:
        if "did" in line:
            content, under_way = content.after(under_way or line), None
            acknowledged.append(line["did"])
            tally.note(f"{line['kind']}s acknowledged")
        else:
            under_way = line
    _check(home, content, under_way, acknowledged, tally)


def _wait_for_the_moment(child: Child, rng: random.Random) -> list[dict[str, Any]]:
    """Any moment at all, or one close to a commit; what the child said meanwhile."""
    said: list[dict[str, Any]] = []
    if rng.random() < _ANY_MOMENT:
        time.sleep(rng.random() * _LONGEST_LIFE)
        return said
    commands = rng.randrange(1, 6)
    while commands:
        line = child.wait_for(_READY_SECONDS)
        promise(line is not None, "the child stopped")
        said.append(line)
        commands -= "did" not in line
    time.sleep(rng.random() * _COMMAND_SECONDS)
    return said


def _check(
    home: Path,
    content: Content,
    under_way: dict[str, Any] | None,
    acknowledged: list[str],
    tally: Tally,
) -> None:
    with closing(sqlite3.connect(home / "store.sqlite")) as connection:
        verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
        promise(verdict == "ok", f"integrity: {verdict}")
        known = {row[0] for row in connection.execute("SELECT id FROM command")}
    promise(known.issuperset(acknowledged), _LOST + str(set(acknowledged) - known))
    found = _content(home)
    if under_way is not None:
        done = under_way["command"] in known
        tally.note("killed after a commit, before its word" if done else "killed in mid-command")
        content = content.after(under_way) if done else content
    different = {
        key
        for key in content.records.keys() | found.records.keys()
        if content.records.get(key) != found.records.get(key)
    }
    promise(not different, f"{len(different)} records differ: {sorted(different)[:3]}")
    promise(content.weeks == found.weeks, f"weeks: {content.weeks} expected, {found.weeks} found")


def _content(home: Path) -> Content:
    planner = open_planner(home, clock=frozen_clock)
    try:
        report = planner.care.check()
        promise(report.sound, "; ".join(map(str, report.problems[:3])))
        read = planner.store.read
        records: list[Record] = [*read.all_entries(), *read.routines(ended=True)]
        return Content(dict(map(_marked, records)), _weeks(planner))
    finally:
        planner.close()


def _live(home: Path, number: int, say: Say) -> None:
    planner = open_planner(home, clock=frozen_clock)
    say("ready")
    _work(planner, home.parent, random.Random(number), say, commands=10**9)


def _work(planner: Planner, folder: Path, rng: random.Random, say: Say, commands: int) -> None:
    kinds: list[Callable[[Planner, Path, random.Random, Say], None]]
    kinds = [_import, _plan, _edit, _edit, _unplan]
    for number in range(commands):
        kind = kinds[number] if number < len(kinds) and commands < 100 else rng.choice(kinds)
        kind(planner, folder, rng, say)


def _edit(planner: Planner, _folder: Path, rng: random.Random, say: Say) -> None:
    """Add, move or take out a meeting."""
    monday = _some_monday(rng)
    standing = [e for e in _week(planner, monday) if e.kind is EntryKind.MEETING]
    offset = (monday - monday_of(_TODAY)).days + rng.randrange(5)
    hour = rng.randrange(8, 16)
    place = span(f"{hour:02}:00", f"{hour:02}:30", offset)
    if standing and rng.random() < 0.6:
        old = rng.choice(standing)
        after = (replace(old, span=place),) if rng.random() < 0.5 else ()
        edit = Edit(text("Change"), (old,), after)
    else:
        edit = Edit(
            text("Add"), after=(Entry(place, EntryKind.MEETING, f"Meeting {rng.random()}"),)
        )
    _announced(edit, say)
    planner.editor.apply(edit)
    say({"did": edit.id, "kind": "edit"})


def _plan(planner: Planner, _folder: Path, rng: random.Random, say: Say) -> None:
    """Propose a week and apply all of it."""
    proposal = planner.planning.propose(_some_monday(rng))
    command = new_command_id()
    edit = edit_for(proposal, None, command)
    if not edit.before and not edit.after:
        return
    _announced(edit, say)
    planner.planning.apply(proposal, command=command)
    say({"did": command, "kind": "plan"})


def _unplan(planner: Planner, _folder: Path, rng: random.Random, say: Say) -> None:
    """Take out what was planned, so that there is something to plan again."""
    planned = [e for e in _week(planner, _some_monday(rng)) if e.kind is not EntryKind.MEETING]
    if planned:
        edit = Edit(text("Unplan"), tuple(planned))
        _announced(edit, say)
        planner.editor.apply(edit)
        say({"did": edit.id, "kind": "edit"})


def _import(planner: Planner, folder: Path, rng: random.Random, say: Say) -> None:
    """Import an export of one week, in place of what was there."""
    queue, monday, value = rng.choice(_QUEUES), _past_monday(rng), rng.randrange(1, 500)
    file = folder / "export.csv"
    file.write_text(_HEADER + "".join(_lines(queue, monday, value)), encoding="utf-8")
    preview = planner.volume_imports.preview(file)
    command = new_command_id()
    say(
        {
            "command": command,
            "gone": [],
            "put": {},
            "weeks": {_week_name(queue, monday): 7 * 96 * value},
        }
    )
    planner.volume_imports.run(preview, command=command)
    say({"did": command, "kind": "import"})


def _lines(queue: str, monday: date, value: int) -> Iterable[str]:
    start = moment("00:00", (monday - monday_of(_TODAY)).days).astimezone(UTC)
    for interval in range(7 * 96):
        at = start + timedelta(minutes=15 * interval)
        yield f"{queue},q,VOICE,{at:%Y-%m-%dT%H:%M:%SZ},15mins,{value},240,{value}\n"


def _weeks(planner: Planner) -> dict[str, int]:
    """Contacts of each week of the imported queues."""
    found: dict[str, int] = {}
    queues = [QueueName(queue) for queue in _QUEUES]
    for day in planner.store.read.volume_days(date(2026, 1, 1), date(2027, 1, 1), queues):
        name = _week_name(day.queue, monday_of(day.day))
        found[name] = found.get(name, 0) + int(day.contacts.sum())
    return found


def _week_name(queue: str, monday: date) -> str:
    return f"{queue} {monday}"


def _some_monday(rng: random.Random) -> date:
    return monday_of(_TODAY) + timedelta(weeks=rng.randrange(1, 9))


def _past_monday(rng: random.Random) -> date:
    """Of November 2025 to February 2026: weeks without a change of clocks."""
    return date(2026, 1, 5) + timedelta(weeks=rng.randrange(8))


def _week(planner: Planner, monday: date) -> list[Entry]:
    offset = (monday - monday_of(_TODAY)).days
    return planner.store.read.entries(
        replace(span("00:00", "01:00", offset), end=moment("00:00", offset + 7))
    )


def _announced(edit: Edit, say: Say) -> None:
    """Say what the store must hold once ``edit`` is carried out."""
    gone = [_marked(record)[0] for record in edit.before]
    put = dict(map(_marked, edit.after))
    say({"command": edit.id, "gone": gone, "put": put, "weeks": {}})


def _marked(record: Record) -> tuple[str, str]:
    """A record's key and a mark that any change of it changes."""
    match record:
        case Entry():
            columns = entry_columns(record)
        case Routine():
            columns = routine_columns(record)
        case _:
            raise TypeError(f"not expected here: {record}")
    mark = hashlib.sha256(json.dumps(columns, sort_keys=True).encode()).hexdigest()[:16]
    return "/".join(key_of(record)), mark


def _quiet(_value: object) -> None:
    """Nobody listens to the warm-up."""
