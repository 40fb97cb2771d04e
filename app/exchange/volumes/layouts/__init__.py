"""The tables that are known by their header, most telling first."""

from __future__ import annotations

from app.exchange.volumes.headers import Header
from app.exchange.volumes.layouts.amazon_connect import AmazonConnectForecast
from app.exchange.volumes.layouts.avaya_cms import AvayaHsplit
from app.exchange.volumes.layouts.cisco_uccx import CiscoUccx
from app.exchange.volumes.layouts.five9 import Five9Acd
from app.exchange.volumes.layouts.layout import Layout
from app.exchange.volumes.layouts.plain_table import PlainTable
from app.exchange.volumes.mapping import ColumnMapping

LAYOUTS: tuple[Layout, ...] = (
    AvayaHsplit(),
    AmazonConnectForecast(),
    Five9Acd(),
    CiscoUccx(),
    PlainTable(),
)


def recognise(header: Header) -> tuple[Layout, ColumnMapping] | None:
    """Find the layout and map its columns; None when no layout claims the header."""
    for layout in LAYOUTS:
        mapping = layout.recognise(header)
        if mapping is not None:
            return layout, mapping
    return None
