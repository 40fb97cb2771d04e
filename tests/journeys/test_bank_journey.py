"""Half a year of a real bank's calls, from the export to a planned week."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared" / "data"
FILE = SHARED / "us_bank_2003_15min.csv"


@pytest.mark.skipif(not FILE.exists(), reason="the bank's volumes lie beside the project only")
def test_the_banks_next_week_is_planned_from_its_volumes(firebreak, tmp_path):
    firebreak.at("2003-10-24T12:00-04:00")
    firebreak.done("config", "country", "US")
    said = firebreak.done("import", "volumes", FILE, "--zone", "America/New_York", "--json").json
    assert (said["minutes"], said["new"], said["refused"]) == (15, 9184, [])

    figures = firebreak.done("backtest", "--weeks", "8", "--json").json
    assert figures["peak_hit"] >= 0.989
    assert figures["standing"] >= 0.988
    assert figures["peak_hit"] > max(figures["fixed_hours"], figures["last_week"])
    assert {"weekday", "weeks", "below", "regret", "reliable"} <= figures["low_day"].keys()

    proposal = firebreak.done("plan", "--week", "2003-W44", "--apply", "--json").json
    assert proposal["applied"]
    assert proposal["coverage"]["after"]["covered"] == 10
    blocks = [entry for entry in proposal["blocks"] if entry["kind"] == "unplanned"]
    assert len(blocks) == 10
    assert all(block["start"].endswith("-05:00") for block in blocks)  # winter time by then

    calendar, picture = tmp_path / "week.ics", tmp_path / "week.pdf"
    firebreak.done("export", "--week", "2003-W44", "--out", calendar)
    firebreak.done("picture", picture, "--week", "2003-W44")
    assert "RRULE" in calendar.read_text(encoding="utf-8")
    assert picture.read_bytes().startswith(b"%PDF")
    assert firebreak.done("plan", "--week", "2003-W44", "--json").json["changes"] == []


@pytest.mark.skipif(not FILE.exists(), reason="the bank's volumes lie beside the project only")
def test_the_same_days_in_finer_intervals_replace_the_coarser(firebreak):
    firebreak.at("2003-10-24T12:00-04:00")
    firebreak.done("import", "volumes", FILE, "--zone", "America/New_York")
    finer = SHARED / "us_bank_2003_5min.csv"
    firebreak.done("import", "volumes", finer)
    again = firebreak.done("import", "volumes", finer, "--json").json
    assert (again["new"], again["changed"]) == (0, 0)
    firebreak.done("import", "undo")
    firebreak.done("import", "undo")
    assert firebreak.done("import", "volumes", FILE, "--json").json["changed"] == 0
