"""Long work in the terminal: a bar that moves, and Ctrl+C that stores nothing."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from app.domain.errors import CancelledError

Told = Callable[[float], bool]
"""Told a fraction 0 to 1; answers whether to go on."""


@contextmanager
def progress_bar(console: Console, label: str) -> Iterator[Told]:
    """Show how far the work is; give the function that the work reports to.

    The first Ctrl+C asks the work to stop at its next report, so that it ends with
    nothing stored, by CancelledError. A second one ends at once.
    Without a terminal nothing is drawn.
    """
    stopped = threading.Event()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with (
        asking_to_stop(stopped),
        Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar,
    ):
        task = bar.add_task(label, total=1.0)

        def told(fraction: float) -> bool:
            bar.update(task, completed=fraction)
            return not stopped.is_set()

        yield told


class Watch:
    """Who watches a search: told how far the best plan is from the bound, asked to go on."""

    def __init__(self, stopped: threading.Event, show: Callable[[str], None]) -> None:
        self._stopped = stopped
        self._show = show

    def told(self, gap: float) -> None:
        """A better plan was found; ``gap`` is the share of the bound that it may lack."""
        self._show(f"Planning… no plan can be more than {gap * 100:.1f} % better")

    def stopped(self) -> bool:
        """Whether Ctrl+C was pressed."""
        return self._stopped.is_set()


@contextmanager
def planning(console: Console) -> Iterator[Watch]:
    """Show how good the plan is already, where somebody watches.

    The first Ctrl+C ends the search.

    Raises:
        CancelledError: the search was ended that way; nothing was stored.

    """
    stopped = threading.Event()
    with asking_to_stop(stopped):
        if console.is_terminal:
            with console.status("Planning…") as status:
                yield Watch(stopped, status.update)
        else:
            yield Watch(stopped, lambda _words: None)
        if stopped.is_set():
            raise CancelledError("Planning was stopped; nothing was stored.")


@contextmanager
def asking_to_stop(stopped: threading.Event) -> Iterator[None]:
    """Have the first Ctrl+C set ``stopped``; a second one ends at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    usual = signal.getsignal(signal.SIGINT)

    def ask(signum: int, frame: FrameType | None) -> None:
        if stopped.is_set():
            signal.default_int_handler(signum, frame)
        stopped.set()

    signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
