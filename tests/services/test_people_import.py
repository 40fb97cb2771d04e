from dataclasses import replace

import pytest

from app.domain.edits import Edit
from app.domain.errors import BadInputError
from app.domain.people import Person, PersonId, Role, Team, TeamId
from app.domain.text import text
from app.services.edits import Editor
from app.services.roster_imports import RosterImports
from app.services.volume_preview import RefusedRowsError

HEADER = "name,email,role,team,lead,language,workforce id"
BLUE = Team(TeamId("blue"), "Blue")
ANNA = Person("Anna", Role.AGENT, PersonId("anna"), BLUE.id, "anna@x.no", "nb", "1")
BO = Person("Bo", Role.AGENT, PersonId("bo"))


@pytest.fixture
def look(store, clock, tmp_path):
    def preview(*lines, header=HEADER, **more):
        file = tmp_path / "people.csv"
        file.write_text("\n".join([header, *lines]) + "\n", "utf-8")
        return RosterImports(store, clock).people(file, **more)

    return preview


@pytest.fixture
def apply(store):
    return Editor(store).apply


@pytest.fixture
def known(apply):
    apply(Edit(text("Known"), after=(BLUE, ANNA, BO)))


def counts(preview):
    return preview.new, preview.changed, preview.same, preview.gone


def reasons(preview):
    return [(refusal.line, str(refusal.reason)) for refusal in preview.refused]


def test_a_new_list_makes_people_and_teams_with_their_leads_and_undo_takes_all_out(
    look, apply, store
):
    preview = look(
        "Nora Lien,nora@x.no,lead,Red,,nb,10", "Ida,,agent,Red,Nora Lien,English,11",
        "Ola,,,Green,yes,,12", "Tor,,senior manager,,,,13",
    )  # fmt: skip

    assert counts(preview) == (4, 0, 0, 0)
    assert preview.new_teams == ("Red", "Green")
    apply(preview.edit)

    people = {person.name: person for person in store.read.people()}
    teams = {team.name: team for team in store.read.teams()}
    assert people["Ida"].team == teams["Red"].id
    assert people["Ida"].language == "en"
    assert teams["Red"].lead == people["Nora Lien"].id
    assert teams["Green"].lead == people["Ola"].id
    assert people["Ola"].role is Role.LEAD  # nothing was said, and he leads
    assert people["Tor"].role is Role.SENIOR_MANAGER
    apply(preview.edit.inverse())
    assert store.read.people() == store.read.teams() == []


def test_people_are_known_by_id_then_mail_then_name(look, known, apply, store):
    preview = look("Anna Berg,,,,,,1", "bo,bo@x.no,lead,Blue,,,")
    assert counts(preview) == (0, 2, 0, 0)
    apply(preview.edit)
    assert store.read.people() == [
        replace(ANNA, name="Anna Berg"),
        replace(BO, name="bo", email="bo@x.no", role=Role.LEAD, team=BLUE.id),
    ]
    assert counts(look("Anna B.,ANNA@X.no,,,,,")) == (0, 1, 0, 1)


def test_the_same_list_again_changes_nothing(look, known, apply):
    lines = ("Anna,anna@x.no,agent,Blue,,nb,1", "Bo,,agent,,,,", "Cy,,,New,Cy,,3")
    apply(look(*lines).edit)
    again = look(*lines)
    assert counts(again) == (0, 0, 3, 0)
    assert not again.changes_anything


def test_empty_cells_and_missing_columns_leave_what_is_known(look, known):
    assert counts(look("Anna,,,,,,1", "Bo,,,,,,")) == (0, 0, 2, 0)
    assert counts(look("1,Anna", "4,Cy", header="id,name")) == (1, 0, 1, 1)


def test_who_is_not_in_the_list_stays_and_is_counted(look, known, apply, store):
    preview = look("Cy,,,,,,3")
    assert preview.gone == 2
    assert "2 people are not in the file and stay." in map(str, preview.notes)
    apply(preview.edit)
    assert [person.name for person in store.read.people()] == ["Anna", "Bo", "Cy"]


