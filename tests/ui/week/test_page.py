from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QLocale, Qt

from app.domain.demands import Plan
from app.domain.edits import Subject
from app.domain.entries import EntryKind, Protection
from app.services.proposals import Change, Proposal
from tests.ui.week.sample_week import MONDAY, FakeDesk, FakePlanner, entry, wall
from ui.theme import DARK, LIGHT
from ui.week.page import WeekPage

CALENDAR = frozenset({Subject.CALENDAR})


@pytest.fixture(autouse=True)
def english():
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def planner():
    return FakePlanner()


@pytest.fixture
def desk(planner):
    return FakeDesk(planner.calendar)


@pytest.fixture
def page(qtbot, planner, desk):
    page = WeekPage(planner, desk, LIGHT)
    qtbot.addWidget(page)
    desk.after_commit = lambda: page.refresh(CALENDAR)
    page.resize(1364, 815)
    page.show_week(MONDAY)
    page.show()
    qtbot.waitUntil(lambda: bool(page._months.totals))
    return page


def select(page, planner, entry_id):
    page._presenter.select(planner.calendar.entries[entry_id])


def press(page, name):
    next(a for a in page.page_actions() if a.objectName() == f"entry-{name}").trigger()


def plain(words):
    """Without the marks that keep directions apart."""
    return words.replace("\u2068", "").replace("\u2069", "")


def span_of(planner, entry_id):
    return planner.calendar.entries[entry_id].span


def test_the_window_is_told_what_is_shown_and_how_it_stands(qtbot, planner, desk):
    page = WeekPage(planner, desk, LIGHT)
    qtbot.addWidget(page)

    said = []
    page.title_changed.connect(lambda *words: said.append(words))
    page.status_changed.connect(lambda *words: said.append(tuple(map(plain, words))))

    page.show_week(MONDAY)

    assert ("16–22 November 2026", "week 47") in said
    assert (
        "Next: Lunch, in 118 min",
        "Volumes: 6 weeks, up to 18 Nov  ·  peaks covered 7 of 8, Fri 14:30 open",
    ) in said


@pytest.mark.parametrize(
    ("action", "start", "end", "day"),
    [
        ("earlier", "08:45", "09:30", 1),
        ("later", "09:15", "10:00", 1),
        ("day-after", "09:00", "09:45", 2),
        ("day-before", "09:00", "09:45", 0),
        ("longer", "09:00", "10:00", 1),
        ("shorter", "09:00", "09:30", 1),
    ],
)
def test_every_drag_has_its_key(page, planner, desk, action, start, end, day):
    select(page, planner, "1:1-nora-1-09:00")

    press(page, action)

    assert span_of(planner, "1:1-nora-1-09:00") == wall(day, start, end)
    assert planner.calendar.entries["1:1-nora-1-09:00"].protection is Protection.LOCKED
    assert page.state()["selection"] == "1:1-nora-1-09:00"


def test_in_a_mirrored_page_the_left_arrow_leads_to_the_next_day(page, planner):
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    select(page, planner, "1:1-nora-1-09:00")

    press(page, "day-before")

    assert span_of(planner, "1:1-nora-1-09:00") == wall(2, "09:00", "09:45")


def test_an_imported_entry_stays_and_the_reason_is_said(page, planner, desk):
    page._presenter.nudge(planner.calendar.entries["vendor:-telephony-sla-0-11:30"], minutes=15)

    assert desk.edits == []
    assert desk.toasts == [
        "This comes from your imported calendar. Move it there and import again."
    ]


def test_lock_duplicate_and_delete(page, planner, desk):
    select(page, planner, "1:1-nora-1-09:00")
    press(page, "lock")
    press(page, "duplicate")
    copy = page._presenter.selected()
    press(page, "remove")

    assert copy.span == wall(1, "09:45", "10:30")
    assert copy.id not in planner.calendar.entries
    assert [str(edit.label) for edit in desk.edits] == [
        "Locked ‘1:1 Nora’ where it is",
        "Copied ‘1:1 Nora’ to Tue 09:45",
        "Removed ‘1:1 Nora’",
    ]


def test_u_covers_the_open_peak_and_then_says_that_all_are_covered(page, planner, desk):
    press(page, "cover")
    press(page, "cover")

    [edit] = desk.edits
    assert edit.after[0].kind is EntryKind.UNPLANNED
    assert edit.after[0].span == wall(4, "14:30", "15:00")
    assert desk.toasts == ["Every peak of this week is covered or past."]
    assert page.state()["counts"]["covered"] == 8


