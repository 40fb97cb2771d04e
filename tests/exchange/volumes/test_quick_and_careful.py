"""The quick way gives what the careful way gives, whatever is in the file."""

from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange.volumes.reading import Zones, read_export
from app.exchange.volumes.survey import survey

OSLO = ZoneInfo("Europe/Oslo")
NUMBER = st.one_of(
    st.integers(0, 400).map(str),
    st.integers(0, 10**9).map(str),
    st.decimals(0, 5000, places=2).map(str),
    st.sampled_from(
        [
            "",
            "-",
            " 7",
            "7 ",
            '"12"',
            "1e3",
            "nan",
            "-1",
            "0:03:25",
            "1:02",
            "3,5",
            "007",
            "+4",
            "²",
            "12.",
            ".5",
        ]
    ),
)
QUEUE = st.sampled_from(
    ["Help", "Sales north", '"Sales, north"', '"The ""big"" one"', "=Kø", "Total", "", "x" * 70]
)
CLOCK = st.tuples(st.integers(0, 23), st.sampled_from([0, 15, 30, 45])).map(
    lambda at: f"{at[0]:02}:{at[1]:02}"
)
DAY = st.sampled_from(["2025-06-02", "2025-06-03", "2025-10-26", "2025-03-30", "2024-02-29"])
STAMP = st.one_of(
    st.tuples(
        DAY,
        st.sampled_from("T "),
        CLOCK,
        st.sampled_from(["", ":00", ":00Z", ":00.000Z", ":00+02:00", "Z"]),
    ).map("".join),
    st.tuples(DAY, CLOCK).map(lambda at: f"{at[0].replace('-', '/')} {at[1]}"),
    st.sampled_from(
        [
            "",
            "2025-02-30T08:00",
            "2025-06-02T24:00",
            "2025-06-02",
            "08:00",
            "Total",
            "20250602 0800",
        ]
    ),
)
ROW = st.one_of(
    st.tuples(QUEUE, STAMP, NUMBER, NUMBER).map(",".join),
    st.sampled_from(
        [
            "",
            "Help,2025-06-02T08:00,1",
            "Total,,,900",
            'Help,"2025-06-02T08:00",1,2',
            '"',
            'a"b,2025-06-02T08:00,1,2',
        ]
    ),
)
SURE = "".join(
    f"Help,2025-06-01T{h:02}:{m:02},{h},{m}.5\n" for h in range(24) for m in (0, 15, 30, 45)
)


@settings(max_examples=80, deadline=None)
@given(
    rows=st.lists(ROW, max_size=25),
    ending=st.sampled_from(["\n", "\r\n"]),
    block=st.sampled_from([200, 4096]),
)
def test_both_ways_give_the_same(tmp_path_factory, rows, ending, block):
    file = tmp_path_factory.getbasetemp() / "both.csv"
    body = "queue,interval_start,calls,handle_seconds\n" + SURE + "\n".join(rows)
    if body.count('"') % 2:
        body += '"'
    file.write_bytes(body.replace("\n", ending).encode())
    found = survey(file)

    quick, careful = (
        read_export(file, found, Zones(OSLO, OSLO), queue="Floor", quick=way, block_bytes=block)
        for way in (True, False)
    )

    assert quick.refused == careful.refused
    assert (quick.rows, quick.totals, quick.repeated, quick.never_was) == (
        careful.rows,
        careful.totals,
        careful.repeated,
        careful.never_was,
    )
    sheets = [dict(reading.sheets()) for reading in (quick, careful)]
    assert sheets[0].keys() == sheets[1].keys()
    for queue, sheet in sheets[0].items():
        other = sheets[1][queue]
        np.testing.assert_array_equal(sheet.days, other.days)
        np.testing.assert_array_equal(sheet.seen, other.seen)
        for measure, values in sheet.values.items():
            np.testing.assert_array_equal(values, other.values[measure])
