from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest

from app.domain.errors import StoreError
from app.storage.window_lock import WindowLock

HOLD = (
    "import sys; from pathlib import Path; from app.storage.window_lock import WindowLock\n"
    "lock = WindowLock.take(Path(sys.argv[1])); print(lock is not None, flush=True)\n"
    "sys.stdin.read()"
)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "home" / "window.lock"


def test_one_window_has_the_lock_until_it_lets_go(file):
    first = WindowLock.take(file)
    assert first is not None
    assert WindowLock.take(file) is None

    first.release()
    first.release()

    with WindowLock.take(file) as second:
        assert second is not None


def test_the_lock_of_a_killed_window_is_free_at_once(file):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout.readline() == b"True\n"
        assert WindowLock.take(file) is None

        holder.kill()
        holder.wait()

        with WindowLock.take(file) as lock:
            assert lock is not None


@pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
def test_a_home_that_does_not_exist_yet_is_made_for_its_owner_alone(file):
    with WindowLock.take(file):
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_home_that_is_a_file_is_told_in_a_sentence(tmp_path):
    (tmp_path / "home").write_text("")

    with pytest.raises(StoreError, match="something else has the place"):
        WindowLock.take(tmp_path / "home" / "window.lock")
