"""``python -m tests.bench NAME [--seeds N]``: run one row, or ``all`` that are there.

A row is a module of this folder with ``run(seeds: int) -> Result``.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil

import tests.bench

_NOT_ROWS = {"__main__", "row", "plan_instances"}


def main() -> int:
    """Run what the command line names; 1 when a target was missed."""
    names = sorted(
        module.name
        for module in pkgutil.iter_modules(tests.bench.__path__)
        if module.name not in _NOT_ROWS and not module.name.startswith("_")
    )
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("name", choices=[*names, "all"])
    parser.add_argument("--seeds", type=int, default=5, help="how many repetitions with new data")
    asked = parser.parse_args()
    held = True
    for name in names if asked.name == "all" else [asked.name]:
        row = importlib.import_module(f"tests.bench.{name}")
        print(f"{name}: {(row.__doc__ or '').splitlines()[0]}", flush=True)
        result = row.run(asked.seeds)
        held &= result.holds
        print(result.as_line(), flush=True)
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
