"""The window as its pages see it: edits with undo, work with progress, words in passing."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.edits import Edit
from app.domain.errors import CancelledError, PlannerError
from app.domain.text import Text, text
from app.services.edits import Editor
from ui.shell.bridge import Bridge
from ui.shell.history import History, Step, edit_step, remembered_step
from ui.shell.jobs import Job, Jobs
from ui.shell.streams import Stream
from ui.widgets.desk import Progress, Search

T = TypeVar("T")
P = TypeVar("P")
_LOOK_EVERY = 100
_SHOW_AFTER = 5
"""Looks of a tenth of a second before a job shows its progress."""


class WindowDesk(QObject):
    """Implements ``ui.widgets.desk.Desk``. Shows nothing itself: the frame listens."""

    toast_asked = Signal(object, bool)  # Text, whether Undo is offered
    banner_asked = Signal(object)  # PlannerError
    crashed = Signal(object)  # BaseException
    progress_shown = Signal(object, float)  # Text, fraction
    progress_over = Signal()
    idle = Signal()  # the last of the work that somebody waited for has ended

    def __init__(
        self, editor: Callable[[], Editor], bridge: Bridge, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._bridge = bridge
        self._edits = Jobs(bridge, threads=1, name="edits")
        self._jobs = Jobs(bridge, threads=2, name="jobs")
        self.history = History(self._edits, self)
        self.history.done.connect(lambda step: self.toast_asked.emit(step.label, True))
        self.history.undone.connect(self._tell_undone)
        self.history.redone.connect(lambda step: self.toast_asked.emit(step.label, True))
        self.history.refused.connect(self._refuse)
        self._looks: dict[Job[object], int] = {}
        self._streams: list[Stream[Any]] = []
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    def submit(self, edit: Edit) -> None:
        """Carry the edit out in a worker, remember it for undo, toast its label."""
        self.history.submit(edit_step(edit, self._late_editor()))

    def remember(self, edit: Edit) -> None:
        """Put an edit that was already carried out on the undo stack and toast its label."""
        self.history.remember(remembered_step(edit, self._late_editor()))

    def remember_work(
        self, label: Text, undo: Callable[[], object], redo: Callable[[], object]
    ) -> None:
        """As ``remember``, for what is no edit (an import): both run in a worker."""
        self.history.remember(Step(label, undo, redo))

    def run(
        self,
        label: Text,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[PlannerError], None] | None = None,
    ) -> None:
        """Do ``work`` in a worker thread; call ``done`` on the GUI thread with its result."""

        def finish(result: T) -> None:
            done(result)
            self._tell_idle()

        def fail(error: BaseException) -> None:
            self._fail(error, failed)
            self._tell_idle()

        self._jobs.begin(Job(label, work, finish, fail))
        if self.busy():
            self._timer.start()

    def run_quietly(
        self,
        label: Text,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        given_up: Callable[[], None] | None = None,
    ) -> None:
        """Do what nobody waits for: no progress. Failures still say their sentence.

        ``given_up`` hears of a failure afterwards.
        """

        def fail(error: BaseException) -> None:
            self._refuse(error)
            if given_up is not None:
                given_up()

        finish = done or (lambda _result: None)
        self._jobs.begin(Job(label, lambda _progress: work(), finish, fail, quiet=True))

    def search(
        self,
        label: Text,
        work: Search[P, T],
        better: Callable[[P], None],
        done: Callable[[T], None],
        failed: Callable[[PlannerError], None] | None = None,
    ) -> Stream[P]:
        """Do ``work`` in a worker thread; what it tells on the way comes to ``better``."""
        stream = Stream(self._bridge, better)

        def finish(result: T) -> None:
            self._end(stream)
            done(result)

        def fail(error: BaseException) -> None:
            self._end(stream)
            self._fail(error, failed)

        if self._closed:
            return stream
        self._streams.append(stream)
        self._searches.begin(
            Job(
                label, lambda _progress: work(stream.tell, stream.stopped), finish, fail, quiet=True
            )
        )
        return stream

    def toast(self, words: Text) -> None:
        """Say in passing what was done."""
        self.toast_asked.emit(words, False)

    def banner(self, error: PlannerError) -> None:
        """Say what went wrong and what to do, until it is closed."""
        self.banner_asked.emit(error)

    def busy(self) -> bool:
        """Whether work is going on that somebody waits for."""
        return bool(self._shown())

    def cancel(self) -> None:
        """Stop the work whose progress is shown."""
        for job in self._shown()[:1]:
            job.cancelled.set()

    def close(self) -> None:
        """Cancel what runs and wait for what is being written."""
        self._closed = True
        self._timer.stop()
        for stream in self._streams:
            stream.stop()
        if "_searches" in self.__dict__:
            self._searches.close()
        self._jobs.close()
        self._edits.close()

    @cached_property
    def _searches(self) -> Jobs:
        """A thread of its own: a long search is in nobody's way. Made when first needed."""
        return Jobs(self._bridge, threads=1, name="searches")

    def _end(self, stream: Stream[Any]) -> None:
        stream.end()
        self._streams.remove(stream)

    def _late_editor(self) -> Editor:
        return self._editor()

    def _fail(
        self, error: BaseException, failed: Callable[[PlannerError], None] | None = None
    ) -> None:
        if isinstance(error, PlannerError) and failed is not None:
            failed(error)
        else:
            self._refuse(error)

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, CancelledError):
            self.toast_asked.emit(error.text, False)
        elif isinstance(error, PlannerError):
            self.banner_asked.emit(error)
        else:
            self.crashed.emit(error)

    def _tell_undone(self, step: Step) -> None:
        self.toast_asked.emit(text("Taken back: {what}", what=str(step.label)), False)

    def _shown(self) -> list[Job[object]]:
        return [job for job in self._jobs.running() if not job.quiet]

    def _tell_idle(self) -> None:
        if not self.busy():
            self.idle.emit()

    def _look(self) -> None:
        """Show the oldest job's progress once it has taken half a second."""
        running = self._shown()
        self._looks = {job: self._looks.get(job, 0) + 1 for job in running}
        slow = [job for job in running if self._looks[job] >= _SHOW_AFTER]
        if slow:
            self.progress_shown.emit(slow[0].label, slow[0].fraction)
        else:
            self.progress_over.emit()
        if not running:
            self._timer.stop()
