"""The Qt binding in use survives what a long working day does to it."""

from __future__ import annotations

import subprocess
import sys

SET_TEXT_OFTEN = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
for turn in range(20_000):
    label.setText(str(turn))
assert label.text() == "19999"
print("alive")
"""


def test_twenty_thousand_calls_that_return_nothing_do_not_abort_the_process():
    # PySide6 6.12.0 drops a reference to None in each of them and aborts on Python 3.11.
    done = subprocess.run(
        [sys.executable, "-c", SET_TEXT_OFTEN], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "alive\n"
