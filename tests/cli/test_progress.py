"""Long work in the terminal can be stopped."""

import io
import signal

import pytest
from rich.console import Console

from app.cli.progress import planning, progress_bar
from app.domain.errors import CancelledError


def test_the_first_interrupt_asks_the_work_to_stop_and_the_second_ends_it():
    usual = signal.getsignal(signal.SIGINT)
    with progress_bar(Console(file=io.StringIO()), "Working") as told:
        assert told(0.2)
        signal.raise_signal(signal.SIGINT)
        assert not told(0.4)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is usual


def test_a_bar_is_drawn_where_somebody_watches_only():
    def drawn(*, terminal: bool) -> str:
        stream = io.StringIO()
        console = Console(file=stream, force_terminal=terminal, _environ={"TERM": "xterm"})
        with progress_bar(console, "Working") as told:
            told(0.5)
        return stream.getvalue()

    assert "Working" in drawn(terminal=True)
    assert drawn(terminal=False).strip() == ""


def test_an_interrupted_import_stores_nothing_and_ends_with_130(firebreak, tmp_path, monkeypatch):
    file = tmp_path / "volumes.csv"
    firebreak.done("sample", "--csv", file)
    from app.services.volume_imports import VolumeImports

    whole = VolumeImports.run

    def interrupted(self, preview, **more):
        signal.raise_signal(signal.SIGINT)
        return whole(self, preview, **more)

    monkeypatch.setattr(VolumeImports, "run", interrupted)
    said = firebreak("import", "volumes", file, "--zone", "Europe/Oslo")
    assert said.code == 130
    assert len(said.err.splitlines()) == 1
    monkeypatch.undo()
    assert firebreak("check", "--json", "--home", firebreak.home).json["counts"]["queues"] == 0


def test_a_search_tells_how_far_the_plan_is_from_the_bound_where_somebody_watches():
    def drawn(*, terminal: bool) -> str:
        stream = io.StringIO()
        console = Console(file=stream, force_terminal=terminal, _environ={"TERM": "xterm"})
        with planning(console) as watch:
            watch.told(0.0213)
            assert not watch.stopped()
        return stream.getvalue()

    assert "Planning… no plan can be more than 2.1 % better" in drawn(terminal=True)
    assert drawn(terminal=False) == ""


def test_an_interrupted_search_is_asked_to_stop_and_nothing_is_done_with_its_plan():
    reached = []

    def interrupted() -> None:
        with planning(Console(file=io.StringIO())) as watch:
            signal.raise_signal(signal.SIGINT)
            reached.append(watch.stopped())

    with pytest.raises(CancelledError):
        interrupted()
    assert reached == [True]
