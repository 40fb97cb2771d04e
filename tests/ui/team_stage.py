"""A small centre, and a desk that tells pages of what it carried out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from app.domain.edits import Edit, Subject, subjects_of
from app.domain.people import Leave, Person, PersonId, Role, Team, TeamId
from app.domain.rules import Rule, RuleForm, RuleId
from tests.times import day
from tests.ui.panel_stage import FakeDesk

TEAM_A, TEAM_B = Team(TeamId("a"), "Team A", PersonId("lars")), Team(TeamId("b"), "Team B")
LARS = Person("Lars Berg", Role.LEAD, PersonId("lars"), team=TEAM_A.id, email="lars@x.example")
AMINA = Person("Amina R.", Role.AGENT, PersonId("amina"), team=TEAM_A.id, workforce_id="S1")
CHEN = Person("Chen Wei", Role.AGENT, PersonId("chen"), team=TEAM_B.id)
ZOE = Person("Zoë", Role.AGENT, PersonId("zoe"))
MONTHLY = Rule(
    "1:1", RuleForm.ONE_TO_ONE, 30, RuleId("r1"), every_weeks=2, persons=(CHEN.id, AMINA.id),
    since=day(-7),
)  # fmt: skip
AWAY = Leave(ZOE.id, day(1), day(4))


@dataclass
class TellingDesk(FakeDesk):
    """Carries edits out on the spot and tells the pages, as the window's bridge does."""

    pages: list[Callable[[frozenset[Subject]], None]] = field(default_factory=list)

    def submit(self, edit: Edit) -> None:
        super().submit(edit)
        for tell in self.pages:
            tell(subjects_of(edit))

    def undo(self) -> None:
        """Take the newest edit back."""
        self.submit(self.submitted[-1].inverse())
