"""Amazon Connect: the file its forecasting imports."""

from __future__ import annotations

from app.domain.volumes import Measure
from app.exchange.volumes.headers import Header
from app.exchange.volumes.layouts.layout import stated
from app.exchange.volumes.mapping import ColumnMapping, Reckoned
from app.exchange.volumes.times import DateOrder


class AmazonConnectForecast:
    """Moments in UTC, a length such as ``15mins`` in each row, handle time as an average."""

    name = "Amazon Connect (forecast import)"
    habit: DateOrder | None = None

    def recognise(self, header: Header) -> ColumnMapping | None:
        """Known by its time stamp and its name for incoming contacts."""
        stamp = header.place("timestamp")
        if stamp is None or not header.has("incomingcontactvolume"):
            return None
        return ColumnMapping(
            time=stamp,
            interval=header.place("intervalduration"),
            queue=header.place("queuename", "queueid"),
            channel=header.place("channeltype"),
            measures=stated(
                header,
                (Measure.OFFERED, "incomingcontactvolume"),
                (Measure.HANDLED, "contactshandled"),
                (Measure.HANDLE_SECONDS, "averagehandletime", Reckoned.AVERAGE),
            ),
        )
