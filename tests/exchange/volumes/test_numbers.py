import math

import pytest

from app.exchange.volumes.numbers import (
    DecimalMark,
    decimal_mark,
    parse_number,
    parse_seconds,
    parse_share,
)
from app.exchange.volumes.refusals import CellError

POINT, COMMA = DecimalMark.POINT, DecimalMark.COMMA


@pytest.mark.parametrize(
    ("cell", "mark", "value"),
    [
        ("12", POINT, 12),
        (" 12 ", POINT, 12),
        ("1,234", POINT, 1234),
        ("1,234", COMMA, 1.234),
        ("1.234", COMMA, 1234),
        ("1.234", POINT, 1.234),
        ("3,5", POINT, 3.5),
        ("3.5", COMMA, 3.5),
        ("1.234,5", POINT, 1234.5),
        ("1,234.5", COMMA, 1234.5),
        ("1.234.567", POINT, 1234567),
        ("1\u202f234", POINT, 1234),
        ("1'234", POINT, 1234),
        ("0,125", POINT, 0.125),
        ("1e3", POINT, 1000),
    ],
)
def test_numbers_are_read_as_they_are_written(cell, mark, value):
    assert parse_number(cell, mark) == value


@pytest.mark.parametrize("cell", ["", "-", "--", "–", "N/A", "null", "(null)"])
def test_what_is_missing_is_nan(cell):
    assert math.isnan(parse_number(cell, POINT))


@pytest.mark.parametrize(
    "cell",
    ["nan", "inf", "-1", "1e9", "12 calls", "1,23,4", "0x10", "1_000", "١٢", "#DIV/0!", "1e999"],
)
def test_what_is_no_count_is_refused(cell):
    with pytest.raises(CellError):
        parse_number(cell, POINT)


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [("0:03:25", 205), ("3:25", 205), ("00:00:12", 12), ("100:00:00", 360_000), ("215.5", 215.5)],
)
def test_durations_are_seconds(cell, seconds):
    assert parse_seconds(cell, POINT) == seconds


@pytest.mark.parametrize(
    ("cell", "share"), [("85%", 0.85), ("85 %", 0.85), ("85", 0.85), ("0.85", 0.85), ("100.0%", 1)]
)
def test_shares_are_parts_of_one(cell, share):
    assert parse_share(cell, POINT) == share


@pytest.mark.parametrize(
    ("cells", "delimiter", "mark"),
    [
        (["12", "1.5"], ";", POINT),
        (["1.234", "3,5"], ",", COMMA),
        (["1,234", "5,678"], ",", POINT),
        (["1,234"], ";", COMMA),
        (["1.234,5"], ",", COMMA),
    ],
)
def test_the_files_own_cells_decide_the_decimal_mark(cells, delimiter, mark):
    assert decimal_mark(cells, delimiter) is mark
