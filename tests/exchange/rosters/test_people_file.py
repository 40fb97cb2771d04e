import pytest

from app.domain.errors import BadInputError
from app.domain.people import Role
from app.exchange.rosters.people_file import look_at_people, people_rows
from app.exchange.volumes.refusals import CellError


@pytest.fixture
def read(tmp_path):
    def rows(header, *lines):
        file = tmp_path / "people.csv"
        file.write_text("\n".join([header, *lines]) + "\n", "utf-8")
        return list(people_rows(look_at_people(file), lambda _share: True))

    return rows


@pytest.mark.parametrize(
    "header",
    [
        "name,email,role,team,lead,language,workforce id",
        "Full Name;E-Mail;Job Title;Group;Supervisor;Lang;Agent ID",
        "AgentName\te-mail address\tPosition\tTeam Name\tTeam Lead\tLocale\temployee_id",
    ],
)
def test_columns_are_known_by_what_they_are_called(read, header):
    delimiter = next(sign for sign in "\t;," if sign in header)
    (row,) = read(header, "Nora Lien,n@x.no,Team Lead,Blue,Ola Vik,nb,4711".replace(",", delimiter))
    assert (row.name, row.email, row.role, row.team, row.lead, row.language, row.workforce_id) == (
        "Nora Lien", "n@x.no", Role.LEAD, "Blue", "Ola Vik", "nb", "4711",
    )  # fmt: skip


def test_names_in_two_columns_or_turned_round_are_put_together(read):
    assert read("First Name;Surname;id", "Nora;Lien;1")[0].name == "Nora Lien"
    assert read("name;id", "Lien, Nora;1")[0].name == "Nora Lien"


@pytest.mark.parametrize(
    ("written", "role"),
    [("Agent", Role.AGENT), ("", None), ("Supervisor", Role.LEAD), ("senior_manager",
     Role.SENIOR_MANAGER), ("Senior Agent", Role.AGENT)],
)  # fmt: skip
def test_roles_are_known_by_what_they_are_called(read, written, role):
    assert read("name,role", f"Nora,{written}")[0].role is role


def test_an_unknown_role_is_refused_with_its_line(read):
    ((line, error),) = read("name,role", "Nora,wizard")
    assert isinstance(error, CellError)
    assert (line, str(error.text)) == (
        2,
        "‘wizard’ is no role; write agent, lead or senior manager",
    )


def test_a_lead_may_be_said_by_a_yes(read):
    yes, no = read("name,lead", "Nora,yes", "Ola,no")
    assert (yes.leads, yes.lead, no.leads, no.lead) == (True, "", False, "")


def test_a_list_without_names_is_refused(read):
    with pytest.raises(BadInputError, match="has no column called name / last name"):
        read("email,role", "a@b.no,agent")
