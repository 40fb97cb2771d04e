"""Managers planned together: a proposal each, an edit each, or none."""

from dataclasses import replace
from datetime import datetime

import pytest

from app.domain.edits import Edit
from app.domain.entries import EntryKind
from app.domain.errors import BadInputError, StaleEditError
from app.domain.text import text
from app.domain.wall import week_span
from app.services.edits import Editor
from app.services.planning import Planning
from app.services.site_plans import Manager, SitePlans
from app.storage.store import open_store
from tests.planning.curves import MONDAY, SITE
from tests.services.plan_stage import KnownOutlooks, entry

FRIDAY_BEFORE = datetime(2026, 11, 20, 9, tzinfo=SITE.tz)


@pytest.fixture
def managers(tmp_path, empty_store):
    made = []
    for name in ("bo", "anna"):
        home = tmp_path / name
        home.mkdir()
        (home / "store.sqlite").write_bytes(empty_store.read_bytes())
        store = open_store(home / "store.sqlite", clock=lambda: FRIDAY_BEFORE)
        editor = Editor(store)
        editor.apply(Edit(text("Site"), (), (SITE,)))
        planning = Planning(store, KnownOutlooks(), editor, lambda: FRIDAY_BEFORE)
        made.append(Manager(name, store, planning, editor))
    yield {one.name: one for one in made}
    for one in made:
        one.store.close()


@pytest.fixture
def site(managers):
    return SitePlans(tuple(managers.values()))


def stands(manager):
    return [e.title for e in manager.store.read.entries(week_span(MONDAY, SITE.tz))]


def test_every_manager_gets_a_proposal_of_their_own_by_name(site, managers):
    proposals = site.propose(MONDAY)

    assert list(proposals) == ["anna", "bo"]
    alone = managers["anna"].planning.propose(MONDAY)
    assert proposals["anna"].coverage_after.covered == alone.coverage_after.covered == 10
    assert all(one.final and one.account is not None for one in proposals.values())
    assert stands(managers["anna"]) == stands(managers["bo"]) == []


def test_applying_is_one_undoable_edit_in_each_store(site, managers):
    done = site.apply(site.propose(MONDAY))

    assert list(done) == ["anna", "bo"]
    for name, edit in done.items():
        assert stands(managers[name]).count("Unplanned") == 10
        managers[name].editor.apply(edit.inverse())
        assert stands(managers[name]) == []


def test_when_one_store_refuses_nothing_is_carried_out_and_its_manager_is_named(site, managers):
    site.apply(site.propose(MONDAY))
    for manager in managers.values():
        board = entry("Board", "10:00")
        manager.editor.apply(Edit(text("Import"), (), (board,)))
    proposals = site.propose(MONDAY)
    changed = next(c.before for c in proposals["bo"].changes if c.before is not None)
    managers["bo"].editor.apply(Edit(text("Rename"), (changed,), (replace(changed, title="x"),)))
    before = stands(managers["anna"])

    with pytest.raises(StaleEditError, match=r"^bo: "):
        site.apply(proposals)

    assert stands(managers["anna"]) == before


def test_where_nothing_is_to_be_done_nothing_is_stored(site):
    site.apply(site.propose(MONDAY))

    assert site.apply(site.propose(MONDAY)) == {}


def test_what_cannot_be_asked_names_the_manager(site, managers):
    with pytest.raises(BadInputError, match=r"^anna: 99 weeks"):
        site.propose(MONDAY, weeks=99)
    with pytest.raises(BadInputError, match="no manager"):
        SitePlans([]).propose(MONDAY)


def test_blocks_of_two_managers_lie_on_the_same_peaks(site):
    proposals = site.propose(MONDAY)

    blocks = [
        [c.after.span for c in one.changes if c.after.kind is EntryKind.UNPLANNED]
        for one in proposals.values()
    ]
    assert blocks[0] == blocks[1]
