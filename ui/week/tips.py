"""What a tool tip on the grid says: an entry in full, or where the clock on the wall hangs."""

from __future__ import annotations

from ui.week.dates import Dates
from ui.week.scene import Scene
from ui.week.sentences import spoken


def city_of(zone: str) -> str:
    """Write "New York" for "America/New_York"."""
    return zone.rpartition("/")[2].replace("_", " ")


def tip_at(scene: Scene, x: float, y: float, dates: Dates) -> str:
    """Say what lies at a point; the whole name of the zone above the hours."""
    site, geometry = scene.view.site, scene.geometry
    hit = scene.block_at(x, y)
    if hit is not None and hit[1].entry is not None:
        return spoken(hit[1].entry, site.tz, dates)
    ruler = geometry.ruler
    on_ruler = ruler.x <= x < ruler.right and y < geometry.head_height
    return site.zone if on_ruler else ""
