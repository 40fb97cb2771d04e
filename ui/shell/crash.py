"""Failures that are ours: a report to copy, without names, titles or the user's folders."""

from __future__ import annotations

import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6 import __version__ as pyside_version
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.language import tr

_ROOT = Path(__file__).resolve().parents[2]


def report_of(error: BaseException, version: str) -> str:
    """Describe where ``error`` happened. Its message is left out: it may quote a title."""
    lines = [
        f"Firebreak {version}",
        f"Python {platform.python_version()}, PySide6 {pyside_version}",
        f"{platform.platform(terse=True)}, {QGuiApplication.platformName()}",
        "",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__qualname__)
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or seen.__context__
        if seen is not None:
            lines.append("after")
    return "\n".join(lines)


def _place(filename: str) -> str:
    """A file as the program knows it: never with the folders above."""
    path = Path(filename)
    if path.is_relative_to(_ROOT):
        return path.relative_to(_ROOT).as_posix().rpartition("site-packages/")[2]
    return path.name


class CrashDialog(QDialog):
    """Says that something broke, that the calendar is safe, and shows the report."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Something went wrong"))
        self.resize(620, 420)
        words = QLabel(
            tr(
                "Firebreak hit a fault of its own. What was saved before is safe. Copy this"
                " report and send it to whoever looks after Firebreak: it holds no names and"
                " nothing from your calendar."
            )
        )
        words.setWordWrap(True)
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(tr("Report"))
        self.copy = Button(tr("Copy the report"), "primary")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        close = Button(tr("Go on working"))
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 18)
        column.setSpacing(12)
        column.addWidget(words)
        column.addWidget(self.report, 1)
        column.addLayout(row)


class CrashReporter:
    """Catches what escapes from slots and shows it, one dialog at a time."""

    def __init__(self, version: str) -> None:
        self._version = version
        self._shown: CrashDialog | None = None
        self.parent: QWidget | None = None

    def install(self) -> None:
        """Hear of every exception that nobody caught on the GUI thread."""
        sys.excepthook = self._hook

    def show(self, error: BaseException) -> None:
        """Show the report; a second fault while it is up only goes to the terminal."""
        report = report_of(error, self._version)
        if sys.stderr is not None:  # a start by a click may have no terminal at all
            sys.stderr.write(f"{report}\n")
        if self._shown is not None and self._shown.isVisible():
            return
        self._shown = CrashDialog(report, self.parent)
        self._shown.open()

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.show(error.with_traceback(trace))
