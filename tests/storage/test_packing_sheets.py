import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.domain.volumes import Measure
from app.storage.packing import unpack
from app.storage.packing_sheets import pack_sheet

VALUES = st.one_of(
    st.integers(0, 300).map(float),
    st.integers(0, 2**33).map(float),
    st.floats(0, 1e9),
    st.just(float("nan")),
    st.just(-0.0),
)


@given(st.data())
def test_every_day_of_a_sheet_comes_back_as_it_was(data):
    days, intervals = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 5))
    measures = data.draw(st.lists(st.sampled_from(Measure), min_size=1, max_size=3, unique=True))
    row = st.lists(VALUES, min_size=intervals, max_size=intervals)
    sheet = {
        measure: np.array(data.draw(st.lists(row, min_size=days, max_size=days)))
        for measure in measures
    }

    blobs = pack_sheet(sheet)

    for place, blob in enumerate(blobs):
        found = unpack(blob)
        assert set(found) == set(sheet)
        for measure, values in sheet.items():
            np.testing.assert_array_equal(found[measure], values[place])


def test_a_large_centres_day_is_packed_tighter_instead_of_longer():
    rng = np.random.default_rng(3)
    most = {"abandoned": 30, "handle_seconds": 99_000, "wait_seconds": 9_000, "longest_wait": 600}
    sheet = {
        measure: rng.integers(0, most.get(measure, 300), (3, 96)).astype(float)
        for measure in Measure
    }

    blobs = pack_sheet(sheet)

    assert max(map(len, blobs)) <= 1024
    for place, blob in enumerate(blobs):
        for measure, values in unpack(blob).items():
            np.testing.assert_array_equal(values, sheet[measure][place])


def test_a_busy_day_stays_under_a_kilobyte():
    counts = np.full((3, 96), 250.0)
    seconds = np.full((3, 96), 60_000.0)
    sheet = {measure: seconds if "seconds" in measure else counts for measure in Measure}

    assert max(map(len, pack_sheet(sheet))) <= 1024
