"""What is said of hundreds of random plans, recounted from the problem without the explainer."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from app.domain.wording import sentence
from app.planning.explain import explain
from tests.planning.checker import engaged_of, laid, quarters_of, violations
from tests.planning.explained import allowed, instance, lifted, minutes, place_in, places_of
from tests.planning.recount import recount

SEEDS = range(200)
CLOSE = 0.011
"""Points and shares in facts are rounded to hundredths."""
NO_PLACE_ASKED = {"nowhere_allowed", "all_of_these", "exchange", "has_room", "costs_more"}


@pytest.fixture(scope="module")
def told():
    """Instances with their plans, what is said of them and the demands by id."""
    found = []
    for seed in SEEDS:
        problem, chosen = instance(seed)
        by_id = {demand.id: demand for demand in problem.demands}
        found.append((problem, chosen, explain(problem, chosen), by_id))
    return found


def placed(told, *codes):
    for problem, chosen, explained, by_id in told:
        for one, reasons in explained.placed.items():
            for reason in reasons:
                if reason.code in codes:
                    yield problem, chosen, by_id[one], reason


def omitted(told, *codes):
    for problem, chosen, explained, by_id in told:
        for one, reasons in explained.omitted.items():
            if not codes or any(reason.code in codes for reason in reasons):
                yield problem, chosen, by_id[one], reasons


def total(problem, chosen):
    tiers, parts = recount(problem, chosen)
    return tiers, sum(parts.values())


def others(chosen, demand):
    return {one: place for one, place in chosen.items() if one != demand.id}


def free_places(problem, chosen, demand):
    rest = others(chosen, demand)
    held = set(violations(problem, chosen))
    return [
        place
        for place in places_of(demand)
        if not set(violations(problem, {**rest, demand.id: place})) - held
    ]


def contacts_of(problem, demand, place):
    [day] = [day for day in problem.days if day.day == place.day]
    by_minute = [day.expected[minute // day.minutes] / day.minutes for minute in range(1440)]
    return sum(by_minute[place.start : place.start + demand.minutes])


def test_every_demand_is_explained_once_and_said_why(told):
    for problem, chosen, explained, _ in told:
        assert set(explained.placed) == set(chosen)
        assert set(explained.omitted) == {d.id for d in problem.demands} - set(chosen)
        assert all(explained.placed.values())
        assert all(explained.omitted.values())


def test_the_random_plans_bring_up_every_reason_but_the_rare_ones(told):
    codes = Counter(
        reason.code
        for _, _, explained, _ in told
        for reasons in (*explained.placed.values(), *explained.omitted.values())
        for reason in reasons
    )

    assert len(codes) >= 35, codes


def test_no_sentence_has_a_gap_in_it_and_each_begins_like_one(told):
    for _, _, explained, _ in told:
        for reasons in (*explained.placed.values(), *explained.omitted.values()):
            for reason in reasons:
                words = str(sentence(reason))
                assert words != reason.code
                assert "{" not in words
                assert "  " not in words
                assert words[0].isupper() or words[0].isdigit(), words
                assert not re.search(r"(?<![\d.,])1 (contacts|agents|points|days)\b", words), words


def test_contacts_and_shares_of_a_place_are_those_expected_there(told):
    codes = ("busiest_window", "busy_window", "quiet_place", "least_busy_left")
    for problem, chosen, demand, reason in placed(told, *codes, "contacts_meanwhile"):
        place = chosen[demand.id]
        here = contacts_of(problem, demand, place)
        [day] = [day for day in problem.days if day.day == place.day]
        assert reason.facts["contacts"] == round(here)
        assert reason.facts["share"] == pytest.approx(
            here / sum(day.expected) if sum(day.expected) else 0.0, abs=1e-4
        )
        assert reason.facts["minutes"] == demand.minutes
        if reason.code == "busiest_window":
            on_grid = range(0, 1440 - demand.minutes + 1, 15)
            most = max(contacts_of(problem, demand, replace(place, start=s)) for s in on_grid)
            assert here >= most * 0.995 - 1e-9
        if reason.code == "quiet_place":
            same_day = [p for p in places_of(demand) if p.day == place.day]
            assert here <= min(contacts_of(problem, demand, p) for p in same_day) * 1.005 + 1e-9
        if reason.code == "least_busy_left":
            free = free_places(problem, chosen, demand)
            assert len(free) > 1
            assert here <= min(contacts_of(problem, demand, p) for p in free) * 1.005 + 1e-9


def test_the_next_place_is_free_and_just_as_much_worse_as_said(told):
    for problem, chosen, demand, reason in placed(told, "next_free", "next_quiet"):
        place = place_in(reason.facts)
        moved = {**chosen, demand.id: place}
        assert not set(violations(problem, moved)) - set(violations(problem, chosen))
        less = total(problem, chosen)[1] - total(problem, moved)[1]
        assert reason.facts["less"] == pytest.approx(less, abs=CLOSE)
        assert reason.facts["contacts"] == round(contacts_of(problem, demand, place))
        if reason.code == "next_quiet":
            assert less >= -CLOSE


def test_no_other_free_place_is_better_than_the_next_best(told):
    for problem, chosen, demand, reason in placed(told[:150], "next_free", "next_quiet"):
        here = chosen[demand.id]
        free = [p for p in free_places(problem, chosen, demand) if p != here]
        apart = [
            p for p in free if p.day != here.day or abs(p.start - here.start) >= demand.minutes
        ]
        best = max(total(problem, {**chosen, demand.id: p})[1] for p in apart or free)
        named = total(problem, {**chosen, demand.id: place_in(reason.facts)})[1]
        assert named == pytest.approx(best, abs=1e-6)


def test_the_only_place_is_the_only_free_one(told):
    for problem, chosen, demand, _ in placed(told, "only_place"):
        assert set(free_places(problem, chosen, demand)) <= {chosen[demand.id]}


def test_a_busier_place_is_busier_and_goes_free_with_what_is_named(told):
    found = 0
    for problem, chosen, demand, reason in placed(told, "busier_taken"):
        place = place_in(reason.facts)
        busier = contacts_of(problem, demand, place)
        assert reason.facts["contacts"] == round(busier)
        assert busier > contacts_of(problem, demand, chosen[demand.id])
        assert not allowed(problem, {**chosen, demand.id: place}, chosen)
        named = minutes(reason.facts["from"]), minutes(reason.facts["to"])
        assert named[0] < place.start + demand.minutes
        assert place.start < named[1]
        found += 1
    assert found


def test_another_block_that_is_called_the_next_best_lies_there(told):
    found = 0
    for problem, chosen, demand, reason in placed(told, "next_best"):
        place = place_in(reason.facts)
        alike = [d for d in problem.demands if (d.owner, d.group) == (demand.owner, demand.group)]
        lying = {chosen.get(d.id) for d in alike if d.id != demand.id}
        standing = {e.span for d in problem.diaries if d.owner == demand.owner for e in d.fixed}
        [here] = laid(problem, {demand.id: place})
        assert place in lying or here.span in standing
        found += 1
    assert found


def test_agents_off_the_phones_are_counted_in_the_quarter_named(told):
    found = Counter()
    for problem, chosen, demand, reason in placed(told, "off_phones", "off_floor"):
        day, quarter = chosen[demand.id].day, minutes(reason.facts["at"]) // 15
        away = agents_away(problem, chosen, day, quarter, meetings=reason.code == "off_floor")
        assert set(demand.people) & set(away)
        if reason.code == "off_phones":
            mine = [one for one in away if problem.agents[one] == reason.facts["team"]]
            assert sorted(reason.facts["persons"].split(",")) == sorted(mine)
            assert reason.facts["away"] == len(mine) <= problem.away_per_team
            assert reason.facts["allowed"] == problem.away_per_team
        else:
            [spare] = [floor.spare[quarter] for floor in problem.floor if floor.day == day]
            assert (reason.facts["away"], reason.facts["spare"]) == (len(away), spare)
        found[reason.code] += 1
    assert len(found) == 2


def agents_away(problem, chosen, day, quarter, *, meetings):
    """The agents off the phones in a quarter, with those at their team's meeting if asked."""
    [span] = [s for d, q, s in quarters_of(problem) if (d, q) == (day, quarter)]
    lying = [
        (lies.demand.people, lies.span, lies.demand.leaves_phones, lies.demand.as_team)
        for lies in laid(problem, chosen)
    ]
    lying += [
        (each.entry.people, each.entry.span, each.leaves_phones, each.as_team)
        for each in engaged_of(problem)
    ]
    return [
        person
        for people, where, leaves, as_team in lying
        if leaves and (meetings or not as_team) and where.overlaps(span)
        for person in people
        if person in problem.agents
    ]


