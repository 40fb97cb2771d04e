"""The command box finds commands by word, days by date, entries by title."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtGui import QAction

from tests.times import MONDAY, NOW, OSLO
from ui.shell.actions import Command
from ui.shell.findings import find_commands, find_days, find_entries

TODAY = date(2026, 11, 18)


@pytest.fixture
def commands(qapp):
    words = ["Import contact volumes (CSV)…", "Plan my week", "Open the week", "Undo"]
    return [Command(QAction(word), "Week") for word in words]


def test_commands_that_begin_with_the_words_come_first(commands):
    found = [finding.words for finding in find_commands("week", commands)]
    assert sorted(found) == ["Open the week", "Plan my week"]
    assert find_commands("plan", commands)[0].words == "Plan my week"
    assert [f.words for f in find_commands("vol imp", commands)] == [
        "Import contact volumes (CSV)…"
    ]


def test_every_command_is_listed_before_anything_is_typed(commands):
    assert len(find_commands("", commands)) == len(commands)


def test_what_cannot_be_done_now_is_not_offered(commands):
    commands[3].action.setEnabled(False)
    assert find_commands("undo", commands) == []


def test_entries_are_found_by_title_place_and_note(make_entry):
    entries = [
        make_entry(title="1:1 Nora", place="Room 2"),
        make_entry(title="Budget review", note="refund figures", day=1),
    ]
    shown: list[str] = []
    found = find_entries("refund", entries, NOW, OSLO, lambda entry: shown.append(entry.title))
    assert [finding.detail for finding in found] == ["Tue 17 Nov 2026 · 09:00–10:00"]
    found[0].run()
    assert shown == ["Budget review"]
    assert len(find_entries("room nora", entries, NOW, OSLO, print)) == 1
    assert find_entries("oo", entries, NOW, OSLO, print) == []  # too short to be inside a word
    assert find_entries("  ", entries, NOW, OSLO, print) == []


@pytest.mark.parametrize(
    ("query", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("week 50", date(2026, 12, 7)),
        ("w2", date(2027, 1, 11)),
        ("week 47", MONDAY),
    ],
)
def test_dates_and_week_numbers_are_places_to_go(qapp, query: str, day: date):
    shown: list[date] = []
    (finding,) = find_days(query, TODAY, shown.append)
    finding.run()
    assert shown == [day]


@pytest.mark.parametrize("query", ["2026-13-01", "week 54", "nora", "", "w"])
def test_what_is_no_date_is_none(query: str):
    assert find_days(query, TODAY, print) == []


def test_what_is_to_come_stands_before_the_past(make_entry):
    entries = [make_entry(title="Huddle", day=day) for day in range(5)]
    found = find_entries("hud", entries, NOW, OSLO, print)
    assert [finding.detail[:3] for finding in found] == ["Thu", "Fri", "Wed", "Tue", "Mon"]
