from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from app.domain.edits import Subject, new_command_id
from app.domain.errors import BadInputError, CancelledError, StaleEditError
from app.domain.site import Site
from app.domain.text import text
from app.domain.volumes import Measure
from app.exchange.volumes.mapping import ColumnMapping, MeasureColumn
from app.exchange.volumes.times import DateOrder
from app.services.volume_imports import VolumeImports
from app.services.volume_preview import RefusedRowsError

BANK = Path(__file__).parents[3] / "shared" / "data"
HEAD = "queue,interval_start,calls,handled\n"
DAY = "".join(f"Help,2025-06-02T{h:02}:{m:02},{h + m},{h}\n" for h in range(24) for m in (0, 30))


@pytest.fixture
def imports(store, clock):
    store.write(
        text("Settings"),
        lambda unit: unit.records.add([Site(zone="Europe/Oslo")]),
        command=new_command_id(),
        subjects=frozenset(),
    )
    return VolumeImports(store, clock)


@pytest.fixture
def export(tmp_path):
    """Write an export; the same name replaces the file."""

    def write(rows, name="june.csv"):
        file = tmp_path / name
        file.write_text(HEAD + rows, encoding="utf-8")
        return file

    return write


def everything(store):
    """All that is stored, comparable."""
    days = store.read.volume_days(date(1990, 1, 1), date(2100, 1, 1))
    return {
        (day.queue, day.day): (
            day.minutes,
            {m: list(map(repr, v)) for m, v in day.measures.items()},
        )
        for day in days
    }


def test_a_preview_stores_nothing(imports, export, store):
    preview = imports.preview(export(DAY))

    assert (preview.new, preview.changed, preview.same) == (48, 0, 0)
    assert (preview.queues, preview.minutes, preview.zone) == (("Help",), 30, "Europe/Oslo")
    assert (preview.first_day, preview.last_day) == (date(2025, 6, 2), date(2025, 6, 2))
    assert preview.first_rows[0] == ("Help", "2025-06-02T00:00", "0", "0")
    assert everything(store) == {}


def test_what_was_previewed_is_stored_and_said(imports, export, store, changes):
    report = imports.run(imports.preview(export(DAY)))

    assert (report.rows_read, report.new, report.changed, report.same) == (48, 48, 0, 0)
    assert report.refused == ()
    [day] = store.read.volume_days(date(2025, 6, 2), date(2025, 6, 3))
    assert day.contacts[17] == 8 + 30
    assert day.measures[Measure.HANDLED][46] == 23
    assert changes[-1] == {Subject.VOLUMES}


def test_the_same_file_again_changes_nothing(imports, export, store):
    imports.run(imports.preview(export(DAY)))
    before = everything(store)

    report = imports.run(imports.preview(export(DAY)))

    assert (report.new, report.changed, report.same) == (0, 0, 48)
    assert everything(store) == before


def test_a_corrected_file_replaces_what_it_covers_and_nothing_else(imports, export, store):
    imports.run(imports.preview(export(DAY)))

    report = imports.run(
        imports.preview(export("Help,2025-06-02T08:00,500,\nHelp,2025-06-02T08:30,38,8\n"))
    )

    assert (report.new, report.changed, report.same) == (0, 1, 1)
    [day] = store.read.volume_days(date(2025, 6, 2), date(2025, 6, 3))
    assert day.contacts[16] == 500
    assert np.isnan(day.measures[Measure.HANDLED][16])
    assert day.contacts[20] == 10


def test_measures_the_file_does_not_have_stay(imports, export, store, tmp_path):
    imports.run(imports.preview(export(DAY)))
    other = tmp_path / "waits.csv"
    other.write_text("queue,interval_start,calls,wait_seconds\nHelp,2025-06-02T08:00,8,77\n")

    imports.run(imports.preview(other))

    [day] = store.read.volume_days(date(2025, 6, 2), date(2025, 6, 3))
    assert day.measures[Measure.WAIT_SECONDS][16] == 77
    assert day.measures[Measure.HANDLED][16] == 8


def test_a_day_in_another_interval_length_is_replaced_whole(imports, export, store):
    imports.run(imports.preview(export(DAY)))

    report = imports.run(
        imports.preview(export("Help,2025-06-02T08:00,1,1\nHelp,2025-06-02T08:15,0,0\n"))
    )

    [day] = store.read.volume_days(date(2025, 6, 2), date(2025, 6, 3))
    assert (day.minutes, report.changed) == (15, 2)
    assert np.nansum(day.contacts) == 1


