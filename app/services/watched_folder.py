"""New exports in the watched folder come in by themselves; what fails is told once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.edits import new_command_id
from app.domain.errors import PlannerError, StoreError
from app.domain.text import Text, text
from app.exchange.volumes.date_orders import Dates
from app.services.volume_imports import VolumeImports
from app.services.volume_preview import VolumeReport

if TYPE_CHECKING:
    from app.storage.store import Store

SEEN_FACT = "volumes.watched"
MOST_REMEMBERED = 2_000
_ENDINGS = frozenset((".csv", ".txt", ".tsv", ".log", ".dat", ""))
_UNFINISHED = ("~", ".", "#")
_Look = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A new export: what came of it, and the sentence that tells it."""

    file: Path
    sentence: Text
    report: VolumeReport | None = None

    @property
    def failed(self) -> bool:
        """Whether the file could not be brought in."""
        return self.report is None


class WatchedFolder:
    """Looks for new exports. Ask it again and again: it remembers what it saw.

    A file is taken once it looked the same twice, so that none is read while it is
    still being written; the same content is never taken twice, under whatever name.
    """

    def __init__(self, store: Store, imports: VolumeImports) -> None:
        self._store = store
        self._imports = imports
        self._looks: dict[Path, _Look] = {}
        self._done: dict[Path, _Look] = {}
        self._missing: str = ""

    def look(self, *, settled: bool = False) -> list[Found]:
        """Bring in what is new. ``settled`` takes files at first sight.

        Nothing happens while no folder is set. A file with columns that are not known is
        left to be imported by hand, once; after that its like comes in by itself.

        Raises:
            StoreError: the store cannot be written right now; the file is tried again.

        """
        setting = self._store.read.site().watched_folder
        if not setting:
            return []
        folder = Path(setting)
        try:
            files = sorted(_exports(folder))
        except OSError:
            return self._tell_missing(folder)
        self._missing = ""
        found = [self._take(file, settled=settled) for file in files]
        return [one for one in found if one is not None]

    def _tell_missing(self, folder: Path) -> list[Found]:
        if self._missing == str(folder):
            return []
        self._missing = str(folder)
        return [
            Found(
                folder,
                text(
                    "The watched folder {folder} cannot be opened. Choose another one in the "
                    "settings.",
                    folder=str(folder),
                ),
            )
        ]

    def _take(self, file: Path, *, settled: bool) -> Found | None:
        try:
            about = file.stat()
            look = (about.st_size, about.st_mtime_ns)
            before, self._looks[file] = self._looks.get(file), look
            if self._done.get(file) == look or not (settled or before == look):
                return None
            content = _hash(file)
        except OSError:
            return None  # gone again, or still held by whoever writes it
        known = self._known()
        if content in known:
            self._done[file] = look
            return None
        found = self._bring_in(file)
        self._remember(known, content, file)
        self._done[file] = look
        return found

    def _bring_in(self, file: Path) -> Found:
        try:
            preview = self._imports.preview(file)
            if preview.dates.asked:
                return _waiting_for_dates(file, preview.dates)
            if preview.needs_confirmation:
                return Found(
                    file,
                    text(
                        "{file} in the watched folder has columns that are not known yet. Import "
                        "it once by hand and confirm what they mean.",
                        file=file.name,
                    ),
                )
            report = self._imports.run(preview)
        except StoreError:
            raise
        except PlannerError as error:
            return Found(file, error.text)
        return Found(
            file,
            text(
                "{file} was brought in: {new} new intervals, {changed} changed.",
                file=file.name,
                new=report.new,
                changed=report.changed,
            ),
            report,
        )

    def _known(self) -> dict[str, str]:
        written = self._store.read.fact(SEEN_FACT)
        return dict(json.loads(written)) if written else {}

    def _remember(self, known: dict[str, str], content: str, file: Path) -> None:
        newest = list({**known, content: file.name}.items())[-MOST_REMEMBERED:]
        self._store.write(
            text("Remembering an export that was looked at"),
            lambda unit: unit.facts.put(SEEN_FACT, json.dumps(dict(newest))),
            command=new_command_id(),
            subjects=frozenset(),
        )


def _waiting_for_dates(file: Path, dates: Dates) -> Found:
    taken, other = dates.readings
    return Found(
        file,
        text(
            "{file} in the watched folder waits: is {date} {taken} or {other}? Import it once by "
            "hand and say which comes first, day or month.",
            file=file.name,
            date=dates.example,
            taken=taken,
            other=other,
        ),
    )


def _exports(folder: Path) -> Iterator[Path]:
    """The files of a folder that may be exports; not those of its folders."""
    for file in folder.iterdir():
        if file.name.startswith(_UNFINISHED) or file.suffix.lower() not in _ENDINGS:
            continue
        if file.is_file():
            yield file


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
