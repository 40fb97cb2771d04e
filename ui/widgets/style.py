"""The window's dress: font, palette and stylesheet, all from one theme.

What a page is made of is dressed by ``ui.widgets.look``; this adds the frame around the
pages. A widget says what it is with the property ``look``.
"""

from __future__ import annotations

import sys

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme import Theme
from ui.widgets.look import style_sheet

BASE_SIZE = 13
"""Pixels of running text at 100 %."""

_LINUX_FAMILIES = ["Inter", "Noto Sans"]


def app_font(size: int = BASE_SIZE, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Make the window's font in ``size`` logical pixels."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if sys.platform.startswith("linux"):
        font.setFamilies([*_LINUX_FAMILIES, *font.families()])
    font.setPixelSize(size)
    font.setWeight(weight)
    return font


def dress(app: QApplication, theme: Theme) -> None:
    """Give the whole application the theme's font, palette and stylesheet."""
    if app.style().name() != "fusion":
        app.setStyle("fusion")
    app.setFont(app_font())
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme) + _frame_sheet(theme))


def palette(theme: Theme) -> QPalette:
    """Make the palette; painted widgets and icons may read colours from it."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.sunken,
        role.Text: theme.text,
        role.PlaceholderText: theme.second_text,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.bad,
        role.ToolTipBase: theme.toast,
        role.ToolTipText: theme.toast_text,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.accent_text,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.surface,
        role.Midlight: theme.line,
        role.Mid: theme.line,
        role.Dark: theme.strong_line,
        role.Shadow: theme.strong_line,
    }
    made = QPalette()
    for which, colour in colours.items():
        made.setColor(which, QColor(colour))
    faint = QColor(theme.second_text)
    faint.setAlphaF(0.6)
    for which in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, faint)
    return made


def _frame_sheet(theme: Theme) -> str:
    return _frame(theme) + _frame_buttons(theme) + _floating(theme)


def _frame(theme: Theme) -> str:
    return f"""
    QMainWindow, QDialog {{ background: {theme.window}; }}
    QFrame#rail, QFrame#toolbar, QFrame#status {{ background: {theme.surface}; border: none; }}
    QFrame#toolbar {{ border-bottom: 1px solid {theme.line}; }}
    QFrame#status {{ border-top: 1px solid {theme.line}; }}
    QFrame[look="edge"] {{ background: {theme.line}; border: none; }}
    QLabel#week-title {{ font-size: 19px; font-weight: 600; }}
    QLabel#week-number {{ color: {theme.second_text}; font-size: 13px; }}
    QLabel[look="key"] {{ background: {theme.surface}; border: 1px solid {theme.line};
        border-radius: 4px; padding: 1px 5px; color: {theme.second_text};
        font-size: 10px; font-weight: 600; }}
    QLabel[look="huge"] {{ font-size: 24px; font-weight: 600; }}
    QFrame#segmented {{ background: {theme.sunken}; border: 1px solid {theme.line};
        border-radius: 8px; }}
    QFrame[look="offer"] {{ background: {theme.surface}; border: 1px solid {theme.line};
        border-radius: 12px; }}
    QFrame#sample-bar {{ background: {theme.accent_fill}; border: none; }}
    QFrame#banner {{ background: {theme.peak_band}; border: none;
        border-bottom: 1px solid {theme.bad}; }}
    """


def _frame_buttons(theme: Theme) -> str:
    return f"""
    QPushButton[look="bar"], QPushButton[look="bar-primary"], QPushButton[look="icon"] {{
        min-height: 28px; font-size: 13px; }}
    QPushButton[look="bar"]:focus, QPushButton[look="icon"]:focus {{ min-height: 26px; }}
    QPushButton[look="bar-primary"] {{ color: {theme.accent_text};
        background: {theme.accent}; border-color: {theme.accent}; }}
    QPushButton[look="bar-primary"]:focus {{ border: 2px solid {theme.text};
        min-height: 26px; }}
    QPushButton[look="icon"] {{ padding: 0; min-width: 28px; max-width: 28px; }}
    QPushButton[look="icon"]:focus {{ padding: 0; min-width: 26px; max-width: 26px; }}
    QPushButton[look="icon-flat"] {{ padding: 0; min-width: 24px; min-height: 24px;
        background: transparent; border: 1px solid transparent; }}
    QPushButton[look="icon-flat"]:hover {{ background: {theme.sunken}; }}
    QPushButton[look="icon-flat"]:focus {{ border: 1px solid {theme.accent}; padding: 0; }}
    QPushButton[look="segment"] {{ background: transparent; border: 1px solid transparent;
        border-radius: 6px; padding: 0 11px; min-height: 24px; font-size: 13px;
        color: {theme.second_text}; font-weight: 400; }}
    QPushButton[look="segment"]:hover {{ color: {theme.text}; }}
    QPushButton[look="segment"]:checked {{ background: {theme.surface};
        border-color: {theme.line}; color: {theme.text}; font-weight: 600; }}
    QPushButton[look="segment"]:focus {{ border: 1px solid {theme.accent}; padding: 0 11px;
        min-height: 24px; }}
    QPushButton[look="status"] {{ background: transparent; border: 1px solid transparent;
        border-radius: 5px; font-weight: 400; padding: 0 6px; min-height: 22px; }}
    QPushButton[look="status"]:hover {{ background: {theme.sunken}; }}
    QPushButton[look="status"]:focus {{ border: 1px solid {theme.accent}; padding: 0 6px;
        min-height: 22px; }}
    QPushButton#status-right {{ color: {theme.second_text}; }}
    """


def _floating(theme: Theme) -> str:
    return f"""
    QFrame#toast {{ background: {theme.toast}; border: none; border-radius: 8px; }}
    QFrame#toast QLabel {{ color: {theme.toast_text}; font-size: 13px; font-weight: 600; }}
    QFrame#toast QPushButton {{ background: transparent; border: 1px solid transparent;
        color: {theme.toast_link}; padding: 0 6px; font-size: 13px; }}
    QFrame#toast QPushButton:focus {{ border: 1px solid {theme.toast_link}; }}
    QFrame#toast QPushButton:hover {{ text-decoration: underline; }}
    QFrame#progress, QFrame#palette {{ background: {theme.surface};
        border: 1px solid {theme.strong_line}; border-radius: 12px; }}
    QFrame#palette QLineEdit {{ border: none; font-size: 15px; min-height: 34px;
        background: transparent; }}
    QFrame#palette QAbstractItemView {{ border: none; border-top: 1px solid {theme.line};
        border-radius: 0; font-size: 13px; background: transparent; }}
    """
