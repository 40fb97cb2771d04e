"""How good a plan is, in words."""

import pytest

from app.cli.plan_words import bound_words
from app.domain.account import Account


@pytest.mark.parametrize(
    ("points", "bound", "proven", "says"),
    [
        (100.0, 100.0, True, "Proven: no plan is better."),
        (99.99, 100.0, False, "No plan can be more than 0.1 % better."),
        (98.0, 100.0, False, "No plan can be more than 2.0 % better."),
        (97.96, 100.0, False, "No plan can be more than 2.1 % better."),
        (-28.0, -20.0, False, "No plan can be more than 8 points better."),
    ],
)
def test_the_bound_is_told_and_never_flattered(points, bound, proven, says):
    gap = 0.0 if proven else (bound - points) / abs(bound)
    made = Account(points, {}, (), bound, gap, proven, placed=1, left_out=0)

    assert bound_words(made) == says
