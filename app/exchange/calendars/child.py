"""The process that reads a stranger's calendar: little memory, little time, no files.

Run as a script by `reader`, in Python's isolated mode. In: one line of JSON (the
order), then the file's bytes. Out: one line of JSON, the content or the sentence.
Standard library only up to `main`, so that the limits stand before anything is read.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.text import Value

_ROOT = Path(__file__).resolve().parents[3]
_FORBIDDEN = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork",
    "os.startfile", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink",
    "os.truncate", "os.chmod", "os.chown", "shutil.", "ctypes.", "webbrowser.", "pty.",
)  # fmt: skip


class ForbiddenError(Exception):
    """Reading a calendar tried to do what reading a calendar never needs."""


def limit_resources(**amounts: int) -> None:
    """Give this process no more than so much of AS, CPU, FSIZE…, where the system can."""
    if sys.platform == "win32":
        return  # the parent's clock is the limit there
    import resource  # noqa: PLC0415 - POSIX only

    for name, amount in amounts.items():
        what = getattr(resource, f"RLIMIT_{name}")
        hard = resource.getrlimit(what)[1]
        allowed = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        try:
            resource.setrlimit(what, (allowed, allowed))
        except (ValueError, OSError):  # a system that does not know this limit
            continue


def forbid_everything_else() -> None:
    """From now on: no network, no other program, nothing written, nothing read but code and zones.

    An audit hook cannot be taken away again.
    """
    import zoneinfo  # noqa: PLC0415 - the limits come first

    roots = tuple(
        str(Path(place).resolve()) + os.sep
        for place in (*sys.path, sys.prefix, sys.base_prefix, *zoneinfo.TZPATH)
        if place
    )

    def judge(event: str, args: tuple[object, ...]) -> None:
        if event == "open":
            name, mode, flags = args
            if not _only_reads(mode, flags) or not _is_under(name, roots):
                raise ForbiddenError(str(name))
        elif event.startswith(_FORBIDDEN):
            raise ForbiddenError(event)

    sys.addaudithook(judge)


def _only_reads(mode: object, flags: object) -> bool:
    writing = 0o3  # O_WRONLY | O_RDWR
    return (not isinstance(mode, str) or not set(mode) & set("wax+")) and (
        not isinstance(flags, int) or not flags & writing
    )


def _is_under(name: object, roots: tuple[str, ...]) -> bool:
    if isinstance(name, bytes):
        name = name.decode(errors="replace")
    return isinstance(name, str) and str(Path(name).resolve()).startswith(roots)


def answer(order_line: str, data: bytes) -> str:
    """Read the calendar and return the line to send back."""
    from app.domain.errors import PlannerError  # noqa: PLC0415 - the limits come first
    from app.exchange.calendars.content import Order  # noqa: PLC0415 - after the limits are set
    from app.exchange.calendars.events import read_events  # noqa: PLC0415 - the same

    order = Order.from_json(order_line)
    try:
        return read_events(data.decode("utf-8"), order).to_json()
    except PlannerError as problem:
        return _sentence(problem.text.template, {"file": order.name, **problem.text.values})


def _sentence(template: str, values: dict[str, Value]) -> str:
    return json.dumps({"sentence": [template, values]})


def main() -> int:
    """Answer the parent's order. Exit code 0 unless something unexpected happened."""
    if _ROOT.as_posix() not in sys.path:
        sys.path.insert(0, str(_ROOT))  # isolated mode knows installed packages only
    memory, cpu_seconds = (int(number) for number in sys.argv[1:3])
    limit_resources(AS=memory, CPU=cpu_seconds, CORE=0)
    import app.exchange.calendars.events  # noqa: F401, PLC0415 - code first, the file afterwards

    limit_resources(FSIZE=0)  # from here on: Python may keep the code it compiled, nothing more
    forbid_everything_else()
    order_line = sys.stdin.buffer.readline().decode("utf-8")
    sys.stdout.write(answer(order_line, sys.stdin.buffer.read()))
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
