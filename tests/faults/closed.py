"""Folders and files that are closed to us: a sentence, nothing changed, works again after."""

from __future__ import annotations

import ctypes
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from app.domain.edits import new_command_id
from app.domain.errors import StoreError
from app.domain.text import text
from app.services.care import Care
from app.storage.store import Store, open_store
from tests.faults.children import NO_FORK, Child, Say
from tests.faults.tally import Tally, promise
from tests.times import frozen_clock

RUNS = 3
_CAPABILITIES_3 = 0x20080522
"""The version of the structure that capset(2) takes."""
_PATIENCE = 60.0


def run(runs: int) -> Tally:
    """All cases ``runs`` times, as somebody whom the system may refuse something."""
    tally = Tally()
    if NO_FORK:
        tally.skipped = NO_FORK
        return tally
    for number in range(runs):
        for case in (_parent_closed, _home_read_only, _file_read_only, _backups_closed):
            with tally.one(f"{case.__name__} {number}"):
                _without_roots_rights(case)
    return tally


def _without_roots_rights(case: Callable[[Path], str]) -> None:
    """Run the case in a process that permissions bind, in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="closed-"))
    try:

        def work(say: Say) -> None:
            if os.getuid() == 0:
                _obey_permissions()
            say(case(folder))

        child = Child(work)
        problem = child.wait_for(_PATIENCE)
        promise(child.join() == 0, "the process failed")
        promise(problem == "", str(problem))
    finally:
        shutil.rmtree(folder)


def _obey_permissions() -> None:
    """Give up what lets root pass over permissions, and nothing else.

    Another user might not reach the checkout at all, in which the migrations lie.
    """
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_3, 0)
    none = (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None, use_errno=True).capset(header, none) != 0:
        raise OSError(ctypes.get_errno(), "root's rights cannot be given up here")


def _parent_closed(folder: Path) -> str:
    """There is no home yet, and none may be made."""
    file = folder / "home" / "store.sqlite"
    folder.chmod(0o500)
    problem = _refusal(lambda: open_store(file, clock=frozen_clock).close())
    folder.chmod(0o700)
    return problem or _works(file)


def _home_read_only(folder: Path) -> str:
    """A store in a folder in which nothing may be made: no log, no lock."""
    file = folder / "home" / "store.sqlite"
    with closing(open_store(file, clock=frozen_clock)) as store:
        _write(store)
    before = file.read_bytes()
    file.parent.chmod(0o500)
    problem = _refusal(lambda: open_store(file, clock=frozen_clock).close())
    file.parent.chmod(0o700)
    return problem or ("" if file.read_bytes() == before else "changed") or _works(file)


def _file_read_only(folder: Path) -> str:
    """A store that may be read, not written."""
    file = folder / "home" / "store.sqlite"
    open_store(file, clock=frozen_clock).close()
    before = file.read_bytes()
    file.chmod(0o400)

    def use() -> None:
        with closing(open_store(file, clock=frozen_clock)) as store:
            _write(store)

    problem = _refusal(use)
    file.chmod(0o600)
    return problem or ("" if file.read_bytes() == before else "changed") or _works(file)


def _backups_closed(folder: Path) -> str:
    """A backup cannot be written; the store goes on working."""
    file = folder / "home" / "store.sqlite"
    backups = file.parent / "backups"
    with closing(open_store(file, clock=frozen_clock)) as store:
        backups.mkdir(mode=0o500)
        problem = _refusal(lambda: _ignore(Care(store, file.parent, frozen_clock).backup()))
        _write(store)
    return problem or ("" if not list(backups.iterdir()) else "half a backup stayed")


def _refusal(work: Callable[[], None]) -> str:
    """Run what must be refused with a sentence; what is wrong with the refusal."""
    try:
        work()
    except StoreError as refused:
        return "" if "read-only" in str(refused) else f"unclear: {refused}"
    return "was not refused"


def _works(file: Path) -> str:
    with closing(open_store(file, clock=frozen_clock)) as store:
        _write(store)
        return "" if store.read.fact("key") == "value" else "does not work again"


def _write(store: Store) -> None:
    store.write(
        text("Write"),
        lambda unit: unit.facts.put("key", "value"),
        command=new_command_id(),
        subjects=frozenset(),
    )


def _ignore(_value: object) -> None:
    """Only whether it is refused matters."""
