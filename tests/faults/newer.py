"""A store of a later version: refused with a sentence, the file unchanged."""

from __future__ import annotations

import hashlib
import random
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from app.domain.errors import NewerStoreError
from app.storage.inspecting import HEAD
from app.storage.store import open_store
from tests.faults.tally import Tally, promise
from tests.times import frozen_clock

RUNS = 50


def run(runs: int) -> Tally:
    """Unknown revisions, in every state that a file can be left in."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made" / "store.sqlite"
        open_store(made, clock=frozen_clock).close()
        for number in range(runs):
            rng = random.Random(number)
            file = Path(folder) / str(number) / "store.sqlite"
            file.parent.mkdir(mode=0o700)
            with tally.one(number):
                _refused(made, file, rng)
    return tally


def _refused(made: Path, file: Path, rng: random.Random) -> None:
    file.write_bytes(made.read_bytes())
    file.chmod(0o600)
    revision = rng.choice(["9999", f"{int(HEAD) + 1:04}", "abcdef012345"])
    with closing(sqlite3.connect(file, isolation_level=None)) as later:
        later.execute(f"PRAGMA journal_mode = {rng.choice(['wal', 'delete'])}")
        later.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        if rng.random() < 0.5:
            later.execute("CREATE TABLE from_the_future (x)")
    before = hashlib.sha256(file.read_bytes()).digest()
    try:
        open_store(file, clock=frozen_clock).close()
    except NewerStoreError as refused:
        promise("newer version" in str(refused), f"unclear: {refused}")
    else:
        promise(False, f"revision {revision} was opened")
    promise(hashlib.sha256(file.read_bytes()).digest() == before, "the file was changed")
