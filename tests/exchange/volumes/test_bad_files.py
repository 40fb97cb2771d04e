"""Whatever is handed in: a sentence that says what to do, never an exception's own words."""

import os

import pytest

from app.domain.errors import BadInputError
from app.exchange.volumes.survey import survey

HEAD = "queue,interval_start,calls\n"
ROW = "Help,2025-06-02T08:00,12\n"


def refused(call):
    with pytest.raises(BadInputError) as caught:
        call()
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is empty"),
        (" \n\n", "is empty"),
        ("\ufeff", "is empty"),
        (b"PK\x03\x04 and so on", "Excel workbook"),
        (bytes(range(256)) * 40, "not a text file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a text file"),
        ("just words\nand more words\n", "no columns"),
        ("a,b,c\n1,2,3\n", "no columns of times and contacts"),
        ("time,colour\n2025-06-02 08:00,red\n2025-06-02 08:15,blue\n", "no columns of times"),
        ("date,weekday\nMonday,1\nTuesday,2\n", "no columns of times"),
        (HEAD, "no rows below it"),
        (
            "row_date,split,starttime,intrvl,callsoffered\n3/14/2025,7,0,20,12\n",
            "intervals of 20 minutes",
        ),
        ((HEAD + ROW).encode("cp037"), ""),
        ((HEAD + ROW * 3).encode("utf-16")[:-1] + b"\xd8\xd8\xd8", "UTF-16"),
    ],
)
def test_a_file_that_is_no_volume_export_is_refused_in_words(read, content, says):
    sentence = refused(lambda: read(content, name="june.csv"))

    assert "june.csv" in sentence
    assert says in sentence


def test_a_missing_file_is_named(tmp_path):
    assert "There is no file" in refused(lambda: survey(tmp_path / "none.csv"))


def test_a_folder_is_not_a_file(tmp_path):
    assert "is a folder" in refused(lambda: survey(tmp_path))


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="only a plain user of Unix can be kept out"
)
def test_a_file_one_may_not_open_is_said_to_be(tmp_path):
    file = tmp_path / "locked.csv"
    file.write_text(HEAD)
    file.chmod(0)

    assert "cannot be read" in refused(lambda: survey(file))


def test_ten_megabytes_in_one_cell_are_refused_with_their_line(read):
    huge = HEAD + ROW + f"{'x' * 10_000_000},2025-06-02T08:15,5\n" + ROW

    assert "line 3" in refused(lambda: read(huge))


def test_ten_megabytes_in_the_first_cell_are_refused_too(read):
    assert "longer than 64 KB" in refused(lambda: read(HEAD + f'Help,"{"9" * 10_000_000}",5\n'))


def test_a_quote_that_never_closes_is_refused_with_its_line(read):
    rows = "".join(f"Help,2025-06-02T{h:02}:00,{h}\n" for h in range(24))
    open_quote = HEAD + rows + '"Help,2025-06-03T08:15,5\n' + rows

    assert "line 26" in refused(lambda: read(open_quote))


def test_bytes_that_are_not_utf_8_make_the_file_latin_1(read):
    export = read((HEAD + "Kø,2025-06-02T08:00,1\n").encode() + b"\xff\xfe,2025-06-02T08:15,5\n")

    assert export.refused == []  # read as Latin-1 as a whole
    assert export.reading.rows == 2


def test_other_bytes_far_down_a_utf_8_file_are_refused_with_their_line(read):
    rows = "".join(f"Kø,2025-06-{d:02}T{h:02}:00,{h}\n" for d in range(1, 31) for h in range(24))
    many = "".join(rows.replace("2025", str(2000 + year)) for year in range(25))
    export = read((HEAD + many).encode() + b"K\xf8,2025-07-01T08:00,5\n")

    assert export.refused == [
        (18002, "letters that are not UTF-8; export the file again, as UTF-8")
    ]


def test_a_column_of_call_ids_taken_for_queues_is_noticed(read):
    rows = "".join(f"c{n},2025-06-02T08:00,1\n" for n in range(6000))

    assert "more than 5000 queues" in refused(lambda: read(HEAD + rows))
