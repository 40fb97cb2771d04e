"""What columns mean, said by ``--map``."""

import pytest

from app.cli.columns import mapping_as_said, role_of
from app.domain.errors import BadInputError
from app.domain.volumes import Measure
from app.exchange.volumes.mapping import ColumnMapping, MeasureColumn, Reckoned

HEADER = ("Start", "Line", "Arrived", "AHT")
GUESS = ColumnMapping(time=0, queue=1, measures=(MeasureColumn(2, Measure.OFFERED),))


def test_what_is_said_changes_what_was_recognised():
    said = ["Arrived=handled", "4=handle-seconds:average", "Line=ignore"]
    mapping = mapping_as_said(said, 30, HEADER, GUESS)
    assert (mapping.time, mapping.queue, mapping.minutes) == (0, None, 30)
    assert [role_of(column, mapping) for column in range(4)] == [
        "time",
        "–",
        "handled",
        "handle-seconds:average",
    ]
    assert mapping.measures[1].how is Reckoned.AVERAGE


def test_a_riddle_is_solved_by_numbers_alone():
    mapping = mapping_as_said(["2=time", "1=offered"], None, (), None)
    assert (mapping.time, mapping.measures) == (1, (MeasureColumn(0, Measure.OFFERED),))


@pytest.mark.parametrize(
    ("said", "interval", "says"),
    [
        (["Arrived"], None, "COLUMN=ROLE"),
        (["Arrived=calls"], None, "longest-wait"),
        (["Came=offered"], None, "Start, Line, Arrived, AHT"),
        (["AHT=handle-seconds:mean"], None, ":average"),
        (["Start=ignore"], None, "--map 1=time"),
        ([], 7, "5, 6, 10, 15, 30, 60, 1440"),
    ],
)
def test_what_cannot_be_meant_is_refused(said, interval, says):
    with pytest.raises(BadInputError) as refused:
        mapping_as_said(said, interval, HEADER, GUESS)
    assert says in str(refused.value)
