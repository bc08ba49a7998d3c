"""The shelf: a feed's files as they lie in its folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pubkit.notice import Notice
from pubkit.publication import sha256
from pubkit.renderer import File
from pubkit.renderers.feed.sheet import SHEETS
from pubkit.workspace.feeds.edition import Document, Edition, sound
from pubkit.workspace.feeds.ledger import Ledger
from pubkit.workspace.files import is_file, read_bytes, replace_file, sweep

__all__ = ["Published", "Shelf", "note"]

_LARGEST = 512 * 1024 * 1024
"""Bytes of a file of a feed."""
_MEDIA = "media"
"""The folder of the photos, below the feed's."""


@dataclass
class Published:
    """What came of an action."""

    changed: list[Path] = field(default_factory=list)
    """Files that were replaced."""
    kept: int = 0
    """Files that were right already and were not touched."""
    notices: list[Notice] = field(default_factory=list)
    """What an editor should know."""


def note(code: str, text: str) -> Notice:
    """A notice about the feed as a whole."""
    return Notice(code=code, severity="warning", text=f"{text}.")


class Shelf:
    """The folder of one feed."""

    def __init__(self, folder: Path, edition: Edition) -> None:
        """The feed's folder, and what has to lie in it."""
        self._folder = folder
        self._edition = edition

    def due(self, ledger: Ledger, result: Published) -> list[Document]:
        """The files that are not as they have to be."""
        found: list[Document] = []
        documents = [*self._edition.newest(ledger)]
        for page in sorted({*ledger.written.stale(), *self._missing(ledger)}):
            documents += self._edition.archive(ledger, page)
        for document in documents:
            if self._stands(ledger, document, result):
                result.kept += 1
            else:
                found.append(document)
        return found

    def _stands(self, ledger: Ledger, document: Document, result: Published) -> bool:
        """Whether a file is as it has to be; what somebody has written into it is kept aside."""
        path, known = self._folder / document.name, ledger.written.hashes(document.name)
        left = _left(path, known)
        if left not in (None, document.sha256):
            ledger.written.confirm(path.name, left)
            return False
        current = read_bytes(path, _LARGEST) if is_file(path) else None
        if current == document.data:
            return True
        if current is not None and known:
            self._examine(ledger, path, current, result)
        return False

    def _examine(self, ledger: Ledger, path: Path, current: bytes, result: Published) -> None:
        """See whether a file is as it was written, or as a run that was killed meant to."""
        found = sha256(current)
        if found in ledger.written.hashes(path.name):
            ledger.written.confirm(path.name, found)
        else:
            result.notices.append(self._kept(path, current))

    def _missing(self, ledger: Ledger) -> Iterator[int]:
        """Archives that somebody has deleted."""
        found = os.scandir(self._folder) if self._folder.is_dir() else ()
        there = {entry.name for entry in found}
        for page in range(self._edition.archives(ledger)):
            if not there.issuperset(self._edition.names(page)):
                yield page

    def _kept(self, path: Path, current: bytes) -> Notice:
        """Keep aside what somebody has written into a feed's file."""
        aside = path.with_name(f"{path.name}.edited")
        replace_file(aside, current)
        what = f"{path.name} was changed by hand; that is kept as {aside.name} and written anew"
        return note("feed-edited", what)

    def put(
        self,
        files: tuple[File, ...],
        documents: list[Document],
        modified_ns: int,
        result: Published,
    ) -> None:
        """Photos and sheets, then the feed's files, each whole."""
        sweep(self._folder, below=False)
        sheets = ((self._folder / name, data) for name, data in SHEETS.items())
        photos = ((self._folder / _MEDIA / file.name, file.data) for file in files)
        for path, data in (*sheets, *photos):
            if not (is_file(path) and read_bytes(path, _LARGEST) == data):
                replace_file(path, data)
                result.changed.append(path)
        for document in documents:
            sound(document)
            replace_file(self._folder / document.name, document.data, modified_ns)
            result.changed.append(self._folder / document.name)


def _left(path: Path, known: Mapping[str, int]) -> str | None:
    """The hash of a file that nobody has touched since it was written: its time tells."""
    try:
        modified_ns = path.stat().st_mtime_ns
    except OSError:
        return None
    return next((sha256 for sha256, when in known.items() if when == modified_ns), None)
