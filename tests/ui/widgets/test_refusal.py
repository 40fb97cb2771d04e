from app.domain.errors import BadInputError
from ui.widgets.refusal import Refusal


def test_what_is_wrong_stands_until_it_is_mended(qtbot):
    words = Refusal()
    qtbot.addWidget(words)
    assert words.isHidden()
    words.say(BadInputError("‘{time}’ is no time.", time="noon"))
    assert not words.isHidden()
    assert words.text() == "△ ‘noon’ is no time."
    assert words.accessibleName() == "‘noon’ is no time."
    words.clear()
    assert words.isHidden()
    assert words.text() == ""
