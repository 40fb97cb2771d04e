import pytest

from app.domain.errors import CancelledError
from app.domain.volumes import Measure
from app.exchange.volumes.times import DateOrder

HEAD = "queue,interval_start,calls\n"
ROWS = "Kø,2025-06-02T08:00,12\nKø,2025-06-02T08:15,14\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_every_usual_encoding_is_read(read, encoding):
    assert read((HEAD + ROWS).encode(encoding)).at("08:15", queue="Kø") == 14


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_is_read(read, ending):
    export = read((HEAD + ROWS).replace("\n", ending))

    assert export.at("08:15", queue="Kø") == 14
    assert export.refused == []


def test_the_last_line_needs_no_ending(read):
    assert read((HEAD + ROWS).rstrip("\n")).at("08:15") == 14


def test_everything_in_quotes_is_read(read):
    export = read(
        '"queue","interval_start","calls"\n"Sales, north","2025-06-02T08:00","1,234"\n'
        '"The ""big"" one","2025-06-02T08:00","7"\n"Two\nlines","2025-06-02T08:15","8"\n'
    )

    assert export.cells() == {
        ("Sales, north", "2025-06-02", 32): 1234,
        ('The "big" one', "2025-06-02", 32): 7,
        ("Two lines", "2025-06-02", 33): 8,
    }


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("=HYPERLINK(1)", "HYPERLINK(1)"),
        ("@SUM", "SUM"),
        ("+-+1", "1"),
        ("a\u202eb\u0007c", "ab c"),
        ("\uff1dx", "x"),
        ("=", "All contacts"),
    ],
)
def test_queue_names_lose_formulas_and_control_characters(read, raw, clean):
    export = read(f"{HEAD}{raw},2025-06-02T08:00,12\n{raw},2025-06-02T08:15,12\n")

    assert export.reading.queues == (clean,)


def test_dashes_and_empty_cells_are_missing(read):
    export = read(
        "interval_start,offered,handled\n2025-06-02 08:00,12,-\n2025-06-02 08:15,14,\n"
        "2025-06-02 08:30,14,3\n"
    )

    assert str(export.at("08:00", Measure.HANDLED)) == "nan"
    assert str(export.at("08:15", Measure.HANDLED)) == "nan"
    assert export.at("08:30", Measure.HANDLED) == 3


def test_the_order_of_day_and_month_is_decided_over_the_whole_file(read):
    rows = [f"0{m}/0{d}/2025 08:00,5" for m in (1, 2) for d in range(1, 8)]
    export = read("interval_start,calls\n" + "\n".join([*rows, "02/14/2025 08:30,6"]))

    assert export.reading.dates.order is DateOrder.MONTH_FIRST
    assert not export.reading.dates.open
    assert export.at("08:30", day="2025-02-14") == 6


@pytest.mark.parametrize(
    ("decisive", "order"),
    [("13/01/2025", DateOrder.DAY_FIRST), ("01/13/2025", DateOrder.MONTH_FIRST)],
)
def test_one_date_in_the_middle_of_a_long_file_decides(read, decisive, order):
    rows = [
        f"0{m}/0{d}/{y} {h:02}:00,5"
        for y in range(1995, 2025)
        for m in range(1, 10)
        for d in range(1, 10)
        for h in range(0, 24, 2)
    ]
    rows.insert(15_000, f"{decisive} 08:30,6")
    export = read("interval_start,calls\n" + "\n".join(rows))

    assert (export.reading.dates.order, export.reading.dates.open) == (order, False)
    assert export.refused == []
    assert export.at("08:30", day="2025-01-13") == 6


def test_dates_that_could_be_either_are_said_to_be(read):
    export = read(
        "interval_start,calls\n" + "\n".join(f"{d:02}/06/2025 08:00,5" for d in range(2, 7))
    )

    assert export.reading.dates.open
    assert export.reading.dates.order is DateOrder.DAY_FIRST  # five days in a row, not five months


