"""A second start rings at the first; a socket that a killed window left is in nobody's way."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading

from ui.shell.single import Doorbell, ring, server_name

LISTEN_FOR_EVER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.shell.single import Doorbell
app = QCoreApplication([])
bell = Doorbell(Path(sys.argv[1]))
print(bell.listening, flush=True)
app.exec()
"""


def test_a_ring_is_heard(qtbot, tmp_path):
    bell = Doorbell(tmp_path)
    answered: list[bool] = []
    with qtbot.waitSignal(bell.rung):
        caller = threading.Thread(target=lambda: answered.append(ring(tmp_path)))
        caller.start()
    qtbot.waitUntil(lambda: answered == [True])
    caller.join()
    bell.close()


def test_each_home_has_its_own_bell(tmp_path):
    assert server_name(tmp_path / "a") != server_name(tmp_path / "b")
    assert server_name(tmp_path / "a") == server_name(tmp_path / "b" / ".." / "a")


def test_the_bell_of_a_killed_window_is_taken_over_at_once(qtbot, tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", LISTEN_FOR_EVER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    bell = Doorbell(tmp_path)
    assert bell.listening
    bell.close()
