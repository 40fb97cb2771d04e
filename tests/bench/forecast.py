"""Row 4: forecast of 20 queues over four weeks, against statsforecast's AutoETS x profile.

CPU time on 20 queues thinned out of the real bank's calls; accuracy (WAPE per 15 minutes)
on the bank itself, from every week that has eight before it and four after it. The peers
get the days the bank was closed filled with the same weekday of the week before.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.comparable import Marks
from app.domain.forecast import expected_curves
from app.domain.history import QueueHistory, histories_of
from app.domain.typical import typical_weeks
from app.domain.volumes import FloatArray
from app.domain.wall import monday_of
from tests.bench._bank import bank_days, bank_marks, by_day, thinned
from tests.bench.row import Result, in_turn, show

NEW_YORK = ZoneInfo("America/New_York")
QUEUES = 20
WEEKS_AHEAD = 4
WEEKS_BEFORE = 8
DAYS_A_WEEK = 5
FASTER = 500.0
MORE_ACCURATE = 0.95

Curves = dict[date, FloatArray]
Forecast = Callable[[Curves, Sequence[date]], Curves]
"""Past curves by day, closed days filled in, and the days wanted -> expected curves."""


def run(seeds: int) -> Result:
    """Accuracy once, CPU time on ``seeds`` sets of queues; the worst ratio counts."""
    accuracy = _wapes()
    best = min(wape for name, wape in accuracy.items() if name.startswith("AutoETS"))
    for name, wape in sorted(accuracy.items(), key=lambda item: item[1]):
        print(f"  WAPE {name:24s} {wape:.4f}", flush=True)
    ratios, mine, theirs = [], [], []
    marks = bank_marks()  # the planner keeps them in its store: not what is timed
    for seed in range(max(1, seeds)):
        histories, queues, ahead = _queues(seed)
        ours, peer = in_turn(
            lambda h=histories, a=ahead: _ours(h, a, marks),
            lambda q=queues, a=ahead: _auto_ets_all(q, a),
        )
        show(f"{QUEUES} queues, seed {seed}", ours, peer)
        ratios.append(peer.cpu / ours.cpu)
        mine.append(ours.cpu)
        theirs.append(peer.cpu)
    return Result(
        row=4,
        name="forecast",
        ours=float(np.mean(mine)),
        peer=float(np.mean(theirs)),
        ratio=min(ratios),
        target=FASTER,
        also={"wape_holds": accuracy["ours"] <= MORE_ACCURATE * best},
        more={
            "unit": "s CPU",
            "wape": accuracy["ours"],
            "wape_best_peer": best,
            "wape_ratio": accuracy["ours"] / best,
            "wape_target": MORE_ACCURATE,
        },
    )


def _wapes() -> dict[str, float]:
    """Weighted absolute percentage error of each method over all origins."""
    days = bank_days()
    actual, marks = by_day(days), bank_marks()
    histories = histories_of(days, NEW_YORK)
    peers: dict[str, Forecast] = {
        "AutoETS x weekday profile": _auto_ets_by_weekday,
        "AutoETS x profile": _auto_ets,
        "last week": _last_week,
        "weekday mean": _weekday_mean,
    }
    errors = dict.fromkeys(["ours", *peers], 0.0)
    total = 0.0
    first, last = monday_of(min(actual)), monday_of(max(actual))
    origin = first + timedelta(weeks=WEEKS_BEFORE)
    while origin + timedelta(weeks=WEEKS_AHEAD - 1) <= last:
        wanted = [day for day in _ahead(origin) if day in actual]
        filled = _filled(actual, first, origin)
        found = {name: forecast(filled, wanted) for name, forecast in peers.items()}
        (typical,) = typical_weeks(histories, origin, marks=marks)
        found["ours"] = dict(zip(wanted, expected_curves(typical, wanted, marks={}), strict=True))
        for name, curves in found.items():
            errors[name] += sum(float(np.abs(curves[d] - actual[d]).sum()) for d in wanted)
        total += sum(float(actual[day].sum()) for day in wanted)
        origin += timedelta(weeks=1)
    return {name: error / total for name, error in errors.items()}


def _queues(seed: int) -> tuple[tuple[QueueHistory, ...], list[Curves], list[date]]:
    """The queues as both sides take them: read, on their grid, closed days filled for the peer."""
    days = thinned(bank_days(), QUEUES, seed)
    first, end = min(day.day for day in days), monday_of(max(day.day for day in days))
    by_queue: dict[str, list] = {}
    for day in days:
        by_queue.setdefault(day.queue, []).append(day)
    curves = [_filled(by_day(some), monday_of(first), end) for some in by_queue.values()]
    return histories_of(days, NEW_YORK), curves, _ahead(end)


def _ours(
    histories: Sequence[QueueHistory], ahead: Sequence[date], marks: Marks
) -> list[FloatArray]:
    typicals = typical_weeks(histories, ahead[0], marks=marks)
    return [expected_curves(typical, ahead, marks=marks) for typical in typicals]


def _auto_ets_all(queues: Sequence[Curves], ahead: Sequence[date]) -> list[Curves]:
    return [_auto_ets(curves, ahead) for curves in queues]


def _auto_ets(past: Curves, wanted: Sequence[date]) -> Curves:
    """AutoETS on daily totals, spread by the mean day of the last eight weeks."""
    totals = _ets_totals(past, wanted)
    profile = _profile(past, range(DAYS_A_WEEK))
    return {day: totals[day] * profile for day in wanted}


def _auto_ets_by_weekday(past: Curves, wanted: Sequence[date]) -> Curves:
    """The same, each weekday spread by its own mean."""
    totals = _ets_totals(past, wanted)
    return {day: totals[day] * _profile(past, [day.weekday()]) for day in wanted}


def _ets_totals(past: Curves, wanted: Sequence[date]) -> dict[date, float]:
    from statsforecast.models import AutoETS

    series = np.array([past[day].sum() for day in sorted(past)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the peer's own complaints are not what is measured
        model = AutoETS(season_length=DAYS_A_WEEK)
        means = model.forecast(y=series, h=WEEKS_AHEAD * DAYS_A_WEEK)["mean"]
    first = max(past) + timedelta(days=1)
    ahead = _ahead(first + timedelta(days=-first.weekday() % 7))
    return {day: float(mean) for day, mean in zip(ahead, means, strict=True) if day in set(wanted)}


def _last_week(past: Curves, wanted: Sequence[date]) -> Curves:
    newest = {day.weekday(): past[day] for day in sorted(past)}
    return {day: newest[day.weekday()] for day in wanted}


def _weekday_mean(past: Curves, wanted: Sequence[date]) -> Curves:
    return {
        day: np.mean([past[d] for d in _recent(past, [day.weekday()])], axis=0) for day in wanted
    }


def _profile(past: Curves, weekdays: Sequence[int]) -> FloatArray:
    total = np.sum([past[day] for day in _recent(past, weekdays)], axis=0)
    return np.asarray(total / total.sum())


def _recent(past: Curves, weekdays: Sequence[int]) -> list[date]:
    days = sorted(day for day in past if day.weekday() in set(weekdays))
    return days[-WEEKS_BEFORE * len(set(weekdays)) :]


def _filled(actual: Curves, first: date, origin: date) -> Curves:
    """The past without holes: a closed day is the same weekday of the week before."""
    filled: Curves = {}
    for offset in range((origin - first).days):
        day = first + timedelta(days=offset)
        if day.weekday() < DAYS_A_WEEK:
            before = filled.get(day - timedelta(weeks=1))
            known = actual.get(day, before)
            if known is not None:
                filled[day] = known
    return filled


def _ahead(origin: date) -> list[date]:
    days = [origin + timedelta(days=n) for n in range(7 * WEEKS_AHEAD)]
    return [day for day in days if day.weekday() < DAYS_A_WEEK]
