"""``firebreak check``, ``backup`` and ``restore``: the store's health."""

from __future__ import annotations

import typer


def add_to(program: typer.Typer) -> None:
    """Put this module's commands into the program."""
