"""What is typed after ``firebreak`` decides between terminal and window before Qt is touched."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from ui import __main__ as entry


def start(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    kept.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-m", "ui", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**kept, **environ},
    )


def test_options_of_the_window_are_read_in_both_spellings():
    typed = ["--home", "place", "--language=fa", "--theme", "dark"]
    assert entry.read_options(typed) == {"--home": "place", "--language": "fa", "--theme": "dark"}


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["--hom", "place"], "--hom is not an option"),
        (["--home"], "--home needs a value"),
        (["--theme", "pink"], "pink is no look"),
    ],
)
def test_a_mistyped_option_is_one_sentence(typed: list[str], says: str):
    with pytest.raises(ValueError, match=says):
        entry.read_options(typed)


def test_a_command_goes_to_the_terminal_even_behind_options(monkeypatch):
    heard = []
    monkeypatch.setattr(entry, "command_line", lambda typed: heard.append(typed) or 0)
    assert entry.main(["--home", "place", "plan"]) == 0
    assert heard == [["--home", "place", "plan"]]


def test_the_value_of_a_look_is_no_command():
    assert entry._without_looks(["--language", "fa", "--theme=dark"]) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others always have a display")
def test_without_a_display_it_says_so_and_what_to_do():
    done = start()
    assert done.returncode == 2
    assert "no display" in done.stderr
    assert "firebreak plan" in done.stderr
    assert done.stderr.count("\n") == 1


def test_only_linux_can_lack_a_display():
    assert entry.has_display("win32", {})
    assert entry.has_display("darwin", {})
    assert not entry.has_display("linux", {"DISPLAY": ""})
    assert entry.has_display("linux", {"WAYLAND_DISPLAY": "wayland-0"})


def test_missing_system_libraries_are_told_from_other_import_errors():
    message = "libEGL.so.1: cannot open shared object file: No such file or directory"
    assert entry.is_missing_library(ImportError(message))
    assert not entry.is_missing_library(ImportError("No module named 'PySide6'"))


def test_the_terminal_never_imports_qt():
    code = (
        "import sys; from ui.__main__ import main; main(['--home', sys.argv[1], 'plan', '--help']);"
        "print([n for n in sys.modules if n.startswith('PySide6')], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, os.devnull], capture_output=True, text=True, check=False
    )
    assert done.stderr.splitlines()[-1:] == ["[]"], done.stderr
