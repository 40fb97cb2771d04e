from dataclasses import replace
from datetime import date

import pytest

from app.domain.edits import new_command_id
from app.domain.site import Site
from app.domain.text import text
from app.exchange.volumes.times import DateOrder
from app.services.volume_imports import VolumeImports
from app.services.watched_folder import WatchedFolder

GOOD = "interval_start,calls\n2025-06-02T08:00,5\n2025-06-02T08:30,6\n"
UNKNOWN = "wann,anrufe\n2025-06-02 08:00,5\n2025-06-02 08:30,6\n"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "exports"
    made.mkdir()
    return made


@pytest.fixture
def imports(store, clock):
    return VolumeImports(store, clock)


@pytest.fixture
def watched(store, imports, folder):
    watch(store, folder)
    return WatchedFolder(store, imports)


def watch(store, folder):
    site = replace(Site(zone="Europe/Oslo"), watched_folder=str(folder))
    store.write(
        text("Settings"),
        lambda unit: unit.records.add([site]),
        command=new_command_id(),
        subjects=frozenset(),
    )


def test_a_new_export_comes_in_once_it_stands_still(watched, folder, store):
    file = folder / "june.csv"
    file.write_text(GOOD[:-5])
    assert watched.look() == []
    file.write_text(GOOD)
    assert watched.look() == []  # it grew since

    [found] = watched.look()

    assert (found.file, found.failed, found.report.new) == (file, False, 2)
    assert "june.csv was brought in" in str(found.sentence)
    assert store.read.queues() == ["All contacts"]
    assert watched.look() == []


def test_the_same_content_is_never_taken_twice(watched, folder, store, imports):
    (folder / "june.csv").write_text(GOOD)
    watched.look(settled=True)
    (folder / "copy.csv").write_text(GOOD)

    assert watched.look(settled=True) == []
    assert WatchedFolder(store, imports).look(settled=True) == []


def test_a_failure_is_told_once(watched, folder, store, imports):
    (folder / "bad.csv").write_text(GOOD + "2025-06-02T09:00,-4\n")

    [found] = watched.look(settled=True)

    assert found.failed
    assert "line 4" in str(found.sentence)
    assert watched.look(settled=True) == []
    assert WatchedFolder(store, imports).look(settled=True) == []
    assert store.read.queues() == []


def test_a_mended_file_is_tried_again(watched, folder):
    file = folder / "bad.csv"
    file.write_text(GOOD + "2025-06-02T09:00,-4\n")
    watched.look(settled=True)
    file.write_text(GOOD + "2025-06-02T09:00,44\n")

    [found] = watched.look(settled=True)

    assert found.report.new == 3


def test_unknown_columns_wait_for_a_person_and_come_in_by_themselves_after(
    watched, folder, imports, store
):
    (folder / "odd.csv").write_text(UNKNOWN)
    [found] = watched.look(settled=True)
    assert "not known yet" in str(found.sentence)
    assert store.read.queues() == []

    imports.run(imports.preview(folder / "odd.csv"))
    (folder / "next.csv").write_text(UNKNOWN.replace("06-02", "06-09"))
    [later] = watched.look(settled=True)

    assert later.report.new == 2


def test_a_missing_folder_is_told_once(watched, folder):
    folder.rmdir()

    [found] = watched.look()

    assert "cannot be opened" in str(found.sentence)
    assert watched.look() == []
    folder.mkdir()
    (folder / "june.csv").write_text(GOOD)
    assert len(watched.look(settled=True)) == 1


def test_unfinished_and_foreign_files_are_left_alone(watched, folder):
    for name in (".hidden.csv", "~open.csv", "june.csv.part", "photo.png"):
        (folder / name).write_text(GOOD)
    (folder / "deeper.csv").mkdir()

    assert watched.look(settled=True) == []


def test_nothing_happens_while_no_folder_is_set(store, imports):
    assert WatchedFolder(store, imports).look() == []


def test_a_day_that_may_be_another_one_waits_for_a_person(watched, folder, imports, store):
    file = folder / "one_day.csv"
    file.write_text("interval_start,calls\n11/03/2025 08:00,5\n11/03/2025 08:30,6\n")

    [found] = watched.look(settled=True)

    assert found.failed
    assert "2025-03-11 or 2025-11-03" in str(found.sentence)
    assert store.read.queues() == []
    imports.run(imports.preview(file, order=DateOrder.MONTH_FIRST))
    (folder / "next.csv").write_text(file.read_text().replace("11/03", "11/04"))
    [later] = watched.look(settled=True)
    assert (later.report.new, later.report.first_day) == (2, date(2025, 11, 4))
