import json
from datetime import timedelta

import numpy as np
import pytest

from app.domain.edits import Subject, new_command_id
from app.domain.errors import BadInputError, CancelledError
from app.domain.known_events import SpecialDay
from app.domain.site import Hours, Site
from app.domain.text import text
from app.services.backtests import Backtests
from tests.made_volumes import TWO_HUMPS, weeks_of
from tests.times import MONDAY

BASE = np.array(TWO_HUMPS, dtype=float)
FIRST = MONDAY - timedelta(weeks=20)


@pytest.fixture
def filled(store):
    def work(unit):
        unit.volumes.put(weeks_of(FIRST, 20, queue="Helpdesk"))
        unit.volumes.put(weeks_of(FIRST, 20, lambda _: np.roll(BASE, 2), queue="Sales"))
        unit.records.add((Site(zone="Europe/Oslo"), SpecialDay(FIRST, "Stock-take")))

    store.write(
        text("Test"),
        work,
        command=new_command_id(),
        subjects=frozenset({Subject.VOLUMES, Subject.SETTINGS}),
    )
    return Backtests(store)


def test_all_queues_are_added_up_unless_one_is_named(filled):
    together, sales = filled.run(), filled.run(queue="Sales")

    assert (together.queue, sales.queue) == ("", "Sales")
    assert sales.hits[0].chosen == (720, 960)
    assert together.hits[0].chosen == (600, 720)
    assert together.peak_hit == sales.peak_hit == 1.0
    assert together.days == 60


def test_blocks_and_minutes_are_the_callers(filled):
    report = filled.run(blocks=1, minutes=120, weeks=4)

    assert report.days == 79  # the Monday after four weeks has three comparable ones
    assert {len(hit.chosen) for hit in report.hits} == {1}
    assert (report.as_json()["blocks"], report.as_json()["minutes"]) == (1, 120)


def test_special_days_and_holidays_are_named_as_left_out(filled):
    report = filled.run(country="no")

    assert ("2026-06-29", "special_day") in {
        (left["day"], left["why"]) for left in report.as_json()["left_out"]
    }
    json.dumps(report.as_json())


def test_progress_rises_to_the_end(filled):
    seen = []

    filled.run(progress=lambda fraction: seen.append(fraction) or True)

    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_it_can_be_stopped(filled):
    with pytest.raises(CancelledError):
        filled.run(progress=lambda fraction: fraction < 0.5)


@pytest.mark.parametrize(
    "asked", [{"weeks": 0}, {"weeks": 60}, {"blocks": 0}, {"minutes": 0}, {"minutes": 2000}]
)
def test_numbers_that_make_no_sense_are_refused(filled, asked):
    with pytest.raises(BadInputError, match="must be a number from 1 to"):
        filled.run(**asked)


def test_an_unknown_queue_is_refused_and_the_queues_named(filled):
    with pytest.raises(BadInputError, match="the queues are: Helpdesk, Sales"):
        filled.run(queue="Retail")


def test_an_unknown_country_is_refused(filled):
    with pytest.raises(BadInputError, match="No public holidays are known for 'XX'"):
        filled.run(country="XX")


def test_without_volumes_it_says_what_to_do(store):
    with pytest.raises(BadInputError, match="bring in an export"):
        Backtests(store).run()


def test_other_hours_are_compared_on_the_last_weeks(filled):
    def hours(*starts):
        return {weekday: [Hours(60 * at, 60 * at + 60) for at in starts] for weekday in range(5)}

    gain = filled.would_gain(hours(9, 14), hours(10, 12), before=MONDAY)

    assert gain.days == 40
    assert gain.candidate == 1.0
    assert gain.worth_proposing
