"""What an earlier run left in the folder: still true, out of date, or orphaned."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from pubkit.errors import ReadError
from pubkit.publication import Artifact, Publication, sha256
from pubkit.workspace.files import inside, read_bytes

__all__ = ["Earlier", "read_publication"]


class Earlier:
    """The files that the folder's publication.json named before this run."""

    def __init__(self, target: Path, record: str) -> None:
        self._target = target
        self._publication = read_publication(target / record)

    def kept(self, now: Publication, asked: Collection[str]) -> tuple[Artifact, ...]:
        """Files of channels not asked for now that still show this very article in this style."""
        before = self._publication
        if before is None or not _same(before, now):
            return ()
        return tuple(a for a in before.artifacts if a.renderer not in asked and self._stands(a))

    def stale(self, current: Collection[str]) -> tuple[str, ...]:
        """Files that stand in the folder and are not `current`, sorted."""
        return tuple(sorted(artifact.file for artifact in self._others(current)))

    def clear(self, renewed: Collection[str], current: Collection[str]) -> None:
        """Remove what a renewed channel made before and makes no more: a photo taken out."""
        for artifact in self._others(current):
            if artifact.renderer in renewed:
                with contextlib.suppress(OSError):
                    (self._target / artifact.file).unlink()

    def _others(self, current: Collection[str]) -> Iterator[Artifact]:
        for artifact in self._publication.artifacts if self._publication else ():
            if artifact.file not in current and self._stands(artifact):
                yield artifact

    def _stands(self, artifact: Artifact) -> bool:
        """Whether the file is there as it was written; one that was changed is its author's."""
        path = inside(self._target, artifact.file)
        if path is None or not path.is_file():
            return False
        with contextlib.suppress(OSError, ReadError):
            return sha256(read_bytes(path, artifact.bytes)) == artifact.sha256
        return False


def _same(before: Publication, now: Publication) -> bool:
    """Whether both tell of one article with the same photos in one look."""
    if (before.article, before.style) != (now.article, now.style):
        return False
    if not before.style_sha256:  # it was written before looks and photos were on record
        return True
    return (before.style_sha256, before.photos) == (now.style_sha256, now.photos)


def read_publication(path: Path) -> Publication | None:
    """The publication.json at `path`; None if there is none that can be understood."""
    with contextlib.suppress(OSError, ReadError, msgspec.DecodeError):
        return msgspec.json.decode(read_bytes(path), type=Publication)
    return None
