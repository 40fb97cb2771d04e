"""The solver in a process of its own, for the tests that look inside the search.

OR-Tools, which judges other tests, brings a HiGHS along that highspy cannot live with in one
process. Asked with `app.planning.wire`, as the planner asks its worker.
"""

from __future__ import annotations

import subprocess
import sys

import numpy as np

from app.planning.model import Model
from app.planning.relaxation import Relaxation, most
from app.planning.search import search
from app.planning.wire import ClosedError, Message, read_message, write_message


class Apart:
    """One such process, for as long as a module's tests run."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.planning.apart"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def close(self):
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()

    def steps(self, model, start, **limits):
        """The steps of a search as dictionaries; ``chosen`` is an array or None."""
        said = self._ask({"do": "search", "limits": limits}, model, start=start)
        return [
            step | {"chosen": said.arrays.get(f"chosen{number}")}
            for number, step in enumerate(said.says["steps"])
        ]

    def bound(self, model, tiers):
        """The relaxation's bound in points, and each option's share and slack."""
        said = self._ask({"do": "bound", "tiers": list(tiers)}, model)
        return said.says["points"], said.arrays["share"], said.arrays["slack"]

    def most(self, model, tier, tiers):
        """How much of a tier can be reached."""
        return self._ask({"do": "most", "tier": tier, "tiers": list(tiers)}, model).says["most"]

    def _ask(self, says, model, **arrays):
        named = {f"model/{name}": array for name, array in model.to_arrays().items()}
        write_message(self._process.stdin, Message(says, named | arrays))
        return read_message(self._process.stdout)


def _answer(asked):
    says, arrays = asked.says, asked.arrays
    model = Model.from_arrays(
        {name[6:]: array for name, array in arrays.items() if name.startswith("model/")}
    )
    if says["do"] == "most":
        return Message({"most": most(model, says["tier"], says["tiers"])})
    if says["do"] == "bound":
        found = Relaxation(model).bound(says["tiers"])
        return Message({"points": found.points}, {"share": found.share, "slack": found.slack})
    steps = list(search(model, arrays["start"], **says["limits"]))
    told = [
        {
            "round": step.round,
            "tiers": list(step.score.tiers),
            "points": step.score.points,
            "bound": step.bound,
            "proven": step.proven,
        }
        for step in steps
    ]
    chosen = {
        f"chosen{number}": np.asarray(step.chosen)
        for number, step in enumerate(steps)
        if step.chosen is not None
    }
    return Message({"steps": told}, chosen)


def main():
    while True:
        try:
            asked = read_message(sys.stdin.buffer)
        except ClosedError:
            return
        write_message(sys.stdout.buffer, _answer(asked))


if __name__ == "__main__":
    main()
