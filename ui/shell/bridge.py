"""Carries calls from worker threads to the GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.edits import Subject


class Bridge(QObject):
    """Emit from any thread; what is connected to ``changed`` runs on the GUI thread.

    Connect with ``Qt.ConnectionType.QueuedConnection`` and to methods of QObjects only:
    a plain function has no thread of its own.
    """

    changed = Signal(object)  # frozenset[Subject]
    _handed_over = Signal(object)  # Callable[[], None]

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._handed_over.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def tell_changed(self, subjects: frozenset[Subject]) -> None:
        """Say what kinds of thing changed; for the store's writer thread."""
        self.changed.emit(subjects)

    def call(self, work: Callable[[], None]) -> None:
        """Run ``work`` on the GUI thread as soon as it is free."""
        self._handed_over.emit(work)

    @Slot(object)
    def _call(self, work: Callable[[], None]) -> None:
        work()
