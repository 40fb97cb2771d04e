import pytest

from app.domain.errors import BadInputError, CancelledError
from app.exchange.rosters import table as table_module
from app.exchange.rosters.table import look

NAMES = {"who": ("agent id", "id"), "day": ("date",), "note": ("note",)}


@pytest.fixture
def read(tmp_path):
    def rows(content, encoding="utf-8", progress=lambda _share: True):
        file = tmp_path / "file.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        found = look(file, NAMES, [("who",), ("day",)])
        return [(row.line, *map(row.cell, NAMES)) for row in found.rows(progress)]

    return rows


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_rows_come_with_their_lines_whatever_splits_them(read, delimiter):
    text = 'Agent ID,DATE,More\n7,2026-11-16,x\n\n "8" ,2026-11-17\n'.replace(",", delimiter)
    assert read(text) == [(2, "7", "2026-11-16", ""), (4, "8", "2026-11-17", "")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encoding_it_was_written_in(read, encoding):
    assert read("date,agent_id,note\n1,Åse,Øl\n", encoding) == [(2, "Åse", "1", "Øl")]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_the_lines_of_other_computers_are_lines(read, end):
    assert read(end.join(["AgentId;Date", "7;1", "8;2", ""])) == [
        (2, "7", "1", ""),
        (3, "8", "2", ""),
    ]


def test_titles_above_the_header_are_passed_over_and_other_columns_named(tmp_path):
    file = tmp_path / "file.csv"
    file.write_text("Schedule report\nMade;today\n\nSite;Agent ID;Date\nOslo;7;1\n", "utf-8")
    found = look(file, NAMES, [("who",), ("day",)])
    assert found.ignored == ("Site",)
    assert [(row.line, row.cell("who")) for row in found.rows(lambda _share: True)] == [(5, "7")]


def test_a_cell_may_have_lines_in_quotes(read):
    assert read('id,date,note\n7,1,"two\nlines"\n8,2,x\n') == [
        (2, "7", "1", "two\nlines"),
        (4, "8", "2", "x"),
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is empty"),
        ("id,note\n1,2\n", "no column called date"),
        ("just words\n", "no column called agent id"),
        (b"PK\x03\x04" + b"\x00" * 99, "Excel workbook"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "not a text file"),
        ("id,date\n" + "1,2\n" * 99 + 'x,"open\n' + "1,2\n" * 300, "line 101: a quotation mark"),
        ("id,date\n1," + "x" * 70_000 + "\n", "longer than 64 KB"),
        (("id,date\nÅ,1\n" + "1,2\n" * 99_999).encode() + b"\xc3,3\n", "line 100002: this is not"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(read, content, sentence):
    with pytest.raises(BadInputError, match=sentence):
        read(content)


def test_files_and_rows_beyond_the_limits_are_refused(read, monkeypatch):
    monkeypatch.setattr(table_module, "MOST_ROWS", 2)
    with pytest.raises(BadInputError, match="larger than a roster"):
        read("id,date\n" + "1,2\n" * 3)
    monkeypatch.setattr(table_module, "LARGEST_BYTES", 20)
    with pytest.raises(BadInputError, match="larger than a roster"):
        read("id,date\n" + "1,2\n" * 20)


def test_reading_stops_when_told(read):
    with pytest.raises(CancelledError):
        read("id,date\n1,2\n", progress=lambda _share: False)


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    for file, sentence in ((tmp_path / "none.csv", "There is no file"), (tmp_path, "is a folder")):
        with pytest.raises(BadInputError, match=sentence):
            look(file, NAMES, [("who",)])
