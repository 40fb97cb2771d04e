"""What still fits when something of a proposal is unticked."""

from dataclasses import replace

from app.domain.demands import Omission, Placement, Plan
from app.domain.entries import Availability
from app.services.changes import Change
from app.services.fitting import fitting
from app.services.ground import place_of
from tests.planning.curves import SITE
from tests.services.plan_stage import demand, entry, planned, problem, span, standing


def new(after):
    return Change(after.id, "new", None, after, ())


def moved(before, start, day=0):
    after = replace(before, span=span(start, before.span.minutes, day))
    return Change(before.id, "moved", before, after, ())


def removed(before):
    return Change(before.id, "removed", before, None, ())


def plan_of(asked, changes):
    """The plan that those changes came from."""
    after = {c.id: c.after for c in changes}
    placements, omissions = [], []
    for one in asked.demands:
        lies = after.get(one.id, one.current)
        if lies is None:
            omissions.append(Omission(one, ()))
        else:
            place = place_of(lies.span, SITE.tz)
            placements.append(Placement(one, place, lies.span, {"worth": one.worth}))
    return Plan(tuple(placements), tuple(omissions))


def fit(changes, keep, asked=None):
    asked = asked or problem()
    return fitting(changes, keep, SITE.tz, plan_of(asked, changes), asked)


def test_with_everything_ticked_everything_fits():
    changes = [moved(planned("a", "10:00"), "11:00"), new(planned("b", "10:00"))]

    assert fit(changes, None).changes == tuple(changes)
    assert fit(changes, {"a", "b"}).dropped == {}


def test_what_would_lie_on_something_unticked_is_dropped_and_told_why():
    talk, block = (
        moved(planned("talk", "10:00", title="1:1"), "13:00"),
        new(planned("block", "10:00")),
    )

    made = fit([talk, block], {"block"})

    assert made.changes == ()
    (reason,) = made.dropped["block"]
    assert (reason.code, reason.facts) == (
        "held",
        {"title": "1:1", "start": "10:00", "end": "11:00"},
    )


def test_what_is_dropped_holds_its_old_place_against_the_next():
    first = moved(planned("a", "09:00"), "10:00")
    second = moved(planned("b", "10:00"), "11:00")
    third = moved(planned("c", "11:00"), "12:00")

    made = fit([first, second, third], {"a", "b"})

    assert made.changes == ()
    assert made.dropped.keys() == {"a", "b"}


def test_leaving_out_a_new_thing_is_in_nobodys_way():
    changes = [new(planned("a", "10:00")), new(planned("b", "13:00"))]

    assert [c.id for c in fit(changes, {"b"}).changes] == ["b"]


def test_a_thing_that_was_to_go_keeps_its_place_person_and_room():
    gone = removed(planned("a", "10:00", people=("kari",), place="Oak"))
    for other in (
        planned("b", "10:30"),
        planned("b", "10:30", availability=Availability.FREE, people=("kari",)),
        planned("b", "10:30", availability=Availability.FREE, place="oak "),
    ):
        assert fit([gone, new(other)], {"b"}).dropped.keys() == {"b"}


def test_phones_stay_manned_when_a_move_is_unticked():
    agents = {"kari": "red", "ola": "red"}
    kari = planned("kari", "09:00", 30, people=("kari",))
    stays = standing(kari, leaves_phones=True)
    comes = demand("ola", length=30, people=("ola",), leaves_phones=True, owner="north")
    asked = problem(stays, comes, agents=agents, away_per_team=1)
    ola = planned("ola", "09:00", 30, availability=Availability.FREE, people=("ola",))
    changes = [moved(kari, "13:00"), new(ola)]

    made = fit(changes, {"ola"}, asked)

    assert made.dropped.keys() == {"ola"}
    assert made.dropped["ola"][0].code == "not_beside"
    assert made.dropped["ola"][0].facts["title"] == "kari"


def test_a_slot_goes_with_the_session_that_it_lies_in():
    session = demand("open_door:w", 2, length=60, group="open_door")
    slot = demand("slot", 2, length=15, inside="open_door", step_minutes=15)
    asked = problem(session, slot)
    changes = [
        new(planned("open_door:w", "13:00", day=2)),
        new(planned("slot", "13:15", 15, day=2)),
    ]

    made = fit(changes, {"slot"}, asked)

    assert made.changes == ()
    assert made.dropped["slot"][0].code == "not_together"


def test_a_slot_may_lie_in_a_session_that_stays_where_it_is():
    door = planned("open_door:w", "13:00", day=2)
    session = standing(door, 2, group="open_door")
    slot = demand("slot", 2, length=15, inside="open_door", step_minutes=15)
    asked = problem(session, slot)
    changes = [moved(door, "13:30", 2), new(planned("slot", "13:45", 15, day=2))]

    assert [c.id for c in fit(changes, {"slot"}, asked).changes] == ["slot"]


def test_apply_could_store_all_that_fits_without_two_things_on_one_another():
    stands = [planned(str(n), f"{8 + n:02}:00") for n in range(6)]
    changes = [moved(one, f"{9 + n:02}:00") for n, one in enumerate(stands)]

    for off in range(6):
        made = fit(changes, {c.id for c in changes} - {str(off)})
        kept = {c.id: c.after for c in made.changes}
        after = [kept.get(one.id, one) for one in stands]
        assert not any(a.span.overlaps(b.span) for i, a in enumerate(after) for b in after[i + 1 :])
        assert {c.id for c in made.changes} == {str(n) for n in range(off + 1, 6)}


def test_what_is_fixed_and_stays_anyway_was_reckoned_with_already():
    board = entry("Board", "10:00")
    asked = problem(fixed=[board])

    assert fit([new(planned("a", "11:00")), new(planned("b", "12:00"))], {"a"}, asked).dropped == {}
