"""``firebreak rules``."""

import pytest

PEOPLE = """name,team,workforce id
Nora Lien,Team B,1001
Amina Rashid,Team B,1002
"""


@pytest.fixture
def centre(firebreak, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    firebreak.done("import", "people", file)
    return firebreak


def test_a_routine_is_added_listed_changed_and_removed(centre):
    assert "There are no routines yet" in centre.done("rules").out
    added = centre.done(
        "rules", "add", "Talks", "--form", "one_to_one", "--minutes", "30", "--every", "2",
        "--wished", "0", "--with", "1001", "--team", "team b", "--days", "tue-thu",
        "--window", "9-15:30", "--priority", "5", "--wish", "any", "--room", "Room 4",
        "--kind", "performance", "--since", "2026-11-16", "--until", "2026-12-31",
    )  # fmt: skip
    assert "Routine ‘Talks’ added" in added.out

    told = centre.done("rules", "list", "--json").json
    (rule,) = told["rules"]
    assert {key: rule[key] for key in ("form", "every_weeks", "window", "weekdays", "until")} == {
        "form": "one_to_one", "every_weeks": 2, "window": "09:00-15:30",
        "weekdays": ["tue", "wed", "thu"], "until": "2026-12-31",
    }  # fmt: skip
    assert (len(rule["persons"]), len(rule["teams"]), rule["minutes_a_week"]) == (1, 1, 30.0)
    assert told["minutes_a_week"] == 30.0
    listed = centre.done("rules").out
    assert "every 2 weeks, tue-thu, 09:00-15:30" in listed
    assert "Team B, Nora Lien" in listed
    assert "0.5 h a week, 1 % of the working week." in listed

    centre.done("rules", "change", "talks", "--team", "nobody", "--window", "any", "--days", "any",
                "--until", "ever", "--title", "1:1s", "--pause")  # fmt: skip
    (rule,) = centre.done("rules", "list", "--json").json["rules"]
    assert (rule["title"], rule["teams"], rule["window"], rule["weekdays"], rule["until"]) == (
        "1:1s", [], None, [], None,
    )  # fmt: skip
    assert rule["paused"]
    assert "1:1s (paused)" in centre.done("rules").out

    assert "‘1:1s’ removed" in centre.done("rules", "remove", rule["id"][:8]).out
    assert centre.done("rules", "list", "--json").json["rules"] == []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--minutes", "0"), "5 minutes at least"),
        (("--minimum", "3", "--wished", "1"), "At least 3 and at most 1"),
        (("--with", "Zoe"), "Nobody is called 'Zoe'"),
        (("--team", "Team Z"), "no team called 'Team Z'; there are Team B"),
        (("--days", "someday"), "not a weekday"),
        (("--window", "late"), "08:00-18:00"),
        (("--since", "soon"), "2026-11-25"),
        (("--form", "party"), "'party' is not one of"),
    ],
)
def test_what_cannot_be_is_refused_and_not_stored(centre, options, says):
    assert says in centre.refused("rules", "add", "Walk", *options)
    assert centre.done("rules", "list", "--json").json["rules"] == []


def test_a_routine_that_is_not_there_is_neither_changed_nor_removed(centre):
    assert "no routine called 'x'" in centre.refused("rules", "change", "x", "--pause")
    assert "no routine called 'x'" in centre.refused("rules", "remove", "x")


def test_talks_and_team_meetings_are_for_all_that_are_due_unless_fewer_are_named(centre):
    centre.done("rules", "add", "Talks", "--form", "one_to_one", "--team", "Team B")
    centre.done("rules", "add", "Teams", "--form", "team_meeting", "--team", "Team B")
    centre.done("rules", "add", "Few", "--form", "sit_beside", "--team", "Team B", "--every", "4",
                "--wished", "2")  # fmt: skip
    few, talks, teams = centre.done("rules", "list", "--json").json["rules"]
    assert (talks["wished"], talks["minutes_a_week"]) == (0, 15.0)
    assert (teams["wished"], teams["minutes_a_week"]) == (0, 30.0)
    assert few["wished"] == 2
    assert "every 4 weeks, at most 2 a week" in centre.done("rules").out


def test_a_new_walk_wants_the_busy_hours_and_a_count_that_is_said_moves_the_usual_one(centre):
    centre.done("rules", "add", "Walk", "--form", "floor_walk", "--wished", "2")
    centre.done("rules", "add", "Report", "--minimum", "3")
    report, walk = centre.done("rules", "list", "--json").json["rules"]
    assert (walk["wish"], walk["minimum"], walk["wished"], walk["per_day"]) == ("high", 2, 2, 1)
    assert (report["minimum"], report["wished"]) == (3, 3)


def test_a_routine_whose_last_day_has_passed_is_marked_and_takes_no_hours(centre):
    centre.done("rules", "add", "Old", "--until", "2026-11-17")
    assert "Old (over)" in centre.done("rules").out
    assert centre.done("rules", "list", "--json").json["minutes_a_week"] == 0