def test_one_of_the_same_name_with_another_id_is_somebody_else(look, known):
    assert counts(look("Anna,,,,,,2")) == (1, 0, 0, 2)


def test_a_team_known_by_another_spelling_is_that_team(look, known, apply, store):
    apply(look("Cy,,,BLUE,Anna,,3").edit)
    assert store.read.teams() == [replace(BLUE, lead=ANNA.id)]


@pytest.mark.parametrize(
    ("lines", "refused"),
    [
        ([",a@x.no,,,,,"], [(2, "it has no name")]),
        (["Cy,nothing,,,,,"], [(2, "‘nothing’ is no mail address; write it like nora@example.org, "
                                   "or leave it empty")]),
        (["=1+1,,,,,,"], [(2, "‘=1+1’ begins like a formula of a spreadsheet; write it without "
                              "the first character")]),
        (["Cy,,,@SUM(A1),,,"], [(2, "‘@SUM(A1)’ begins like a formula of a spreadsheet; write it "
                                    "without the first character")]),
        (["Cy,,wizard,,,,"], [(2, "‘wizard’ is no role; write agent, lead or senior manager")]),
        (["Cy,,,,,,3", "Di,,,,,,3"], [(3, "‘3’ stands in line 2 already")]),
        (["Cy,c@x.no,,,,,", "Di,C@x.no,,,,,"], [(3, "‘C@x.no’ stands in line 2 already")]),
        (["Anna,,,,,,1", "Anna,anna@x.no,,,,,"], [(3, "it is the same person as in line 2")]),
        (["Cy,anna@x.no,,,,,9", "Anna,,,,,,1"], [(3, "it is the same person as in line 2")]),
        (["Cy,,,,Anna,,3"], [(2, "it names a lead and no team")]),
        (["Cy,,,Red,Zoe,,3"], [(2, "nobody is called ‘Zoe’ who could lead the team; give them a "
                                   "row")]),
        (["Cy,,,Red,Anna,,3", "Di,,,Red,Bo,,4"], [(3, "its team has another lead in line 2")]),
    ],
)  # fmt: skip
def test_rows_that_cannot_be_taken_are_listed_and_nothing_is_stored(look, known, lines, refused):
    preview = look(*lines, "Eve,eve@x.no,agent,Blue,,,77")
    assert reasons(preview) == refused
    with pytest.raises(RefusedRowsError, match=r"[Nn]othing was stored"):
        _ = preview.edit


def test_an_unknown_language_is_refused(look):
    ((line, reason),) = reasons(look("Cy,,,,,Klingon,3"))
    assert line == 2
    assert reason.startswith("‘Klingon’ is no language that is known here")


def test_two_of_one_name_are_not_guessed_between(look, apply):
    twins = (replace(BO, id=PersonId("b1")), replace(BO, id=PersonId("b2")))
    apply(Edit(text("Twins"), after=twins))
    assert reasons(look("Bo,,,,,,")) == [
        (2, "2 people are called ‘Bo’; add the id of the workforce system")
    ]
    assert reasons(look("Cy,,,Red,Bo,,3")) == [
        (2, "2 people are called ‘Bo’; use the id of the workforce system")
    ]


def test_an_address_that_somebody_else_keeps_is_refused(look, known):
    assert reasons(look("Bo,,,,,,", "Cy,anna@x.no,,,,,")) == []  # Anna, renamed
    preview = look("Bo,,,,,,1")
    assert counts(preview) == (0, 1, 0, 1)  # by its id that is Anna


def test_a_thousand_bad_rows_end_the_reading(look):
    preview = look(*(f"P{number},no mail,,,,," for number in range(1500)))
    assert len(preview.refused) == 1000
    assert not preview.changes_anything


def test_a_header_alone_is_refused(look):
    with pytest.raises(BadInputError, match="no rows below it"):
        look()
