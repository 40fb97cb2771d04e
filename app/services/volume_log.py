"""The newest imports and what each needs to be taken back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict

from app.domain.site import Site
from app.services.volume_storing import Outcome, unpacked_days

if TYPE_CHECKING:
    from pathlib import Path

    from app.storage.store import Store
    from app.storage.unit_of_work import UnitOfWork

KEPT_IMPORTS = 5
IMPORTS_FACT = "volumes.imports"


class ZoneSet(TypedDict):
    """What an import made of the site's zone; ``saved``: there were settings before it."""

    before: str
    after: str
    saved: bool


class _Logged(TypedDict, total=False):
    """One import; ``zone`` only where it gave the site its zone."""

    id: str
    file: str
    zone: ZoneSet


def _days_fact(import_id: str) -> str:
    return f"volumes.import.{import_id}"


class ImportLog:
    """The imports that can be taken back, the newest first."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def newest(self) -> tuple[str, str] | None:
        """Id and file name of the import that can be taken back now."""
        imports = self._imports()
        return (imports[0]["id"], imports[0]["file"]) if imports else None

    def sets_zone(self) -> bool:
        """Whether the newest import gave the site its zone."""
        imports = self._imports()
        return bool(imports) and "zone" in imports[0]

    def note(
        self, unit: UnitOfWork, import_id: str, file: Path, outcome: Outcome, zone: str | None
    ) -> None:
        """Put an import down and forget the oldest; ``zone`` becomes the site's."""
        unit.facts.put(_days_fact(import_id), json.dumps(outcome.packed_days()))
        entry: _Logged = {"id": import_id, "file": file.name}
        if zone is not None:
            entry["zone"] = self._set_zone(unit, zone)
        imports = [entry, *self._imports()]
        for forgotten in imports[KEPT_IMPORTS:]:
            unit.volume_undo.forget(forgotten["id"])
            unit.facts.remove(_days_fact(forgotten["id"]))
        unit.facts.put(IMPORTS_FACT, json.dumps(imports[:KEPT_IMPORTS]))

    def take_back(self, unit: UnitOfWork, import_id: str) -> bool:
        """Take the newest import back; False when ``import_id`` is not the newest."""
        imports = self._imports()
        if not imports or imports[0]["id"] != import_id:
            return False
        for queue, days in unpacked_days(self._store.read.fact(_days_fact(import_id))):
            unit.volumes.remove(queue, days)
        unit.volume_undo.put_back(import_id)
        if "zone" in imports[0]:
            self._put_zone_back(unit, imports[0]["zone"])
        unit.facts.remove(_days_fact(import_id))
        unit.facts.put(IMPORTS_FACT, json.dumps(imports[1:]))
        return True

    def _set_zone(self, unit: UnitOfWork, zone: str) -> ZoneSet:
        site, saved = self._store.read.site(), self._store.read.site_saved()
        unit.records.remove([site] if saved else [])
        unit.records.add([replace(site, zone=zone)])
        return {"before": site.zone, "after": zone, "saved": saved}

    def _put_zone_back(self, unit: UnitOfWork, done: ZoneSet) -> None:
        """Give the site the zone it had, unless another one was chosen since."""
        site = self._store.read.site()
        if not self._store.read.site_saved() or site.zone != done["after"]:
            return
        before = replace(site, zone=done["before"])
        unit.records.remove([site])
        unit.records.add([before] if done["saved"] or before != Site() else [])

    def _imports(self) -> list[_Logged]:
        written = self._store.read.fact(IMPORTS_FACT)
        return list(json.loads(written)) if written else []
