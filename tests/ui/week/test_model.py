import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.ui.week.sample_week import entries, week_view
from ui.week.dates import Dates
from ui.week.model import Role, WeekModel


@pytest.fixture
def model(qapp):
    model = WeekModel(Dates(QLocale("en")))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    tester.deleteLater()


@pytest.fixture
def filled(model):
    model.show(week_view(), entries())
    return model


def test_rows_are_in_start_order_by_native_values(filled):
    starts = [filled.index(row).data(Role.START) for row in range(filled.rowCount())]

    assert starts == sorted(starts)
    assert all(isinstance(start, float) for start in starts)


def test_a_screen_reader_hears_what_when_and_how_firm(filled):
    row = filled.row_of("unplanned-3-10:00")

    said = filled.index(row).data(Qt.ItemDataRole.AccessibleTextRole)

    assert said == "Unplanned, Thursday 10:00 to 11:15, planned"


def test_whole_days_are_said_without_a_time(filled):
    row = filled.row_of("days-Audit week")

    said = filled.index(row).data(Qt.ItemDataRole.AccessibleTextRole)

    assert said == "Audit week, Tuesday, all day, imported"
    assert filled.index(row).data(Role.TIMES) == ""


def test_the_first_row_of_each_day_opens_it(filled):
    opening = [
        filled.index(row).data(Role.DAY).day
        for row in range(filled.rowCount())
        if filled.index(row).data(Role.OPENS_DAY)
    ]

    assert opening == [16, 17, 18, 19, 20]


def test_an_unknown_entry_has_no_row(filled):
    assert filled.row_of("nobody") == -1
    assert filled.row_of(None) == -1


def test_roles_have_names(filled):
    assert {"entry", "kind", "start", "state"} <= {
        bytes(name.data()).decode() for name in filled.roleNames().values()
    }
