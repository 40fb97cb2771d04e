"""A newcomer's first quarter of an hour, by the command line."""


def test_from_nothing_to_a_planned_week_on_paper(firebreak, tmp_path):
    firebreak.done("sample")
    proposal = firebreak.done("plan", "--week", "2026-W48", "--json").json
    assert proposal["counts"]["new"] >= 5
    assert proposal["coverage"]["after"] == {"covered": 10, "peaks": 10, "open": []}
    firebreak.done("plan", "--week", "2026-W48", "--apply")

    calendar, picture = tmp_path / "week.ics", tmp_path / "week.png"
    firebreak.done("export", "--week", "2026-W48", "--out", calendar)
    firebreak.done("picture", picture, "--week", "2026-W48", "--dark")
    assert calendar.read_text(encoding="utf-8").count("BEGIN:VEVENT") > 10
    assert picture.read_bytes().startswith(b"\x89PNG")

    assert "Everything is sound." in firebreak.done("check").out
    firebreak.done("backup")
    firebreak.done("sample", "--remove")
    assert firebreak.done("week", "--week", "2026-W48", "--json").json["entries"] == []
    firebreak.done("restore")
    entries = firebreak.done("week", "--week", "2026-W48", "--json").json["entries"]
    planned = {(change["title"], change["start"]) for change in proposal["changes"]}
    assert planned <= {(entry["title"], entry["start"]) for entry in entries}


def test_the_samples_export_comes_back_in_as_it_went_out(firebreak, tmp_path):
    file = tmp_path / "phones.csv"
    firebreak.done("sample", "--csv", file)
    first = firebreak.done("import", "volumes", file, "--zone", "Europe/Oslo", "--json").json
    assert (first["queues"], first["refused"]) == (["Chat", "Phone"], [])
    assert first["new"] == first["rows_read"] == 226 * 40
    again = firebreak.done("import", "volumes", file, "--json").json
    assert (again["new"], again["changed"], again["same"]) == (0, 0, first["new"])
    assert firebreak.done("config", "zone").out == "Europe/Oslo\n"
    figures = firebreak.done("backtest", "--country", "NO", "--json").json
    assert figures["peak_hit"] > 0.95
    firebreak.done("plan", "--apply")
    days = firebreak.done("week", "--json").json["days"]
    assert sum(len(day["peaks"]) for day in days) == 10


def test_what_was_exported_is_known_when_it_comes_back(firebreak, tmp_path):
    firebreak.done("sample")
    file = tmp_path / "week.ics"
    firebreak.done("export", "--out", file)
    said = firebreak.done("import", "calendar", file, "--json").json
    assert (said["new"], said["stored"]) == (0, False)
    assert said["own"] > 20
