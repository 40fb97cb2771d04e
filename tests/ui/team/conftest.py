from __future__ import annotations

import pytest

from app.bootstrap import Planner
from app.domain.edits import Edit
from app.domain.text import text
from tests.ui.team_stage import AMINA, AWAY, CHEN, LARS, MONTHLY, TEAM_A, TEAM_B, ZOE, TellingDesk
from ui.team.page import TeamPage
from ui.theme import LIGHT


@pytest.fixture
def planner(home, clock, store):
    planner = Planner(home, clock, store)
    planner.editor.apply(planner.settings.edit_for(zone="Europe/Oslo"))
    return planner


@pytest.fixture
def desk(planner):
    return TellingDesk(carry_out=planner.editor.apply)


@pytest.fixture
def fill(planner):
    """Put a small centre in."""

    def fill(*more):
        records = (TEAM_A, TEAM_B, LARS, AMINA, CHEN, ZOE, *more)
        planner.editor.apply(Edit(text("Put in"), after=records))

    return fill


@pytest.fixture
def make_page(qtbot, planner, desk):
    def make(size=(1400, 860)):
        page = TeamPage(planner, desk, LIGHT)
        desk.pages.append(page.refresh)
        qtbot.addWidget(page)
        page.resize(*size)
        page.show()
        qtbot.waitExposed(page)
        return page

    return make


@pytest.fixture
def page(fill, make_page):
    fill(MONTHLY, AWAY)
    return make_page()