AUTUMN = [f"2025-10-26T{clock}" for clock in ("01:30", "02:00", "02:30", "02:00", "02:30", "03:00")]


def test_the_hour_that_comes_twice_is_two_hours(read):
    export = read(
        "interval_start,calls\n" + "\n".join(f"{at},{n}" for n, at in enumerate(AUTUMN, 1))
    )

    assert [export.cells()["Floor", "2025-10-26", slot] for slot in range(3, 9)] == [
        1,
        2,
        3,
        4,
        5,
        6,
    ]


def test_the_hour_that_comes_twice_may_stand_in_pairs_or_backwards(read):
    rows = [f"{at},{n}" for n, at in enumerate(AUTUMN, 1)]
    pairs = [rows[0], rows[1], rows[3], rows[2], rows[4], rows[5]]
    expected = [1, 2, 3, 4, 5, 6]

    for arranged in (pairs, rows[::-1]):
        export = read("interval_start,calls\n" + "\n".join(arranged))
        cells = export.cells()
        assert [cells["Floor", "2025-10-26", slot] for slot in range(3, 9)] == expected


def test_the_hour_that_spring_leaves_out_may_be_missing(read):
    export = read(
        "interval_start,calls\n2025-03-30T01:30,4\n2025-03-30T03:00,5\n2025-03-30T03:30,6\n"
    )

    assert export.cells() == {
        ("Floor", "2025-03-30", 3): 4,
        ("Floor", "2025-03-30", 4): 5,
        ("Floor", "2025-03-30", 5): 6,
    }


def test_rows_in_the_hour_that_never_was_are_counted_and_left_out(read):
    export = read(
        "interval_start,calls\n2025-03-30T01:30,4\n2025-03-30T02:00,0\n2025-03-30T02:30,9\n"
        "2025-03-30T03:00,5\n"
    )

    assert export.reading.never_was == 1
    assert sum(export.cells().values()) == 9


def test_utc_and_other_zones_become_the_sites_days(read):
    export = read(
        "interval_start,calls\n2025-06-02T22:00:00Z,1\n2025-06-02T22:15:00+00:00,2\n"
        "2025-06-03T00:30:00+02:00,3\n"
    )

    assert export.cells() == {
        ("Floor", "2025-06-03", 0): 1,
        ("Floor", "2025-06-03", 1): 2,
        ("Floor", "2025-06-03", 2): 3,
    }


def test_a_file_of_another_zone_is_turned_into_the_sites(read):
    export = read(
        "interval_start,calls\n2025-06-02T18:00,1\n2025-06-02T18:30,2\n",
        zone="America/New_York",
        site="Europe/Oslo",
    )

    assert export.cells() == {("Floor", "2025-06-03", 0): 1, ("Floor", "2025-06-03", 1): 2}


TOTALS = [
    "2025-06-02T08:00,5",
    "2025-06-02T08:30,6",
    "2025-06-02T09:00,7",
    "2025-06-02T09:30,8",
]


@pytest.mark.parametrize(
    "total", ["Total,26", "2025-06-02 Total,26", ",26", "Summe,26", "2025-06-02T00:00,26"]
)
def test_a_total_among_the_rows_is_left_out(read, total):
    export = read("interval_start,calls\n" + "\n".join([*TOTALS, total]))

    assert export.refused == []
    assert export.reading.totals == 1
    assert sum(export.cells().values()) == 26


@pytest.mark.parametrize("total", [26, 29])
def test_a_total_at_midnight_beside_a_real_midnight_is_left_out(read, total):
    rows = ["2025-06-02T00:00,3", *TOTALS, f"2025-06-02T00:00,{total}"]
    assert read("interval_start,calls\n" + "\n".join(rows[::-1])).at("00:00") == 3
    export = read("interval_start,calls\n" + "\n".join(rows))

    assert export.refused == []
    assert export.at("00:00") == 3


