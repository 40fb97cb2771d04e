"""What each kind of entry is called and which icon stands for it."""

from __future__ import annotations

from app.domain.entries import EntryKind
from ui.widgets.language import tr

KIND_ICONS = {
    EntryKind.UNPLANNED: "shield",
    EntryKind.OPEN_DOOR: "door",
    EntryKind.ROLLOUT: "clipboard",
    EntryKind.PEOPLE: "people",
    EntryKind.PERFORMANCE: "chart",
    EntryKind.MEETING: "calendar",
    EntryKind.LUNCH: "cup",
}


def kind_name(kind: EntryKind) -> str:
    """Name a kind of entry in the window's language."""
    names = {
        EntryKind.UNPLANNED: tr("unplanned"),
        EntryKind.OPEN_DOOR: tr("open door"),
        EntryKind.ROLLOUT: tr("roll-out"),
        EntryKind.PEOPLE: tr("people"),
        EntryKind.PERFORMANCE: tr("performance"),
        EntryKind.MEETING: tr("meeting"),
        EntryKind.LUNCH: tr("lunch"),
    }
    return names[kind]
