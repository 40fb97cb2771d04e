"""Put the pieces together. The only module that knows them all.

Each service is imported when it is first asked for: a window that only shows the week
never pays for the parsers, the ORM or the charts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.config import Clock, store_file, window_lock_file
from app.domain.edits import Subject
from app.services.edits import Editor
from app.services.outlooks import Outlooks
from app.services.weeks import Weeks
from app.storage.store import Store, open_store
from app.storage.window_lock import WindowLock

if TYPE_CHECKING:
    from app.planning.engine import Engine
    from app.services.backtests import Backtests
    from app.services.calendar_files import CalendarFiles
    from app.services.care import Care
    from app.services.events import Events
    from app.services.plan_problem import PlanProblems
    from app.services.planning import Planning
    from app.services.roster import Roster
    from app.services.roster_imports import RosterImports
    from app.services.rules import Rules
    from app.services.sample import Sample
    from app.services.settings import Settings
    from app.services.staffing import Staffing
    from app.services.talks import TalkLog
    from app.services.volume_imports import VolumeImports
    from app.services.watched_folder import WatchedFolder

Changed = Callable[[frozenset[Subject]], None]


def _nobody_listens(_subjects: frozenset[Subject]) -> None:
    """The command line shows nothing that could go stale."""


@dataclass(eq=False)
class Planner:
    """What a front end gets to talk to."""

    home: Path
    clock: Clock
    store: Store

    @cached_property
    def editor(self) -> Editor:
        """Carries out edits."""
        return Editor(self.store)

    @cached_property
    def outlooks(self) -> Outlooks:
        """What is expected of a week."""
        return Outlooks(self.store, self.clock)

    @cached_property
    def weeks(self) -> Weeks:
        """What stands in a week."""
        return Weeks(self.store, self.outlooks, self.clock)

    @cached_property
    def planning(self) -> Planning:
        """Proposes, applies, keeps the standing series."""
        from app.services.planning import Planning

        return Planning(self.store, self.outlooks, self.editor, self.clock, self.engine)

    @cached_property
    def engine(self) -> Engine:
        """Searches for better plans; its process begins with the first search."""
        from app.planning.engine import Engine

        return Engine()

    @cached_property
    def staffing(self) -> Staffing:
        """Who is on the phones, and how many are needed there."""
        from app.services.staffing import Staffing

        return Staffing(self.store, self.outlooks)

    @cached_property
    def plan_problems(self) -> PlanProblems:
        """What is asked of the engine."""
        from app.services.plan_problem import PlanProblems

        return PlanProblems(self.store, self.outlooks, self.clock)

    @cached_property
    def backtests(self) -> Backtests:
        """How well such plans would have done."""
        from app.services.backtests import Backtests

        return Backtests(self.store)

    @cached_property
    def volume_imports(self) -> VolumeImports:
        """Brings volume exports in."""
        from app.services.volume_imports import VolumeImports

        return VolumeImports(self.store, self.clock)

    @cached_property
    def watched_folder(self) -> WatchedFolder:
        """Brings new exports of a folder in by itself."""
        from app.services.watched_folder import WatchedFolder

        return WatchedFolder(self.store, self.volume_imports)

    @cached_property
    def calendar_files(self) -> CalendarFiles:
        """Reads and writes .ics files."""
        from app.services.calendar_files import CalendarFiles

        return CalendarFiles(self.store, self.clock)

    @cached_property
    def settings(self) -> Settings:
        """The site's settings."""
        from app.services.settings import Settings

        return Settings(self.store, self.editor)

    @cached_property
    def events(self) -> Events:
        """Known events and special days."""
        from app.services.events import Events

        return Events(self.store, self.editor)

    @cached_property
    def talks(self) -> TalkLog:
        """When each person was last talked to."""
        from app.services.talks import TalkLog

        return TalkLog(self.store, self.clock)

    @cached_property
    def roster(self) -> Roster:
        """People, teams, shifts and leave."""
        from app.services.roster import Roster

        return Roster(self.store)

    @cached_property
    def roster_imports(self) -> RosterImports:
        """Brings people and schedules in."""
        from app.services.roster_imports import RosterImports

        return RosterImports(self.store, self.clock)

    @cached_property
    def rules(self) -> Rules:
        """The manager's own routines that ask for places."""
        from app.services.rules import Rules

        return Rules(self.store)

    @cached_property
    def sample(self) -> Sample:
        """The sample centre."""
        from app.services.sample import Sample

        return Sample(self.store, self.clock)

    @cached_property
    def care(self) -> Care:
        """Check, backup and restore."""
        from app.services.care import Care

        return Care(self.store, self.home, self.clock)

    def warm_up(self) -> None:
        """Import what the first write needs, so that it is as quick as the second."""
        import app.storage.records  # noqa: F401 - what counts is that it is imported

    def close(self) -> None:
        """Finish what is being written and let go of the file; end what is being planned."""
        if "engine" in self.__dict__:
            self.engine.close()
        self.store.close()


def open_planner(home: Path, *, clock: Clock, changed: Changed = _nobody_listens) -> Planner:
    """Open the store in ``home`` (made when missing) and wire a planner to it.

    ``changed`` is called from the writer thread after each commit of this process.

    Raises:
        StoreError: the store cannot be opened; the sentence says why and what to do.

    """
    return Planner(home, clock, open_store(store_file(home), clock=clock, changed=changed))


def take_window_lock(home: Path) -> WindowLock | None:
    """Take the lock that one window a store holds; None when another window has it."""
    return WindowLock.take(window_lock_file(home))
