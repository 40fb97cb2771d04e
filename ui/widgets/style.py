"""The window's dress: font, palette and stylesheet, all from one theme.

Widgets say what they are with a property and get their looks from here::

    button.setProperty("kind", "primary")     # primary, plain, flat, link, chip, danger
    label.setProperty("kind", "heading")      # title, heading, second, small, note
    frame.setProperty("kind", "card")         # card, sunken, page, line
"""

from __future__ import annotations

import sys

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QWidget

from ui.theme import Theme

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
    if not app.styleSheet():
        app.setStyle("fusion")
        app.setFont(app_font())
    app.setPalette(palette(theme))
    app.setStyleSheet(stylesheet(theme))


def label(text: str, kind: str = "", *, wrap: bool = False) -> QLabel:
    """Make a label; ``kind`` as in the module's docstring."""
    made = QLabel(text)
    if kind:
        made.setProperty("kind", kind)
    made.setWordWrap(wrap)
    return made


def line(parent: QWidget | None = None) -> QFrame:
    """Make a hairline between two parts of a page."""
    made = QFrame(parent)
    made.setProperty("kind", "line")
    made.setFixedHeight(1)
    return made


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


def stylesheet(theme: Theme) -> str:
    """Fill the stylesheet with the theme's colours."""
    colours = {name: getattr(theme, name) for name in _NAMES}
    text = _SHEET
    for name in sorted(colours, key=len, reverse=True):
        text = text.replace(f"@{name}", str(colours[name]))
    return text


_NAMES = (
    "window",
    "surface",
    "sunken",
    "line",
    "strong_line",
    "text",
    "second_text",
    "accent",
    "accent_text",
    "accent_fill",
    "toast",
    "toast_text",
    "toast_link",
    "good",
    "bad",
    "peak_band",
)

