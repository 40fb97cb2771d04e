"""What the window does by itself goes on when one look fails, and never runs twice at once."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from app.domain.edits import Subject
from app.domain.errors import StoreError
from ui.shell.upkeep import Upkeep


class StubbornStore:
    """A store whose answers to poll are laid out beforehand; errors among them are raised."""

    def __init__(self, *answers) -> None:
        self.answers = list(answers)

    def poll(self):
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


class Folder:
    """A watched folder that counts the looks."""

    def __init__(self, found) -> None:
        self.found = found
        self.looks = 0

    def look(self):
        self.looks += 1
        return self.found


class WaitingDesk:
    """Keeps quiet work until it is told to go on."""

    def __init__(self) -> None:
        self.work = []
        self.said = []

    def run_quietly(self, label, work, done=None, given_up=None):
        self.work.append((work, done))

    def banner(self, error):
        self.said.append(str(error))

    def go_on(self):
        waiting, self.work = self.work, []
        for work, done in waiting:
            result = work()
            if done is not None:
                done(result)


@pytest.fixture
def desk():
    return WaitingDesk()


def upkeep_over(desk, **planner) -> Upkeep:
    return Upkeep(SimpleNamespace(**planner), desk)


def test_what_changed_elsewhere_is_passed_on(qtbot, desk):
    calendar = frozenset({Subject.CALENDAR})
    upkeep = upkeep_over(desk, store=StubbornStore(frozenset(), calendar))
    with qtbot.assertNotEmitted(upkeep.changed_elsewhere):
        upkeep._poll()
    with qtbot.waitSignal(upkeep.changed_elsewhere) as heard:
        upkeep._poll()
    assert heard.args == [calendar]


def test_a_store_that_cannot_be_read_is_told_once_until_it_can_again(qtbot, desk):
    error = StoreError("The store cannot be read right now.")
    upkeep = upkeep_over(desk, store=StubbornStore(error, error, frozenset(), error))
    for _ in range(4):
        upkeep._poll()
    assert desk.said == ["The store cannot be read right now."] * 2


def test_the_folder_is_not_looked_into_twice_at_once(qtbot, desk):
    folder = Folder([Path("new.csv")])
    upkeep = upkeep_over(desk, watched_folder=folder)
    upkeep._watch()
    upkeep._watch()
    with qtbot.waitSignal(upkeep.brought_in) as heard:
        desk.go_on()
    assert folder.looks == 1
    assert heard.args == [[Path("new.csv")]]
    upkeep._watch()
    desk.go_on()
    assert folder.looks == 2
