"""``python -m tests.faults NAME [--runs N]``: prints ``NAME: N passed, N failed``."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys

import tests.faults

_NOT_FAULTS = {"__main__", "tally", "children", "test_faults"}


def main() -> int:
    """Run the fault that the command line names; 1 when something was not survived."""
    names = sorted(
        module.name
        for module in pkgutil.iter_modules(tests.faults.__path__)
        if module.name not in _NOT_FAULTS and not module.name.startswith("_")
    )
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("name", choices=[*names, "all"])
    parser.add_argument("--runs", type=int, default=None, help="how often; each has its default")
    asked = parser.parse_args()
    failed = 0
    for name in names if asked.name == "all" else [asked.name]:
        fault = importlib.import_module(f"tests.faults.{name}")
        runs = asked.runs if asked.runs is not None else fault.RUNS
        if runs < 1:
            parser.error("--runs must be 1 or more")
        tally = fault.run(runs)
        print(tally.summary(name))
        sys.stdout.flush()
        failed += tally.failed
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
