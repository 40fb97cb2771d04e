from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.edits import Edit
from app.domain.people import Person, Role
from app.domain.text import text
from app.exchange.volumes.refusals import Refusal
from app.services.roster_preview import RosterPreview
from tests.times import MONDAY
from ui.team.import_preview import RosterPreviewPage
from ui.theme import LIGHT

CHANGES = Edit(text("Brought in"), after=(Person("Anna", Role.AGENT),))


@pytest.fixture
def about(qtbot):
    """What the page says of a schedule with so many days."""
    page = RosterPreviewPage(LIGHT)
    qtbot.addWidget(page)

    def said(days=1, **more):
        preview = RosterPreview(
            Path("rota.csv"), 2, 1, 0, 0, 0, more.pop("refused", ()), first_day=MONDAY,
            last_day=MONDAY + timedelta(days=days - 1), zone="Europe/Oslo", **more,
        )  # fmt: skip
        page.show_preview(preview, schedule=True, zone="Europe/Oslo")
        return page._about.text()

    return said


def test_the_days_that_are_replaced_are_named(about):
    assert about(made=CHANGES) == (
        "Mon 16 Nov 2026; what is rostered on this day for the people in the file is replaced."
    )
    assert about(days=7, made=CHANGES).startswith("Mon 16 Nov 2026 – Sun 22 Nov 2026; what is")


def test_a_file_that_changes_nothing_says_so(about):
    assert "Everything in this file is here already" in about()


def test_a_file_with_refused_rows_says_what_to_do(about):
    refused = (Refusal(3, text("it has a start and no end")),)
    assert "Nothing is imported while rows are refused" in about(refused=refused, made=CHANGES)
