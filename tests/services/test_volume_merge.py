from datetime import date

import numpy as np
import pytest

from app.domain.volumes import Measure, QueueName, VolumeDay
from app.services.volume_merge import ReadDays, merged

NAN = float("nan")
KEY = (QueueName("Help"), date(2025, 6, 2))


def read(values, *, fills_gaps=False, seen=None):
    row = np.array([values], float)
    covered = ~np.isnan(row) if seen is None else np.array([seen], bool)
    return ReadDays([KEY], covered, {Measure.OFFERED: row}, fills_gaps)


def stored(**measures):
    return [
        VolumeDay(
            *KEY, 360, {Measure(name): np.array(row, float) for name, row in measures.items()}
        )
    ]


@pytest.mark.parametrize(
    ("before", "said", "after", "counts"),
    [
        ([1, 2, 3, 4], [NAN, 5, NAN, NAN], [1, 5, 3, 4], (0, 1, 0)),
        ([1, NAN, 3, 4], [1, 5, NAN, NAN], [1, 5, 3, 4], (1, 0, 1)),
        ([NAN] * 4, [1, 2, NAN, NAN], [1, 2, NAN, NAN], (2, 0, 0)),
        ([1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4], (0, 0, 4)),
    ],
)
def test_what_is_covered_is_replaced_and_the_rest_stays(before, said, after, counts):
    done = merged(read(said), stored(offered=before))

    np.testing.assert_array_equal(done.measures[Measure.OFFERED][0], after)
    assert (done.new[0], done.changed[0], done.same[0]) == counts
    assert bool(done.differs[0]) is (counts[:2] != (0, 0))


def test_a_covered_interval_may_become_missing():
    done = merged(read([NAN, 2], seen=[True, True]), stored(offered=[1, 2]))

    assert np.isnan(done.measures[Measure.OFFERED][0, 0])
    assert (done.changed[0], done.same[0]) == (1, 1)


def test_zeros_fill_gaps_but_never_what_is_known():
    done = merged(
        read([NAN, 1, NAN, NAN, 2, NAN], fills_gaps=True),
        stored(offered=[NAN, NAN, 7, NAN, NAN, NAN]),
    )

    np.testing.assert_array_equal(done.measures[Measure.OFFERED][0], [NAN, 1, 7, 0, 2, NAN])
    assert done.new[0] == 2


def test_another_measure_stays_as_it_is():
    done = merged(read([5, NAN]), stored(offered=[1, 2], handled=[1, 1]))

    np.testing.assert_array_equal(done.measures[Measure.HANDLED][0], [1, 1])
