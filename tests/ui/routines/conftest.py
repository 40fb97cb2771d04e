from __future__ import annotations

import pytest

from app.bootstrap import Planner
from app.domain.edits import Edit
from app.domain.text import text
from tests.ui.team_stage import AMINA, CHEN, LARS, TEAM_A, TEAM_B, ZOE, TellingDesk
from ui.routines.page import RoutinesPage
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
def make_page(qtbot, planner, desk):
    def make(*rules):
        records = (TEAM_A, TEAM_B, LARS, AMINA, CHEN, ZOE, *rules)
        planner.editor.apply(Edit(text("Put in"), after=records))
        page = RoutinesPage(planner, desk, LIGHT)
        desk.pages.append(page.refresh)
        qtbot.addWidget(page)
        page.resize(1200, 820)
        page.show()
        qtbot.waitExposed(page)
        return page

    return make
