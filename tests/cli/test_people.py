"""``firebreak people``, ``firebreak import people`` and ``firebreak import schedule``."""

import pytest

PEOPLE = """name,email,role,team,lead,language,workforce id
Nora Lien,nora@centre.example,lead,Team B,,nb,1001
Amina Rashid,amina@centre.example,agent,Team B,Nora Lien,en,1002
Chen Wei,chen@centre.example,agent,Team B,Nora Lien,en,1003
"""
SCHEDULE = """agent id,date,activity,start,end
1002,2026-11-16,shift,08:00,16:00
1002,2026-11-16,lunch,11:30,12:00
1002,2026-11-19,holiday,,
1003,2026-11-16,shift,22:00,06:00
"""


@pytest.fixture
def write(tmp_path):
    def written(text, name="file.csv"):
        file = tmp_path / name
        file.write_text(text, "utf-8")
        return file

    return written


@pytest.fixture
def centre(firebreak, write):
    """A home in Oslo with three people."""
    firebreak.done("config", "zone", "Europe/Oslo")
    firebreak.done("import", "people", write(PEOPLE, "people.csv"))
    return firebreak


def test_people_come_in_and_are_listed(firebreak, write):
    assert "Nobody is known yet" in firebreak.done("people").out
    said = firebreak.done("import", "people", write(PEOPLE)).out
    assert "3 rows read, 3 people" in said
    assert "3 new, 0 changed, 0 the same, 0 rows refused" in said
    assert "New teams: Team B" in said
    assert "Stored: 3 people new, 0 changed." in said
    listed = firebreak.done("people").out
    assert [line.split()[:2] for line in listed.splitlines()[1:4]] == [
        ["Amina", "Rashid"], ["Chen", "Wei"], ["Nora", "Lien"],
    ]  # fmt: skip
    again = firebreak.done("import", "people", write(PEOPLE)).out
    assert "Nothing had to be changed" in again


def test_a_schedule_comes_in_and_shows_in_the_list(centre, write):
    said = centre.done("import", "schedule", write(SCHEDULE)).out
    assert "2 people, 2026-11-16 to 2026-11-19, times of Europe/Oslo" in said
    assert "Stored: 3 days new, 0 changed, 0 gone." in said

    (amina, chen, nora) = centre.done("people", "--week", "2026-W47", "--json").json["people"]

    assert amina["shifts"][0] == {
        "start": "2026-11-16T08:00:00+01:00", "end": "2026-11-16T16:00:00+01:00",
        "activity": "shift",
    }  # fmt: skip
    assert amina["leave"] == [{"first": "2026-11-19", "last": "2026-11-19"}]
    assert (amina["team"], amina["lead"], amina["language_name"]) == (
        "Team B", "Nora Lien", "English",
    )  # fmt: skip
    assert chen["shifts"][0]["end"] == "2026-11-17T06:00:00+01:00"
    assert nora["role"] == "lead"
    listed = centre.done("people", "--week", "2026-W47").out
    assert "1 (8 h)" in listed
    assert "Thu 19 Nov" in listed


def test_a_dry_run_stores_nothing(centre, write):
    told = centre.done("import", "schedule", write(SCHEDULE), "--dry-run", "--json").json
    assert (told["new"], told["stored"], told["refused"]) == (3, False, [])
    people = centre.done("people", "--week", "2026-W47", "--json").json["people"]
    assert all(not person["shifts"] for person in people)


def test_plain_values_tell_what_was_stored(centre, write):
    told = centre.done("import", "people", write(PEOPLE.replace("nb", "se")), "--json").json
    assert (told["new"], told["changed"], told["same"], told["stored"]) == (0, 1, 2, True)


def test_rows_that_cannot_be_taken_are_listed_and_nothing_is_stored(centre, write):
    file = write(SCHEDULE + "9999,2026-11-16,shift,08:00,16:00\n")
    assert "line 6: nobody here has the id or name ‘9999’" in centre.refused(
        "import", "schedule", file, "--json"
    )
    told = centre.done("import", "schedule", file, "--dry-run").out
    assert "! line 6: nobody here has the id" in told
    people = centre.done("people", "--week", "2026-W47", "--json").json["people"]
    assert all(not person["shifts"] for person in people)

    assert "Stored: 3 days new" in centre.done("import", "schedule", file, "--known-only").out


def test_dates_that_can_be_read_twice_are_asked_about(firebreak, write):
    firebreak.done("import", "people", write(PEOPLE, "people.csv"))
    file = write("agent id,date,activity,start,end\n1002,03/04/2026,shift,08:00,16:00\n")
    said = firebreak.refused("import", "schedule", file, "--json")
    assert "whether 03/04/2026 is 2026-04-03 or 2026-03-04" in said
    told = firebreak.done("import", "schedule", file, "--dates", "month-first", "--json").json
    assert told["first_day"] == "2026-03-04"


@pytest.mark.parametrize("command", ["people", "schedule"])
def test_a_file_that_is_no_table_is_refused(centre, write, command):
    assert "has no column called" in centre.refused("import", command, write("nothing\n"))
    assert "There is no file" in centre.refused("import", command, "missing.csv")


def test_a_row_of_a_stranger_says_how_it_can_be_passed_over(centre, write):
    lines = "9999,2026-11-16,shift,08:00,16:00\n1002,2026-11-16,shift,08:00,16:00\n"
    file = write(f"agent id,date,activity,start,end\n{lines}")
    assert "--known-only passes over" in centre.done("import", "schedule", file, "--dry-run").out
    told = centre.done("import", "schedule", file, "--known-only").out
    assert "--known-only" not in told
    assert "Stored: 1 days new" in told


def test_a_look_at_a_schedule_says_that_its_dates_can_be_read_in_two_ways(centre, write):
    file = write("agent id,date,activity,start,end\n1002,11/12/2026,shift,08:00,16:00\n")
    look = ("import", "schedule", file, "--dry-run")
    assert "--dates says which" in centre.done(*look).out
    assert "--dates says which" not in centre.done(*look, "--dates", "day-first").out


def test_taking_an_import_back_says_what_there_is_for_people_and_schedules(centre):
    told = centre("import", "undo")
    assert told.code == 2
    assert "with Ctrl+Z while it is open" in told.err
    assert "3 people" in centre.done("people").out
