"""The planner by words: the command line, without a window.

Kept light: whether an argument names a command is decided before anything is imported
that only the terminal needs.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

ANSWERED_BY_TERMINAL = {"--version", "--help", "--install-completion", "--show-completion"}


def names_a_command(arguments: Sequence[str]) -> bool:
    """Whether ``arguments`` (without the program's name) are for the terminal.

    Anything but options is; ``--home DIR`` alone is for the window.
    """
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--home":
            next(waiting, None)
        elif argument in ANSWERED_BY_TERMINAL or not argument.startswith("-"):
            return True
    return False


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; answer the exit code: 0 done, 2 a sentence said why not."""
    from app.cli.program import run  # noqa: PLC0415 - the window asks names_a_command only

    return run(list(sys.argv[1:] if arguments is None else arguments))


if __name__ == "__main__":
    sys.exit(main())
