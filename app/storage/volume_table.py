"""Writing volumes: packed days, in plain SQL because there can be millions of intervals."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from app.domain.volumes import FloatArray, Measure, QueueName, VolumeDay
from app.storage.mapping import VOLUME_COLUMNS, volume_days_of

_PUT = """
INSERT INTO volume_day (queue, day, minutes, measures) VALUES (?, ?, ?, ?)
ON CONFLICT (queue, day) DO UPDATE SET minutes = excluded.minutes, measures = excluded.measures
"""


class Volumes:
    """Volume days inside the writer's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = {}

    def days(self, queue: QueueName, first: date, after_last: date) -> list[VolumeDay]:
        """The days ``[first, after_last)`` of ``queue`` as they are now, by day."""
        number = self._number(queue)
        rows = self._connection.execute(
            f"SELECT {VOLUME_COLUMNS} FROM volume_day "
            "WHERE queue = ? AND day >= ? AND day < ? ORDER BY day",
            (number, first.isoformat(), after_last.isoformat()),
        )
        return volume_days_of(queue, rows.fetchall())

    def put(self, days: Iterable[VolumeDay]) -> None:
        """Store days, each in place of what was there; ``days`` may be a stream."""
        self._connection.executemany(_PUT, self._rows(days))

    def put_sheet(
        self,
        keys: Sequence[tuple[QueueName, date]],
        minutes: int,
        measures: Mapping[Measure, FloatArray],
    ) -> None:
        """Store many days at once, each in place of what was there.

        ``measures`` have the shape (days, intervals).
        """
        from app.storage.packing_sheets import pack_sheet  # noqa: PLC0415 - brings numpy

        numbers = {queue: self._number(queue) or self._new_number(queue) for queue, _ in keys}
        rows = zip(keys, pack_sheet(measures), strict=True)
        self._connection.executemany(
            _PUT, ((numbers[queue], day.isoformat(), minutes, blob) for (queue, day), blob in rows)
        )

    def remove(self, queue: QueueName, days: Collection[date]) -> None:
        """Take days out; a queue without any left is taken out too."""
        number = self._number(queue)
        self._connection.executemany(
            "DELETE FROM volume_day WHERE queue = ? AND day = ?",
            ((number, day.isoformat()) for day in days),
        )
        self._connection.execute(
            "DELETE FROM queue WHERE id = ?1 "
            "AND NOT EXISTS (SELECT 1 FROM volume_day WHERE queue = ?1)",
            (number,),
        )
        self._numbers.clear()

    def _rows(self, days: Iterable[VolumeDay]) -> Iterator[tuple[int, str, int, bytes]]:
        from app.storage.packing import pack  # noqa: PLC0415 - brings numpy

        for day in days:
            number = self._number(day.queue) or self._new_number(day.queue)
            yield number, day.day.isoformat(), day.minutes, pack(day.measures)

    def _number(self, queue: QueueName) -> int | None:
        """The number of ``queue``, None when it has no volumes yet."""
        if queue not in self._numbers:
            row = self._connection.execute(
                "SELECT id FROM queue WHERE name = ?", (queue,)
            ).fetchone()
            if row is None:
                return None
            self._numbers[queue] = row[0]
        return self._numbers[queue]

    def _new_number(self, queue: QueueName) -> int:
        cursor = self._connection.execute("INSERT INTO queue (name) VALUES (?)", (queue,))
        self._numbers[queue] = cursor.lastrowid or 0
        return self._numbers[queue]
