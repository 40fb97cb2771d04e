from datetime import date

import pytest

from app.exchange.rosters.activities import Sort, sort_of
from app.exchange.rosters.schedule_file import (
    look_at_schedule,
    order_of_dates,
    schedule_rows,
)
from app.exchange.volumes.date_orders import Beside, Ground
from app.exchange.volumes.refusals import CellError
from app.exchange.volumes.times import DateOrder

DAY = date(2026, 11, 16)


def all_the_way(_share):
    return True


@pytest.fixture
def read(tmp_path):
    def rows(*lines, header="agent id;date;activity;start;end", order=DateOrder.DAY_FIRST):
        file = tmp_path / "schedule.csv"
        file.write_text("\n".join([header, *lines]) + "\n", "utf-8")
        return list(schedule_rows(look_at_schedule(file), order, all_the_way))

    return rows


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("9:00", "17:30", (540, 1050)),
        ("09:00:00", "17:30:00", (540, 1050)),
        ("0900", "1730", (540, 1050)),
        ("900", "1730", (540, 1050)),
        ("9", "17", (540, 1020)),
        ("9:00 AM", "5:30 PM", (540, 1050)),
        ("9am", "5.30 p.m.", (540, 1050)),
        ("09.00", "17.30", (540, 1050)),
        ("22:00", "06:00", (1320, 1800)),
        ("16:00", "24:00", (960, 1440)),
        ("16:00", "00:00", (960, 1440)),
        ("2026-11-16 09:00", "2026-11-16 17:30", (540, 1050)),
        ("16.11.2026 22:00", "17.11.2026 06:00", (1320, 1800)),
        ("2026-11-16T09:00:00", "2026-11-16T17:30:00", (540, 1050)),
    ],
)
def test_times_are_read_as_they_are_written(read, start, end, minutes):
    (row,) = read(f"7;2026-11-16;Shift;{start};{end}")
    assert (row.day, (row.start, row.end), row.sort) == (DAY, minutes, Sort.WORK)


@pytest.mark.parametrize(
    "day", ["2026-11-16", "16.11.2026", "16/11/2026", "16-Nov-2026", "20261116"]
)
def test_dates_are_read_as_they_are_written(read, day):
    (row,) = read(f"7;{day};Shift;9:00;17:00")
    assert row.day == DAY


def test_month_first_dates_are_read_when_told(read):
    (row,) = read("7;11/05/2026;Shift;9:00;17:00", order=DateOrder.MONTH_FIRST)
    assert row.day == date(2026, 11, 5)


def test_times_with_an_offset_count_in_utc(read):
    (row,) = read("7;Shift;2026-11-16T09:00:00+01:00;2026-11-16T17:00:00+01:00",
                  header="agent id;activity;start;end")  # fmt: skip
    assert (row.utc, row.start, row.end) == (True, 480, 960)


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("7;2026-11-16;Vacation;;", DAY),
        ("7;2026-11-16;Vacation;00:00;24:00", DAY),
        ("7;2026-11-16;Vacation;00:00;00:00", DAY),
        ("7;;Vacation;2026-11-16;2026-11-18", date(2026, 11, 18)),
        ("7;;Vacation;2026-11-16 00:00;2026-11-18 00:00", date(2026, 11, 17)),
    ],
)
def test_leave_of_whole_days_has_no_times(read, line, last):
    (row,) = read(line)
    assert (row.whole_day, row.day, row.last, row.sort) == (True, DAY, last, Sort.LEAVE)


def test_an_end_date_of_its_own_is_heard(read):
    leave, night = read(
        "7;2026-11-16;Leave;;;2026-11-20",
        "7;2026-11-16;Shift;22:00;06:00;2026-11-17",
        header="agent id;start date;activity;start time;end time;end date",
    )
    assert leave.last == date(2026, 11, 20)
    assert (night.start, night.end) == (1320, 1800)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (";2026-11-16;Shift;9:00;17:00", "does not say whose"),
        ("7;;Shift;9:00;17:00", "it does not say on which day"),
        ("7;2026-02-30;Shift;9:00;17:00", "is not a date"),
        ("7;1889-11-16;Shift;9:00;17:00", "of 1990 to 2100"),
        ("7;2026-11-16;Shift;25:00;17:00", "'25:00' is not a time"),
        ("7;2026-11-16;Shift;nine;17:00", "'nine' is not a time"),
        ("7;2026-11-16;Shift;9:00;x", "'x' is not a time"),
        ("7;2026-11-16;Shift;9:00;", "a start and no end"),
        ("7;2026-11-16;Shift;;17:00", "an end and no start"),
        ("7;2026-11-16;Shift;16:00;08:30", "may lie before its start"),
        ("7;2026-11-16;Break;10:15;10:00", "may lie before its start"),
        ("7;2026-11-16;Shift;2026-11-16 16:00;2026-11-16 08:00", "it ends before it starts"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(read, line, reason):
    ((number, error),) = read(line)
    assert number == 2
    assert isinstance(error, CellError)
    assert reason in str(error.text)


@pytest.mark.parametrize(
    ("days", "order", "ground"),
    [
        (["2026-11-16"], DateOrder.DAY_FIRST, Ground.NEEDLESS),
        (["03/04/2026", "13/04/2026"], DateOrder.DAY_FIRST, Ground.SHOWN),
        (["03/04/2026", "04/13/2026"], DateOrder.MONTH_FIRST, Ground.SHOWN),
        (["03/02/2026", "03/03/2026", "03/04/2026"], DateOrder.MONTH_FIRST, Ground.CLOSE),
        (["03/04/2026"], DateOrder.DAY_FIRST, Ground.ASKED),
    ],
)
def test_the_order_of_dates_is_told_by_the_whole_file(tmp_path, days, order, ground):
    file = tmp_path / "schedule.csv"
    lines = [f"7,{day},Shift,9:00,17:00" for day in days]
    file.write_text("\n".join(["agent id,date,activity,start,end", *lines]), "utf-8")
    dates = order_of_dates(look_at_schedule(file), Beside(), all_the_way)
    assert (dates.order, dates.ground) == (order, ground)


@pytest.mark.parametrize(
    ("written", "sort", "name"),
    [
        ("Shift", Sort.WORK, "shift"),
        ("", Sort.WORK, "shift"),
        ("On-Queue", Sort.WORK, "shift"),
        ("Break 2", Sort.PAUSE, "break"),
        ("Meal", Sort.PAUSE, "lunch"),
        ("Team meeting", Sort.BUSY, "team meeting"),
        ("SICK", Sort.LEAVE, "sick"),
        ('=HYPERLINK("x")', Sort.BUSY, "hyperlink x"),
        ("w" * 99, Sort.BUSY, "w" * 40),
        ("Day off", Sort.OFF, "day off"),
    ],
)
def test_activities_mean_what_they_are_called(written, sort, name):
    assert sort_of(written) == (sort, name)
