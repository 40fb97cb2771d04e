"""Where in a typical day a routine would like to lie, as a small picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.outlook import DayOutlook
from app.domain.rules import Wish
from app.domain.site import Hours
from ui.routines.words import wish_name
from ui.theme import Theme
from ui.widgets.language import tr
from ui.widgets.spoken import number
from ui.widgets.style import app_font

HEIGHT = 74
FOOT = 16
TOP = 10
SHARE = 3
"""One part in so many of the day counts as busy, and as quiet."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Contacts per stretch of ``minutes`` from ``first``, a minute of the day."""

    first: int
    minutes: int
    contacts: tuple[float, ...]


def bars_of(days: Sequence[DayOutlook], opening: Hours) -> Bars | None:
    """The mean of the working days within opening hours; None when nothing is expected."""
    busy = [day for day in days if day.total > 0]
    if not busy:
        return None
    width = busy[0].minutes
    same = [day for day in busy if day.minutes == width]
    first, last = opening.start // width, -(-opening.end // width)
    means = tuple(
        sum(float(day.expected[i]) for day in same) / len(same) for i in range(first, last)
    )
    return Bars(first * width, width, means) if any(means) else None


def wanted_bars(bars: Bars, wish: Wish) -> set[int]:
    """Which bars a wish is for: the busiest third, the quietest third, or none in particular."""
    if wish is Wish.ANY:
        return set()
    order = sorted(range(len(bars.contacts)), key=lambda i: bars.contacts[i])
    third = max(len(order) // SHARE, 1)
    return set(order[-third:] if wish is Wish.HIGH else order[:third])


class WishPicture(QWidget):
    """Bars of a typical day; wanted ones are strong and dotted above, what is outside is faint."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: Bars | None = None
        self._wish = Wish.LOW
        self._window: Hours | None = None
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_bars(self, bars: Bars | None) -> None:
        """Show another typical day; None hides the picture."""
        self._bars = bars
        self.setVisible(bars is not None)
        self.update()

    def show_wish(self, wish: Wish, window: Hours | None) -> None:
        """Mark what is wanted, within ``window`` when there is one."""
        self._wish, self._window = wish, window
        self.setAccessibleName(tr("A typical day; wanted: {wish}", wish=wish_name(wish)))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Qt override."""
        return QSize(280, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        bars = self._bars
        if bars is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wanted, most = wanted_bars(bars, self._wish), max(bars.contacts)
        width = self.width() / len(bars.contacts)
        floor = self.height() - FOOT
        for i, contacts in enumerate(bars.contacts):
            high = contacts / most * (floor - TOP)
            left = self.width() - (i + 1) * width if self.isRightToLeft() else i * width
            box = QRectF(left + 1, floor - high, max(width - 2, 1), high)
            self._paint_bar(painter, box, i, wanted=i in wanted)
        self._paint_hours(painter, bars, width)
        painter.end()

    def _paint_bar(self, painter: QPainter, box: QRectF, i: int, *, wanted: bool) -> None:
        assert self._bars is not None
        theme = self._theme
        start = self._bars.first + i * self._bars.minutes
        window = self._window
        inside = window is None or window.start <= start < window.end
        strong = theme.peak_bar if self._wish is Wish.HIGH else theme.good
        colour = QColor(strong if wanted and inside else theme.volume_bar)
        colour.setAlphaF(1.0 if inside else 0.3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(box, 1.5, 1.5)
        if wanted and inside:
            painter.drawEllipse(QPointF(box.center().x(), box.top() - 5), 2, 2)

    def _paint_hours(self, painter: QPainter, bars: Bars, width: float) -> None:
        painter.setFont(app_font(10))
        painter.setPen(QColor(self._theme.second_text))
        last = bars.first + len(bars.contacts) * bars.minutes
        for hour in range(-(-bars.first // 60), last // 60 + 1, 2):
            x = (hour * 60 - bars.first) / bars.minutes * width
            x = min(max(x, 10.0), self.width() - 10.0)
            x = self.width() - x if self.isRightToLeft() else x
            box = QRectF(x - 12, self.height() - FOOT + 1, 24, FOOT - 2)
            words = number(hour).rjust(2, number(0))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
