from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.domain.volumes import Measure
from app.storage.packing import BrokenBlobError, pack, unpack

LARGE_CENTRE_BYTES = 1000


def a_full_day() -> dict[Measure, np.ndarray]:
    """96 intervals of a centre with a thousand calls an hour, every measure given."""
    rng = np.random.default_rng(7)
    offered = rng.poisson(250, 96).astype(float)
    abandoned = rng.binomial(offered.astype(int), 0.04).astype(float)
    handled = offered - abandoned
    return {
        Measure.OFFERED: offered,
        Measure.HANDLED: handled,
        Measure.ABANDONED: abandoned,
        Measure.IN_THRESHOLD: np.floor(handled * 0.8),
        Measure.HANDLE_SECONDS: np.rint(handled * rng.normal(300, 20, 96)),
        Measure.WAIT_SECONDS: np.rint(handled * rng.gamma(2, 10, 96)),
        Measure.LONGEST_WAIT: np.rint(rng.gamma(2, 60, 96)),
    }


def assert_same(measures, blob):
    found = unpack(blob)
    assert found.keys() == measures.keys()
    for measure, values in measures.items():
        # Bits, not values: minus nought is another number than nought.
        there = ~np.isnan(values)
        assert np.array_equal(found[measure], values, equal_nan=True)
        assert np.array_equal(np.signbit(found[measure][there]), np.signbit(values[there]))


def test_a_full_day_of_all_seven_measures_fits_into_a_kilobyte_and_comes_back():
    day = a_full_day()

    blob = pack(day)

    assert len(blob) <= LARGE_CENTRE_BYTES
    assert_same(day, blob)


def test_missing_nights_cost_one_mask_for_all_measures():
    day = a_full_day()
    for values in day.values():
        values[:28] = values[84:] = np.nan

    blob = pack(day)

    assert len(blob) <= LARGE_CENTRE_BYTES
    assert_same(day, blob)


@example({Measure.OFFERED: np.array([-0.0, 1.0])})
@example({Measure.OFFERED: np.zeros(2), Measure.HANDLED: np.array([-0.0, 1.0])})
@given(
    st.integers(0, 100).flatmap(
        lambda count: st.dictionaries(
            st.sampled_from(Measure),
            arrays(
                np.float64,
                count,
                elements=st.one_of(
                    st.integers(0, 2**33).map(float),
                    st.decimals(0, 5000, places=2).map(float),
                    st.floats(allow_nan=True, allow_infinity=True),
                ),
            ),
        )
    )
)
def test_every_number_comes_back_exactly(measures):
    assert_same(measures, pack(measures))


@pytest.mark.parametrize("count", [1, 24, 92, 96, 100, 288])
def test_days_of_every_length_come_back(count):
    day = {measure: np.arange(float(count)) for measure in Measure}

    assert_same(day, pack(day))


def test_measures_of_one_day_must_be_of_one_length():
    with pytest.raises(ValueError, match="inhomogeneous"):
        pack({Measure.OFFERED: np.zeros(96), Measure.HANDLED: np.zeros(95)})


def test_a_blob_that_was_cut_lengthened_or_garbled_is_told_apart():
    blob = pack(a_full_day())

    for broken in (b"", blob[:1], blob[:20], blob[:-1], blob + b"\0", b"\x02" + blob[1:]):
        with pytest.raises(BrokenBlobError):
            unpack(broken)