_SHEET = """
QMainWindow, QDialog, QWidget[kind="page"] { background: @window; }
QLabel { background: transparent; }
QLabel[kind="title"] { font-size: 20px; font-weight: 600; }
QLabel[kind="heading"] { font-size: 14px; font-weight: 600; }
QLabel[kind="section"] { font-weight: 600; color: @second_text; }
QLabel[kind="second"] { color: @second_text; }
QLabel[kind="small"] { color: @second_text; font-size: 11px; }
QLabel[kind="note"] {
  background: @sunken; border-radius: 6px; padding: 10px; color: @second_text;
}
QLabel[kind="bad"] { color: @bad; font-weight: 600; }
QLabel[kind="bad-small"] { color: @bad; font-size: 11px; font-weight: 600; }
QLabel[kind="good"] { color: @good; font-weight: 600; }
QLabel[kind="key"] {
  background: @surface; border: 1px solid @line; border-radius: 4px;
  padding: 1px 5px; color: @second_text; font-size: 11px; font-weight: 600;
}
QFrame[kind="card"] { background: @surface; border: 1px solid @line; border-radius: 10px; }
QFrame[kind="sunken"] { background: @sunken; border: none; border-radius: 8px; }
QFrame[kind="line"] { background: @line; border: none; }

QPushButton {
  background: @surface; border: 1px solid @line; border-radius: 7px;
  padding: 5px 12px; min-height: 18px; color: @text; font-weight: 600; outline: none;
}
QPushButton:hover { background: @sunken; border-color: @strong_line; }
QPushButton:pressed { background: @accent_fill; }
QPushButton:focus { border: 2px solid @accent; padding: 4px 11px; }
QPushButton:disabled { color: @second_text; background: @surface; border-color: @line; }
QPushButton[kind="primary"] {
  background: @accent; border-color: @accent; color: @accent_text;
}
QPushButton[kind="primary"]:hover { background: @accent; border-color: @text; }
QPushButton[kind="primary"]:focus { border: 2px solid @text; }
QPushButton[kind="primary"]:disabled {
  background: @sunken; border-color: @line; color: @second_text;
}
QPushButton[kind="flat"] { background: transparent; border-color: transparent; }
QPushButton[kind="flat"]:hover { background: @sunken; border-color: transparent; }
QPushButton[kind="flat"]:focus { border: 2px solid @accent; }
QPushButton[kind="link"] {
  background: transparent; border-color: transparent; color: @accent; padding: 5px 4px;
}
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid @accent; padding: 4px 3px; }
QPushButton[kind="small"] {
  padding: 2px 9px; min-height: 18px; font-size: 11px;
}
QPushButton[kind="small"]:focus { padding: 1px 8px; }
QPushButton[kind="danger"] { color: @bad; border-color: @bad; }
QPushButton[kind="chip"] {
  border-radius: 12px; padding: 2px 10px; min-height: 18px; font-weight: 400;
  color: @second_text;
}
QPushButton[kind="chip"]:checked {
  background: @accent_fill; border-color: @accent; color: @accent;
}
QPushButton[kind="icon"] { padding: 0; min-width: 28px; min-height: 28px; }
QPushButton[kind="icon"]:focus { padding: 0; min-width: 26px; min-height: 26px; }
QPushButton[kind="icon-flat"] {
  padding: 0; min-width: 22px; min-height: 22px;
  background: transparent; border-color: transparent;
}
QPushButton[kind="icon-flat"]:hover { background: @sunken; }
QPushButton[kind="icon-flat"]:focus {
  border: 2px solid @accent; padding: 0; min-width: 20px; min-height: 20px;
}

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
  background: @surface; border: 1px solid @strong_line; border-radius: 6px;
  padding: 4px 8px; min-height: 20px; color: @text;
  selection-background-color: @accent; selection-color: @accent_text;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus,
QAbstractSpinBox:focus { border: 2px solid @accent; padding: 3px 7px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
  background: @sunken; color: @second_text;
}
QComboBox::drop-down { border: none; width: 22px; }
QComboBox QAbstractItemView {
  background: @surface; border: 1px solid @strong_line; outline: none;
  selection-background-color: @accent_fill; selection-color: @text;
}
QCheckBox, QRadioButton { spacing: 8px; min-height: 24px; background: transparent; }

QAbstractItemView {
  background: @surface; border: 1px solid @line; border-radius: 8px; outline: none;
  alternate-background-color: @sunken;
  selection-background-color: @accent_fill; selection-color: @text;
}
QHeaderView { background: @sunken; }
QHeaderView::section {
  background: @sunken; color: @second_text; border: none;
  border-bottom: 1px solid @line; padding: 5px 8px; font-weight: 600;
}
QTableCornerButton::section { background: @sunken; border: none; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[kind="page"] { background: @window; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @strong_line; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @second_text; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar {
  background: @sunken; border: none; border-radius: 4px; height: 8px; max-height: 8px;
  color: transparent;
}
QProgressBar::chunk { background: @accent; border-radius: 4px; }

QMenu {
  background: @surface; border: 1px solid @line; border-radius: 8px; padding: 5px;
}
QMenu::item { padding: 6px 22px 6px 12px; border-radius: 5px; color: @text; }
QMenu::item:selected { background: @accent_fill; color: @text; }
QMenu::item:disabled { color: @second_text; }
QMenu::separator { height: 1px; background: @line; margin: 5px 8px; }
QToolTip {
  background: @toast; color: @toast_text; border: none; padding: 5px 8px;
}
QTabBar::tab {
  background: transparent; border: none; border-bottom: 2px solid transparent;
  padding: 7px 12px; color: @second_text; font-weight: 600;
}
QTabBar::tab:selected { color: @accent; border-bottom-color: @accent; }
QTabWidget::pane { border: none; border-top: 1px solid @line; }
QCalendarWidget QWidget { alternate-background-color: @sunken; }

QFrame#rail, QFrame#toolbar, QFrame#status { background: @surface; border: none; }
QFrame#toolbar { border-bottom: 1px solid @line; }
QFrame#status { border-top: 1px solid @line; }
QFrame[kind="edge"] { background: @line; border: none; }
QLabel#week-title { font-size: 19px; font-weight: 600; }
QLabel#week-number { color: @second_text; }
QLabel[kind="huge"] { font-size: 24px; font-weight: 600; }
QFrame[kind="offer"] { background: @surface; border: 1px solid @line; border-radius: 12px; }
QPushButton[kind="bar"], QPushButton[kind="bar-primary"] { padding: 4px 12px; min-height: 20px; }
QPushButton[kind="bar"]:focus, QPushButton[kind="bar-primary"]:focus { padding: 3px 11px; }
QPushButton[kind="bar-primary"] {
  background: @accent; border-color: @accent; color: @accent_text;
}
QPushButton[kind="bar-primary"]:hover { border-color: @text; }
QPushButton[kind="bar-primary"]:focus { border: 2px solid @text; }
QPushButton[kind="status"] {
  background: transparent; border-color: transparent; border-radius: 5px;
  font-weight: 400; padding: 0 6px; min-height: 22px;
}
QPushButton[kind="status"]:hover { background: @sunken; }
QPushButton[kind="status"]:focus { border: 1px solid @accent; padding: 0 6px; }
QPushButton#status-right { color: @second_text; }
QPushButton#search { background: @sunken; }
QPushButton#search:hover { border-color: @strong_line; }
QFrame#segmented { background: @sunken; border: 1px solid @line; border-radius: 8px; }
QPushButton[kind="segment"] {
  background: transparent; border: 1px solid transparent; border-radius: 6px;
  padding: 0 11px; min-height: 24px; color: @second_text; font-weight: 400;
}
QPushButton[kind="segment"]:hover { color: @text; }
QPushButton[kind="segment"]:checked {
  background: @surface; border-color: @line; color: @text; font-weight: 600;
}
QPushButton[kind="segment"]:focus { border: 1px solid @accent; padding: 0 11px; }
QFrame#toast { background: @toast; border: none; border-radius: 8px; }
QFrame#toast QLabel { color: @toast_text; font-weight: 600; }
QFrame#toast QPushButton {
  background: transparent; border: 1px solid transparent; color: @toast_link; padding: 0 6px;
  min-height: 24px;
}
QFrame#toast QPushButton:focus { border-color: @toast_link; }
QFrame#toast QPushButton:hover { text-decoration: underline; }
QFrame#banner { background: @peak_band; border: none; border-bottom: 1px solid @bad; }
QFrame#replan { background: @accent_fill; border: none; border-bottom: 1px solid @line; }
QFrame#sample-bar { background: @accent_fill; border: none; }
QFrame#progress, QFrame#palette {
  background: @surface; border: 1px solid @strong_line; border-radius: 12px;
}
QFrame#palette QLineEdit {
  border: none; font-size: 15px; padding: 4px 8px; min-height: 30px; background: transparent;
}
QFrame#palette QAbstractItemView {
  border: none; border-top: 1px solid @line; border-radius: 0; background: transparent;
}
"""