def test_the_status_bar_s_click_rings_the_open_peak_and_enter_covers_it(qtbot, page, desk):
    page.jump_to_open_peak()
    qtbot.keyClick(page._views.grid, Qt.Key.Key_Return)

    assert desk.edits[0].after[0].span == wall(4, "14:30", "15:00")


def test_a_new_entry_is_one_field_and_enter(qtbot, page, planner, desk):
    page.new_entry()
    field = page._asking.quick.field
    qtbot.keyClicks(field, "Ring the vendor")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    [edit] = desk.edits
    assert edit.after[0].title == "Ring the vendor"
    assert edit.after[0].span == wall(2, "10:30", "11:00")
    assert page.state()["selection"] == edit.after[0].id
    assert not page._asking.quick.isVisible()


def test_escape_leaves_everything_as_it_is(qtbot, page, desk):
    page.new_entry()
    qtbot.keyClick(page._asking.quick.field, Qt.Key.Key_Escape)

    assert desk.edits == []
    assert not page._asking.quick.isVisible()


def test_renaming_begins_with_the_old_title(qtbot, page, planner, desk):
    select(page, planner, "1:1-nora-1-09:00")
    press(page, "rename")
    assert page._asking.quick.field.text() == "1:1 Nora"

    qtbot.keyClicks(page._asking.quick.field, "1:1 Ida")
    qtbot.keyClick(page._asking.quick.field, Qt.Key.Key_Return)

    assert planner.calendar.entries["1:1-nora-1-09:00"].title == "1:1 Ida"


