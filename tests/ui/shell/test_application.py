"""A start that fails says why where somebody sees it, and never waits in a script."""

from __future__ import annotations

import os
import subprocess
import sys

from ui.shell import application
from ui.shell.application import nobody_reads_along


def test_a_start_without_any_terminal_counts_as_a_click(monkeypatch):
    monkeypatch.setattr(application.sys, "stderr", None)
    assert nobody_reads_along()


def test_a_script_that_captures_what_is_said_reads_along():
    code = (
        "import sys; from ui.shell.application import nobody_reads_along;"
        "print(nobody_reads_along())"
    )
    piped = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    thrown_away = subprocess.run(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    assert piped.stdout == "False\n"
    assert thrown_away.stdout == ("True\n" if os.name == "posix" else thrown_away.stdout)


def test_a_refused_start_is_exit_code_2_and_one_line(qapp, capsys):
    assert application._refuse(qapp, "The store is damaged.") == 2
    assert capsys.readouterr().err == "The store is damaged.\n"
