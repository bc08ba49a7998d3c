"""Writing a run: every file whole, publication.json last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from pubkit import notation
from pubkit.errors import WriteError
from pubkit.notice import Notice
from pubkit.publication import Artifact, Failure, Publication, Source, about, photos, sha256
from pubkit.reading import Reading
from pubkit.renderer import File, Output
from pubkit.result import Result
from pubkit.workspace.earlier import Earlier
from pubkit.workspace.files import alone, inside, replace_file, resolved, sweep
from pubkit.workspace.journal import Journal

__all__ = ["write_run"]

_ARTICLE = "article.json"
_PUBLICATION = "publication.json"


def write_run(
    reading: Reading,
    style: str,
    style_sha256: str,
    results: Iterable[Result],
    notices: Iterable[Notice],
    folder: Path,
) -> tuple[Path, ...]:
    """Write what a run made below `folder`/<slug>; gives the paths in the order written.

    A channel whose file cannot be written is listed as failed, and the others are written all the
    same. What an earlier run left is kept on record while it holds, else listed as stale; a file
    that a channel no longer makes is removed, and so is what a killed run left off the record.
    Raises: WriteError, when everything else is in place.
    """
    target = _target(folder, reading)
    with alone(target):
        sweep(target)
        return _written(target, reading, (style, style_sha256), tuple(results), notices)


def _target(folder: Path, reading: Reading) -> Path:
    """The run's folder, which is one level below `folder` whatever the article is called."""
    slug = reading.slug
    if slug in ("", ".", "..") or any(mark in slug for mark in "/\\\0"):
        raise WriteError(f"no folder can be called {slug!r}; rename the article's file or folder")
    target = folder / slug
    place = resolved(target)
    if place is None:
        raise WriteError(f"{str(target)!r}: it cannot be written (no folder can be there)")
    if reading.source is not None and reading.source.resolve().is_relative_to(place):
        raise WriteError(f"{target}: the article itself lies there; write to another folder")
    return target


def _written(
    target: Path,
    reading: Reading,
    style: tuple[str, str],
    results: Sequence[Result],
    notices: Iterable[Notice],
) -> tuple[Path, ...]:
    dumped = notation.dump(reading.article)
    article = about(reading.article, reading.slug, dumped)
    blank = Publication(
        article=article,
        style=style[0],
        source=_source(reading),
        photos=photos(reading.article, reading.assets),
        style_sha256=style[1],
    )
    earlier, journal = Earlier(target, _PUBLICATION), Journal(target)
    shelf = _Shelf(target)
    made = [(result, tuple(_files(result, reading.slug))) for result in results]
    journal.begin(artifact for _, files in made for _, artifact in files)
    for result, files in made:
        shelf.add(result, files)
    kept = earlier.kept(blank, [result.name for result in results])
    artifacts = (*shelf.artifacts, *kept)
    current = {artifact.file for artifact in artifacts}
    earlier.clear({artifact.renderer for artifact in shelf.artifacts}, current)
    publication = msgspec.structs.replace(
        blank,
        artifacts=artifacts,
        notices=tuple(notices),
        failed=tuple(shelf.failed),
        stale=earlier.stale(current),
    )
    for name, data in ((_ARTICLE, dumped), (_PUBLICATION, publication.dump())):
        shelf.put(name, data)
    if shelf.errors:
        raise shelf.errors[0]
    journal.close({*current, *publication.stale, _ARTICLE, _PUBLICATION})
    return tuple(shelf.paths)


def _source(reading: Reading) -> Source | None:
    if reading.source is None or not reading.sha256:
        return None
    return Source(file=reading.source.name, sha256=reading.sha256)


class _Shelf:
    """A run's folder while it is being filled."""

    def __init__(self, target: Path) -> None:
        self.artifacts: list[Artifact] = []
        self.failed: list[Failure] = []
        self.errors: list[WriteError] = []
        self.paths: list[Path] = []
        self._target = target

    def add(self, result: Result, files: Iterable[tuple[File, Artifact]]) -> None:
        """Write a channel's files, or note why there are none."""
        error = result.error
        try:
            written = [self._write(*pair) for pair in files]
            self.artifacts.extend(written)
        except WriteError as problem:
            self.errors.append(problem)
            error = problem
        if error is not None:
            self.failed.append(Failure(renderer=result.name, error=str(error)))

    def put(self, name: str, data: bytes) -> None:
        """Write one file."""
        replace_file(self._target / name, data)
        self.paths.append(self._target / name)

    def _write(self, file: File, artifact: Artifact) -> Artifact:
        path = self._target / artifact.file
        if artifact.file in (_ARTICLE, _PUBLICATION) or path in self.paths:
            raise WriteError(f"{path}: another file has that name; rename the renderer's")
        if inside(self._target, artifact.file) is None:
            raise WriteError(f"{path}: a link leads out of the folder; remove it")
        self.put(artifact.file, file.data)
        return artifact


def _files(result: Result, slug: str) -> Iterator[tuple[File, Artifact]]:
    """The channel's files as they are written, each with its record."""
    if result.output is None:
        return
    folder = f"{slug}.{result.name}"
    if result.output.extras and f"{slug}{result.output.main.name}" == folder:
        folder += "-files"  # the main file has that name already
    output = result.output.placed(folder)
    yield output.main, _artifact(result, f"{slug}{output.main.name}", output.main, output)
    for extra in output.extras:
        yield extra, _artifact(result, f"{folder}/{extra.name}", extra)


def _artifact(result: Result, name: str, file: File, output: Output | None = None) -> Artifact:
    return Artifact(
        renderer=result.name,
        version=result.version,
        file=name,
        media_type=file.media_type,
        bytes=len(file.data),
        sha256=sha256(file.data),
        omits=output.omits if output else (),
        adds=output.adds if output else (),
    )
