"""Colours of the window, light and dark: the same as those of the pictures."""

from __future__ import annotations

from app.charts.palette import DARK, LIGHT, Mark, Theme

__all__ = ["DARK", "LIGHT", "Mark", "Theme"]
