import pytest

from app.domain.errors import BadInputError
from ui.widgets.typed import typed_minute


@pytest.mark.parametrize(
    ("written", "minute"),
    [("7:45", 465), ("07.45", 465), ("745", 465), ("7", 420), (" 24:00 ", 1440), ("۰۷:۴۵", 465)],
)
def test_times_are_read_as_people_type_them(written, minute):
    assert typed_minute(written) == minute


@pytest.mark.parametrize("written", ["", "noon", "25:00", "12:60", "24:01", "12:3:4", "-1"])
def test_what_is_no_time_is_refused_with_a_sentence(written):
    with pytest.raises(BadInputError, match="write it like 08:30"):
        typed_minute(written)
