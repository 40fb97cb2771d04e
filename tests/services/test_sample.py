"""The sample centre: plausible, the same each time, and gone without a trace."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from app.domain.coverage import coverage_of
from app.domain.edits import Edit
from app.domain.entries import EntryKind
from app.domain.errors import BadInputError
from app.domain.people import Leave, Person, Role, Shift
from app.domain.rules import Rule, RuleForm
from app.domain.site import Site
from app.domain.text import text
from app.domain.volumes import Measure, QueueName, VolumeDay
from app.planning.account import account
from app.planning.engine import first_plan
from app.services.edits import Editor
from app.services.outlooks import Outlooks
from app.services.plan_problem import PlanProblems
from app.services.roster import Roster
from app.services.rules import Rules
from app.services.sample import Sample
from app.services.weeks import Weeks
from resources.samples.centre import make_centre
from tests.times import MONDAY, NOW, OSLO, WEEK, span

TODAY = date(2026, 11, 18)


@pytest.fixture(scope="module")
def centre():
    return make_centre(TODAY)


@pytest.fixture
def sample(store, clock):
    return Sample(store, clock)


def totals(centre):
    by_day = {}
    for volume in centre.volumes:
        by_day[volume.day] = by_day.get(volume.day, 0) + np.nansum(volume.contacts)
    return by_day


def test_there_are_sixteen_weeks_of_two_queues_up_to_yesterday(centre):
    days = sorted({volume.day for volume in centre.volumes})
    assert (days[0], days[-1]) == (MONDAY - timedelta(weeks=16), TODAY - timedelta(days=1))
    assert {volume.queue for volume in centre.volumes} == {"Phone", "Chat"}
    assert all(set(volume.measures) == set(Measure) for volume in centre.volumes)


def test_the_same_seed_and_day_give_the_same_centre(centre):
    again = make_centre(TODAY)
    assert all(a.same_as(b) for a, b in zip(centre.volumes, again.volumes, strict=True))
    assert (again.entries, again.events, again.shifts) == (
        centre.entries,
        centre.events,
        centre.shifts,
    )
    other = make_centre(TODAY, seed=1)
    assert not centre.volumes[0].same_as(other.volumes[0])


def test_a_days_numbers_do_not_change_when_the_sample_is_made_a_day_later(centre):
    later = {(v.queue, v.day): v for v in make_centre(TODAY + timedelta(days=1)).volumes}
    assert all(volume.same_as(later[volume.queue, volume.day]) for volume in centre.volumes)


def test_mondays_are_heavy_and_wednesdays_calm(centre):
    by_day = totals(centre)
    mean = {
        weekday: np.median([total for day, total in by_day.items() if day.weekday() == weekday])
        for weekday in range(7)
    }
    assert max(mean, key=mean.get) == 0
    assert min((0, 1, 2, 3, 4), key=mean.get) == 2


def test_numbers_agree_with_each_other(centre):
    for volume in centre.volumes:
        counts = {name: values[~np.isnan(values)] for name, values in volume.measures.items()}
        offered, handled = counts[Measure.OFFERED], counts[Measure.HANDLED]
        assert np.array_equal(handled + counts[Measure.ABANDONED], offered)
        assert (counts[Measure.IN_THRESHOLD] <= handled).all()
        assert (counts[Measure.HANDLE_SECONDS][handled == 0] == 0).all()
        assert all((values >= 0).all() for values in counts.values())


def test_the_outage_the_staff_day_and_public_holidays_are_there(centre):
    by_day = totals(centre)
    outage = MONDAY - timedelta(days=6 * 7 - 1)
    assert by_day[outage] > 1.7 * by_day[outage + timedelta(weeks=1)]
    assert centre.special_days[0].day not in by_day
    in_spring = totals(make_centre(date(2026, 6, 10)))
    assert date(2026, 5, 17) not in in_spring
    assert date(2026, 5, 14) not in in_spring  # Ascension Day


def test_the_day_with_25_hours_has_100_intervals(centre):
    lengths = {volume.day: volume.contacts.size for volume in centre.volumes}
    assert lengths[date(2026, 10, 25)] == 100
    assert lengths[date(2026, 10, 26)] == 96


def test_forty_agents_and_four_leads_have_shifts(centre):
    roles = [person.role for person in centre.persons]
    assert (roles.count(Role.AGENT), roles.count(Role.LEAD)) == (40, 4)
    assert len({person.id for person in centre.persons}) == 44
    persons = {person.id for person in centre.persons}
    assert {shift.person for shift in centre.shifts} == persons
    assert {leave.person for leave in centre.leaves} <= persons


def test_what_is_invented_twice_has_the_same_ids(centre):
    make_centre.cache_clear()
    again = make_centre(TODAY)
    assert (again.shifts, again.leaves) == (centre.shifts, centre.leaves)
    assert (again.rules, again.teams) == (centre.rules, centre.teams)
    assert len({shift.id for shift in centre.shifts}) == len(centre.shifts)


def test_next_week_asks_for_a_rich_week_that_is_not_overfull(store, sample, clock):
    sample.fill()
    next_week = MONDAY + timedelta(weeks=1)
    problem = PlanProblems(store, Outlooks(store, clock), clock).of(next_week).problem
    asked = {demand.title.split()[0] for demand in problem.demands}
    assert {"1:1", "Sit", "Team", "Floor", "Calibration", "Briefing"} <= asked
    assert all(floor.spare for floor in problem.floor)
    plan = first_plan(problem)
    account_of_it = account(problem, plan)
    assert len(plan.omissions) <= 2
    assert 0.55 < account_of_it.planned_minutes / account_of_it.working_minutes < 0.70


def test_this_week_asks_for_no_routines_yet(store, sample, clock):
    sample.fill()
    problem = PlanProblems(store, Outlooks(store, clock), clock).of(MONDAY).problem
    assert not [demand for demand in problem.demands if demand.id.startswith("rule:")]


def test_the_sample_week_has_one_of_everything(store, sample, clock):
    sample.fill()
    week = Weeks(store, Outlooks(store, clock), clock).week(MONDAY)
    assert any(entry.days for entry in week.entries)
    assert sum(entry.cancelled for entry in week.entries) == 1
    assert {entry.kind for entry in week.entries} == set(EntryKind)
    assert [peak.day.weekday() for peak in week.coverage.open] == [4]
    blocks = [e for e in week.entries if e.kind is EntryKind.UNPLANNED]
    assert all(block.reasons for block in blocks)
    assert week.coverage == coverage_of(week.outlook.days, week.entries, OSLO)


def test_on_a_sunday_the_whole_week_is_planned(store):
    sunday = NOW + timedelta(days=4)
    Sample(store, lambda: sunday).fill()
    week = Weeks(store, Outlooks(store, lambda: sunday), lambda: sunday).week(MONDAY)
    lunches = [entry for entry in week.entries if entry.kind is EntryKind.LUNCH]
    assert len(lunches) >= 4


def test_taking_it_out_leaves_an_empty_store(store, sample):
    sample.fill()
    assert sample.present()
    sample.take_out()
    read = store.read
    assert not sample.present()
    assert (list(read.all_entries()), read.routines(ended=True)) == ([], [])
    assert (read.events(), read.special_days(), read.people(), read.teams()) == ([], [], [], [])
    assert (read.volume_range(), read.site_saved()) == (None, False)
    sample.fill()
    assert read.routines()


def test_what_the_manager_brought_in_meanwhile_stays(store, sample, make_entry):
    sample.fill()
    own = make_entry("07:00", "07:30", title="Mine")
    Editor(store).apply(Edit(text("Mine"), after=(own,)))
    values = {Measure.OFFERED: np.full(96, 3.0)}
    own_day = VolumeDay(QueueName("Phone"), MONDAY, 15, values)
    store.write(
        text("Own volumes"), lambda unit: unit.volumes.put([own_day]), command="v", subjects=set()
    )
    sample.take_out()
    assert own in list(store.read.all_entries())
    assert store.read.volume_range() == (MONDAY, MONDAY)
    assert store.read.routines()  # there are volumes that they may rest on
    assert not {e.title for e in store.read.all_entries()} & {"Morning huddle", "Calibration"}


def test_own_people_their_team_and_rules_stay_when_the_sample_goes(store, sample):
    sample.fill()
    anna, lead = store.read.people()[0], store.read.people()[1]
    team = next(team for team in store.read.teams() if team.id == anna.team)
    own = Person("Own", Role.AGENT, team=team.id)
    shift = Shift(own.id, span("08:00", "16:00"))
    leave = Leave(own.id, MONDAY, MONDAY)
    both = Rule("Both", RuleForm.ONE_TO_ONE, 30, persons=(own.id, anna.id))
    theirs = Rule("Theirs", RuleForm.ONE_TO_ONE, 30, persons=(anna.id,))
    own_records = (own, shift, leave, both, theirs, replace(team, lead=lead.id))
    Editor(store).apply(Edit(text("Own"), (team,), own_records))

    sample.take_out()

    assert store.read.people() == [own]
    assert store.read.teams() == [replace(team, lead=None)]
    assert store.read.shifts_of([own.id]) == store.read.shifts(WEEK) == [shift]
    assert store.read.leaves_of([own.id]) == [leave]
    assert [rule.persons for rule in store.read.rules() if not rule.id.startswith("sample")] == [
        (own.id,)
    ]


def test_what_was_planned_for_a_rule_goes_with_the_sample(store, sample, make_entry):
    sample.fill()
    Editor(store).apply(Edit(text("Placed"), after=(make_entry(demand="rule:r:x:2026-W48"),)))
    sample.take_out()
    assert list(store.read.all_entries()) == []


def test_a_sample_entry_that_was_moved_goes_too(store, sample):
    sample.fill()
    old = next(entry for entry in store.read.all_entries() if entry.title == "1:1 Nora")
    Editor(store).apply(Edit(text("Moved"), (old,), (replace(old, title="1:1 Nora, later"),)))
    sample.take_out()
    assert list(store.read.all_entries()) == []


def test_settings_from_before_come_back(store, sample):
    before = Site(name="Mine", zone="America/New_York", block_minutes=45)
    Editor(store).apply(Edit(text("Settings"), after=(before,)))
    sample.fill()
    assert store.read.site().zone == "Europe/Oslo"
    sample.take_out()
    assert store.read.site() == before


def test_settings_changed_meanwhile_stay(store, sample):
    sample.fill()
    site = store.read.site()
    changed = Site(name="Ours", zone="Europe/Oslo")
    Editor(store).apply(Edit(text("Settings"), (site,), (changed,)))
    sample.take_out()
    assert store.read.site() == changed


def test_a_store_in_use_is_refused(store, sample, make_entry):
    Editor(store).apply(Edit(text("One"), after=(make_entry(),)))
    with pytest.raises(BadInputError, match="empty store"):
        sample.fill()
    with pytest.raises(BadInputError, match="not in the store"):
        sample.take_out()
    assert store.read.people() == []


def test_everybody_and_every_rule_of_the_sample_may_be_changed_by_hand(store, sample):
    sample.fill()
    roster, rules = Roster(store), Rules(store)
    for person in store.read.people():
        assert roster.edit_to_change_person(person).after == (person,)
    for team in store.read.teams():
        assert roster.edit_to_change_team(team).after == (team,)
    for rule in store.read.rules():
        assert rules.edit_to_change(rule).after == (rule,)
    for shift in store.read.shifts(WEEK)[:40]:
        assert roster.edit_to_change_shift(shift).after == (shift,)