def test_gaps_between_intervals_are_zero_where_the_export_leaves_empty_ones_out(
    imports, export, store
):
    rows = "Help,2025-06-02T08:00,5,5\nHelp,2025-06-02T08:30,7,7\nHelp,2025-06-02T10:00,6,6\n"
    imports.run(imports.preview(export(rows)))

    [day] = store.read.volume_days(date(2025, 6, 2), date(2025, 6, 3))
    assert list(day.contacts[16:21]) == [5, 7, 0, 0, 6]
    assert np.isnan(day.contacts[15])
    assert imports.preview(export(rows)).same == 3


def test_refused_rows_mean_that_nothing_is_stored(imports, export, store):
    preview = imports.preview(export(DAY + "Help,2025-06-03T08:00,nan,1\nHelp,never,1,1\n"))

    assert [refusal.line for refusal in preview.refused] == [50, 51]
    with pytest.raises(RefusedRowsError, match=r"june.csv, line 50: 'nan' is not a finite number"):
        imports.run(preview)
    assert everything(store) == {}


def test_a_command_sent_twice_is_one_import(imports, export, store):
    command, preview = new_command_id(), imports.preview(export(DAY))

    first = imports.run(preview, command=command)
    again = imports.run(preview, command=command)

    assert first == again
    assert store.read.counters()[Subject.VOLUMES] == 1


def test_what_changed_between_look_and_import_is_laid_out_again(imports, export, store):
    late = imports.preview(export("Help,2025-06-02T08:00,500,1\nHelp,2025-06-02T08:30,9,9\n"))
    imports.run(imports.preview(export(DAY)))

    report = imports.run(late)

    assert (report.new, report.changed, report.same) == (0, 2, 0)
    [day] = store.read.volume_days(date(2025, 6, 2), date(2025, 6, 3))
    assert (day.contacts[16], day.contacts[20]) == (500, 10)


def test_stopping_while_storing_stores_nothing(imports, export, store):
    preview = imports.preview(export(DAY))

    with pytest.raises(CancelledError):
        imports.run(preview, progress=lambda _share: False)

    assert everything(store) == {}
    assert store.read.counters()[Subject.VOLUMES] == 0


def test_an_import_is_taken_back(imports, export, store):
    first = imports.run(imports.preview(export(DAY)))
    before = everything(store)
    second = imports.run(
        imports.preview(
            export(
                "Help,2025-06-02T08:00,500,1\nHelp,2025-06-03T08:30,1,1\nNew,2025-06-03T08:30,1,1\n"
            )
        )
    )

    imports.undo(second)
    assert everything(store) == before
    assert store.read.queues() == ["Help"]

    imports.undo(first.import_id)
    assert everything(store) == {}
    assert imports.newest_import() is None


def test_only_the_newest_import_is_taken_back(imports, export, store):
    first = imports.run(imports.preview(export(DAY)))
    imports.run(imports.preview(export(DAY.replace("06-02", "06-03"))))
    before = everything(store)

    with pytest.raises(StaleEditError):
        imports.undo(first)

    assert everything(store) == before


def test_a_queue_may_be_named_for_a_file_without_one(imports, tmp_path, store):
    file = tmp_path / "calls.csv"
    file.write_text("interval_start,calls\n2025-06-02T08:00,5\n2025-06-02T08:30,5\n")

    imports.run(imports.preview(file, queue="=Sales"))

    assert store.read.queues() == ["Sales"]


def test_one_queue_may_be_picked_from_a_file_of_several(imports, export, store):
    rows = DAY + DAY.replace("Help", "Sales")

    imports.run(imports.preview(export(rows), queue="Sales"))

    assert store.read.queues() == ["Sales"]
    with pytest.raises(BadInputError, match=r"no queue called 'Floor'.*Help, Sales"):
        imports.preview(export(rows), queue="Floor")


def test_a_zone_that_does_not_exist_is_refused(imports, export):
    with pytest.raises(BadInputError, match="no time zone called 'Mars/Olympus'"):
        imports.preview(export(DAY), zone="Mars/Olympus")


