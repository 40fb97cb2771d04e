"""What sections and settings are called in the window."""

from __future__ import annotations

from app.domain.settings import Setting
from app.domain.text import Text
from ui.widgets.language import tr, tr_text


def section_name(section: str) -> str:
    """Name a section of the page; one this window does not know shows as it is declared."""
    names = {
        "site": tr("Site"),
        "hours": tr("Hours"),
        "peaks": tr("Unplanned blocks"),
        "open_door": tr("Open door"),
        "day": tr("Lunch"),
        "floor": tr("Phones and talks"),
        "data": tr("Volumes"),
        "events": tr("Known events"),
        "special_days": tr("Special days"),
        "look": tr("Look"),
        "store": tr("Your data"),
    }
    return names.get(section, section)


def setting_name(setting: Setting) -> str:
    """Name a setting; one this window does not know shows its key."""
    names = {
        "name": tr("Name"),
        "zone": tr("Time zone"),
        "country": tr("Public holidays"),
        "working-days": tr("Working week"),
        "opening": tr("Phones manned"),
        "working": tr("You are there"),
        "block-minutes": tr("Length of a block"),
        "blocks-per-day": tr("Blocks a day"),
        "block-gap": tr("Gap between blocks"),
        "history-weeks": tr("Weeks looked at"),
        "auto-block": tr("Place the first blocks by itself"),
        "open-door-minutes": tr("Length of a session"),
        "lunch-minutes": tr("Length of lunch"),
        "lunch-window": tr("Lunch lies between"),
        "away-per-team": tr("Away from the phones"),
        "service-level": tr("Answered in time"),
        "service-seconds": tr("In time means within"),
        "shrinkage": tr("Away in other ways"),
        "freeze-days": tr("Schedule stays as it is for"),
        "watched-folder": tr("Watched folder"),
    }
    return names.get(setting.key, setting.key)


def setting_help(setting: Setting) -> str:
    """Say what the setting is for, without the command line's way of writing it."""
    help_texts = {
        "country": tr("Whose holidays are left out. Write a region like US-NY, or none."),
        "zone": tr("All times are the wall time of this zone."),
        "working-days": tr("The days that are planned."),
        "opening": tr("When contacts come in and are answered."),
        "working": tr("When you are there; nothing is placed outside."),
        "away-per-team": tr("Most agents of one team in talks at once."),
        "service-level": tr("The share of contacts that is to be answered in time."),
        "service-seconds": tr("A contact answered within these seconds is answered in time."),
        "shrinkage": tr("The share of rostered agents who are away and no roster shows it."),
        "freeze-days": tr("Nothing that takes agents is moved this close ahead; 0 for no limit."),
        "watched-folder": tr("New volume exports in this folder are imported by themselves."),
    }
    return help_texts.get(setting.key) or tr_text(Text(setting.help.template, setting.help.values))
