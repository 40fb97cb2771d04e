"""The planner's commands beside "Plan my week": four weeks, re-plan, what a meeting costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.text import text
from ui.widgets.language import tr

if TYPE_CHECKING:
    from ui.shell.actions import Actions
    from ui.shell.what_if import WhatIf
    from ui.week.page import WeekPage
    from ui.widgets.desk import Desk

MONTH = 4
"""Weeks that are planned at once when it is asked for."""


def add_plan_commands(table: Actions, week: WeekPage, what_if: WhatIf, desk: Desk) -> None:
    """Give the window what the planner can do."""
    group = tr("Week")

    def replan() -> None:
        if not week.replanning.replan():
            desk.toast(text("Everything that is planned in this week still fits."))

    table.add(
        "replan",
        tr("Re-plan the days that no longer fit"),
        replan,
        group=group,
        letter="Shift+P",
    )
    table.add(
        "plan_month", tr("Plan four weeks"), lambda: week.plan_my_week(weeks=MONTH), group=group
    )
    table.add("what_if", tr("What would a meeting cost?…"), what_if.ask_file, group=group)
