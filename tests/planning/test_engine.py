from dataclasses import replace
from datetime import timedelta

from app.domain.demands import Diary, Problem
from app.domain.entries import Entry, EntryKind
from app.domain.known_events import EventId, KnownEvent
from app.domain.span import Span
from app.domain.wall import resolve_minute
from app.domain.wording import sentence
from app.planning.engine import solve
from app.planning.week_demands import quotas_of, week_demands
from tests.planning.curves import AFTERNOON, MONDAY, MORNING, SITE, day, week


def entry(offset, start, end, *, kind=EntryKind.MEETING, title="Budget"):
    on = MONDAY + timedelta(days=offset)
    span = Span(resolve_minute(on, start, SITE.tz), resolve_minute(on, end, SITE.tz))
    return Entry(span, kind, title)


def plan(outlook=None, fixed=(), not_before=None):
    outlook = outlook or week()
    demands = week_demands(SITE, outlook, fixed, ())
    return solve(
        Problem(
            outlook.days,
            SITE.zone,
            (Diary(tuple(fixed), SITE.working),),
            demands,
            quotas_of(demands),
            not_before,
        )
    )


def starts(plan, kind, offset):
    on = MONDAY + timedelta(days=offset)
    return [
        p.span.start.astimezone(SITE.tz).strftime("%H:%M")
        for p in plan.placements
        if p.demand.kind is kind and p.place.day == on
    ]


def reasons(plan, kind, offset):
    on = MONDAY + timedelta(days=offset)
    found = [p for p in plan.placements if p.demand.kind is kind and p.place.day == on]
    return {r.code: r.facts for p in found[:1] for r in p.reasons}


def test_blocks_lie_on_the_two_peaks_of_each_working_day():
    answer = plan()

    assert all(starts(answer, EntryKind.UNPLANNED, n) == ["10:00", "14:00"] for n in range(5))
    assert not starts(answer, EntryKind.UNPLANNED, 5)
    assert answer.proven


def test_a_block_says_how_busy_its_hour_is_and_what_the_next_best_would_be():
    facts = reasons(plan(), EntryKind.UNPLANNED, 0)

    assert facts["busiest_window"]["contacts"] == 160
    assert facts["busiest_window"]["weeks"] == 8
    assert facts["above_line"] == {"above": 8, "weeks": 8, "weekday": 0}
    assert facts["next_best"]["start"] == "14:00"
    assert facts["next_best"]["placed"] == 1


def test_a_fixed_meeting_on_the_peak_moves_the_block_beside_it_and_is_named():
    answer = plan(fixed=[entry(0, MORNING, MORNING + 30)])

    assert starts(answer, EntryKind.UNPLANNED, 0) == ["10:30", "14:00"]
    assert reasons(answer, EntryKind.UNPLANNED, 0)["in_the_way"]["title"] == "Budget"


def test_a_day_that_is_full_leaves_its_blocks_out_and_says_what_would_make_room():
    answer = plan(fixed=[entry(1, 480, 1080, title="Audit")])

    left_out = [
        o for o in answer.omissions if o.demand.windows[0].day == MONDAY + timedelta(days=1)
    ]
    assert {o.demand.kind for o in left_out} == {EntryKind.UNPLANNED, EntryKind.LUNCH}
    assert all(o.reasons[0].facts["title"] == "Audit" for o in left_out)


def test_the_open_door_stands_on_the_calm_day_outside_its_peaks():
    answer = plan()

    [start] = starts(answer, EntryKind.OPEN_DOOR, 2)
    assert start == "08:00"
    assert not [o for o in answer.omissions if o.demand.kind is EntryKind.OPEN_DOOR]


def test_without_a_reliable_calm_day_the_quietest_stretch_is_offered_instead():
    answer = plan(week(reliable=False))

    assert starts(answer, EntryKind.OPEN_DOOR, 3)


def test_a_holiday_and_the_weekend_get_nothing():
    answer = plan(week(changed={1: day(1, holiday="Constitution Day")}))

    assert not [p for p in answer.placements if p.place.day == MONDAY + timedelta(days=1)]


