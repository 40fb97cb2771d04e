"""``firebreak sample``."""

from app.domain.edits import Edit
from app.domain.text import text
from app.services.edits import Editor


def test_the_sample_goes_in_once_and_out_again(sample):
    assert "in the store already" in sample.refused("sample")
    assert "taken out" in sample.done("sample", "--remove").out
    assert "not in the store" in sample.refused("sample", "--remove")
    assert "put in" in sample.done("sample").out


def test_a_store_in_use_is_refused(firebreak, store, make_entry):
    Editor(store).apply(Edit(text("One meeting"), after=(make_entry(),)))
    assert "--home" in firebreak.refused("sample")


def test_the_sample_as_an_export_is_a_table_of_intervals(firebreak, tmp_path):
    file = tmp_path / "volumes.csv"
    firebreak.done("sample", "--csv", file)
    header, first, *rest = file.read_text().splitlines()
    assert header.startswith("interval_start,queue,offered,handled")
    assert first.startswith("2026-07-27 08:00,Phone,")
    assert len(rest) > 8000
