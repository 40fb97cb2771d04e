"""Work off the GUI thread hands its result back, and drops it once nobody waits any more."""

import threading

from app.domain.text import text
from ui.shell.bridge import Bridge
from ui.shell.jobs import Job, Jobs


class Results:
    """Remembers what came back, and in which thread."""

    def __init__(self) -> None:
        self.came: list[object] = []
        self.threads: set[int] = set()

    def take(self, result: object) -> None:
        self.came.append(result)
        self.threads.add(threading.get_ident())


class WatchedBridge(Bridge):
    """Lets a test know when a result has been sent on its way."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = threading.Event()

    def call(self, work) -> None:
        super().call(work)
        self.sent.set()


def test_a_result_comes_back_on_the_gui_thread(qtbot):
    results, jobs = Results(), Jobs(Bridge())
    jobs.begin(Job(text("Adding"), lambda _: 3, results.take, results.take))
    qtbot.waitUntil(lambda: bool(results.came))
    jobs.close()
    assert results.came == [3]
    assert results.threads == {threading.get_ident()}


def test_a_result_on_its_way_when_the_window_closes_is_dropped(qtbot, qapp):
    results, bridge = Results(), WatchedBridge()
    jobs = Jobs(bridge)
    jobs.begin(Job(text("Reading"), lambda _: 3, results.take, results.take))
    assert bridge.sent.wait(10)
    jobs.close()
    qapp.processEvents()
    assert results.came == []
