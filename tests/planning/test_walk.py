"""The walk keeps every rule, loses nothing it had, and goes the same way each time."""

import numpy as np
import pytest

from app.planning.board import Board
from app.planning.compile import compile_problem
from app.planning.greedy import greedy
from app.planning.model import worth
from app.planning.walk import Walk
from tests.bench import plan_instances
from tests.planning.checker import violations


@pytest.fixture(scope="module")
def week():
    problem = plan_instances.week(12)
    return problem, compile_problem(problem)


def test_a_walk_finds_a_better_plan_that_breaks_no_rule(week):
    problem, compiled = week
    model, start = compiled.model, greedy(compiled.model)
    walk = Walk(model, start, model.points)

    assert walk.walk(40, 1.0)

    assert worth(model, walk.best).beats(worth(model, start))
    assert violations(problem, compiled.places(walk.best)) == []


def test_the_same_walk_comes_to_the_same_plan(week):
    model = week[1].model
    one, other = (Walk(model, greedy(model), model.points) for _ in range(2))

    for walk in (one, other):
        walk.walk(20, 3.0)

    assert one.best.tolist() == other.best.tolist()


def test_a_walk_from_nothing_reaches_the_minimum_counts(week):
    model = week[1].model
    walk = Walk(model, np.zeros(0, dtype=np.int64), model.points)

    walk.walk(30, 3.0)

    assert worth(model, walk.best).tiers == (10, 5, 8, 17)


def test_a_board_that_is_put_back_is_as_it_was(week):
    model = week[1].model
    chosen = greedy(model)
    board = Board(model, chosen)
    every = np.arange(model.options)
    was, gains, fits = board.snapshot(), board.gains(every), board.fits(every)

    for option in chosen[:10].tolist():
        board.drop(option)
    board.gains(every)
    board.restore(was, set(chosen[:10].tolist()))

    assert board.value()[1] == pytest.approx(worth(model, chosen).points)
    assert np.array_equal(board.gains(every), gains)
    assert np.array_equal(board.fits(every), fits)


def test_what_stands_in_the_way_is_known(week):
    model = week[1].model
    chosen = greedy(model)
    board = Board(model, chosen)
    option = int(chosen[0])
    same_time = np.flatnonzero(
        (model.day == model.day[option])
        & (model.start == model.start[option])
        & (model.inside[model.klass] == 0)
        & (model.klass != model.klass[option])
    )

    assert all(option in board.blockers(int(other)) for other in same_time)
