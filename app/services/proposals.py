"""A proposal: what the planner would change, piece by piece, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from zoneinfo import ZoneInfo

from app.domain.coverage import Coverage
from app.domain.demands import Omission, Plan
from app.domain.entries import Entry, EntryKind
from app.domain.reasons import Reasons
from app.domain.routines import Routine
from app.domain.wall import iso_week
from app.domain.wording import sentences

What = Literal["new", "moved", "removed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that Apply would do, and that can be unticked. ``id`` is the entry's."""

    id: str
    what: What
    before: Entry | None
    after: Entry | None
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class SeriesChange:
    """A standing series that is begun, extended, moved to other hours or ended.

    ``removed`` and ``added`` are its entries outside the week shown.
    """

    before: Routine | None
    after: Routine
    removed: tuple[Entry, ...] = ()
    added: tuple[Entry, ...] = ()

    @property
    def only_extends(self) -> bool:
        """Whether the series goes on at its hours."""
        if self.before is None or self.after.ended:
            return False
        before, after = self.before, self.after
        return (before.start, before.minutes) == (after.start, after.minutes)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would change in the week from ``monday``; nothing is stored yet."""

    monday: date
    zone: str
    changes: tuple[Change, ...]
    kept: tuple[Entry, ...]
    plan: Plan
    coverage_before: Coverage
    coverage_after: Coverage
    series: tuple[SeriesChange, ...] = ()
    enough_history: bool = True
    remarks: Reasons = ()
    """What the manager should know about the whole, such as volumes that are old."""

    def count(self, what: What) -> int:
        """How many changes of one sort."""
        return sum(change.what == what for change in self.changes)

    def as_json(self) -> dict[str, Any]:
        """Describe the proposal as plain values; moments in ISO form with the site's offset."""
        zone = ZoneInfo(self.zone)
        after = [c.after for c in self.changes if c.after is not None]
        return {
            "week": iso_week(self.monday),
            "monday": self.monday.isoformat(),
            "zone": self.zone,
            "enough_history": self.enough_history,
            "remarks": _reasons_json(self.remarks),
            "counts": {w: self.count(w) for w in ("new", "moved", "removed")},
            "changes": [_change_json(change, zone) for change in self.changes],
            "blocks": [
                entry_json(e, zone)
                for e in sorted((*self.kept, *after), key=lambda e: (e.span.start, e.id))
                if e.kind is EntryKind.UNPLANNED
            ],
            "kept": [entry_json(entry, zone) for entry in self.kept],
            "left_out": [_omission_json(omission) for omission in self.plan.omissions],
            "series": [_series_json(series) for series in self.series],
            "coverage": {
                "before": _coverage_json(self.coverage_before, zone),
                "after": _coverage_json(self.coverage_after, zone),
            },
            "score": {"tiers": list(self.plan.score.tiers), "points": self.plan.score.points},
            "bound": self.plan.bound,
            "proven": self.plan.proven,
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


def what_of(series: SeriesChange) -> str:
    """Name what happens to a series: ``new``, ``extended``, ``moved`` or ``ended``."""
    if series.before is None:
        return "new"
    if series.after.ended:
        return "ended"
    return "extended" if series.only_extends else "moved"


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


def entries_after(entries: Iterable[Entry], changes: Iterable[Change]) -> tuple[Entry, ...]:
    """The entries as they would stand once every change was made."""
    gone = {c.before.id for c in changes if c.before is not None}
    added = [c.after for c in changes if c.after is not None]
    return (*(e for e in entries if e.id not in gone), *added)
