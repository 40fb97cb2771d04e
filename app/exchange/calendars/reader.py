"""Reads a calendar file: a first look here, everything else in a child process with limits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from app.exchange.calendars import limits
from app.exchange.calendars.content import CalendarContent, Order, text_in
from app.exchange.calendars.prescan import NotReadableError, prescan

_CHILD = Path(__file__).with_name("child.py")


def read_calendar(file: Path, order: Order) -> CalendarContent:
    """Return what is in ``file``. Takes 15 seconds at most and never runs what it reads here.

    Raises:
        NotReadableError: it cannot be read, is no calendar, or is more than one may be.

    """
    return read_bytes(_bytes_of(file), order)


def read_bytes(data: bytes, order: Order) -> CalendarContent:
    """Do as `read_calendar` with the bytes of a file called ``order.name``."""
    data = prescan(data, order.name)
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_CHILD), str(limits.MEMORY_BYTES), str(limits.CPU_SECONDS)],
            input=order.to_json().encode("utf-8") + b"\n" + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.WALL_SECONDS,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        raise NotReadableError(
            "{file} takes too long to read; export a shorter stretch of the calendar.",
            file=order.name,
        ) from None
    if done.returncode != 0 or len(done.stdout) > limits.MAX_ANSWER_BYTES:
        raise _not_understood(order.name)
    return _content_of(done.stdout, order.name)


def _bytes_of(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(limits.MAX_BYTES + 1)
    except FileNotFoundError:
        raise NotReadableError(
            "There is no file {file}; check the name and the folder.", file=str(file)
        ) from None
    except IsADirectoryError:
        raise NotReadableError(
            "{file} is a folder; give the calendar file in it.", file=str(file)
        ) from None
    except OSError as problem:
        raise NotReadableError(
            "{file} cannot be opened ({reason}); check that you may read it.",
            file=str(file),
            reason=problem.strerror or type(problem).__name__,
        ) from None


def _content_of(answer: bytes, name: str) -> CalendarContent:
    try:
        fields = json.loads(answer)
        if "sentence" in fields:
            sentence = text_in(*fields["sentence"])
            raise NotReadableError(sentence.template, **sentence.values)
        return CalendarContent.from_fields(fields)
    except (ValueError, KeyError, TypeError):
        raise _not_understood(name) from None


def _not_understood(name: str) -> NotReadableError:
    return NotReadableError(
        "{file} cannot be understood or asks for more than a calendar may; "
        "export the calendar again, or a shorter stretch of it.",
        file=name,
    )
