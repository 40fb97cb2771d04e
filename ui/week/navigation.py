"""Where in time the page is, and how it goes on and back."""

from __future__ import annotations

from datetime import date, timedelta

from app.domain.wall import minute_of_day, monday_of
from ui.week.dates import Dates
from ui.week.presenter import NEW_MINUTES, WeekPresenter
from ui.week.views import Views

FIRST_NEW = 9 * 60
OVER_THE_MONTH = timedelta(days=40)


class Navigation:
    """Moves by what is looked at: days, weeks or months."""

    def __init__(self, presenter: WeekPresenter, views: Views, dates: Dates) -> None:
        self._presenter = presenter
        self._views = views
        self._dates = dates

    @property
    def monday(self) -> date:
        """The week that is shown."""
        view = self._presenter.view
        return view.monday if view else monday_of(self._presenter.today())

    @property
    def day(self) -> date:
        """The day in the fore."""
        return self._views.day or self.monday

    def show_week(self, monday: date) -> None:
        """Show the week from ``monday``, its today or first day in the fore."""
        today = self._presenter.today()
        self._views.day = today if monday_of(today) == monday else monday
        self._presenter.show_week(monday)

    def show_day(self, day: date) -> None:
        """Show the week of ``day`` with that day in the fore."""
        self._views.day = day
        self._presenter.show_week(monday_of(day))

    def step(self, steps: int) -> None:
        """Go on (or back, when negative) by whatever is looked at."""
        if self._views.name == "day":
            self.show_day(self.day + timedelta(days=steps))
        elif self._views.name == "month":
            first = self._dates.first_of_month(self.day)
            there = first + OVER_THE_MONTH if steps > 0 else first - timedelta(days=1)
            self.show_day(self._dates.first_of_month(there))
        else:
            self.show_week(self.monday + timedelta(weeks=steps))

    def middle(self) -> date:
        """The day whose month is shown: the one in the fore, of a week its Thursday (ISO 8601)."""
        if self._views.name in ("day", "month"):
            return self.day
        return self.monday + timedelta(days=3)

    def month(self) -> date:
        """The first day of the month to sum up."""
        return self._dates.first_of_month(self.middle())

    def title(self) -> tuple[str, str]:
        """What is shown, and the week's number: "16–22 November 2026", "week 47"."""
        dates = self._dates
        if self._views.name == "month":
            return dates.month(self.day), ""
        shown = dates.day(self.day) if self._views.name == "day" else dates.week(self.monday)
        return shown, dates.week_number(self.monday)

    def new_place(self) -> tuple[date, int]:
        """Where Ctrl+N puts something: the next half hour today, nine o'clock elsewhere."""
        view = self._presenter.view
        if view is None or self.day != self._presenter.today():
            return self.day, FIRST_NEW
        now = minute_of_day(view.now, view.site.tz)
        coming = -(-now // NEW_MINUTES) * NEW_MINUTES
        return self.day, min(coming, 24 * 60 - NEW_MINUTES)