def test_a_row_said_twice_counts_once_and_one_that_contradicts_is_refused(read):
    export = read("interval_start,calls\n" + "\n".join([*TOTALS, TOTALS[1], "2025-06-02T09:30,9"]))

    assert export.reading.repeated == 1
    assert export.refused == [(7, "says something else than line 5 about the same interval")]


def test_a_header_that_comes_again_is_passed_over(read):
    export = read(HEAD + ROWS + HEAD + ROWS.replace("2025-06-02", "2025-06-03"))

    assert export.refused == []
    assert export.reading.rows == 4


def test_an_hours_total_of_all_queues_is_no_queue(read):
    export = read(
        f"{HEAD}A,2025-06-02T08:00,5\nTotal Care,2025-06-02T08:00,6\nTotal,2025-06-02T08:00,11\n"
    )

    assert export.reading.queues == ("A", "Total Care")


@pytest.mark.parametrize(
    "cell", ["nan", "inf", "-inf", "-3", "1e300", "99999999999", "twelve", "1;2"]
)
def test_impossible_numbers_are_refused_with_their_line(read, cell):
    export = read(f"{HEAD}{ROWS}Kø,2025-06-02T08:30,{cell}\n")

    assert [line for line, _ in export.refused] == [4]
    assert f"'{cell}'" in export.refused[0][1]


@pytest.mark.parametrize(
    "row",
    [
        "Kø,2025-02-30T08:00,5",
        "Kø,yesterday,5",
        "Kø,1899-01-01T08:00,5",
        "Kø,2025-06-02T08:00",
        "Kø,2025-06-02T08:00,5,6",
        "Kø,2025-06-02T25:00,5",
    ],
)
def test_rows_that_make_no_sense_are_refused_with_their_line(read, row):
    assert [line for line, _ in read(f"{HEAD}{ROWS}{row}\n").refused] == [4]


def test_intervals_of_another_length_are_refused(read):
    export = read(
        "row_date,split,starttime,intrvl,callsoffered\n"
        "3/14/2025,7,0,30,12\n3/14/2025,7,30,30,12\n3/14/2025,7,100,15,12\n3/14/2025,7,0,1440,99\n"
    )

    assert export.refused == [(4, "an interval of 15 minutes in a file of 30-minute intervals")]
    assert export.reading.totals == 1


def test_a_thousand_bad_rows_are_enough_to_know(read):
    export = read(HEAD + ROWS + "Kø,never,5\n" * 5000)

    assert len(export.refused) == 1000
    assert export.reading.gave_up


def test_reading_can_be_stopped(read):
    with pytest.raises(CancelledError):
        read(HEAD + ROWS, progress=lambda _share: False)


def test_progress_grows_to_the_whole_file(read):
    heard = []
    rows = "".join(f"Kø,2025-06-02T08:00,{n}\n" for n in range(2000))
    read(HEAD + rows, progress=lambda share: heard.append(share) or True, block_bytes=4096)

    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    assert len(heard) > 5


def test_a_file_that_leaves_empty_intervals_out_is_noticed(read):
    gap = ROWS + "Kø,2025-06-02T09:00,3\n"

    assert read(HEAD + gap).reading.fills_gaps
    assert not read(HEAD + ROWS).reading.fills_gaps
    assert not read(HEAD + gap + "Kø,2025-06-02T11:00,0\n").reading.fills_gaps


@pytest.mark.parametrize("quick", [True, False])
def test_every_row_is_counted_once_whatever_becomes_of_it(read, quick):
    export = read(
        "interval_start,calls\n2025-06-02T08:00,5\n\n2025-06-02T08:00,5\nTotal,10\n"
        "2025-06-02T08:30,-4\n2025-06-02T09:00\n2025-06-02T09:30,six\ninterval_start,calls\n",
        quick=quick,
    )

    assert export.reading.rows == 6
    assert (export.reading.totals, export.reading.repeated, len(export.refused)) == (1, 1, 3)
    assert export.reading.passed_over == 2
