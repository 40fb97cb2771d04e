"""The process that searches for better plans: ``python -m app.planning.worker``.

It reads orders from stdin and writes what it finds to stdout, as `app.planning.wire` says. A
cancel is heard between two rounds; the end of stdin, so also the end of whoever started it,
ends the process at once, whatever it is doing.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
import traceback
from typing import IO, TYPE_CHECKING, Any, TypeAlias

from app.planning.wire import Arrays, ClosedError, Message, read_message, write_message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from app.planning.search import Step

CHOSEN = "chosen"
"""The array of an answer: the option of each demand."""
START = "start"
"""The array that holds the plan to begin with; the others, prefixed, are the model's."""
MODEL = "model/"
_LONGEST_TALE = 20_000


Search: TypeAlias = "Callable[[Arrays, Mapping[str, Any]], Iterator[Step]]"
"""Takes the arrays and the limits of an order."""


class _Wanted:
    """The one run that somebody waits for."""

    run: int | None = None


def serve(search: Search, orders: IO[bytes], answers: IO[bytes], warm: Callable[[], None]) -> None:
    """Carry out orders until there are none; a newer order or a cancel ends the one before."""
    waiting: queue.SimpleQueue[Message] = queue.SimpleQueue()
    wanted = _Wanted()

    def listen() -> None:
        try:
            while True:
                message = read_message(orders)
                wanted.run = message.says["run"]
                if message.says["do"] == "search":
                    waiting.put(message)
        except ClosedError:
            os._exit(0)  # also out of the middle of a long search

    threading.Thread(target=listen, name="orders", daemon=True).start()
    try:
        warm()
        write_message(answers, Message({"ready": True}))
        while True:
            _carry_out(waiting.get(), search, answers, wanted)
    except Exception:  # told, not raised: nobody reads what this process prints
        write_message(answers, Message({"failed": traceback.format_exc()[-_LONGEST_TALE:]}))
        raise


def _carry_out(order: Message, search: Search, answers: IO[bytes], wanted: _Wanted) -> None:
    run = order.says["run"]
    if wanted.run == run:
        for step in search(order.arrays, order.says["limits"]):
            write_message(answers, _told(run, step))
            if wanted.run != run:
                break
    write_message(answers, Message({"run": run, "end": True}))


def _told(run: int, step: Step) -> Message:
    says = {
        "run": run,
        "round": int(step.round),
        "tiers": [int(count) for count in step.score.tiers],
        "points": float(step.score.points),
        "bound": None if step.bound is None else float(step.bound),
        "proven": bool(step.proven),
    }
    return Message(says, {} if step.chosen is None else {CHOSEN: step.chosen})


def _search(arrays: Arrays, limits: Mapping[str, Any]) -> Iterator[Step]:
    from app.planning.model import Model  # noqa: PLC0415 - the orders are listened to first
    from app.planning.search import search  # noqa: PLC0415 - the solver, in this process only

    model = Model.from_arrays(
        {name.removeprefix(MODEL): array for name, array in arrays.items() if name != START}
    )
    return search(model, arrays[START], **limits)


def _warm() -> None:
    import app.planning.search  # noqa: F401, PLC0415 - slow, and better now than with an order


def run(search: Search = _search, warm: Callable[[], None] = _warm) -> None:
    """Serve on this process's stdin and stdout; what else is printed goes to stderr."""
    if hasattr(signal, "SIGINT"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for whoever started this
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(search, sys.stdin.buffer, answers, warm)


if __name__ == "__main__":
    run()
