"""The search gives the best answer there is, and says what it would be worth."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from app.planning.day_search import DaySearch, Option, Want


def want(key, tier, places, *, group="", gap=0):
    options = tuple(Option(start, start + length, points) for start, length, points in places)
    return Want(key, tier, options, group, gap)


def score_of(wants, choice, tiers):
    score = [0.0] * (tiers + 1)
    for each, option in zip(wants, choice, strict=True):
        if option is not None:
            score[each.tier] += 1
            score[-1] += option.points
    return tuple(score)


def allowed(wants, choice, taken):
    placed = []
    for each, option in zip(wants, choice, strict=True):
        if option is None:
            continue
        for group, (start, end) in [*taken, *placed]:
            gap = each.gap if each.group and each.group == group else 0
            if option.start < end + gap and start - gap < option.end:
                return False
        placed.append((each.group, (option.start, option.end)))
    return True


places = st.lists(
    st.tuples(
        st.integers(0, 12).map(lambda n: n * 15),
        st.sampled_from([15, 30, 60]),
        st.integers(-20, 50).map(float),
    ),
    max_size=5,
)


@st.composite
def days(draw):
    count = draw(st.integers(0, 4))
    wants = []
    for number in range(count):
        group = draw(st.sampled_from(["", "block"]))
        wants.append(
            want(
                f"w{number}",
                draw(st.integers(0, 2)),
                draw(places),
                group=group,
                gap=60 if group else 0,
            )
        )
    taken = draw(
        st.lists(
            st.tuples(st.sampled_from(["", "block"]), st.integers(0, 12).map(lambda n: n * 15)),
            max_size=2,
        )
    )
    return wants, [(group, (start, start + 30)) for group, start in taken]


@settings(max_examples=300, deadline=None)
@given(days())
def test_no_other_choice_of_places_scores_higher(day):
    wants, taken = day
    search = DaySearch(wants, taken)
    answer = search.run()
    tiers = 1 + max((w.tier for w in wants), default=0)

    best = max(
        score_of(wants, choice, tiers)
        for choice in product(*((None, *w.options) for w in wants))
        if allowed(wants, choice, taken)
    )

    assert answer.proven
    assert answer.score == best
    assert search.bound >= best
    chosen = [answer.chosen.get(w.key) for w in wants]
    assert allowed(wants, chosen, taken)


def test_lunch_is_not_starved_by_a_peak_that_could_begin_a_quarter_later():
    block = want("block", 0, [(660, 60, 100.0), (675, 60, 90.0)], group="unplanned", gap=60)
    lunch = want("lunch", 1, [(660, 15, -1.0)])

    answer = DaySearch([block, lunch], []).run()

    assert answer.chosen["block"].start == 675
    assert answer.chosen["lunch"].start == 660


def test_a_meeting_between_two_blocks_may_stand_closer_than_the_gap():
    block = want("block", 0, [(600, 60, 10.0)], group="unplanned", gap=60)

    assert DaySearch([block], [("", (540, 600))]).run().chosen
    assert not DaySearch([block], [("unplanned", (500, 560))]).run().chosen
