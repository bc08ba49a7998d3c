"""Writing a run: every file whole, publication.json last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pubkit import notation
from pubkit.errors import WriteError
from pubkit.notice import Notice
from pubkit.publication import Artifact, Failure, Publication, about, sha256
from pubkit.reading import Reading
from pubkit.renderer import File, Output
from pubkit.result import Result
from pubkit.workspace.files import inside, replace_file, sweep

__all__ = ["write_run"]

_ARTICLE = "article.json"
_PUBLICATION = "publication.json"


def write_run(
    reading: Reading,
    style: str,
    results: Iterable[Result],
    notices: Iterable[Notice],
    folder: Path,
) -> tuple[Path, ...]:
    """Write what a run made below `folder`/<slug>; gives the paths in the order written.

    Raises: WriteError. Files written before it stay, whole; publication.json is then the old one.
    """
    slug, results = reading.slug, tuple(results)
    target = folder / slug
    dumped = notation.dump(reading.article)
    artifacts: list[Artifact] = []
    paths: list[Path] = []
    for result in results:
        for file, artifact in _files(result, slug):
            path = _place(target, artifact.file)
            replace_file(path, file.data)
            artifacts.append(artifact)
            paths.append(path)
    publication = Publication(
        article=about(reading.article, slug, dumped),
        style=style,
        artifacts=tuple(artifacts),
        notices=tuple(notices),
        failed=tuple(Failure(renderer=r.name, error=str(r.error)) for r in results if r.error),
    )
    for name, data in ((_ARTICLE, dumped), (_PUBLICATION, publication.dump())):
        replace_file(target / name, data)
        paths.append(target / name)
    sweep(target)
    return tuple(paths)


def _files(result: Result, slug: str) -> Iterator[tuple[File, Artifact]]:
    """The channel's files as they are written, each with its record."""
    if result.output is None:
        return
    folder = f"{slug}.{result.name}"
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


def _place(target: Path, name: str) -> Path:
    """Where the file goes: inside the run's own folder, whatever a renderer calls it."""
    if inside(target, name) is None or name in (_ARTICLE, _PUBLICATION):
        raise WriteError(f"{target / name}: a renderer may not write there; rename its file")
    return target / name
