"""How buttons, fields and sentences look: one style sheet for panels, pages and dialogs."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from ui.theme import Theme
from ui.widgets.icons import icon

ButtonLook = Literal["primary", "plain", "link", "danger"]
LabelLook = Literal["text", "second", "heading", "title", "wrong", "good"]
TARGET = 28
"""Height of what is clicked, in logical pixels; 24 is the least that is allowed."""


def button(words: str, look: ButtonLook = "plain") -> QPushButton:
    """Make a push button; ``tint_button`` gives it an icon."""
    made = QPushButton(words)
    made.setProperty("look", look)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def tint_button(made: QPushButton, name: str, theme: Theme) -> None:
    """Give a button the icon ``name`` in the colour of its words."""
    look = made.property("look")
    colour = {"primary": theme.accent_text, "link": theme.accent, "danger": theme.bad}.get(
        str(look), theme.text
    )
    made.setIcon(icon(name, colour, 16))


def label(words: str = "", look: LabelLook = "text", *, wrap: bool = False) -> QLabel:
    """Make a label that shows plain text only, whatever a user wrote."""
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("look", look)
    made.setWordWrap(wrap)
    return made


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a property that it selects on has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def style_sheet(theme: Theme) -> str:
    """Return the sheet for everything made here; set it on a panel, page or dialog."""
    return _labels(theme) + _buttons(theme) + _fields(theme) + _lists(theme)


def _labels(theme: Theme) -> str:
    return f"""
    QLabel {{ color: {theme.text}; background: transparent; font-size: 12px; }}
    QLabel[look="second"] {{ color: {theme.second_text}; }}
    QLabel[look="heading"] {{ font-size: 13px; font-weight: 600; }}
    QLabel[look="title"] {{ font-size: 15px; font-weight: 600; }}
    QLabel[look="wrong"] {{ color: {theme.bad}; font-weight: 600; }}
    QLabel[look="good"] {{ color: {theme.good}; font-weight: 600; }}
    QFrame[look="card"] {{ background: {theme.surface}; border: 1px solid {theme.line};
        border-radius: 10px; }}
    QFrame[look="tile"] {{ background: {theme.sunken}; border: none; border-radius: 8px; }}
    QFrame[look="rule"] {{ background: {theme.line}; border: none; max-height: 1px;
        min-height: 1px; }}
    QScrollArea {{ background: transparent; border: none; }}
    QToolTip {{ background: {theme.toast}; color: {theme.toast_text}; border: none;
        padding: 4px; }}
    """


def _buttons(theme: Theme) -> str:
    return f"""
    QPushButton {{ color: {theme.text}; background: {theme.surface};
        border: 1px solid {theme.line}; border-radius: 8px; padding: 0 12px;
        min-height: {TARGET - 2}px; font-size: 12px; font-weight: 600; }}
    QPushButton:hover {{ background: {theme.sunken}; border-color: {theme.strong_line}; }}
    QPushButton:focus {{ border: 2px solid {theme.accent}; padding: 0 11px;
        min-height: {TARGET - 4}px; }}
    QPushButton:disabled {{ color: {theme.strong_line}; }}
    QPushButton::menu-indicator {{ width: 0; }}
    QPushButton[look="primary"] {{ color: {theme.accent_text}; background: {theme.accent};
        border-color: {theme.accent}; }}
    QPushButton[look="primary"]:hover {{ background: {theme.accent}; }}
    QPushButton[look="primary"]:focus {{ border: 2px solid {theme.text}; }}
    QPushButton[look="primary"]:disabled {{ color: {theme.second_text};
        background: {theme.line}; border-color: {theme.line}; }}
    QPushButton[look="link"] {{ color: {theme.accent}; background: transparent;
        border-color: transparent; }}
    QPushButton[look="link"]:hover {{ background: {theme.accent_fill}; }}
    QPushButton[look="danger"] {{ color: {theme.bad}; background: transparent;
        border-color: transparent; }}
    QPushButton[look="danger"]:hover {{ border-color: {theme.bad}; }}
    QPushButton[look="link"]:focus, QPushButton[look="danger"]:focus {{
        border: 2px solid {theme.accent}; }}
    """


def _fields(theme: Theme) -> str:
    return f"""
    QLineEdit, QComboBox, QAbstractSpinBox {{ color: {theme.text};
        background: {theme.surface}; border: 1px solid {theme.strong_line};
        border-radius: 7px; padding: 0 8px; min-height: {TARGET - 2}px; font-size: 12px;
        selection-background-color: {theme.accent};
        selection-color: {theme.accent_text}; }}
    QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
        border: 2px solid {theme.accent}; padding: 0 7px; min-height: {TARGET - 4}px; }}
    QLineEdit:disabled, QComboBox:disabled {{ color: {theme.second_text};
        background: {theme.sunken}; }}
    QLineEdit[wrong="true"], QComboBox[wrong="true"], QAbstractSpinBox[wrong="true"] {{
        border: 2px solid {theme.bad}; padding: 0 7px; min-height: {TARGET - 4}px; }}
    QComboBox QLineEdit, QAbstractSpinBox QLineEdit {{ border: none; padding: 0; min-height: 0;
        background: transparent; }}
    QComboBox::drop-down {{ border: none; width: 20px; }}
    QCheckBox, QRadioButton {{ color: {theme.text}; font-size: 12px; spacing: 8px;
        min-height: 24px; background: transparent; }}
    QProgressBar {{ background: {theme.sunken}; border: 1px solid {theme.line};
        border-radius: 4px; max-height: 8px; min-height: 8px; }}
    QProgressBar::chunk {{ background: {theme.accent}; border-radius: 3px; }}
    """


def _lists(theme: Theme) -> str:
    return f"""
    QAbstractItemView {{ color: {theme.text}; background: {theme.surface};
        alternate-background-color: {theme.sunken}; border: 1px solid {theme.line};
        border-radius: 8px; font-size: 12px; outline: none; gridline-color: {theme.line};
        selection-background-color: {theme.accent_fill}; selection-color: {theme.text}; }}
    QAbstractItemView::item {{ min-height: 26px; }}
    QHeaderView {{ background: transparent; border: none; }}
    QHeaderView::section {{ color: {theme.second_text}; background: {theme.surface};
        border: none; border-bottom: 1px solid {theme.line}; padding: 4px 6px;
        font-size: 11px; font-weight: 600; }}
    QTableCornerButton::section {{ background: {theme.surface}; border: none; }}
    QMenu {{ color: {theme.text}; background: {theme.surface};
        border: 1px solid {theme.strong_line}; padding: 4px; font-size: 12px; }}
    QMenu::item {{ padding: 6px 14px; border-radius: 5px; }}
    QMenu::item:selected {{ background: {theme.accent_fill}; }}
    QMenu::item:disabled {{ color: {theme.second_text}; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {theme.strong_line}; border-radius: 4px; margin: 1px;
        min-height: 24px; min-width: 24px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
