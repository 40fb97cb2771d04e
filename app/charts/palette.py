"""Colours of the pictures; a test keeps them those of the window."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.entries import EntryKind


@dataclass(frozen=True, slots=True)
class Ink:
    """A category's strong colour and the pale one behind its text."""

    mark: str
    fill: str


@dataclass(frozen=True, slots=True)
class Palette:
    """Everything drawn takes its colours from here."""

    surface: str
    sunken: str
    line: str
    text: str
    second_text: str
    accent: str
    accent_text: str
    volume_bar: str
    peak_bar: str
    peak_band: str
    now: str
    good: str
    bad: str
    kinds: dict[EntryKind, Ink]


def _kinds(*inks: Ink) -> dict[EntryKind, Ink]:
    unplanned, door, rollout, people, performance, meeting = inks
    return {
        EntryKind.UNPLANNED: unplanned,
        EntryKind.OPEN_DOOR: door,
        EntryKind.ROLLOUT: rollout,
        EntryKind.PEOPLE: people,
        EntryKind.PERFORMANCE: performance,
        EntryKind.MEETING: meeting,
        EntryKind.LUNCH: meeting,
    }


LIGHT = Palette(
    surface="#FFFFFF",
    sunken="#F3F4F7",
    line="#E3E6EA",
    text="#1B2128",
    second_text="#56606B",
    accent="#1F5FE0",
    accent_text="#FFFFFF",
    volume_bar="#7890AA",
    peak_bar="#C5532F",
    peak_band="#F8EAE5",
    now="#C2185B",
    good="#0A7A4F",
    bad="#9C2406",
    kinds=_kinds(
        Ink("#9C2406", "#F2E3DF"),
        Ink("#0A9462", "#DFF1EB"),
        Ink("#8A2BA0", "#F0E3F3"),
        Ink("#1F5FE0", "#E2EAFB"),
        Ink("#AC7F08", "#F4EEDF"),
        Ink("#353C44", "#E5E6E7"),
    ),
)

DARK = Palette(
    surface="#191E24",
    sunken="#0F1216",
    line="#2A3038",
    text="#EEF2F6",
    second_text="#A9B4C0",
    accent="#8FBAFF",
    accent_text="#10203A",
    volume_bar="#5B7691",
    peak_bar="#C4563A",
    peak_band="#2A1C1A",
    now="#FF7AAE",
    good="#2FE0A0",
    bad="#FF6B4A",
    kinds=_kinds(
        Ink("#FF6B4A", "#492C28"),
        Ink("#2FE0A0", "#1C463B"),
        Ink("#D65CEB", "#40294C"),
        Ink("#BFE0FF", "#3B4650"),
        Ink("#FFCB2E", "#494122"),
        Ink("#7C8B9A", "#2C333A"),
    ),
)
