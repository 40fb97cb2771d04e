"""The program as typed: every command under one name."""

from __future__ import annotations


def run(arguments: list[str]) -> int:
    """Carry out what ``arguments`` say; answer the exit code."""
    return 2 if arguments else 0
