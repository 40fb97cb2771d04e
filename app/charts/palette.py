"""Colours of the window and of the pictures, light and dark."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.entries import EntryKind


@dataclass(frozen=True, slots=True)
class Mark:
    """A category's strong colour and the pale one behind its text."""

    mark: str
    fill: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything painted takes its colours from here."""

    dark: bool
    window: str
    surface: str
    sunken: str
    line: str
    strong_line: str
    text: str
    second_text: str
    accent: str
    accent_text: str
    accent_fill: str
    volume_bar: str
    peak_bar: str
    peak_band: str
    now: str
    toast: str
    toast_text: str
    toast_link: str
    good: str
    bad: str
    kinds: dict[EntryKind, Mark]


def _kinds(colours: tuple[Mark, ...]) -> dict[EntryKind, Mark]:
    unplanned, door, rollout, people, performance, meeting = colours
    return {
        EntryKind.UNPLANNED: unplanned,
        EntryKind.OPEN_DOOR: door,
        EntryKind.ROLLOUT: rollout,
        EntryKind.PEOPLE: people,
        EntryKind.PERFORMANCE: performance,
        EntryKind.MEETING: meeting,
        EntryKind.LUNCH: meeting,
    }


LIGHT = Theme(
    dark=False,
    window="#FFFFFF",
    surface="#FFFFFF",
    sunken="#F3F4F7",
    line="#E3E6EA",
    strong_line="#C9CED6",
    text="#1B2128",
    second_text="#56606B",
    accent="#1F5FE0",
    accent_text="#FFFFFF",
    accent_fill="#E2EAFB",
    volume_bar="#7890AA",
    peak_bar="#C5532F",
    peak_band="#F8EAE5",
    now="#C2185B",
    toast="#1B2128",
    toast_text="#FFFFFF",
    toast_link="#9DC1FF",
    good="#0A7A4F",
    bad="#9C2406",
    kinds=_kinds(
        (
            Mark("#9C2406", "#F2E3DF"),
            Mark("#0A9462", "#DFF1EB"),
            Mark("#8A2BA0", "#F0E3F3"),
            Mark("#1F5FE0", "#E2EAFB"),
            Mark("#AC7F08", "#F4EEDF"),
            Mark("#353C44", "#E5E6E7"),
        )
    ),
)

DARK = Theme(
    dark=True,
    window="#13171C",
    surface="#191E24",
    sunken="#0F1216",
    line="#2A3038",
    strong_line="#3A424C",
    text="#EEF2F6",
    second_text="#A9B4C0",
    accent="#8FBAFF",
    accent_text="#10203A",
    accent_fill="#22344F",
    volume_bar="#5B7691",
    peak_bar="#C4563A",
    peak_band="#2A1C1A",
    now="#FF7AAE",
    toast="#E8ECF1",
    toast_text="#1B2128",
    toast_link="#1F4FC0",
    good="#2FE0A0",
    bad="#FF6B4A",
    kinds=_kinds(
        (
            Mark("#FF6B4A", "#492C28"),
            Mark("#2FE0A0", "#1C463B"),
            Mark("#D65CEB", "#40294C"),
            Mark("#BFE0FF", "#3B4650"),
            Mark("#FFCB2E", "#494122"),
            Mark("#7C8B9A", "#2C333A"),
        )
    ),
)
