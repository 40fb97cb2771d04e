"""What decided for a place, what it costs and what would be next, word by word."""

from dataclasses import replace
from datetime import timedelta

from app.domain.demands import CELLS_A_DAY, DemandId, Engagement, FloorDay, Place, Window
from app.domain.entries import Entry, EntryId, EntryKind
from app.domain.known_events import EventId, KnownEvent
from app.domain.reasons import Reason
from app.domain.rules import Wish
from app.domain.wording import sentence
from app.planning.explain import explain
from tests.planning.curves import MONDAY, day
from tests.planning.one_monday import ANN, BO, NAMES, TEN, meeting, problem, span, talk

NOON = 12 * 60
TUESDAY = MONDAY + timedelta(days=1)


def reasons(asked, chosen, *, of="talk", names=NAMES):
    places = {DemandId(one): Place(MONDAY, start) for one, start in chosen.items()}
    return explain(asked, places, names).placed[DemandId(of)]


def said(asked, chosen, **more):
    return [str(sentence(reason)) for reason in reasons(asked, chosen, **more)]


def on_monday(*starts, **more):
    return talk(windows=(Window(MONDAY, starts),), **{"people": (), "wish": Wish.LOW, **more})


def block(name, *starts):
    return on_monday(
        *starts,
        id=DemandId(name),
        kind=EntryKind.UNPLANNED,
        title="Unplanned",
        minutes=60,
        wish=Wish.HIGH,
        group="unplanned",
        gap_minutes=60,
        worth=0.0,
    )


def test_a_quiet_place_says_how_quiet_and_what_is_next():
    assert said(problem(on_monday(NOON, TEN)), {"talk": NOON}) == [
        "A quiet stretch of Mondays: 20 contacts expected, 3 % of the day",
        "Next best 10:00–10:30, 300 % more contacts",
    ]


def test_the_only_free_place_says_so():
    asked = problem(on_monday(NOON, TEN), fixed=[meeting(TEN, 11 * 60)])

    assert said(asked, {"talk": NOON})[-1] == "No other time is free for it"


def test_the_next_place_is_free_of_what_the_plan_has_put_elsewhere():
    other = on_monday(TEN, id=DemandId("other"), worth=0.0)
    asked = problem(on_monday(NOON, TEN, 14 * 60), other)

    found = reasons(asked, {"talk": NOON, "other": TEN})

    assert found[-1].facts["start"] == "14:00"


def test_a_better_place_that_is_free_is_owned_up_to():
    asked = problem(on_monday(NOON, TEN))

    assert said(asked, {"talk": TEN})[-1] == (
        "Mon 23 Nov 12:00–12:30 is free and 3.0 points better; a longer search may take it"
    )


def test_another_day_that_costs_more_waiting_is_called_later():
    both = (Window(MONDAY, (NOON,)), Window(TUESDAY, (NOON,)))
    asked = problem(talk(windows=both, people=(), later=2.0))

    assert said(asked, {"talk": NOON})[-1] == (
        "Next best Tue 24 Nov 12:00–12:30, which is later, 2.0 points worse"
    )


def test_who_is_off_the_phones_is_counted_and_named():
    training = Engagement(
        Entry(span(TEN, 630), EntryKind.MEETING, "Training", id=EntryId("t"), people=(BO, ANN)),
        leaves_phones=True,
    )
    asked = problem(talk(), engagements=(training,), away_per_team=3)

    found = said(asked, {"talk": TEN})

    assert "Team Blue has 3 off the phones at 10:00 (Bo Lind, Ann Moe, Chen Wei), 3 may be" in found
    assert "1 agent off the phones for 30 min costs 3.0 points" in found
    assert "3 agents of the team off the phones at 10:00, 3 may be" in said(
        asked, {"talk": TEN}, names={}
    )


def test_names_given_when_it_is_read_are_used_without_those_it_was_made_with():
    found = reasons(problem(talk()), {"talk": TEN}, names={})
    [off] = [reason for reason in found if reason.code == "off_phones"]

    assert "name" not in str(off.facts)
    assert str(sentence(off, {"chen": "Chen Wei", "blue": "Team Blue"})) == (
        "Team Blue has 1 off the phones at 10:00 (Chen Wei), 2 may be"
    )


def test_a_team_meeting_is_held_against_the_floor_only():
    floor = FloorDay(MONDAY, spare=(3,) * CELLS_A_DAY, strain=(0.5,) * CELLS_A_DAY)
    asked = problem(talk(people=(BO, ANN), as_team=True), floor=(floor,))

    found = said(asked, {"talk": TEN})

    assert "3 agents can be spared at 10:00, 2 are off the phones" in found
    assert "2 agents off the phones for 30 min cost 3.0 points" in found
    assert not [words for words in found if "may be" in words]


def test_a_team_s_meeting_does_not_count_against_its_talks():
    half = talk("half", people=(BO, ANN), as_team=True, owner="other")

    assert "Team Blue has 1 off the phones at 10:00 (Chen Wei), 2 may be" in said(
        problem(half, talk()), {"half": TEN, "talk": TEN}
    )


def test_a_session_is_offered_no_place_that_would_leave_its_slots_behind():
    door = on_monday(540, 570, TEN, minutes=60, group="open_door")
    slot = talk("slot", TEN + 15, minutes=15, inside="open_door", step_minutes=15)
    places = {"talk": TEN, "slot": TEN + 15}

    found = reasons(problem(door, slot), places)
    alone = reasons(problem(replace(door, windows=(Window(MONDAY, (540, TEN)),)), slot), places)

    assert found[-1].facts["start"] == "09:30"
    assert alone[-1].code == "only_place"