def test_the_first_import_with_a_zone_makes_it_the_sites(store, clock, export):
    imports = VolumeImports(store, clock)

    preview = imports.preview(export(DAY), zone="America/New_York")
    assert preview.sets_zone
    imports.run(preview)

    assert store.read.site().zone == "America/New_York"
    [day] = store.read.volume_days(date(2025, 6, 2), date(2025, 6, 3))
    assert day.contacts[16] == 8


def test_a_zone_beside_the_sites_is_turned_into_it_and_said(imports, export, store):
    preview = imports.preview(export("Help,2025-06-02T18:00,5,5\n"), zone="America/New_York")

    assert "America/New_York" in str(preview.notes[-1]) or "America/New_York" in str(
        preview.notes[0]
    )
    imports.run(preview)
    assert store.read.site().zone == "Europe/Oslo"
    assert [day.day for day in store.read.volume_days(date(2025, 6, 1), date(2025, 6, 9))] == [
        date(2025, 6, 3)
    ]


def test_a_confirmed_table_is_remembered(imports, tmp_path):
    file = tmp_path / "odd.csv"
    file.write_text("wann,anrufe\n2025-06-02 08:00,5\n2025-06-02 08:30,6\n")
    preview = imports.preview(file)
    assert preview.needs_confirmation

    imports.run(preview)

    assert not imports.preview(file).needs_confirmation


def test_a_chosen_mapping_wins_and_is_remembered(imports, tmp_path, store):
    file = tmp_path / "odd.csv"
    file.write_text("wann,anrufe,mehr\n2025-06-02 08:00,5,50\n2025-06-02 08:30,6,60\n")
    chosen = ColumnMapping(time=0, measures=(MeasureColumn(2, Measure.OFFERED),))

    imports.run(imports.preview(file, mapping=chosen))
    again = imports.preview(file)

    assert (again.mapping.measures, again.same) == (chosen.measures, 2)
    [day] = store.read.volume_days(date(2025, 6, 2), date(2025, 6, 3))
    assert day.contacts[16] == 50


def test_days_of_a_changed_clock_are_stored_with_their_own_length(imports, export, store):
    autumn = [f"2025-10-26T{h:02}:{m:02}" for h in range(24) for m in (0, 30)]
    autumn[6:6] = autumn[4:6]

    imports.run(
        imports.preview(export("".join(f"Help,{at},{n},0\n" for n, at in enumerate(autumn))))
    )

    [day] = store.read.volume_days(date(2025, 10, 26), date(2025, 10, 27))
    assert list(day.contacts) == list(range(50))


@pytest.mark.parametrize(("name", "rows", "minutes"), [("15min", 9184, 15), ("5min", 27716, 5)])
def test_the_banks_calls_come_in_as_they_are(store, clock, name, rows, minutes):
    file = BANK / f"us_bank_2003_{name}.csv"
    if not file.exists():
        pytest.skip("the bank's calls are not kept in the project; see docs/evaluation.md")
    imports = VolumeImports(store, clock)

    report = imports.run(imports.preview(file, zone="America/New_York"))

    assert (report.rows_read, report.new, report.refused) == (rows, rows, ())
    days = store.read.volume_days(date(2003, 3, 3), date(2003, 10, 25))
    assert len(days) == 164
    assert {day.minutes for day in days} == {minutes}
    total = sum(float(np.nansum(day.contacts)) for day in days)
    lines = file.read_text(encoding="utf-8").splitlines()[1:]
    assert total == sum(int(line.rpartition(",")[2]) for line in lines)
    assert report.last_day - report.first_day == timedelta(days=235)


SLASHED = "".join(f"Help,11/03/2025 {h:02}:{m:02},{h},{h}\n" for h in range(8, 10) for m in (0, 30))


def test_a_day_that_may_be_another_one_is_asked_about_once(imports, export, store):
    preview = imports.preview(export(SLASHED))
    assert preview.needs_confirmation
    assert preview.dates.readings == ("2025-03-11", "2025-11-03")
    assert "is 11/03/2025 08:00 2025-03-11 or 2025-11-03?" in str(preview.notes[0])

    imports.run(imports.preview(export(SLASHED), order=DateOrder.MONTH_FIRST))
    later = imports.preview(export(SLASHED.replace("11/03", "11/04")))

    assert [day.day for day in store.read.volume_days(date(2025, 1, 1), date(2026, 1, 1))] == [
        date(2025, 11, 3)
    ]
    assert (later.first_day, later.needs_confirmation) == (date(2025, 11, 4), False)


