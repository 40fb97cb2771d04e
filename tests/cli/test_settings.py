"""``firebreak config``."""

from app.domain.settings import SETTINGS


def test_all_settings_are_shown_with_what_they_are(firebreak):
    out = firebreak.done("config").out
    for setting in SETTINGS:
        assert setting.key in out
        assert str(setting.help) in out


def test_a_setting_is_changed_and_read_again(firebreak):
    assert firebreak.done("config", "zone", "Europe/Oslo").out == "zone = Europe/Oslo\n"
    assert firebreak.done("config", "zone").out == "Europe/Oslo\n"
    firebreak.done("config", "working_days", "mon-thu")
    settings = firebreak.done("config", "--json").json
    assert (settings["zone"], settings["working-days"]) == ("Europe/Oslo", "mon-thu")


def test_a_value_that_is_not_allowed_stores_nothing(firebreak):
    assert "no time zone called 'Oslo'" in firebreak.refused("config", "zone", "Oslo")
    assert "block-minutes" in firebreak.refused("config", "timezone", "UTC")
    assert firebreak.done("config", "zone").out == "UTC\n"
