import pytest

from app.bootstrap import Planner
from tests.ui.panel_stage import FakeDesk


@pytest.fixture
def planner(home, clock, store):
    return Planner(home, clock, store)


@pytest.fixture
def desk(planner):
    """A desk that carries edits out on the spot."""
    return FakeDesk(carry_out=planner.editor.apply)
