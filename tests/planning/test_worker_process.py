"""The worker seen from outside, with workers that do as they are told."""

import sys

import numpy as np
import pytest

from app.planning.wire import Message
from app.planning.worker_process import LostError, WorkerProcess

PATIENCE = 60.0


@pytest.fixture
def start():
    """Start workers that are ended with the test."""
    started = []

    def start(name):
        started.append(WorkerProcess((sys.executable, "-m", "tests.planning.fake_worker", name)))
        return started[-1]

    yield start
    for worker in started:
        worker.end()


def test_a_program_that_is_not_there_is_a_lost_worker():
    with pytest.raises(LostError):
        WorkerProcess(("/there/is/no/such/program",))


def test_a_worker_whose_solver_is_missing_says_so_and_ends(start):
    worker = start("no_solver")

    told = worker.answer(PATIENCE)

    assert "highspy" in told.says["failed"]
    with pytest.raises(LostError):
        worker.answer(PATIENCE)


def test_a_worker_ends_when_it_is_told_to_and_leaves_no_process(start):
    worker = start("no_gain")
    assert worker.alive

    worker.end()

    assert not worker.alive


def test_a_worker_that_was_ended_stays_ended_when_asked_again(start):
    worker = start("no_gain")
    worker.end()

    worker.end()
    worker.tell(Message({"do": "cancel", "run": None}))

    with pytest.raises(LostError):
        worker.answer(PATIENCE)


def test_an_order_that_is_no_order_ends_the_worker(start):
    worker = start("no_gain")

    worker.tell(Message({"do": "search", "run": 1, "limits": {}}, {"start": np.zeros(1)}))

    assert "failed" in worker.answer(PATIENCE).says
