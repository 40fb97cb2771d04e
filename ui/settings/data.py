"""The store from the window: check it, back it up, go back to a backup, take the sample out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from app.domain.text import text
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.desk import Desk
from ui.widgets.flow import empty
from ui.widgets.language import tr, tr_text
from ui.widgets.spoken import clock, dated_day
from ui.widgets.style import label

if TYPE_CHECKING:
    from pathlib import Path

    from app.bootstrap import Planner
    from app.storage.backup import Backup
    from app.storage.checking import CheckReport

MOST_BACKUPS = 12


class DataSection(QWidget):
    """Cards for the store's care. Slow work runs in a worker."""

    def __init__(self, planner: Planner, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planner, self._desk = planner, desk
        self.check = Button(tr("Check now"))
        self.check_result = label("", "second", wrap=True)
        self.back_up = Button(tr("Back up now"))
        self.take_out = Button(tr("Take the sample out"))
        self._backups = QVBoxLayout()
        self._lay_out()
        self.check.clicked.connect(self._check)
        self.back_up.clicked.connect(self._back_up)
        self.take_out.clicked.connect(self._take_out)

    def refresh(self) -> None:
        """Read the list of backups and whether the sample is in."""
        self._sample_row.setVisible(self._planner.sample.present())
        empty(self._backups)
        backups = self._planner.care.backups()
        for backup in backups[:MOST_BACKUPS]:
            self._backups.addWidget(self._backup_row(backup))
        if not backups:
            none = label(tr("No backup yet; one is made by itself each day."), "second", wrap=True)
            self._backups.addWidget(none)

    def ask_to_restore(self, backup: Backup) -> QMessageBox:
        """Ask whether to go back, the one question of this kind in the window."""
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr("Restore"))
        box.setText(tr("Go back to the store of {when}?", when=self._when(backup)))
        box.setInformativeText(
            tr("What came after is set aside in a backup of its own, so you can return to it.")
        )
        restore = box.addButton(tr("Restore"), QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        restore.clicked.connect(lambda: self._restore(backup))
        box.open()
        return box

    def _check(self) -> None:
        self.check_result.setText(tr("Checking …"))
        self._desk.run(
            text("Checking the store"), lambda _: self._planner.care.check(), self._checked
        )

    def _checked(self, report: CheckReport) -> None:
        if report.sound:
            self.check_result.setText(tr("✓ The store is sound."))
            return
        problems = " ".join(tr_text(problem) for problem in report.problems)
        self.check_result.setText(
            tr("△ Damaged: {problems} Restore a backup below.", problems=problems)
        )

    def _back_up(self) -> None:
        self._desk.run(text("Backing up"), lambda _: self._planner.care.backup(), self._backed_up)

    def _backed_up(self, file: Path) -> None:
        self._desk.toast(text("Backed up as {file}", file=file.name))
        self.refresh()

    def _restore(self, backup: Backup) -> None:
        self._desk.run(
            text("Restoring"),
            lambda _: self._planner.care.restore_in_window(backup.file),
            lambda _: self._desk.toast(
                text("The store of {when} is back", when=self._when(backup))
            ),
        )

    def _take_out(self) -> None:
        sample = self._planner.sample
        self._desk.run(
            text("Taking the sample centre out"),
            lambda _: sample.take_out(),
            lambda _: self._desk.remember_work(
                text("Sample centre taken out"), sample.fill, sample.take_out
            ),
        )

    def _lay_out(self) -> None:
        card = Card()
        self._sample_row = _row(
            tr("Sample centre"),
            tr("Invented volumes, people and meetings. What you made yourself stays."),
            self.take_out,
        )
        card.add(
            _row(
                tr("Check"),
                tr("Reads every page of the store and says whether it is whole."),
                self.check,
                self.check_result,
            )
        )
        card.add(
            _row(
                tr("Back up"),
                tr("Backups are made by themselves and thinned out with age."),
                self.back_up,
            )
        )
        backups = QWidget()
        column = QVBoxLayout(backups)
        column.setContentsMargins(16, 10, 10, 10)
        column.setSpacing(4)
        column.addWidget(label(tr("Backups")))
        column.addLayout(self._backups)
        card.add(backups)
        card.add(self._sample_row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def _backup_row(self, backup: Backup) -> QWidget:
        restore = Button(tr("Restore…"), "link")
        when = self._when(backup)
        restore.setAccessibleName(tr("Restore the backup of {when}", when=when))
        restore.clicked.connect(lambda: self.ask_to_restore(backup))
        size = QLocale().formattedDataSize(backup.size, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
        words = tr("{when} · {size}", when=when, size=size)
        if backup.why:
            words = tr("{when} · {size} · {why}", when=when, size=size, why=_why(backup.why))
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(label(words, "second"), 1)
        across.addWidget(restore)
        return row

    def _when(self, backup: Backup) -> str:
        zone = self._planner.settings.site().tz
        day = dated_day(backup.at.astimezone(zone).date())
        return tr("{day}, {time}", day=day, time=clock(backup.at, zone))


def _why(reason: str) -> str:
    if "restor" in reason:
        return tr("before a restore")
    if "migrat" in reason:
        return tr("before an update")
    return reason


def _row(title: str, about: str, action: Button, result: QWidget | None = None) -> QWidget:
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(label(title))
    words.addWidget(label(about, "small", wrap=True))
    if result is not None:
        words.addWidget(result)
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(16, 10, 12, 10)
    across.setSpacing(12)
    across.addLayout(words, 1)
    across.addWidget(action, 0, Qt.AlignmentFlag.AlignTop)
    return row