def test_nothing_is_placed_before_the_notice_is_over():
    noon = resolve_minute(MONDAY, 12 * 60, SITE.tz)

    answer = plan(not_before=noon)

    assert starts(answer, EntryKind.UNPLANNED, 0)[-1] == "14:00"
    assert all(p.span.start >= noon for p in answer.placements)


def test_blocks_keep_an_hour_between_them():
    close = week(peaks=((MORNING, 40.0), (MORNING + 75, 39.0)))

    answer = plan(close)

    spans = sorted(
        p.span
        for p in answer.placements
        if p.demand.kind is EntryKind.UNPLANNED and p.place.day == MONDAY
    )
    assert len(spans) == 2
    assert spans[1].start - spans[0].end >= timedelta(minutes=60)


def test_a_week_whose_clocks_change_is_planned_like_any_other():
    spring = 17  # Oslo's clocks go forward on Sunday 28 March 2027

    answer = plan(week(spring))

    assert starts(answer, EntryKind.UNPLANNED, spring * 7) == ["10:00", "14:00"]


def test_the_same_week_gives_the_same_plan():
    def places(answer):
        return [(p.demand.id, p.span) for p in answer.placements]

    assert places(plan()) == places(plan())


def test_lunch_keeps_out_of_the_peak_and_in_its_window():
    lunch_peak = week(peaks=((11 * 60 + 30, 40.0), (AFTERNOON, 30.0)))

    answer = plan(lunch_peak)

    [start] = starts(answer, EntryKind.LUNCH, 0)
    assert "11:00" <= start <= "13:30"
    assert start not in ("11:30", "11:45", "12:00", "12:15")


def test_every_reason_the_engine_gives_has_its_words():
    busy = [entry(0, MORNING, MORNING + 30), entry(1, 480, 1080, title="Audit")]
    answer = plan(week(reliable=False), fixed=busy)

    unworded = [
        reason
        for thing in (*answer.placements, *answer.omissions)
        for reason in thing.reasons
        if str(sentence(reason)) == reason.code
    ]

    assert not unworded


def test_a_second_block_without_room_names_the_meeting_not_the_first_block():
    standing = [
        entry(0, MORNING, MORNING + 60, kind=EntryKind.UNPLANNED, title="Unplanned"),
        entry(0, AFTERNOON - 60, AFTERNOON + 45, title="Retro"),
    ]

    answer = plan(fixed=standing)

    [left_out] = [o for o in answer.omissions if o.demand.kind is EntryKind.UNPLANNED]
    assert [r.facts["title"] for r in left_out.reasons] == ["Retro"]


def test_only_the_busiest_hour_of_the_day_is_called_the_busiest():
    answer = plan()

    [first, second] = [p for p in answer.placements if p.demand.kind is EntryKind.UNPLANNED][:2]
    assert first.reasons[0].code == "busiest_window"
    assert second.reasons[0].code == "busy_window"


def test_a_block_beside_a_meeting_does_not_call_its_hour_the_busiest():
    facts = reasons(plan(fixed=[entry(0, MORNING, MORNING + 30)]), EntryKind.UNPLANNED, 0)

    assert "busiest_window" not in facts
    assert facts["in_the_way"]["contacts"] == 160


def test_two_blocks_on_one_broad_peak_say_that_they_cover_most_together():
    broad = week(peaks=((MORNING, 40.0), (MORNING + 60, 41.0), (MORNING + 120, 40.0)))

    answer = plan(broad)

    blocks = [p for p in answer.placements if p.demand.kind is EntryKind.UNPLANNED][:2]
    assert [p.span.start.astimezone(SITE.tz).hour for p in blocks] == [10, 12]
    assert {r.code for p in blocks for r in p.reasons} >= {"busy_window", "together"}
    [together] = [r for r in blocks[0].reasons if r.code == "together"]
    assert together.facts["contacts"] == 320


def test_a_known_event_is_named_beside_the_numbers_that_hold_it():
    campaign = KnownEvent(EventId("x"), "Campaign", MONDAY, 40.0)
    busy = replace(day(0, scale=1.4), events=(campaign,))

    facts = reasons(plan(week(changed={0: busy})), EntryKind.UNPLANNED, 0)

    assert facts["events_counted"]["names"] == "Campaign +40 %"
