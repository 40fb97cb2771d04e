"""Fonts, colours, brushes and ready-made lines of text for the painted views.

Made once per theme, font and screen scale; everything measured or elided is remembered,
because measuring text costs more than painting it.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QPainter,
    QPen,
    QPixmap,
    QStaticText,
    QTextOption,
)

from app.domain.entries import EntryKind
from ui.theme import Theme
from ui.week.dates import Dates
from ui.week.geometry import Box
from ui.widgets.icons import icon

BASE = 13.0
HATCH = 8
END_SHARE = 0.7
"""How much of a line the last words may take where they are what tells it from others."""


@dataclass(frozen=True, slots=True, eq=False)
class Lettering:
    """A kind of lettering: size in pixels at 100 %, weight, whether struck through."""

    size: float
    weight: QFont.Weight
    struck: bool = False


class Face:
    """The kinds of lettering on the page."""

    HEAD = Lettering(18, QFont.Weight.DemiBold)
    WEEKDAY = Lettering(14, QFont.Weight.Medium)
    TOTAL = Lettering(12.5, QFont.Weight.DemiBold)
    TREND = Lettering(12, QFont.Weight.DemiBold)
    AVERAGE = Lettering(11.5, QFont.Weight.Medium)
    HOUR = Lettering(11.5, QFont.Weight.Normal)
    RULER = Lettering(10.5, QFont.Weight.Normal)
    TITLE = Lettering(11.8, QFont.Weight.DemiBold)
    STRUCK = Lettering(11.8, QFont.Weight.Medium, struck=True)
    SECOND = Lettering(11.2, QFont.Weight.Normal)
    SMALL = Lettering(10.8, QFont.Weight.DemiBold)
    PILL = Lettering(11.5, QFont.Weight.Bold)


class Line:
    """One line of text, elided and measured."""

    __slots__ = ("cut", "static", "width")

    def __init__(self, static: QStaticText, width: float, *, cut: bool) -> None:
        self.static = static
        self.width = width
        self.cut = cut


class Ink:
    """What painting needs and should not make anew each time."""

    def __init__(
        self, theme: Theme, font: QFont, dates: Dates, *, ratio: float = 1.0, dots: int = 96
    ) -> None:
        self._dots = dots
        self.theme = theme
        self.dates = dates
        self.ratio = ratio
        self.mirrored = False
        self.kept: dict[Hashable, QPixmap] = {}
        self.grounds: dict[Hashable, QPixmap] = {}
        self.scale = min(max(QFontInfo(font).pixelSize() / BASE, 0.9), 2.0)
        self._base = QFont(font)
        self.font = lru_cache(None)(self._font)
        self.metrics = lru_cache(None)(self._metrics)
        self.height = lru_cache(None)(self._height)
        self.line = lru_cache(4096)(self._line)
        self.lines = lru_cache(1024)(self._lines)
        self.colour = lru_cache(None)(self._colour)
        self.icon = lru_cache(256)(self._icon)
        self.hatch = lru_cache(None)(self._hatch)
        self.pen = lru_cache(None)(self._pen)

    def mark(self, kind: EntryKind) -> QColor:
        """The strong colour of a kind."""
        return self.colour(self.theme.kinds[kind].mark)

    def fill(self, kind: EntryKind) -> QColor:
        """The pale colour of a kind."""
        return self.colour(self.theme.kinds[kind].fill)

    def draw(
        self,
        painter: QPainter,
        face: Lettering,
        text: str,
        colour: str,
        area: Box,
        *,
        end: bool = False,
        centre: bool = False,
    ) -> float:
        """Write one line into ``area``, centred upright, elided; return the width it took.

        It begins at the reading side, or ends at the other when ``end``.
        """
        line = self.line(face, text, int(area.w))
        painter.setFont(self.font(face))
        painter.setPen(self.colour(colour))
        right = self.mirrored != end
        x = area.right - line.width if right else area.x
        if centre:
            x = area.x + (area.w - line.width) / 2
        y = area.y + (area.h - self.height(face)) / 2
        self.write(painter, face, QPointF(x, y), line)
        return line.width

    def write(self, painter: QPainter, face: Lettering, at: QPointF, line: Line) -> None:
        """Write a prepared line; ``painter`` has its pen and font."""
        painter.drawStaticText(at, line.static)
        if face.struck:
            # A font that strikes out draws its stroke elsewhere on screens of another scale.
            middle = at.y() + self.height(face) * 0.54
            painter.drawLine(QPointF(at.x(), middle), QPointF(at.x() + line.width, middle))

    def _font(self, face: Lettering) -> QFont:
        font = QFont(self._base)
        font.setPointSizeF(max(face.size * self.scale, 8) * 72 / self._dots)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -0.15)
        font.setWeight(face.weight)
        return font

    def _metrics(self, face: Lettering) -> QFontMetricsF:
        return QFontMetricsF(self.font(face))

    def _height(self, face: Lettering) -> float:
        """Height of a line of ``face``."""
        return self.metrics(face).height()

    def _lines(
        self, face: Lettering, text: str, room: int, most: int, *, keep_end: bool = False
    ) -> tuple[Line, ...]:
        """``text`` wrapped between words into at most ``most`` lines, the last one elided."""
        metrics = self.metrics(face)
        lines = [""]
        for word in text.replace("-", "- ").split():
            glued = lines[-1].endswith("-") and len(lines[-1]) > 1
            longer = f"{lines[-1]}{'' if glued else ' '}{word}".strip()
            if metrics.horizontalAdvance(longer) <= room or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(word)
        if len(lines) > most:
            lines[most - 1 :] = [" ".join(lines[most - 1 :])]
        return tuple(self.line(face, line, room, keep_end=keep_end) for line in lines)

    def _line(self, face: Lettering, text: str, room: int, *, keep_end: bool = False) -> Line:
        """``text`` elided at its end, or before the last words when these are to be kept."""
        metrics = self.metrics(face)
        text = text.replace("\n", " ")
        cut = metrics.horizontalAdvance(text) > room
        if cut:
            end = last_words(metrics, text, room * END_SHARE) if keep_end else ""
            room_left = room - metrics.horizontalAdvance(end)
            begin = text.removesuffix(end)
            text = metrics.elidedText(begin, Qt.TextElideMode.ElideRight, room_left) + end
        static = QStaticText(text)
        static.setTextFormat(Qt.TextFormat.PlainText)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        static.setTextOption(option)
        static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        static.prepare(font=self.font(face))
        return Line(static, static.size().width(), cut=cut)

    def _icon(self, name: str, colour: str, size: int) -> QPixmap:
        return icon(name, colour, size).pixmap(QSizeF(size, size).toSize(), self.ratio)

    def _hatch(self, colour: str, alpha: int) -> QBrush:
        """Diagonal stripes as a texture, sharp on this screen, that tiles without a seam."""
        side = HATCH
        tile = QPixmap(round(side * self.ratio), round(side * self.ratio))
        tile.setDevicePixelRatio(self.ratio)
        tile.fill(Qt.GlobalColor.transparent)
        stripe = QColor(colour)
        stripe.setAlpha(alpha)
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(stripe, 1.6))
        for shift in (-side, 0, side):
            painter.drawLine(QPointF(shift - 1, side + 1), QPointF(shift + side + 1, -1))
        painter.end()
        return QBrush(tile)

    @staticmethod
    def _colour(colour: str) -> QColor:
        # A function of ours: to wrap the class itself would load the texts of all its signatures.
        return QColor(colour)

    def _pen(self, colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        pen = QPen(QColor(colour), width, style)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if style is Qt.PenStyle.DotLine:
            pen.setDashPattern([1.2, 2.0])
        elif style is Qt.PenStyle.DashLine:
            pen.setDashPattern([4.0, 2.4])
        return pen


def last_words(metrics: QFontMetricsF, text: str, room: float) -> str:
    """The last words of ``text`` that fit into ``room``, with the blank before them."""
    kept = ""
    for word in reversed(text.split(" ")[1:]):
        longer = f" {word}{kept}"
        if metrics.horizontalAdvance(longer) > room:
            break
        kept = longer
    return kept


def rect(box: Box) -> QRectF:
    """A box as Qt wants it."""
    return QRectF(box.x, box.y, box.w, box.h)


def grown(box: Box, by: float) -> Box:
    """A box ``by`` pixels larger on every side (smaller when negative)."""
    return Box(box.x - by, box.y - by, box.w + 2 * by, box.h + 2 * by)
