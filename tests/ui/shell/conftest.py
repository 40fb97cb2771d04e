"""What the frame's tests share: a desk over a real store, and a guard against stray threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.edits import Editor
    from app.storage.store import Store
    from ui.shell.desk import WindowDesk


@pytest.fixture
def editor(store: Store) -> Editor:
    from app.services.edits import Editor

    return Editor(store)


@pytest.fixture
def desk(qapp, editor: Editor) -> Iterator[WindowDesk]:
    """A desk whose threads end with the test."""
    from ui.shell.bridge import Bridge
    from ui.shell.desk import WindowDesk

    bridge = Bridge()
    desk = WindowDesk(lambda: editor, bridge)
    yield desk
    desk.close()
