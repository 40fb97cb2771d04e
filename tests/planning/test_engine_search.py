"""The engine and its worker, with workers that do as they are told."""

import sys
import threading
from datetime import timedelta

import numpy as np
import pytest

from app.domain.demands import Demand, DemandId, Diary, Problem, Window
from app.domain.entries import EntryKind
from app.domain.errors import BadInputError
from app.planning import drafts
from app.planning.engine import Engine, Limits
from app.planning.greedy import First
from app.planning.worker_process import LostError, WorkerProcess
from tests.planning.curves import MONDAY, SITE, week
from tests.planning.fake_worker import FEW

COUNT = FEW + 1
NO_END = Limits(rounds=None)


class Workers:
    """Starts fake workers, the last name for ever, and remembers them."""

    def __init__(self, *names):
        self.names = list(names)
        self.started = []

    def __call__(self):
        name = self.names.pop(0) if len(self.names) > 1 else self.names[0]
        command = (sys.executable, "-m", "tests.planning.fake_worker", name)
        self.started.append(WorkerProcess(command))
        return self.started[-1]


class AfterAll:
    """Cancels when it was asked so many times before."""

    def __init__(self, times):
        self.times = times

    def __call__(self):
        self.times -= 1
        return self.times < 0


@pytest.fixture
def engine_with():
    engines = []

    def make(*names, **options):
        engines.append(Engine(Workers(*names), **options))
        return engines[-1]

    yield make
    for engine in engines:
        engine.close()
        assert not [one for one in started(engine) if one.alive]


@pytest.fixture(autouse=True)
def nothing_at_first(monkeypatch):
    """The first plan is empty, so that every worker can gain."""
    monkeypatch.setattr(drafts, "first", lambda _: First(np.zeros(0, np.int64), proven=False))


def started(engine):
    return engine._start.started


def problem(count=COUNT, zone=SITE.zone):
    """Demands with a place each that keep out of each other's way."""
    outlook = week()
    demands = tuple(
        Demand(
            DemandId(f"walk:{n}"),
            EntryKind.PEOPLE,
            f"Walk {n}",
            60,
            (Window(MONDAY + timedelta(days=n), (600,)),),
            worth=45.0,
        )
        for n in range(count)
    )
    return Problem(outlook.days, zone, (Diary((), SITE.working),), demands)


def test_the_first_plan_comes_first_and_each_better_one_after_it(engine_with):
    seen = []

    answer = engine_with("better_and_better").plan(problem(), NO_END, better=seen.append)

    assert [len(plan.placements) for plan in seen] == [0, 1, 2, 3, 4]
    assert len(answer.placements) == COUNT
    assert answer.stopped == "proven"
    assert answer.proven
    assert answer.bound == answer.score.points
    assert answer.rounds == COUNT + 1


def test_the_first_plan_and_the_answer_say_why(engine_with):
    seen = []

    answer = engine_with("better_and_better").plan(problem(), better=seen.append)

    assert all(omission.reasons for omission in seen[0].omissions)
    assert all(placement.reasons for placement in answer.placements)


def test_of_many_only_the_answer_says_why_and_one_called_off_does_not_wait_for_it(
    engine_with, monkeypatch
):
    monkeypatch.setattr(drafts, "_MANY", 1)
    seen = []

    answer = engine_with("better_and_better").plan(problem(), better=seen.append)
    called_off = engine_with("one_then_silence").plan(problem(), NO_END, cancelled=lambda: True)

    assert not any(omission.reasons for omission in seen[0].omissions)
    assert all(placement.reasons for placement in answer.placements)
    assert called_off.stopped == "cancelled"
    assert not any(omission.reasons for omission in called_off.omissions)


def test_a_cancelled_plan_is_the_best_so_far_and_the_next_one_is_whole(engine_with):
    engine = engine_with("one_then_silence")  # ended, or kept if it heard the cancel in time
    seen = []

    answer = engine.plan(problem(), NO_END, better=seen.append, cancelled=lambda: len(seen) > 1)

    assert answer.stopped == "cancelled"
    assert len(answer.placements) == 1
    assert all(placement.reasons for placement in answer.placements)
    assert engine.plan(problem(FEW)).proven


def test_a_worker_that_listens_to_a_cancel_is_kept(engine_with):
    engine = engine_with("nothing_for_ever", patience=60.0)
    assert engine.plan(problem(FEW), NO_END).proven

    answer = engine.plan(problem(), NO_END, cancelled=AfterAll(3))

    assert answer.stopped == "cancelled"
    assert engine.plan(problem(FEW), NO_END).proven
    assert len(started(engine)) == 1


def test_a_worker_that_is_only_starting_when_its_plan_is_cancelled_is_kept(engine_with):
    engine = engine_with("better_and_better", patience=60.0)

    assert engine.plan(problem(), NO_END, cancelled=AfterAll(1)).stopped == "cancelled"
    assert engine.plan(problem(), NO_END).proven
    assert len(started(engine)) == 1


