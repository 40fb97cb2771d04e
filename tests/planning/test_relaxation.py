"""The bound is never below the best there is, and what it gives up is never part of it."""

from itertools import product

import numpy as np
import pytest

from app.planning.compile import compile_problem
from app.planning.greedy import greedy
from app.planning.model import worth
from tests.bench import plan_instances
from tests.planning.apart import Apart
from tests.planning.instances import Shape, made


@pytest.fixture(scope="module")
def apart():
    solver = Apart()
    yield solver
    solver.close()


def allowed(model, chosen):
    taken = np.zeros(model.options)
    taken[list(chosen)] = 1
    row = np.repeat(np.arange(len(model.row_limit)), np.diff(model.row_ptr))
    sums = np.bincount(
        row, weights=model.row_value * taken[model.row_column], minlength=len(model.row_limit)
    )
    return (sums <= model.row_limit).all()


def all_choices(model):
    """Every allowed choice of a model whose classes hold one demand each."""
    by_class = [
        [None, *np.flatnonzero(model.klass == klass).tolist()]
        for klass in range(len(model.multiplicity))
    ]
    for picks in product(*by_class):
        chosen = np.array(sorted(pick for pick in picks if pick is not None), dtype=np.int64)
        if allowed(model, chosen):
            yield chosen


def chosen_array(chosen):
    return np.array(chosen, dtype=np.int64)


def few(model):
    sizes = np.bincount(model.klass, minlength=len(model.multiplicity)) + 1
    return model.options and model.multiplicity.max() == 1 and sizes.prod() < 3000


def small_models():
    shapes = (Shape(seed) for seed in range(200))
    models = (compile_problem(made(shape)).model for shape in shapes)
    return [model for model in models if few(model)][:25]


def test_no_choice_of_the_same_minimum_counts_beats_the_bound(apart):
    models = small_models()
    assert len(models) > 5

    for model in models:
        scores = {tuple(chosen.tolist()): worth(model, chosen) for chosen in all_choices(model)}
        best = max(scores.values(), key=lambda score: (score.tiers, score.points))
        points, _, slack = apart.bound(model, best.tiers)
        assert points >= best.points - 1e-9
        for chosen, score in scores.items():
            if score.tiers == best.tiers:
                assert all(
                    points + min(0, slack[option]) >= score.points - 1e-9 for option in chosen
                )
        for tier, reached in enumerate(best.tiers):
            assert apart.most(model, tier, best.tiers) >= reached


def test_the_bound_of_a_week_is_near_what_is_reached(apart):
    model = compile_problem(plan_instances.week(3)).model
    found = worth(model, greedy(model))

    points, share, _ = apart.bound(model, found.tiers)

    assert found.points <= points <= 1.1 * found.points
    assert ((share >= -1e-6) & (share <= 1 + 1e-6)).all()