def test_what_a_place_costs_is_what_the_points_lack(told):
    for problem, chosen, demand, reason in placed(told, "cost_phones", "cost_waiting"):
        alone = replace(problem, diaries=(), demands=(demand,))
        _, parts = recount(alone, {demand.id: chosen[demand.id]})
        part = reason.code.removeprefix("cost_")
        assert reason.facts["points"] == pytest.approx(-parts[part], abs=CLOSE)
    for problem, chosen, demand, reason in placed(told, "cost_pauses"):
        with_it = recount(problem, chosen)[1].get("pauses", 0.0)
        without_it = recount(problem, others(chosen, demand))[1].get("pauses", 0.0)
        assert reason.facts["points"] == pytest.approx(without_it - with_it)
        assert minutes(reason.facts["to"]) - minutes(reason.facts["from"]) >= 150


def test_what_stays_or_moved_is_measured_against_where_it_stands(told):
    for problem, chosen, demand, _ in placed(told, "stays"):
        [here] = laid(problem, {demand.id: chosen[demand.id]})
        assert here.span.start == demand.current.span.start
    for problem, chosen, demand, reason in placed(told, "moved_better"):
        back = {**chosen, demand.id: place_in(reason.facts)}
        more = total(problem, chosen)[1] - total(problem, back)[1]
        assert reason.facts["points"] == pytest.approx(more, abs=CLOSE)
    for problem, chosen, demand, reason in placed(told, "moved_off"):
        back = {**chosen, demand.id: place_in(reason.facts)}
        assert set(violations(problem, back)) - set(violations(problem, chosen))


