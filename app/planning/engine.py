"""The engine: a problem in; placements, omissions, reasons and a bound out.

A first plan is made at once in this process. A worker process then searches for better ones;
whatever happens to it, the best plan so far is the answer.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace

from app.domain.demands import Plan, Problem
from app.domain.people import PersonId
from app.planning.course import Course
from app.planning.drafts import Drafts
from app.planning.limits import Limits, never, nobody_listens
from app.planning.wire import Message
from app.planning.worker import MODEL, START
from app.planning.worker_process import LostError, WorkerProcess

__all__ = ["Engine", "Limits", "first_plan", "solve"]

_POLL = 0.02
"""Seconds between two looks at whether the plan was called off."""


def first_plan(problem: Problem, names: Mapping[PersonId, str] | None = None) -> Plan:
    """Plan at once, in this process: good and explained, not searched any further.

    ``names`` are how people are called in the reasons.

    Raises:
        BadInputError: the problem's zone does not exist.

    """
    drafts = Drafts(problem, names)
    plan = drafts.explained(drafts.plan(drafts.first()))
    return replace(plan, stopped="proven") if plan.proven else plan


def solve(problem: Problem) -> Plan:
    """The first plan."""
    return first_plan(problem)


class _Until:
    """When a search is to be called off."""

    def __init__(self, began: float, limits: Limits, cancelled: Callable[[], bool]) -> None:
        self._limits = limits
        self.cancelled = cancelled
        self._deadline = None if limits.seconds is None else began + limits.seconds

    @property
    def stopped(self) -> str:
        """Why it is to end now; empty when it is not."""
        if self.cancelled():
            return "cancelled"
        late = self._deadline is not None and time.monotonic() >= self._deadline
        return "time" if late else ""

    @property
    def left(self) -> Limits:
        """The limits for what is still to be done."""
        if self._deadline is None:
            return self._limits
        return replace(self._limits, seconds=max(self._deadline - time.monotonic(), 0.0))


class Engine:
    """Plans with a worker process that is kept warm. Threads that ask at once take turns.

    ``start`` makes a worker, which is given ``patience`` seconds to leave off when it is told.
    A worker that is lost (killed, crashed, never there) costs the rest of its search and
    nothing more; the next plan starts a new one.
    """

    def __init__(
        self, start: Callable[[], WorkerProcess] = WorkerProcess, patience: float = 0.25
    ) -> None:
        self._start = start
        self._patience = patience
        self._turn = threading.Lock()
        self._worker: WorkerProcess | None = None
        self._runs = 0
        self._closing = threading.Event()
        self.failure = ""
        """What the worker told last of a fault of its own; for reports, not for users."""

    def plan(
        self,
        problem: Problem,
        limits: Limits | None = None,
        *,
        better: Callable[[Plan], None] = nobody_listens,
        cancelled: Callable[[], bool] = never,
        names: Mapping[PersonId, str] | None = None,
    ) -> Plan:
        """Find the best plan within ``limits``; ``better`` hears of each that beats the last.

        The answer has its reasons, and the first one unless there are many demands. When
        ``cancelled`` says so, the best plan so far comes back; ``Plan.stopped`` tells why it
        ended. Both are called in this thread.

        Raises:
            BadInputError: the problem's zone does not exist.

        """
        began = time.monotonic()
        limits = limits or Limits()
        until = _Until(began, limits, lambda: cancelled() or self._closing.is_set())
        drafts = Drafts(problem, names)
        course = Course(drafts, limits, better, until.cancelled)
        if course.best.proven:
            return course.stopped("proven")
        while not self._turn.acquire(timeout=_POLL):
            if why := until.stopped:
                return course.stopped(why)
        try:
            return self._search(drafts, course, until)
        except LostError:
            self._let_go()
            return course.stopped("lost")
        except BaseException:  # of a listener, or Ctrl+C: nobody waits for this search any more
            self._let_go()
            raise
        finally:
            self._turn.release()

    def warm_up(self) -> None:
        """Start the worker now, so that the next plan need not wait for it."""
        if not self._closing.is_set() and self._turn.acquire(blocking=False):
            try:
                self._warm_worker()
            except LostError:
                self._let_go()
            finally:
                self._turn.release()

    def close(self) -> None:
        """End the worker; a plan that is being made comes back as it is."""
        self._closing.set()
        with self._turn:
            self._let_go()

    def _search(self, drafts: Drafts, course: Course, until: _Until) -> Plan:
        if why := until.stopped:
            return course.stopped(why)
        worker = self._warm_worker()
        self._runs += 1
        run = self._runs
        arrays = {MODEL + name: array for name, array in drafts.model.to_arrays().items()}
        order = {"do": "search", "run": run, "limits": asdict(until.left)}
        worker.tell(Message(order, {**arrays, START: course.start}))
        while True:
            if why := until.stopped:
                self._call_off(worker, run, course)
                return course.stopped(why)
            answer = worker.answer(_POLL)
            if answer is not None and self._is_end(answer, run, course):
                return course.ended()

    def _is_end(self, answer: Message, run: int, course: Course) -> bool:
        """Take in an answer; whether it is the run's last."""
        if "failed" in answer.says:
            self.failure = str(answer.says["failed"])
            raise LostError
        if answer.says["run"] != run:
            return False
        if "end" in answer.says:
            return True
        course.hear(answer)
        return False

    def _call_off(self, worker: WorkerProcess, run: int, course: Course) -> None:
        """Have the worker leave off; one that does not listen is ended."""
        worker.tell(Message({"do": "cancel", "run": None}))
        if not worker.ready:
            return  # it will find the order called off
        patience = time.monotonic() + self._patience
        try:
            while time.monotonic() < patience:
                answer = worker.answer(_POLL)
                if answer is not None and self._is_end(answer, run, course):
                    return
        except LostError:
            pass
        self._let_go()

    def _warm_worker(self) -> WorkerProcess:
        if self._worker is not None and not self._worker.alive:
            self._let_go()
        if self._worker is None:
            self._worker = self._start()
        return self._worker

    def _let_go(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None
