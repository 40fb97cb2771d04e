"""Settings as people write them."""

import dataclasses

import pytest

from app.domain.errors import BadInputError
from app.domain.settings import SETTINGS, parse_weekday, setting_named
from app.domain.site import Hours, Site
from app.domain.wall import clock_time

OTHER_SITE = Site(
    name="North",
    zone="Europe/Oslo",
    country="US-NY",
    working_days=(0, 2, 5),
    opening=Hours(0, 1440),
    working=Hours(450, 915),
    auto_block=False,
    watched_folder="exports here",
)


def test_every_field_of_the_site_is_declared_once():
    fields = [setting.field for setting in SETTINGS]
    assert sorted(fields) == sorted(field.name for field in dataclasses.fields(Site))
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)


@pytest.mark.parametrize("site", [Site(), OTHER_SITE], ids=["default", "other"])
@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_what_is_shown_can_be_typed_again(setting, site):
    assert setting.on(Site(), setting.of(site)) == dataclasses.replace(
        Site(), **{setting.field: getattr(site, setting.field)}
    )


@pytest.mark.parametrize(
    ("key", "written", "value"),
    [
        ("opening", "8-18", Hours(480, 1080)),
        ("opening", "0730–2400", Hours(450, 1440)),
        ("working-days", "mon, Tue friday", (0, 1, 4)),
        ("working-days", "sat,mon-wed", (0, 1, 2, 5)),
        ("country", "none", ""),
        ("country", "us-ny", "US-NY"),
        ("auto-block", "OFF", False),
        ("block-minutes", "75", 75),
        ("name", "  Øst\x07 ", "Øst"),
    ],
)
def test_people_may_write_it_their_way(key, written, value):
    setting = setting_named(key)
    assert getattr(setting.on(Site(), written), setting.field) == value


@pytest.mark.parametrize(
    ("key", "written", "says"),
    [
        ("zone", "Oslo", "no time zone called 'Oslo'"),
        ("zone", "../../etc/passwd", "no time zone"),
        ("opening", "18-8", "08:00-18:00"),
        ("opening", "8:75-18", "08:00-18:00"),
        ("opening", "8-25", "08:00-18:00"),
        ("working-days", "xyz", "not a weekday"),
        ("country", "Norway", "NO or US-NY"),
        ("block-minutes", "7", "15 to 240 in steps of 5"),
        ("block-minutes", "62", "in steps of 5"),
        ("block-minutes", "9" * 5000, "15 to 240"),
        ("blocks-per-day", "-1", "0 to 6"),
        ("auto-block", "perhaps", "neither yes nor no"),
        ("name", "x" * 201, "200 are the most"),
    ],
)
def test_what_is_not_allowed_is_answered_with_what_is(key, written, says):
    with pytest.raises(BadInputError, match=r".") as refused:
        setting_named(key).on(Site(), written)
    assert says in str(refused.value)


def test_an_unknown_setting_is_answered_with_those_there_are():
    with pytest.raises(BadInputError, match="zone, country"):
        setting_named("timezone")


def test_times_and_weekdays_of_other_forms_read_the_same_way():
    assert clock_time(1440) == "24:00"
    assert parse_weekday("Thursday") == 3


def test_a_working_week_may_run_over_the_weekend():
    assert setting_named("working-days").on(Site(), "sun-thu").working_days == (0, 1, 2, 3, 6)
