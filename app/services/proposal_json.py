"""A proposal as plain values; every field stands in ``docs/plan-json.md``."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from app.domain.coverage import Coverage
from app.domain.demands import Omission
from app.domain.entries import Entry, EntryKind
from app.domain.reasons import Reasons
from app.domain.wall import iso_week
from app.domain.wording import sentences
from app.services.changes import Change, SeriesChange, what_of
from app.services.proposals import Proposal


def proposal_json(proposal: Proposal) -> dict[str, Any]:
    """Describe the proposal as plain values; moments in ISO form with the site's offset."""
    zone = ZoneInfo(proposal.zone)
    after = [c.after for c in proposal.changes if c.after is not None]
    return {
        "week": iso_week(proposal.monday),
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
        "left_out": [_omission_json(omission) for omission in proposal.plan.omissions],
        "series": [_series_json(series) for series in proposal.series],
        "coverage": {
            "before": _coverage_json(proposal.coverage_before, zone),
            "after": _coverage_json(proposal.coverage_after, zone),
        },
        "score": {"tiers": list(proposal.plan.score.tiers), "points": proposal.plan.score.points},
        "bound": proposal.plan.bound,
        "proven": proposal.plan.proven,
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
        "reasons": _reasons_json(entry.reasons),
    }


def _reasons_json(reasons: Reasons) -> list[dict[str, Any]]:
    return [
        {"code": reason.code, **reason.facts, "sentence": str(words)}
        for reason, words in zip(reasons, sentences(reasons), strict=True)
    ]


def _omission_json(omission: Omission) -> dict[str, Any]:
    return {
        "demand": omission.demand.id,
        "kind": omission.demand.kind.value,
        "title": omission.demand.title,
        "day": omission.demand.windows[0].day.isoformat(),
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
        "open": [
            {
                "start": peak.span.start.astimezone(zone).isoformat(),
                "end": peak.span.end.astimezone(zone).isoformat(),
                "contacts": round(peak.window.contacts),
            }
            for peak in coverage.open
        ],
    }
