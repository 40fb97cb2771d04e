"""A search tells better answers on the way; the window hears the newest, on its own thread."""

from __future__ import annotations

import threading

from app.domain.errors import BadInputError
from app.domain.text import text

SEARCHING = text("Planning")


def test_what_is_told_on_the_way_is_heard_on_the_gui_thread_before_the_end(desk, qtbot):
    heard: list[object] = []
    waited = threading.Event()

    def work(tell, stopped):
        tell("good")
        waited.wait(5)
        return "best"

    def better(answer):
        heard.append((answer, threading.current_thread() is threading.main_thread()))
        waited.set()

    desk.search(SEARCHING, work, better, heard.append)

    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [("good", True), "best"]


def test_a_worker_that_tells_faster_than_the_window_hears_is_heard_with_the_newest(desk, qtbot):
    heard: list[object] = []
    told = threading.Event()

    def work(tell, stopped):
        for n in range(1000):
            tell(n)
        told.set()
        return "end"

    desk.search(SEARCHING, work, heard.append, heard.append)
    told.wait(5)  # the window is busy meanwhile

    qtbot.waitUntil(lambda: heard[-1:] == ["end"])
    assert heard in ([999, "end"], ["end"])


def test_stop_lets_the_worker_end_with_what_it_has(desk, qtbot):
    heard: list[object] = []
    begun = threading.Event()

    def work(tell, stopped):
        begun.set()
        while not stopped():
            begun.wait(0.01)
        return "so far"

    running = desk.search(SEARCHING, work, heard.append, heard.append)
    begun.wait(5)
    running.stop()

    qtbot.waitUntil(lambda: heard == ["so far"])


def test_searches_take_turns_and_other_work_does_not_wait_for_them(desk, qtbot):
    order: list[str] = []
    go_on = threading.Event()

    def first(tell, stopped):
        go_on.wait(5)
        return "first"

    desk.search(SEARCHING, first, order.append, order.append)
    desk.search(SEARCHING, lambda _tell, _stopped: "second", order.append, order.append)
    desk.run(text("Reading"), lambda _progress: "other", order.append)
    qtbot.waitUntil(lambda: order == ["other"])
    go_on.set()

    qtbot.waitUntil(lambda: order == ["other", "first", "second"])


def test_a_search_that_cannot_says_why_to_who_asked(desk, qtbot):
    heard: list[str] = []

    def work(tell, stopped):
        raise BadInputError("The rules contradict each other.")

    desk.search(SEARCHING, work, heard.append, heard.append, lambda e: heard.append(str(e)))

    qtbot.waitUntil(lambda: heard == ["The rules contradict each other."])


def test_closing_the_window_stops_a_search(desk, qtbot):
    begun, ended = threading.Event(), threading.Event()

    def work(tell, stopped):
        begun.set()
        while not stopped():
            ended.wait(0.01)
        ended.set()

    desk.search(SEARCHING, work, print, print)
    begun.wait(5)
    desk.close()

    assert ended.is_set()