def test_a_killed_worker_leaves_the_best_plan_and_the_next_plan_starts_another(engine_with):
    engine = engine_with("one_then_silence", "better_and_better")

    def kill(plan):
        if plan.placements:
            started(engine)[-1]._process.kill()

    answer = engine.plan(problem(), NO_END, better=kill)

    assert answer.stopped == "lost"
    assert len(answer.placements) == 1
    assert engine.plan(problem()).proven
    assert len(started(engine)) == 2


@pytest.mark.parametrize("name", ["one_then_gone", "one_then_a_fault"])
def test_a_worker_that_crashes_leaves_the_best_plan(engine_with, name):
    answer = engine_with(name).plan(problem(), NO_END)

    assert answer.stopped == "lost"
    assert len(answer.placements) == 1


def test_what_a_worker_says_of_its_fault_is_kept(engine_with):
    engine = engine_with("one_then_a_fault")

    engine.plan(problem())

    assert "a fault of the search" in engine.failure


def test_a_worker_killed_between_two_plans_is_replaced(engine_with):
    engine = engine_with("better_and_better")
    engine.plan(problem())
    started(engine)[0]._process.kill()
    started(engine)[0]._process.wait()

    assert engine.plan(problem()).proven
    assert len(started(engine)) == 2


def test_without_a_solver_the_first_plan_is_the_answer(engine_with):
    answer = engine_with("no_solver").plan(problem())

    assert answer.stopped == "lost"
    assert len(answer.omissions) == COUNT


def test_a_worker_that_cannot_be_started_costs_nothing_but_its_search():
    def no_process():
        raise LostError

    engine = Engine(no_process)
    engine.warm_up()

    assert engine.plan(problem()).stopped == "lost"
    engine.close()


def test_a_plan_that_is_no_gain_is_never_shown(engine_with):
    seen = []

    answer = engine_with("worse").plan(problem(), NO_END, better=seen.append)

    assert [len(plan.placements) for plan in seen] == [0, COUNT]
    assert len(answer.placements) == COUNT


def test_what_a_worker_prints_does_not_disturb_its_answers(engine_with):
    assert engine_with("chatty").plan(problem()).proven


def test_a_search_that_ends_by_itself_says_so(engine_with):
    answer = engine_with("no_gain").plan(problem())

    assert answer.stopped == "rounds"
    assert answer.gap > 0


def test_time_that_is_up_ends_the_search(engine_with):
    answer = engine_with("one_then_silence").plan(problem(), Limits(rounds=None, seconds=0.0))

    assert answer.stopped == "time"


def test_one_worker_serves_one_plan_after_another(engine_with):
    engine = engine_with("better_and_better")
    engine.warm_up()

    assert all(engine.plan(problem()).proven for _ in range(3))
    assert len(started(engine)) == 1


def test_threads_that_ask_at_once_are_all_answered_by_one_worker(engine_with):
    engine = engine_with("better_and_better")
    answers = []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(engine.plan(problem(n))))
        for n in range(1, 5)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(len(answer.placements) for answer in answers) == [1, 2, 3, 4]
    assert len(started(engine)) == 1


def test_closing_the_engine_ends_a_plan_and_its_worker(engine_with):
    engine = engine_with("one_then_silence")
    answers, begun = [], threading.Event()
    thread = threading.Thread(
        target=lambda: answers.append(
            engine.plan(problem(), NO_END, better=lambda plan: plan.placements and begun.set())
        )
    )
    thread.start()
    assert begun.wait(60)

    engine.close()
    thread.join()

    assert answers[0].stopped == "cancelled"
    assert len(answers[0].placements) == 1


def test_a_closed_engine_still_gives_first_plans_and_starts_nothing(engine_with):
    engine = engine_with("better_and_better")
    engine.close()
    engine.warm_up()

    assert engine.plan(problem()).stopped == "cancelled"
    assert not started(engine)


def test_a_listener_that_fails_does_not_leave_a_worker_searching(engine_with):
    engine = engine_with("one_then_silence", "better_and_better")

    def fail(plan):
        if plan.placements:
            raise RuntimeError("the window is gone")

    with pytest.raises(RuntimeError):
        engine.plan(problem(), NO_END, better=fail)

    assert not started(engine)[0].alive
    assert engine.plan(problem()).proven


def test_nothing_to_place_needs_no_worker(engine_with):
    engine = engine_with("better_and_better")

    answer = engine.plan(problem(0))

    assert answer.stopped == "proven"
    assert answer.gap == 0
    assert not started(engine)


def test_a_zone_that_does_not_exist_is_a_sentence(engine_with):
    with pytest.raises(BadInputError, match="no time zone called"):
        engine_with("better_and_better").plan(problem(zone="Oslo/Europe"))
