"""The planner's worker killed while it searches, and the planner killed while it waits for it.

A killed worker leaves the best plan so far, allowed and counted truly, and the next plan is
whole; a killed planner leaves no worker behind.
"""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.demands import Plan, Problem
from app.planning.engine import Engine, Limits
from app.planning.worker_process import WorkerProcess
from tests.bench.plan_instances import week
from tests.faults.children import NO_FORK, Child, Say
from tests.faults.tally import Tally, promise
from tests.planning.instances import Shape, made
from tests.planning.judging import judge

RUNS = 200
_SEEDS = 5
_LONGEST_WAIT = 0.7
_COLD = 4
"""Every so many runs begin with an engine whose worker is only just starting."""
_ORPHANS = 5
"""Every so many runs the planner is killed instead of its worker."""
_GONE_WITHIN = 2.0
_READY = 60.0
_ALL_THE_WAY = Limits(rounds=None, close_enough=0.0, prove=True)
_SMALL = made(Shape(seed=11, days=2, demands=6))


@dataclass
class _Workers:
    """Starts workers and remembers their numbers."""

    pids: list[int] = field(default_factory=list)
    started: threading.Event = field(default_factory=threading.Event)

    def __call__(self) -> WorkerProcess:
        worker = WorkerProcess()
        self.pids.append(worker.pid)
        self.started.set()
        return worker


def run(runs: int) -> Tally:
    """Kill ``runs`` times, at moments of a search that a seed decides."""
    tally = Tally()
    if NO_FORK:
        tally.skipped = NO_FORK
        return tally
    problems = [week(seed) for seed in range(1, _SEEDS + 1)]
    workers = _Workers()
    engine = Engine(workers)
    outlived = 0.0
    for number in range(runs):
        problem = problems[number % _SEEDS]
        with tally.one(number):
            if number % _ORPHANS == _ORPHANS - 1:
                outlived = max(outlived, _outlived(problem, number))
                tally.note("planners killed")
                continue
            if number % _COLD == 0:
                engine.close()
                workers = _Workers()
                engine = Engine(workers)
            tally.note(_killed(engine, workers, problem, number))
    engine.close()
    tally.note("ms a worker outlived its planner at most", round(outlived * 1000))
    with tally.one("processes"):
        left = [pid for pid in workers.pids if _lives(pid)]
        promise(not left, f"workers {left} are left behind")
    return tally


def _killed(engine: Engine, workers: _Workers, problem: Problem, number: int) -> str:
    """Kill the worker while it searches; what the plan says it was stopped by."""
    shown: list[Plan] = []
    workers.started.clear()
    if workers.pids and _lives(workers.pids[-1]):
        workers.started.set()
    killer = threading.Thread(target=_kill_soon, args=(workers, number))
    killer.start()
    plan = engine.plan(problem, _ALL_THE_WAY, better=shown.append)
    killer.join()
    promise(plan.stopped in {"lost", "proven"}, f"stopped by {plan.stopped}")
    promise(plan.score == shown[-1].score, "the answer is not the best plan shown")
    promise(plan.score.order >= shown[0].score.order, "worse than the first plan")
    _judged(lambda: judge(problem, plan))
    again = engine.plan(_SMALL, _ALL_THE_WAY)
    promise(again.proven and not engine.failure, f"the next plan was stopped by {again.stopped}")
    if plan.stopped == "proven":
        return "killed after the search"
    return "killed after a gain" if len(shown) > 1 else "killed before any gain"


def _kill_soon(workers: _Workers, number: int) -> None:
    workers.started.wait(_READY)
    time.sleep(random.Random(number).uniform(0.0, _LONGEST_WAIT))
    os.kill(workers.pids[-1], signal.SIGKILL)


def _outlived(problem: Problem, number: int) -> float:
    """Seconds that a worker lives on when the planner is killed in mid-search."""

    def work(say: Say) -> None:
        workers = _Workers()
        with closing(Engine(workers)) as engine:
            engine.warm_up()
            say(workers.pids[0])
            engine.plan(problem, _ALL_THE_WAY, better=lambda plan: say(plan.score.points))
            threading.Event().wait()

    planner = Child(work)
    pid = planner.wait_for(_READY)
    promise(isinstance(pid, int), "the planner did not start")
    planner.wait_for(_READY)
    time.sleep(random.Random(number).uniform(0.0, _LONGEST_WAIT))
    planner.kill()
    planner.join()
    killed = time.perf_counter()
    while _lives(pid):
        promise(time.perf_counter() - killed < _GONE_WITHIN, f"worker {pid} lives on")
        time.sleep(0.001)
    return time.perf_counter() - killed


def _lives(pid: int) -> bool:
    """Whether the process is there and is more than a number that nobody has asked after."""
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"


def _judged(check: Callable[[], None]) -> None:
    try:
        check()
    except AssertionError as broken:
        promise(False, f"the plan does not hold: {broken}")
