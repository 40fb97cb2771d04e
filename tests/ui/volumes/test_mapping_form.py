import pytest
from PySide6.QtWidgets import QLabel

from app.domain.errors import BadInputError
from app.domain.volumes import Measure
from app.exchange.volumes.mapping import ColumnMapping, MeasureColumn, Reckoned
from app.exchange.volumes.times import DateOrder
from ui.volumes.mapping_form import MappingForm, Role, mapping_from, role_of, roles

HEADER = ("When", "Skill", "Calls", "AHT", "Remark")
ROWS = (("2026-11-16 08:00", "Sales", "12", "180", ""), ("2026-11-16 08:30", "Sales", "15", "", ""))
GUESS = ColumnMapping(
    time=0,
    queue=1,
    measures=(
        MeasureColumn(2, Measure.OFFERED),
        MeasureColumn(3, Measure.HANDLE_SECONDS, Reckoned.AVERAGE),
    ),
)


@pytest.fixture
def form(qtbot):
    form = MappingForm()
    qtbot.addWidget(form)
    form.show_columns(HEADER, ROWS, GUESS)
    return form


def choose(form, column, role):
    combo = form.combos[column]
    combo.setCurrentIndex([combo.itemData(n) for n in range(combo.count())].index(role))
    combo.activated.emit(combo.currentIndex())


def test_what_was_recognised_is_shown_and_comes_back_unchanged(form):
    assert [combo.currentText() for combo in form.combos] == [
        "Start: date and time, or date",
        "Queue",
        "Contacts offered",
        "Handle time, average",
        "Not used",
    ]
    assert form.mapping() == GUESS


def test_every_column_shows_some_of_its_cells(form):
    words = [made.text() for made in form.findChildren(QLabel)]

    assert "12, 15" in words
    assert "Sales" in words  # what repeats is shown once
    assert "2026-11-16 08:00, 2026-11-16 08:30" in words


def test_a_column_told_to_mean_something_else_is_read_so(qtbot, form):
    with qtbot.waitSignal(form.changed):
        choose(form, 2, Role("", Measure.HANDLED))

    assert form.mapping().measures[0] == MeasureColumn(2, Measure.HANDLED)


def test_the_interval_can_be_told_where_the_file_is_silent(form):
    form.interval.setCurrentIndex(form.interval.findData(30))

    assert form.mapping().minutes == 30


def test_one_meaning_for_two_columns_is_refused_by_its_name(form):
    choose(form, 4, Role("queue"))

    with pytest.raises(BadInputError, match="Two columns") as refused:
        form.mapping()
    assert "Queue" in str(refused.value)


@pytest.mark.parametrize(("column", "missing"), [(0, "start"), (2, "contacts")])
def test_a_mapping_without_a_start_or_contacts_says_what_is_missing(form, column, missing):
    choose(form, column, Role())

    with pytest.raises(BadInputError, match=missing):
        form.mapping()


def test_rows_that_are_contacts_themselves_need_no_column_of_them():
    calls = ColumnMapping(time=0, counts_rows=True)

    assert mapping_from([Role("time"), Role()], None, calls) == calls


def test_every_role_is_found_again_in_the_mapping_it_makes():
    start, queue = Role("time"), Role("queue")
    for _, role in roles():
        if role.measure is None or role in (start, queue):
            continue
        made = (
            mapping_from([start, Role("", Measure.OFFERED), queue, role], None, GUESS)
            if (role.measure is not Measure.OFFERED)
            else mapping_from([start, role], None, GUESS)
        )
        column = 3 if role.measure is not Measure.OFFERED else 1
        assert role_of(column, made) == role


def test_the_order_of_day_and_month_can_be_told_where_the_file_is_silent(form):
    form.dates.setCurrentIndex(form.dates.findData(DateOrder.MONTH_FIRST))

    assert form.mapping().order is DateOrder.MONTH_FIRST
    form.show_columns(HEADER, ROWS, form.mapping())
    assert "12/31" in form.dates.currentText()
