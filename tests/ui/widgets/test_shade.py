"""A window is dim as long as its dialog is open, and no longer."""

from PySide6.QtWidgets import QDialog, QWidget

from ui.widgets.shade import Shade, shade_behind


def test_the_window_is_dim_while_its_dialog_is_open(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1100, 700)
    window.show()
    dialog = QDialog(window)
    shade_behind(dialog)
    [shade] = window.findChildren(Shade)
    assert not shade.isVisible()

    dialog.open()
    assert shade.isVisible()
    window.resize(1300, 800)
    assert shade.geometry() == window.rect()
    assert shade.grab().toImage().pixelColor(5, 5).alpha() != 0

    dialog.reject()
    assert not shade.isVisible()


def test_a_dialog_without_a_window_dims_nothing(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)

    shade_behind(dialog)

    assert dialog.findChildren(Shade) == []
