import pytest

from app.exchange.rosters.activities import Sort, sort_of


@pytest.mark.parametrize(
    ("written", "sort", "name"),
    [
        ("", Sort.WORK, "shift"),
        ("On-Queue", Sort.WORK, "shift"),
        ("Break 2", Sort.PAUSE, "break"),
        ("MEAL", Sort.PAUSE, "lunch"),
        ("Annual Leave", Sort.LEAVE, "annual leave"),
        ("Day off", Sort.OFF, "day off"),
        ("Coaching", Sort.BUSY, "coaching"),
    ],
)
def test_an_activity_is_known_by_what_systems_call_it(written, sort, name):
    assert sort_of(written) == (sort, name)


def test_what_nobody_knows_keeps_its_name_as_far_as_it_fits():
    sort, name = sort_of("Quarterly " * 9)
    assert sort is Sort.BUSY
    assert name == " ".join(["quarterly"] * 4)
