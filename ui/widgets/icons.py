"""Icons: stroke drawings in ``resources/icons``, coloured and rendered once per size."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources

# Not importlib.resources: it brings tempfile, random and more to the window's start.
_FOLDER = Path(resources.__file__ or "").parent / "icons"
_DIRECTED = frozenset({"chevron-left", "chevron-right", "undo", "redo"})
_DISABLED_OPACITY = 0.4


def icon(name: str, colour: str, size: int = 16, *, gap: int = 0) -> QIcon:
    """Make an icon of ``size`` logical pixels in ``colour`` (``#RRGGBB``).

    ``gap`` pixels are left empty behind it, towards the words of a button.

    Icons that point somewhere are mirrored in a window that reads right to left, so
    ``chevron-left`` always means "towards what came before".

    Raises:
        KeyError: no such drawing.

    """
    ratio = _largest_ratio()
    picture = QIcon()
    for mode, opacity in ((QIcon.Mode.Normal, 1.0), (QIcon.Mode.Disabled, _DISABLED_OPACITY)):
        image = _faint(_image(name, colour, round(size * ratio), _mirrored(name)), opacity)
        pixmap = QPixmap.fromImage(_with_gap(image, round(gap * ratio)) if gap else image)
        pixmap.setDevicePixelRatio(ratio)
        picture.addPixmap(pixmap, mode)
    return picture


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: str) -> None:
    """Draw an icon into ``rect`` (logical pixels, square), sharp at the painter's scale."""
    ratio = painter.device().devicePixelRatio()
    image = _image(name, colour, max(1, round(rect.width() * ratio)), _mirrored(name))
    painter.drawImage(rect, image)


def icon_names() -> list[str]:
    """List every drawing there is."""
    return sorted(file.stem for file in _FOLDER.glob("*.svg"))


def _mirrored(name: str) -> bool:
    return name in _DIRECTED and QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft


def _faint(image: QImage, opacity: float) -> QImage:
    if opacity == 1.0:
        return image
    faint = QImage(image.size(), image.format())
    faint.fill(Qt.GlobalColor.transparent)
    painter = QPainter(faint)
    painter.setOpacity(opacity)
    painter.drawImage(0, 0, image)
    painter.end()
    return faint


def _with_gap(image: QImage, gap: int) -> QImage:
    right_to_left = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    left = -gap if right_to_left else 0
    return image.copy(left, 0, image.width() + gap, image.height())


def _largest_ratio() -> float:
    return float(
        max((math.ceil(s.devicePixelRatio()) for s in QGuiApplication.screens()), default=1)
    )


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    try:
        return (_FOLDER / f"{name}.svg").read_text(encoding="ascii")
    except OSError as error:
        raise KeyError(name) from error


@lru_cache(maxsize=512)
def _image(name: str, colour: str, pixels: int, mirrored: bool) -> QImage:
    """Images, not pixmaps: they may outlive the application object."""
    renderer = QSvgRenderer(
        QByteArray(_drawing(name).replace("currentColor", colour).encode("ascii"))
    )
    image = QImage(QSize(pixels, pixels), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return image.flipped(Qt.Orientation.Horizontal) if mirrored else image
