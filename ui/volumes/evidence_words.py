"""What a back-test found, in sentences of the window's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from app.domain.backtest_report import BacktestReport, LowDay
from app.domain.outlook import LeftOut
from ui.volumes.evidence_bars import Bar
from ui.widgets.language import isolated, tr
from ui.widgets.spoken import dated_day, number, percent, weekday_name

NOTICED = 0.0005
RULE_OF_THUMB = 2
"""So many blocks a day lie at ten and two o'clock by the rule of thumb."""


def bars_of(report: BacktestReport) -> list[Bar]:
    """The figures of a report that tried something, best told first."""
    named = (
        ("peak_hit", tr("Decided each week")),
        ("standing", tr("Standing, kept 13 weeks")),
        ("weekday_mean", tr("Mean of the weekday")),
        ("last_week", tr("As last week")),
        ("fixed_hours", tr("The same hours every day")),
    )
    bars = []
    for method, name in named:
        share = report.figure(method)
        if share is not None:
            bars.append(Bar(name, share, ours=method in ("peak_hit", "standing")))
    return [*bars, Bar(tr("With hindsight"), 1.0, best=True)] if bars else []


def verdict_words(report: BacktestReport) -> str:
    """Say in one sentence what such blocks were worth."""
    caught = report.peak_hit
    if caught is None:
        return tr(
            "Nothing could be tried yet: it takes {weeks} weeks of volumes before the first week"
            " that is judged. Import older exports, or choose fewer weeks.",
            weeks=number(report.weeks),
        )
    return tr(
        "On {days} days, blocks chosen from the {weeks} weeks before caught {share} of the"
        " contacts that the best possible blocks would have caught.",
        days=number(report.days),
        weeks=number(report.weeks),
        share=percent(caught, 1),
    )


def gain_words(report: BacktestReport) -> str:
    """Compare with the rule of thumb, ten and two o'clock; empty when nothing was tried."""
    ours, fixed = report.standing, report.fixed_hours
    if ours is None or fixed is None:
        return ""
    hours = tr("10:00 and 14:00") if report.policy.blocks == RULE_OF_THUMB else tr("fixed hours")
    points = number(abs(ours - fixed) * 100, 1)
    if ours >= fixed:
        return tr(
            "Blocks kept at their hours for 13 weeks caught {points} points more than {hours}"
            " on every day.",
            points=points,
            hours=hours,
        )
    return tr(
        "{hours} on every day would have caught {points} points more than blocks kept at their"
        " hours for 13 weeks.",
        points=points,
        hours=hours,
    )


def span_words(report: BacktestReport) -> str:
    """Say what was looked at."""
    if report.first_volume is None or report.last_volume is None:
        return tr("There are no volumes yet.")
    queue = isolated(report.queue) if report.queue else tr("all queues together")
    return tr(
        "Volumes from {first} to {last}, {queue}, in intervals of {minutes} min.",
        first=dated_day(report.first_volume),
        last=dated_day(report.last_volume),
        queue=queue,
        minutes=number(report.grid_minutes),
    )


def low_day_title(low: LowDay) -> str:
    """Say plainly whether a weekday is reliably calm."""
    if low.reliable and low.weekday is not None:
        return tr("{weekday} is reliably calm", weekday=weekday_name(low.weekday))
    return tr("No reliable low weekday")


def low_day_words(low: LowDay) -> str:
    """Say how choosing the calmest weekday did."""
    if not low.weeks:
        return tr("There are not enough weeks yet to try the calmest weekday on.")
    found = tr(
        "In {below} of {weeks} weeks the weekday chosen this way lay under its week's mean day;"
        " by chance it would have been {chance}.",
        below=percent(low.below),
        weeks=number(low.weeks),
        chance=percent(low.chance),
    )
    if low.regret >= NOTICED:
        more = percent(low.regret, 1)
        found = f"{found} {tr('It carried {regret} more than the calmest day.', regret=more)}"
    else:
        found = f"{found} {tr('It was the calmest day each time.')}"
    if low.weekday is None:
        return found
    if low.reliable:
        carries = tr(
            "{weekday} carries {less} less than the mean day.",
            weekday=weekday_name(low.weekday),
            less=percent(1 - low.index, 1),
        )
        return f"{carries} {found}"
    return found + " " + tr("So the quietest stretch of the week is offered instead of a day.")


def left_out_words(left_out: Iterable[LeftOut]) -> list[str]:
    """Count the days left out by reason, most of them first."""
    counts = Counter(left.why for left in left_out)
    return [
        tr("{count} {why}", count=number(count), why=why_words(why))
        for why, count in counts.most_common()
    ]


def left_out_row(left: LeftOut) -> str:
    """One day that was left out, and why."""
    why = why_words(left.why)
    if left.name:
        name = isolated(left.name)
        return tr("{day}: {why}, {name}", day=dated_day(left.day), why=why, name=name)
    return tr("{day}: {why}", day=dated_day(left.day), why=why)


def why_words(why: str) -> str:
    """Name a reason for leaving a day out."""
    words = {
        "holiday": tr("public holiday"),
        "eve": tr("eve of a holiday"),
        "special_day": tr("special day"),
        "half_empty": tr("half empty"),
        "outlier": tr("far off its weekday, counted less"),
        "closed": tr("closed"),
        "few_weeks": tr("too few weeks before it"),
    }
    return words.get(why, why)
