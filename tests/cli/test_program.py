"""The program as typed: options anywhere, one sentence a failure, no window."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.__main__ import main, names_a_command
from app.cli.program import take_home
from app.domain.errors import PlannerError

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("arguments", "for_the_terminal"),
    [
        ([], False),
        (["--home", "somewhere"], False),
        (["--home=somewhere"], False),
        (["-style", "fusion"], True),
        (["plan"], True),
        (["--home", "plan"], False),
        (["--home", "somewhere", "plan"], True),
        (["--version"], True),
        (["--help"], True),
        (["pln"], True),
    ],
)
def test_anything_but_options_is_for_the_terminal(arguments, for_the_terminal):
    assert names_a_command(arguments) is for_the_terminal


def test_home_may_stand_before_or_after_the_command():
    assert take_home(["--home", "a", "plan"]) == (["plan"], "a")
    assert take_home(["plan", "--home=a", "--json"]) == (["plan", "--json"], "a")
    assert take_home(["plan", "--", "--home"]) == (["plan", "--", "--home"], None)
    with pytest.raises(PlannerError, match="--home my-week"):
        take_home(["plan", "--home"])


def test_the_version_and_the_help_are_told(firebreak):
    assert firebreak.done("--version").out.startswith("firebreak 0.")
    assert "backtest" in firebreak.done("--help").out
    assert "--week" in firebreak.done("plan", "--help").out


@pytest.mark.parametrize(
    "arguments", [("pln",), ("plan", "--wek", "x"), ("export",), ("backtest", "--weeks", "many")]
)
def test_what_is_mistyped_is_refused_in_one_sentence(firebreak, arguments):
    assert "firebreak --help" in firebreak.refused(*arguments)


def test_a_frozen_clock_that_is_no_moment_is_refused(firebreak):
    firebreak.at("tomorrow")
    assert "2026-11-18T10:02+01:00" in firebreak.refused("week")


def test_an_interrupted_command_says_so_and_ends_with_130(firebreak, monkeypatch):
    def interrupted(*_: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.cli.session.open_planner", interrupted)
    said = firebreak("plan")
    assert (said.code, said.out) == (130, "")
    assert "nothing was stored" in said.err


def test_an_error_of_ours_is_not_dressed_up_as_a_sentence(home, monkeypatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("app.cli.program._carry_out", broken)
    with pytest.raises(ZeroDivisionError):
        main(["plan", "--home", str(home)])


def test_the_command_line_runs_without_qt_and_pipes_plain_text(sample):
    code = (
        "import sys; from app.__main__ import main; code = main(['week']);"
        "sys.exit(code or (9 if any(m.startswith(('PySide6', 'shiboken')) for m in sys.modules)"
        " else 0))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Morning huddle" in done.stdout
    assert b"\x1b" not in done.stdout


def test_whoever_stops_reading_ends_the_command_quietly(sample):
    with subprocess.Popen(
        [sys.executable, "-m", "app", "week", "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 0