def test_a_place_said_to_be_free_is_allowed_and_worth_what_is_said(told):
    found = 0
    for problem, chosen, demand, [reason] in omitted(told, "has_room"):
        added = {**chosen, demand.id: place_in(reason.facts)}
        assert allowed(problem, added, chosen)
        more = total(problem, added)[1] - total(problem, chosen)[1]
        assert reason.facts["points"] == pytest.approx(more, abs=CLOSE)
        assert total(problem, added) > total(problem, chosen)
        found += 1
    assert found


def test_what_costs_more_than_it_brings_would_do_so_everywhere(told):
    for problem, chosen, demand, [reason] in omitted(told, "costs_more"):
        before = total(problem, chosen)
        best = max(total(problem, {**chosen, demand.id: place})[1] for place in places_of(demand))
        assert before[1] - best == pytest.approx(reason.facts["points"], abs=CLOSE)
        assert best <= before[1] + 1e-6


def test_with_the_things_named_out_of_the_way_the_place_is_allowed_and_not_before(told):
    found = Counter()
    for problem, chosen, demand, reasons in omitted(told):
        named = [one for one in reasons if one.code not in NO_PLACE_ASKED]
        whole = [one.facts["count"] for one in reasons if one.code == "all_of_these"]
        if not named or (whole and whole[0] > len(named)):
            continue
        place = place_in(named[0].facts)
        for reason in named:
            assert not breaks_nothing(problem, chosen, demand, place), (demand.id, reason)
            problem, chosen = lifted(problem, chosen, demand, reason)  # noqa: PLW2901  # one by one
            found[reason.code] += 1
        assert breaks_nothing(problem, chosen, demand, place), (demand.id, reasons)
    assert len(found) >= 10, found


def breaks_nothing(problem, chosen, demand, place):
    """Whether the place is allowed; what lay in a session that had to go is not asked for."""
    after = {
        one: p
        for one, p in chosen.items()
        if not any(d.id == one and d.inside for d in problem.demands)
    }
    keep = chosen if demand.inside else after
    return allowed(problem, {**keep, demand.id: place}, keep)


def test_an_exchange_is_weighed_as_the_two_plans_are(told):
    found = 0
    for problem, chosen, demand, [taken, exchange] in omitted(told, "exchange"):
        without = {one: p for one, p in chosen.items() if one != taken.facts["demand"]}
        swapped = total(problem, {**without, demand.id: place_in(taken.facts)})
        before = total(problem, chosen)
        assert exchange.facts["less"] == pytest.approx(before[1] - swapped[1], abs=CLOSE)
        tiers = (before[0] > swapped[0]) - (before[0] < swapped[0])
        assert exchange.facts["counts"] == tiers
        found += 1
    assert found


def test_nowhere_allowed_is_said_only_of_what_has_no_place(told):
    for _, _, demand, reasons in omitted(told):
        nowhere = [reason.code for reason in reasons] == ["nowhere_allowed"]
        assert nowhere == (not places_of(demand))


def test_where_it_would_fit_best_no_other_place_is_worth_more(told):
    found = 0
    for problem, chosen, demand, reasons in omitted(told, "in_the_way"):
        if reasons[0].facts.get("best"):
            worth = {
                place: total(problem, {**chosen, demand.id: place})[1]
                for place in places_of(demand)
            }
            assert worth[place_in(reasons[0].facts)] == pytest.approx(max(worth.values()))
            found += 1
    assert found


def test_the_same_plan_is_explained_the_same_way():
    problem, chosen = instance(7)

    assert explain(problem, chosen) == explain(problem, dict(reversed(chosen.items())))


def test_explaining_leaves_off_when_it_is_called_off():
    problem, chosen = instance(7)
    asked = iter([False, False])

    told = explain(problem, chosen, cancelled=lambda: next(asked, True))

    assert len(told.placed) + len(told.omitted) == 2
    whole = explain(problem, chosen)
    assert all(whole.placed[one] == reasons for one, reasons in told.placed.items())
