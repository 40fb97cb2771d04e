"""README's commands print what README says that they print."""

import re
import shlex
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"
LEFT_OUT = "…"


def conversations() -> list[tuple[str, list[str]]]:
    """Each command of the console blocks with the lines shown below it."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"^```console\n(.*?)^```", README.read_text("utf-8"), re.S | re.M):
        for line in block.splitlines():
            if line.startswith("$ firebreak "):
                found.append((line.removeprefix("$ firebreak "), []))
            else:
                found[-1][1].append(line)
    return found


def files() -> dict[str, str]:
    """The files that README shows, by their names."""
    shown = re.compile(r"^```(?:csv|ics) (\S+)\n(.*?)^```", re.S | re.M)
    return dict(shown.findall(README.read_text("utf-8")))


def follows(shown: list[str], printed: list[str]) -> bool:
    """Whether ``printed`` is what is ``shown``, any number of lines where it has dots."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == LEFT_OUT else re.escape(line) + r"\n" for line in shown
    )
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        (["a", LEFT_OUT, "d"], ["a", "b", "c", "d"], True),
        (["a", LEFT_OUT, "d"], ["a", "d"], True),
        (["a", "d"], ["a", "b", "d"], False),
        ([LEFT_OUT, "d"], ["a", "d", "e"], False),
    ],
)
def test_a_line_of_dots_stands_for_any_lines(shown, printed, same):
    assert follows(shown, printed) is same


def test_every_command_of_the_readme_prints_what_is_shown(firebreak, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, content in files().items():
        (tmp_path / name).write_text(content, "utf-8")
    told = conversations()
    assert len(told) >= 9
    for command, shown in told:
        printed = firebreak.done(*shlex.split(command)).out.splitlines()
        assert follows(shown, printed), "\n".join([command, *printed])
