"""Unlimited undo and redo over the planner's edits, carried out off the GUI thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.domain.edits import Edit
from app.domain.errors import StaleEditError
from app.domain.text import Text
from app.services.edits import Editor
from ui.shell.jobs import Job, Jobs


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done, and the work that takes it back or brings it again."""

    label: Text
    undo: Callable[[], object]
    redo: Callable[[], object]


@dataclass(frozen=True, slots=True)
class _Intent:
    """What was asked for; steps are looked up only when its turn comes."""

    what: str
    step: Step | None = None


class History(QObject):
    """One after the other, in the order asked for, so that quick keys cannot cross.

    A step whose place in the calendar has changed is refused with a sentence and
    forgotten; one that failed for another reason (a full disk) may be tried again.
    """

    changed = Signal()
    done = Signal(object)  # Step, carried out just now
    undone = Signal(object)  # Step
    redone = Signal(object)  # Step
    refused = Signal(object)  # BaseException

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._intents: deque[_Intent] = deque()
        self._busy = False
        self._past: list[Step] = []
        self._future: list[Step] = []

    def submit(self, step: Step) -> None:
        """Carry ``step`` out (its ``redo``) and remember it."""
        self._ask(_Intent("do", step))

    def remember(self, step: Step) -> None:
        """Remember what was carried out elsewhere."""
        self._past.append(step)
        self._future.clear()
        self.changed.emit()
        self.done.emit(step)

    def undo(self) -> None:
        """Take back the newest step that stands."""
        self._ask(_Intent("undo"))

    def redo(self) -> None:
        """Bring back the step that was taken back last."""
        self._ask(_Intent("redo"))

    def next_undo(self) -> Text | None:
        """What Undo would take back."""
        return self._past[-1].label if self._past else None

    def next_redo(self) -> Text | None:
        """What Redo would bring back."""
        return self._future[-1].label if self._future else None

    def _ask(self, intent: _Intent) -> None:
        self._intents.append(intent)
        if not self._busy:
            self._next()

    def _next(self) -> None:
        while self._intents and not self._busy:
            intent = self._intents.popleft()
            step = self._step_for(intent)
            if step is not None:
                self._busy = True
                self._begin(intent.what, step)

    def _step_for(self, intent: _Intent) -> Step | None:
        if intent.what == "do":
            return intent.step
        steps = self._past if intent.what == "undo" else self._future
        return steps[-1] if steps else None

    def _begin(self, what: str, step: Step) -> None:
        work = step.undo if what == "undo" else step.redo
        self._jobs.begin(
            Job(
                step.label,
                lambda _progress: work(),
                lambda _result: self._settle(what, step),
                lambda error: self._refuse(what, step, error),
            )
        )

    def _settle(self, what: str, step: Step) -> None:
        self._busy = False
        if what == "undo":
            _drop(self._past, step)
            self._future.append(step)
            self.undone.emit(step)
        elif what == "redo":
            _drop(self._future, step)
            self._past.append(step)
            self.redone.emit(step)
        else:
            self._past.append(step)
            self._future.clear()
            self.done.emit(step)
        self.changed.emit()
        self._next()

    def _refuse(self, what: str, step: Step, error: BaseException) -> None:
        self._busy = False
        if isinstance(error, StaleEditError) and what != "do":
            _drop(self._past if what == "undo" else self._future, step)
        self.changed.emit()
        self.refused.emit(error)
        self._next()


def _drop(steps: list[Step], step: Step) -> None:
    """Take ``step`` itself off the pile; something may have been remembered on top meanwhile."""
    for index in reversed(range(len(steps))):
        if steps[index] is step:
            del steps[index]
            return


def edit_step(edit: Edit, editor: Editor) -> Step:
    """Make a step of an edit; each time it is carried out it is a command of its own."""
    first = [edit]

    def redo() -> None:
        editor.apply(first.pop() if first else edit.inverse().inverse())

    return Step(edit.label, lambda: editor.apply(edit.inverse()), redo)


def remembered_step(edit: Edit, editor: Editor) -> Step:
    """Make a step of an edit that was already carried out."""
    return Step(
        edit.label,
        lambda: editor.apply(edit.inverse()),
        lambda: editor.apply(edit.inverse().inverse()),
    )
