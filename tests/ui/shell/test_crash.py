"""The crash report says where, never what about: no names, titles or folders of the user."""

from __future__ import annotations

from ui.shell.crash import CrashDialog, CrashReporter, report_of


def fail_over(title: str) -> None:
    try:
        dict[str, int]()[title]
    except KeyError as inner:
        raise RuntimeError(f"cannot show {title}") from inner


def caught() -> RuntimeError:
    try:
        fail_over("1:1 Nora")
    except RuntimeError as error:
        return error
    raise AssertionError


def test_the_report_names_places_and_kinds_only(qapp):
    report = report_of(caught(), "0.1.0")
    assert "Firebreak 0.1.0" in report
    assert "RuntimeError" in report
    assert "KeyError" in report
    assert "tests/ui/shell/test_crash.py" in report
    assert "in fail_over" in report
    assert "Nora" not in report
    assert "/home" not in report
    assert "/work" not in report


def test_the_report_can_be_copied(qtbot, qapp):
    dialog = CrashDialog("the report")
    qtbot.addWidget(dialog)
    dialog.copy.click()
    assert qapp.clipboard().text() == "the report"
    assert dialog.report.toPlainText() == "the report"


def test_a_second_fault_does_not_pile_up_dialogs(qtbot, qapp, capsys):
    reporter = CrashReporter("0.1.0")
    reporter.show(caught())
    first = reporter._shown
    assert first is not None
    qtbot.addWidget(first)
    reporter.show(caught())
    assert reporter._shown is first
    assert capsys.readouterr().err.count("RuntimeError") == 2
