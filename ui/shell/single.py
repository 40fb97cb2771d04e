"""One window a store: a second start raises the first's window."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WORD = b"raise\n"
_PATIENCE_SECONDS = 3.0
_WAIT_MS = 500


def server_name(home: Path) -> str:
    """Name the meeting point of all starts with this home folder."""
    digest = hashlib.sha256(str(home.resolve()).encode()).hexdigest()
    return f"firebreak-{digest[:24]}"


class Doorbell(QObject):
    """The window that holds the lock listens here. A socket a killed window left is removed."""

    rung = Signal()

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        name = server_name(home)
        # Whoever asks holds the lock, so a socket of this name belongs to nobody alive.
        QLocalServer.removeServer(name)
        self.listening = self._server.listen(name)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.disconnectFromServer()
            self.rung.emit()


def ring(home: Path) -> bool:
    """Ask the window that is open to come to the front; whether one answered."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        socket = QLocalSocket()
        socket.connectToServer(server_name(home))
        if socket.waitForConnected(_WAIT_MS):
            socket.write(_WORD)
            socket.waitForBytesWritten(_WAIT_MS)
            if socket.state() is not QLocalSocket.LocalSocketState.UnconnectedState:
                socket.waitForDisconnected(_WAIT_MS)
            return True
        # The holder of the lock may be a moment away from listening.
        time.sleep(0.05)
    return False
