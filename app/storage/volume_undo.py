"""Days as they were before an import, kept as the bytes they were stored as."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from app.domain.volumes import QueueName

_KEEP = """
INSERT OR IGNORE INTO volume_before (import_id, queue, day, minutes, measures)
SELECT ?, queue.name, volume_day.day, volume_day.minutes, volume_day.measures
  FROM volume_day JOIN queue ON queue.id = volume_day.queue
 WHERE queue.name = ? AND volume_day.day = ?
"""
_PUT_BACK = """
INSERT INTO volume_day (queue, day, minutes, measures)
SELECT queue.id, volume_before.day, volume_before.minutes, volume_before.measures
  FROM volume_before JOIN queue ON queue.name = volume_before.queue
 WHERE volume_before.import_id = ?
ON CONFLICT (queue, day) DO UPDATE SET minutes = excluded.minutes, measures = excluded.measures
"""


class VolumeUndo:
    """Keeps and puts back days inside the writer's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keep(self, import_id: str, days: Iterable[tuple[QueueName, date]]) -> None:
        """Keep what ``days`` of queues hold now; those that hold nothing are passed over."""
        rows = ((import_id, queue, day.isoformat()) for queue, day in days)
        self._connection.executemany(_KEEP, rows)

    def put_back(self, import_id: str) -> None:
        """Store every kept day of the import again and let go of it."""
        self._connection.execute(
            "INSERT OR IGNORE INTO queue (name) "
            "SELECT DISTINCT queue FROM volume_before WHERE import_id = ?",
            (import_id,),
        )
        self._connection.execute(_PUT_BACK, (import_id,))
        self.forget(import_id)

    def forget(self, import_id: str) -> None:
        """Let go of what was kept for the import."""
        self._connection.execute("DELETE FROM volume_before WHERE import_id = ?", (import_id,))
