"""A proposal as plain values; every field stands in ``docs/plan-json.md``."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from app.domain.account import Account
from app.domain.coverage import Coverage, OpenPeak
from app.domain.demands import Omission
from app.domain.entries import Entry, EntryKind
from app.domain.reasons import Reasons
from app.domain.wall import iso_week
from app.domain.wording import sentences
from app.services.changes import Change, SeriesChange, what_of
from app.services.proposals import Proposal
from app.services.what_if import Trial


def proposal_json(proposal: Proposal) -> dict[str, Any]:
    """Describe the proposal as plain values; moments in ISO form with the site's offset."""
    zone = ZoneInfo(proposal.zone)
    after = [c.after for c in proposal.changes if c.after is not None]
    return {
        "week": iso_week(proposal.monday),
        "weeks": proposal.weeks,
        "days": [day.isoformat() for day in proposal.days] if proposal.days is not None else None,
        "monday": proposal.monday.isoformat(),
        "zone": proposal.zone,
        "enough_history": proposal.enough_history,
        "remarks": _reasons_json(proposal.remarks),
        "counts": {w: proposal.count(w) for w in ("new", "moved", "removed")},
        "changes": [_change_json(change, zone) for change in proposal.changes],
        "blocks": [
            entry_json(e, zone)
            for e in sorted((*proposal.kept, *after), key=lambda e: (e.span.start, e.id))
            if e.kind is EntryKind.UNPLANNED
        ],
        "kept": [entry_json(entry, zone) for entry in proposal.kept],
        "left_out": [
            {**_omission_json(omission), "can_wait": proposal.can_wait(omission)}
            for omission in proposal.plan.omissions
        ],
        "series": [_series_json(series) for series in proposal.series],
        "coverage": {
            "before": _coverage_json(proposal.coverage_before, zone),
            "after": _coverage_json(proposal.coverage_after, zone),
        },
        "score": {
            "tiers": list(proposal.plan.score.tiers),
            "points": round(proposal.plan.score.points, 3),
            "parts": {part: round(p, 3) for part, p in sorted(proposal.plan.score.parts.items())},
        },
        "bound": round(proposal.plan.bound, 3),
        "gap": round(proposal.gap, 6),
        "proven": proposal.plan.proven,
        "stopped": proposal.stopped,
        "account": _account_json(proposal.account) if proposal.account is not None else None,
    }


def trial_json(trial: Trial) -> dict[str, Any]:
    """Describe what a meeting would cost; moments in ISO form with the site's offset."""
    zone = ZoneInfo(trial.proposal.zone)
    return {
        "meeting": entry_json(trial.meeting, zone),
        "remarks": _reasons_json(trial.remarks),
        "contacts": round(trial.contacts),
        "points_lost": round(trial.points_lost, 3),
        "counts_lost": list(trial.counts_lost),
        "uncovered": [_peak_json(peak, zone) for peak in trial.uncovered],
        "on": [entry_json(entry, zone) for entry in trial.on],
        "changes": [_change_json(change, zone) for change in trial.changes],
        "left_out": [_omission_json(omission) for omission in trial.left_out],
        "better": [
            {
                "start": offer.span.start.astimezone(zone).isoformat(),
                "end": offer.span.end.astimezone(zone).isoformat(),
                "points": round(offer.gain, 3),
                "contacts": round(offer.contacts),
            }
            for offer in trial.better
        ],
    }


def _account_json(account: Account) -> dict[str, Any]:
    return {
        "placed": account.placed,
        "left_out": account.left_out,
        "minimum": [
            {"tier": count.tier, "reached": count.reached, "asked": count.asked}
            for count in account.tiers
        ],
        "minutes": {kind.value: m for kind, m in sorted(account.minutes.items())},
        "planned_minutes": account.planned_minutes,
        "working_minutes": account.working_minutes,
        "agent_minutes": account.agent_minutes,
        "share": round(account.share, 4),
        "warnings": _reasons_json(account.warnings),
    }


def _change_json(change: Change, zone: ZoneInfo) -> dict[str, Any]:
    entry = change.after or change.before
    assert entry is not None
    return {
        "id": change.id,
        "what": change.what,
        **{k: v for k, v in entry_json(entry, zone).items() if k not in ("id", "reasons")},
        "from": entry_json(change.before, zone) if change.before and change.after else None,
        "reasons": _reasons_json(change.reasons),
    }


def entry_json(entry: Entry, zone: ZoneInfo) -> dict[str, Any]:
    """Describe an entry as plain values; moments in ISO form with the zone's offset."""
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "title": entry.title,
        "start": entry.span.start.astimezone(zone).isoformat(),
        "end": entry.span.end.astimezone(zone).isoformat(),
        "protection": entry.protection.value,
        "demand": entry.demand,
        "people": list(entry.people),
        "place": entry.place,
        "invited": entry.invited,
        "reasons": _reasons_json(entry.reasons),
    }


def _reasons_json(reasons: Reasons) -> list[dict[str, Any]]:
    return [
        {"code": reason.code, **reason.facts, "sentence": str(words)}
        for reason, words in zip(reasons, sentences(reasons), strict=True)
    ]


def _omission_json(omission: Omission) -> dict[str, Any]:
    windows = omission.demand.windows
    return {
        "demand": omission.demand.id,
        "kind": omission.demand.kind.value,
        "title": omission.demand.title,
        "day": windows[0].day.isoformat() if windows else None,
        "reasons": _reasons_json(omission.reasons),
    }


def _series_json(series: SeriesChange) -> dict[str, Any]:
    routine = series.after
    return {
        "id": routine.id,
        "what": what_of(series),
        "kind": routine.kind.value,
        "weekday": routine.weekday,
        "start": f"{routine.start:%H:%M}",
        "minutes": routine.minutes,
        "booked_until": routine.booked_until.isoformat(),
        "other_weeks": len(series.added),
    }


def _coverage_json(coverage: Coverage, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "covered": coverage.covered,
        "peaks": coverage.peaks,
        "open": [_peak_json(peak, zone) for peak in coverage.open],
    }


def _peak_json(peak: OpenPeak, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "start": peak.span.start.astimezone(zone).isoformat(),
        "end": peak.span.end.astimezone(zone).isoformat(),
        "contacts": round(peak.window.contacts),
    }