def test_the_state_has_exactly_what_was_promised(page, planner):
    state = page.state()

    assert list(state) == ["view", "selection", "counts", "blocks"]
    block = next(b for b in state["blocks"] if b["id"] == "unplanned-3-10:00")
    assert set(block) == {"id", "kind", "start", "end", "rect"}
    assert block["start"] == "2026-11-19T10:00:00+01:00"
    left, top, width, height = block["rect"]
    assert page.childAt(left + width // 2, top + height // 2) is page._views.grid
    assert state["counts"]["unplanned"] == 7


def test_the_panel_takes_its_place_from_the_week_or_slides_over_it(page, planner):
    page.show_entry(planner.calendar.entries["unplanned-3-10:00"])
    panel = page.panels.open
    assert not panel.geometry().intersects(page._views.geometry())

    page.resize(1024, 615)
    page._arrange()

    assert panel.geometry().right() == page.rect().right()
    assert page._views.geometry() == page.rect()


def test_a_small_page_leaves_free_days_out_unless_something_is_on_them(page, planner, desk):
    page.resize(1024, 615)
    assert len(page._views.grid.scene.geometry.columns) == 5

    planner.calendar.entries["saturday"] = entry(5, "10:00", "11:00", "Stock", id="saturday")
    page.refresh(CALENDAR)

    assert len(page._views.grid.scene.geometry.columns) == 6


@pytest.mark.parametrize("view", ["day", "week", "month", "agenda"])
def test_each_view_shows_itself_in_both_themes(qtbot, page, view):
    page.set_view(view)
    page.set_theme(DARK)

    assert page.state()["view"] == view
    assert not page.grab().isNull()


def test_steps_go_by_what_is_looked_at(page, planner):
    page.step(1)
    assert page.monday == MONDAY + timedelta(weeks=1)
    page.today()
    page.set_view("day")
    page.step(-1)
    assert page._views.day == date(2026, 11, 17)
    page.set_view("month")
    page.step(1)
    assert page._views.day == date(2026, 12, 1)


def test_the_agenda_walks_by_arrow_and_keeps_the_selection(qtbot, page, planner):
    select(page, planner, "1:1-nora-1-09:00")
    page.set_view("agenda")
    agenda = page._views.currentWidget()

    qtbot.keyClick(agenda, Qt.Key.Key_Down)

    assert page.state()["selection"] == "unplanned-1-10:00"
    assert {block["id"] for block in page.state()["blocks"]} >= {"unplanned-1-10:00"}


def test_hidden_layers_are_not_drawn(page):
    page._side.layers_changed.emit(frozenset({EntryKind.PEOPLE}))

    assert "people" not in {block["kind"] for block in page.state()["blocks"]}


@pytest.fixture
def proposal(page, planner):
    new = replace(entry(4, "14:30", "15:00", "Unplanned", EntryKind.UNPLANNED), id="new")
    old = planner.calendar.entries["unplanned-1-14:00"]
    changes = (
        Change("new", "new", None, new, ()),
        Change(old.id, "moved", old, replace(old, span=wall(1, "13:30", "14:30")), ()),
    )
    coverage = page._presenter.view.coverage
    planner.planning.proposal = Proposal(
        MONDAY, "Europe/Oslo", changes, (), Plan(), coverage, coverage
    )
    return planner.planning.proposal


def marks(page):
    return sorted(b.proposed for _, b in page._views.grid.scene.blocks if b.proposed)


def test_a_plan_is_drawn_before_anything_is_stored(page, planner, desk, proposal):
    page.plan_my_week()

    assert marks(page) == ["from", "moved", "new"]
    assert page.state()["counts"]["proposed"] == 2
    assert desk.edits == []
    assert "new" not in planner.calendar.entries


def test_unticked_changes_are_left_out_and_apply_is_one_step(page, planner, desk, proposal):
    page.plan_my_week()
    page._presenter.flow.tick(frozenset({"new"}))
    assert marks(page) == ["new"]

    page._presenter.flow.apply()

    assert planner.planning.applied == [frozenset({"new"})]
    assert len(desk.remembered) == 1
    assert marks(page) == []
    assert "new" in planner.calendar.entries


def test_cancelling_a_plan_leaves_the_week(qtbot, page, planner, desk, proposal):
    page.plan_my_week()
    qtbot.keyClick(page._views.grid, Qt.Key.Key_Escape)

    assert marks(page) == []
    assert desk.remembered == []


def test_another_week_drops_the_proposal(page, proposal):
    page.plan_my_week()

    page.step(1)

    assert page._presenter.flow.proposal is None


def test_time_passing_moves_the_now_line_without_reading_again(page, planner):
    asked = len(planner.weeks.asked)
    planner.clock = lambda: page._presenter.view.now + timedelta(minutes=5)

    page.refresh(frozenset())

    assert page._views.grid.scene.now_minute == 607
    assert len(planner.weeks.asked) == asked


def test_the_menu_has_what_the_keys_have(page, planner):
    select(page, planner, "1:1-nora-1-09:00")

    menu = page._actions.menu(page.mapToGlobal(page.rect().center()), lambda: None)
    shown = [a for a in menu.actions() if not a.menu()]
    inner = [a for entry in menu.actions() if entry.menu() for a in entry.menu().actions()]
    menu.close()

    assert {a.objectName() for a in (*shown, *inner)} == {
        action.objectName() for action in page.page_actions()
    }


def open_in_month(page, day):
    return next(d for d in page._views._month._days if d.day == day).open_peaks


def test_the_month_says_what_the_week_says_after_an_entry_changed(qtbot, page, planner):
    page.set_view("month")
    qtbot.waitUntil(lambda: open_in_month(page, date(2026, 11, 20)) == 1)
    page.set_view("week")

    press(page, "cover")
    page.set_view("month")

    qtbot.waitUntil(lambda: open_in_month(page, date(2026, 11, 20)) == 0)


def test_a_month_is_not_read_again_for_a_week_that_changed(qtbot, page, planner):
    planner.weeks.asked.clear()

    press(page, "cover")
    qtbot.wait(1)

    assert planner.weeks.asked == [MONDAY]


def test_the_mini_month_keeps_step_with_the_month(page):
    page.set_view("month")
    page.step(-1)
    assert page._side.month._title.text() == "October 2026"

    page.step(1)

    assert page._side.month._title.text() == "November 2026"


def test_a_day_at_a_month_s_edge_turns_the_mini_month_with_it(page):
    page.show_day(date(2026, 11, 1))
    assert page._side.month._title.text() == "October 2026"  # the week's Thursday

    page.set_view("month")

    assert page._side.month._title.text() == "November 2026"


def test_another_week_still_tells_what_is_next_from_now(page):
    said = []
    page.status_changed.connect(lambda *words: said.append(tuple(map(plain, words))))

    page.step(3)

    assert said[-1][0] == "Next: Lunch, in 118 min"
    assert page._side.next_up.cards[1].entry.title == "Lunch"


def test_the_keys_of_an_entry_work_from_its_panel_too(qtbot, page, planner):
    page.show_entry(planner.calendar.entries["1:1-nora-1-09:00"])
    focused = page.panels.open._delete
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)  # keys go by what has the focus of an active window
    focused.setFocus()

    qtbot.keyClick(focused, Qt.Key.Key_L)

    assert planner.calendar.entries["1:1-nora-1-09:00"].protection is Protection.LOCKED


def test_a_letter_typed_into_the_name_is_a_letter(qtbot, page, planner):
    page.show_entry(planner.calendar.entries["1:1-nora-1-09:00"])
    name = page.panels.open._name
    name.setFocus()

    qtbot.keyClick(name, Qt.Key.Key_L)

    assert "l" in name.text()
    assert planner.calendar.entries["1:1-nora-1-09:00"].protection is not Protection.LOCKED
