"""Failures the manager can understand and act on.

Everything here is shown as one sentence that says what to do next; the command
line ends with exit code 2. Anything else that escapes is ours to mend and goes to
the crash dialog.
"""

from __future__ import annotations

from app.domain.text import Text, Value


class PlannerError(Exception):
    """Base of every expected failure; carries the sentence to show."""

    def __init__(self, template: str, /, **values: Value) -> None:
        self.text = Text(template, values)
        super().__init__(template, values)

    def __str__(self) -> str:
        return str(self.text)


class BadInputError(PlannerError):
    """What was handed in cannot be used; nothing was stored."""


class StaleEditError(PlannerError):
    """What the edit was made from is no longer there."""


class StoreError(PlannerError):
    """The store cannot be opened, read or written right now."""


class NewerStoreError(StoreError):
    """The store was written by a later version."""


class DamagedStoreError(StoreError):
    """The file is not a sound store; it was left as it is."""


class CancelledError(PlannerError):
    """The user stopped a long piece of work; nothing was stored."""