def test_a_file_that_shows_its_order_tells_it_for_the_next_one(imports, export):
    imports.run(imports.preview(export(SLASHED.replace("11/03", "10/31"))))

    later = imports.preview(export(SLASHED))

    assert (later.first_day, later.needs_confirmation) == (date(2025, 11, 3), False)


def test_in_new_york_the_month_comes_first(imports, export):
    preview = imports.preview(export(SLASHED), zone="America/New_York")

    assert (preview.first_day, preview.needs_confirmation) == (date(2025, 11, 3), False)


def test_an_order_chosen_with_the_columns_counts(imports, export):
    mapping = replace(imports.preview(export(SLASHED)).mapping, order=DateOrder.MONTH_FIRST)

    preview = imports.preview(export(SLASHED), mapping=mapping)

    assert (preview.first_day, preview.dates.asked) == (date(2025, 11, 3), False)


def calls_from(second, count):
    """A log of calls, one every half minute, that are given up after ten seconds."""
    lines = []
    for call in range(count):
        at = second + call * 30
        lines.append(f"{at}|{at}.1|Help|NONE|ENTERQUEUE||4712345|1")
        lines.append(f"{at + 10}|{at}.1|Help|NONE|ABANDON|1|1|10")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("first", [0, 1])
def test_parts_of_a_rotated_log_do_not_take_each_others_calls_away(imports, tmp_path, store, first):
    parts = [tmp_path / "queue_log.1", tmp_path / "queue_log"]
    eight = 1748844000  # 08:00 in Oslo
    parts[0].write_text(calls_from(eight - 900, 30 + 8))
    parts[1].write_text(calls_from(eight + 8 * 30, 7))
    for part in (parts[first], parts[1 - first]):
        report = imports.run(imports.preview(part))
    before = everything(store)

    again = [imports.run(imports.preview(part)) for part in parts]

    [day] = store.read.volume_days(date(2025, 6, 2), date(2025, 6, 3))
    assert (day.minutes, list(day.contacts[31:33])) == (15, [30, 8])
    assert any("Join the parts" in str(note) for note in report.notes) == (first == 0)
    assert [(one.new, one.changed) for one in again] == [(0, 0), (0, 0)]
    assert everything(store) == before


def files_of(store):
    """Every byte of the store and of its log; the -shm beside them holds readers' marks."""
    log = store.file.with_name(f"{store.file.name}-wal")
    return store.file.read_bytes(), log.read_bytes()


def test_a_file_that_says_nothing_new_leaves_the_store_as_it_is(imports, export, store, changes):
    first = imports.run(imports.preview(export(DAY)))
    before, told = files_of(store), len(changes)

    again = imports.run(imports.preview(export(DAY)))

    assert (again.new, again.changed, again.same, again.import_id) == (0, 0, 48, "")
    assert files_of(store) == before
    assert len(changes) == told
    assert imports.newest_import() == (first.import_id, "june.csv")


def test_columns_confirmed_for_a_file_that_says_nothing_new_are_remembered(imports, tmp_path):
    file = tmp_path / "plain.csv"
    file.write_text("interval_start,calls\n2025-06-02T08:00,5\n2025-06-02T08:30,6\n")
    imports.run(imports.preview(file))
    newest = imports.newest_import()
    file.write_text("wann,anrufe\n2025-06-02 08:00,5\n2025-06-02 08:30,6\n")

    imports.run(imports.preview(file))

    assert not imports.preview(file).needs_confirmation
    assert imports.newest_import() == newest


def test_taking_an_import_back_takes_its_zone_back(store, clock, export, changes):
    imports = VolumeImports(store, clock)
    report = imports.run(imports.preview(export(DAY), zone="America/New_York"))

    imports.undo(report)

    assert not store.read.site_saved()
    assert changes[-1] == {Subject.VOLUMES, Subject.SETTINGS}


def test_a_zone_chosen_since_stays_when_the_import_is_taken_back(store, clock, export):
    imports = VolumeImports(store, clock)
    report = imports.run(imports.preview(export(DAY), zone="America/New_York"))
    site = store.read.site()
    store.write(
        text("Settings"),
        lambda unit: (
            unit.records.remove([site]),
            unit.records.add([replace(site, zone="Europe/Oslo", name="Floor")]),
        )[0],
        command=new_command_id(),
        subjects=frozenset(),
    )

    imports.undo(report)

    assert (store.read.site().zone, store.read.site().name) == ("Europe/Oslo", "Floor")