def test_a_pause_that_is_lost_is_named_with_its_hours():
    fixed = [meeting(8 * 60, TEN), meeting(630, 12 * 60, "Retro")]

    assert "Leaves you no quarter of an hour free for 2½ hours between 08:00 and 12:00" in said(
        problem(talk(), fixed=fixed), {"talk": TEN}
    )


def test_what_stays_says_so_and_what_moved_says_why():
    there = Entry(span(TEN, 630), EntryKind.PEOPLE, "1:1", id=EntryId("e"))
    asked = problem(on_monday(TEN, NOON, current=there))

    assert said(asked, {"talk": TEN})[-1] == "Stays where it was"
    assert said(asked, {"talk": NOON})[0].startswith("Was Mon 23 Nov 10:00–10:30; here the week")
    invited = problem(on_monday(TEN, current=replace(there, invited=True)))
    assert said(invited, {"talk": TEN})[-1] == "Stays where it was; people were invited"


def test_what_had_to_move_names_what_stands_at_its_old_place():
    there = Entry(span(TEN, 630), EntryKind.PEOPLE, "1:1", id=EntryId("e"))
    asked = problem(on_monday(TEN, NOON, current=there), fixed=[meeting(TEN, 11 * 60)])

    assert said(asked, {"talk": NOON})[:2] == [
        "Was Mon 23 Nov 10:00–10:30, which is no longer possible",
        "Budget (10:00–11:00) stands there now",
    ]


def test_a_place_off_its_windows_is_said_to_be_none_any_more():
    there = Entry(span(605, 635), EntryKind.PEOPLE, "1:1", id=EntryId("e"))

    assert said(problem(on_monday(NOON, current=there)), {"talk": NOON})[0] == (
        "Was Mon 23 Nov 10:05–10:35, which is no place for it any more"
    )


def test_a_block_on_the_peak_names_the_line_and_the_other_block():
    asked = problem(block("talk", TEN, 14 * 60), block("other", TEN, 14 * 60))

    assert said(asked, {"talk": TEN, "other": 14 * 60}) == [
        "Busiest 60 min of Mondays: 160 contacts, 27 % of the day (8 weeks)",
        "Above the peak line on 8 of 8 Mondays",
        "No fixed event in the way",
        "Next best 14:00–15:00, also placed",
    ]


def test_a_block_kept_off_the_peak_names_the_meeting_that_lies_on_it():
    asked = problem(block("talk", TEN, 14 * 60), fixed=[meeting(TEN, 630)])

    found = said(asked, {"talk": 14 * 60})

    assert found[0] == "120 contacts in 60 min, 20 % of the day (Mondays, 8 weeks)"
    assert found[2].startswith("Budget (10:00–10:30) stands where it would fit best, 10:00–11:00")


def test_a_walk_kept_off_the_peak_names_the_block_there_without_asking_to_move_it():
    walk = on_monday(TEN, 14 * 60, wish=Wish.HIGH, title="Floor walk")
    asked = problem(walk, block("block", TEN))

    assert "Busier is 10:00–10:30 with 80 contacts, where Unplanned (10:00–11:00) stands" in said(
        asked, {"talk": 14 * 60, "block": TEN}
    )


def test_a_block_beside_a_meeting_that_has_ended_names_it():
    asked = problem(block("talk", TEN), fixed=[meeting(540, 585, "Stand-up")])

    assert "No fixed event in the way (Stand-up ends 09:45)" in said(asked, {"talk": TEN})


def test_a_busy_stretch_outside_the_windows_is_not_outshone():
    """10:00 is busier, but no start of this block: its own best hour is not the day's."""
    found = said(problem(block("talk", 14 * 60)), {"talk": 14 * 60})

    assert found[0].startswith("120 contacts in 60 min")
    assert not [words for words in found if words.startswith("Busiest")]


def test_blocks_that_could_cover_more_elsewhere_do_not_say_that_they_cover_most():
    broad = day(0, peaks=((TEN, 40.0), (TEN + 60, 41.0), (TEN + 120, 40.0)))
    starts = (TEN, TEN + 60, TEN + 120, 14 * 60)
    blocks = (block("talk", *starts), block("other", *starts))
    asked = replace(problem(*blocks), days=(broad, day(1)))

    best = reasons(asked, {"talk": TEN, "other": TEN + 120})
    worse = reasons(asked, {"talk": 14 * 60, "other": TEN + 60})

    assert "together" in {reason.code for reason in best}
    assert "together" not in {reason.code for reason in worse}


def test_a_known_event_is_named_beside_the_numbers_that_hold_it():
    busy = replace(day(0), events=(KnownEvent(EventId("x"), "Campaign", MONDAY, 40.0),))
    asked = replace(problem(on_monday(NOON)), days=(busy, day(1)))

    assert "Counted in: Campaign +40 %" in said(asked, {"talk": NOON})


def test_what_is_to_be_said_of_it_anywhere_comes_first():
    asked = problem(on_monday(NOON, reasons=(Reason("not_reliable"),)))

    assert reasons(asked, {"talk": NOON})[0] == Reason("not_reliable")
