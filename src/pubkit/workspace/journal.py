"""Journal: which files a run is writing, noted in their folder until they are on record.

A run that is killed leaves it behind, and by it the next one knows what to clear away.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec

from pubkit.errors import ReadError
from pubkit.publication import Artifact, sha256
from pubkit.workspace.files import inside, read_bytes, replace_file

__all__ = ["Journal"]

_NAME = ".pubkit-begun.json"


class _Entry(msgspec.Struct, frozen=True):
    """A file as it is written; a later run may write it otherwise."""

    file: str
    bytes: int
    sha256: str


class Journal:
    """A folder's journal, with what runs before this one did not bring to an end."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._entries: tuple[_Entry, ...] = ()
        with contextlib.suppress(OSError, ReadError, msgspec.DecodeError):
            data = read_bytes(target / _NAME)
            self._entries = msgspec.json.decode(data, type=tuple[_Entry, ...])

    def begin(self, artifacts: Iterable[Artifact]) -> None:
        """Note what is about to be written.

        Raises: WriteError.
        """
        new = (_Entry(one.file, one.bytes, one.sha256) for one in artifacts)
        self._entries = tuple(dict.fromkeys((*self._entries, *new)))
        replace_file(self._target / _NAME, msgspec.json.encode(self._entries))

    def close(self, listed: Collection[str]) -> None:
        """Remove what was noted and is not `listed` on record, then the journal."""
        for entry in self._entries:
            if entry.file not in listed:
                self._clear(entry)
        with contextlib.suppress(OSError):
            (self._target / _NAME).unlink()

    def _clear(self, entry: _Entry) -> None:
        """Remove a file that is still as it was written, then the folders that are empty."""
        path, root = inside(self._target, entry.file), self._target.resolve()
        if path is None:
            return
        with contextlib.suppress(OSError, ReadError):
            with contextlib.suppress(FileNotFoundError):
                if sha256(read_bytes(path, entry.bytes)) != entry.sha256:
                    return
                path.unlink()
            for folder in path.parents:
                if folder == root:
                    return
                folder.rmdir()
