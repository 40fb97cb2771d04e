"""Row 15: PEAK HIT on real volumes, against last week, fixed hours and the weekday's mean."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from app.domain.backtest import Question, backtest
from app.domain.history import histories_of
from tests.bench._bank import bank_days, bank_marks
from tests.bench.row import Result

NEW_YORK = ZoneInfo("America/New_York")
WEEKLY, STANDING = 0.990, 0.988


def run(seeds: int) -> Result:
    """Two blocks of 60 minutes, 8 weeks, on the bank's 15-minute intervals."""
    report = backtest(histories_of(bank_days(), NEW_YORK), Question(), marks=bank_marks())
    ours, standing = report.peak_hit or 0.0, report.standing or 0.0
    peers = {
        "last_week": report.last_week or 0.0,
        "fixed_hours": report.fixed_hours or 0.0,
        "weekday_mean": report.weekday_mean or 0.0,
    }
    print(f"  {report.days} days; hindsight is 1 by definition", flush=True)
    for name, hit in {"weekly": ours, "standing": standing, **peers}.items():
        print(f"  {name:13s} {hit:.4f}", flush=True)
    best = max(peers.values())
    return Result(
        row=15,
        name="peak_hit",
        ours=ours,
        peer=best,
        ratio=ours / best,
        target=1.0,
        also={
            "weekly_holds": ours >= WEEKLY,
            "standing_holds": standing >= STANDING,
            "above_all_peers": ours > best,
        },
        more={"standing": standing, "days": report.days, "hindsight": 1.0, **peers},
    )
