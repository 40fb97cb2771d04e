import pytest

from app.domain.errors import BadInputError
from app.domain.languages import LANGUAGES, language_code, language_name


@pytest.mark.parametrize(
    ("written", "code"),
    [("nb", "nb"), (" EN_gb ", "en-GB"), ("German", "de"), ("norwegian bokmål", "nb"), ("", "")],
)
def test_a_language_is_known_by_its_code_or_its_name(written, code):
    assert language_code(written) == code


@pytest.mark.parametrize("written", ["xx", "Klingon", "en-GBR", "e", "en;"])
def test_what_is_no_language_is_refused(written):
    with pytest.raises(BadInputError, match="is no language that is known here"):
        language_code(written)


def test_codes_have_names():
    assert (language_name("nb"), language_name("en-GB"), language_name("")) == (
        "Norwegian Bokmål", "English (GB)", "",
    )  # fmt: skip
    assert len(LANGUAGES) > 180
    assert all(len(code) == 2 and name for code, name in LANGUAGES.items())
