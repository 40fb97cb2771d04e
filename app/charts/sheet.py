"""A sheet to draw on: boxes, lines and fitted words in logical pixels, over matplotlib."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.patches import Circle, FancyBboxPatch, Rectangle
from matplotlib.text import Text

from app.charts.palette import Theme

DPI = 100
PNG_SCALE = 2.0
ELLIPSIS = "…"
FAMILIES = ("DejaVu Sans", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "Noto Sans Arabic")
"""The first travels with matplotlib; the others, where installed, know letters that it does not."""
Side = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, y downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    def inset(self, by: float) -> Box:
        """The box a little smaller on every side."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


class Sheet:
    """Draws on one figure of ``width`` × ``height`` logical pixels, origin at the top left."""

    def __init__(self, width: int, height: int, palette: Theme) -> None:
        self.palette = palette
        self._figure = Figure(
            figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=palette.surface
        )
        self._measure = RendererAgg(width, height, DPI)  # type: ignore[no-untyped-call] # matplotlib's lack
        self._axes: Axes = self._figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)
        self._axes.axis("off")
        installed = set(fontManager.get_font_names())
        self._families = [name for name in FAMILIES if name in installed]

    def box(
        self,
        box: Box,
        *,
        fill: str = "none",
        line: str = "none",
        dashed: bool = False,
        round_by: float = 0.0,
        thick: float = 1.0,
        above: float = 1,
    ) -> Rectangle | FancyBboxPatch:
        """Draw a rectangle, rounded and dashed when wanted; ``above`` orders what overlaps."""
        style = (0, (4, 2.5)) if dashed else "solid"
        shape: Rectangle | FancyBboxPatch
        if round_by:
            shape = FancyBboxPatch(
                (box.x, box.y),
                box.width,
                box.height,
                boxstyle=f"round,pad=0,rounding_size={min(round_by, box.height / 2)}",
            )
        else:
            shape = Rectangle((box.x, box.y), box.width, box.height)
        shape.set(facecolor=fill, edgecolor=line, linewidth=thick, linestyle=style, zorder=above)
        self._axes.add_patch(shape)
        return shape

    def hatch(self, box: Box, colour: str, *, step: float = 7.0, above: float = 1) -> None:
        """Draw thin diagonals inside ``box``."""
        clip = Rectangle((box.x, box.y), box.width, box.height, transform=self._axes.transData)
        reach = box.width + box.height
        lines = [
            [(box.x + at - box.height, box.bottom), (box.x + at, box.y)]
            for at in (step * n for n in range(1, int(reach / step) + 1))
        ]
        diagonals = LineCollection(lines, colors=colour, linewidths=0.6, alpha=0.35, zorder=above)
        self._axes.add_collection(diagonals)
        diagonals.set_clip_path(clip)

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str,
        *,
        thick: float = 1.0,
        dotted: bool = False,
        above: float = 1,
    ) -> None:
        """Draw a straight line."""
        lines = LineCollection([[start, end]], colors=colour, linewidths=thick, zorder=above)
        if dotted:
            lines.set_linestyle((0, (1, 2)))
        self._axes.add_collection(lines)

    def dot(self, centre: tuple[float, float], radius: float, colour: str, *, above: float) -> None:
        """Draw a filled circle."""
        self._axes.add_patch(Circle(centre, radius, color=colour, zorder=above))

    def words(
        self,
        words: str,
        at: tuple[float, float],
        colour: str,
        *,
        size: float = 12,
        bold: bool = False,
        side: Side = "left",
        room: float | None = None,
        struck: bool = False,
        above: float = 6,
    ) -> float:
        """Write ``words`` with their middle height at ``at``; give their width.

        ``size`` is in logical pixels; what does not fit into ``room`` ends in an ellipsis.
        """
        font = self._font(size, bold=bold)
        shown = words if room is None else self._fitted(words, font, room)
        if not shown:
            return 0.0
        width = self._width(shown, font)
        x, y = at
        written = Text(
            x,
            y,
            shown,
            color=colour,
            fontproperties=font,
            ha=side,
            va="center_baseline",
            parse_math=False,
            zorder=above,
        )
        self._axes.add_artist(written)
        if struck:
            left = x - {"left": 0.0, "center": width / 2, "right": width}[side]
            self.line((left, y), (left + width, y), colour, thick=0.9, above=above)
        return width

    def rendered(self, kind: str) -> bytes:
        """Give the finished picture as ``png`` or ``pdf``; the same drawing, the same bytes."""
        stream = io.BytesIO()
        metadata = {"CreationDate": None} if kind == "pdf" else {"Software": None}
        with warnings.catch_warnings():
            # A letter that no installed font has becomes a box; that is no reason to fail.
            warnings.filterwarnings("ignore", message="Glyph .* missing")
            self._figure.savefig(
                stream,
                format=kind,
                dpi=DPI * PNG_SCALE,
                facecolor=self._figure.get_facecolor(),
                metadata=metadata,
            )
        return stream.getvalue()

    def _font(self, size: float, *, bold: bool) -> FontProperties:
        points = size * 72 / DPI
        return FontProperties(
            family=self._families, size=points, weight="bold" if bold else "normal"
        )

    def _width(self, words: str, font: FontProperties) -> float:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph .* missing")
            size = self._measure.get_text_width_height_descent(  # type: ignore[no-untyped-call] # matplotlib's lack
                words, font, ismath=False
            )
        return float(size[0])

    def _fitted(self, words: str, font: FontProperties, room: float) -> str:
        if self._width(words, font) <= room:
            return words
        fits, longer = 0, len(words)
        while fits < longer - 1:
            middle = (fits + longer) // 2
            if self._width(words[:middle].rstrip() + ELLIPSIS, font) <= room:
                fits = middle
            else:
                longer = middle
        return words[:fits].rstrip() + ELLIPSIS if fits else ""
