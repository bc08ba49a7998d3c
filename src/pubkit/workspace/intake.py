"""Intake: a raw text or manuscript becomes an article's folder."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from pubkit.errors import ReadError, WriteError
from pubkit.model import Article
from pubkit.reading import Manuscript, Reading
from pubkit.workspace.articles import SOURCES, complete, find_source, understand
from pubkit.workspace.files import exists, inside, read_bytes, replace_file

__all__ = ["Intake", "import_article", "markdown", "take_in", "write_over"]

_ARTICLE, _DATA = SOURCES


@dataclasses.dataclass(frozen=True)
class Intake:
    """An article taken in."""

    reading: Reading
    """What was written, with the record of how it was understood; its source is the raw text."""
    article: Path
    """The article.md."""
    photos: tuple[Path, ...] = ()
    """The pictures that the source brought along."""
    kept: tuple[Path, ...] = ()
    """Copies of the files that were replaced."""


def import_article(
    source: str | Path, folder: str | Path, *, replace: bool = False, **options: object
) -> Intake:
    """Understand `source`, a raw text or manuscript; write its article.md and photos to `folder`.

    `options` are those of the reader: `tracked="reject"` for a Word file.

    The article is given an id, or keeps that of the article.md that it replaces. With `replace`
    every file that is replaced is kept beside the new one; without, nothing is touched.
    Raises: ReadError, also for a source that is an article already; WriteError; UnknownName;
    ConfigError.
    """
    path, folder = find_source(source), Path(folder)
    _reject_folder(folder)
    manuscript = understand(path, **options)
    if manuscript.record is None:
        raise ReadError(f"{path}: it is an article already; check or render it as it is")
    return take_in(manuscript, path, folder, replace=replace)


def take_in(manuscript: Manuscript, path: Path, folder: Path, *, replace: bool) -> Intake:
    """What `import_article` does with a manuscript that was read from `path`."""
    target = folder / _ARTICLE
    before = _standing([target]).get(target)
    manuscript = _identified(manuscript, before)
    files = {**_pictures(manuscript, folder), target: markdown(manuscript.article, target)}
    kept = tuple(_write(files, replace=replace))
    return Intake(
        reading=dataclasses.replace(complete(target, manuscript), source=path),
        article=target,
        photos=tuple(files)[:-1],
        kept=kept,
    )


def _reject_folder(folder: Path) -> None:
    """Raises WriteError where no article.md can be written without hiding something."""
    if exists(folder) and not folder.is_dir():
        raise WriteError(f"{folder}: it is a file; name a folder for the article")
    if exists(folder / _DATA) and not exists(folder / _ARTICLE):
        raise WriteError(
            f"{folder}: an {_ARTICLE} would hide the {_DATA} that is there; name another folder"
        )


def _identified(manuscript: Manuscript, before: bytes | None) -> Manuscript:
    """The manuscript with the id that it brings, else the earlier article's, else a new one."""
    article = manuscript.article
    identity = article.id or (before and _identity(before)) or uuid.uuid4().urn
    return dataclasses.replace(manuscript, article=msgspec.structs.replace(article, id=identity))


def _identity(before: bytes) -> str:
    from pubkit.readers.markdown import MarkdownReader

    try:
        return MarkdownReader().read(before, _ARTICLE).article.id
    except ReadError:
        return ""


def markdown(article: Article, target: Path) -> bytes:
    """The article as article.md, proved by reading it back."""
    from pubkit.readers.markdown import MarkdownReader
    from pubkit.readers.markdown.writer import write

    data = write(article).encode()
    if MarkdownReader().read(data, target.name).article != article:
        raise WriteError(f"{target}: it would not read back as it is; please report the source")
    return data


def _pictures(manuscript: Manuscript, folder: Path) -> dict[Path, bytes]:
    """Where each picture goes, and its bytes."""
    found = {}
    for key, asset in manuscript.assets.items():
        if inside(folder, key) is None:
            raise WriteError(f"{folder / key}: a picture may not lie outside the folder")
        found[folder / key] = asset.data
    return found


def _write(files: Mapping[Path, bytes], *, replace: bool) -> Iterator[Path]:
    """Write every file, unless it stands there already; gives the copies of what was replaced."""
    before = _standing(files)
    changed = [path for path, data in before.items() if data != files[path]]
    if changed and not replace:
        raise WriteError(
            f"{changed[0]}: another one stands there; name another folder, or --replace it, "
            "which keeps the old one beside the new"
        )
    for path, data in files.items():
        if path in changed:
            yield _put_aside(path, before[path])
        if before.get(path) != data:
            replace_file(path, data)


def write_over(files: Mapping[Path, bytes]) -> Iterator[Path]:
    """Write every file; gives the copies of those that were replaced.

    Raises: WriteError.
    """
    return _write(files, replace=True)


def _standing(files: Mapping[Path, bytes] | list[Path]) -> dict[Path, bytes]:
    """The content of those of the files that are there."""
    return {path: read_bytes(path) for path in files if exists(path)}


def _put_aside(path: Path, data: bytes) -> Path:
    """Copy the file to the first free name: `article.md.bak`, `article.md.bak2`, …."""
    number = 1
    while (copy := path.with_name(f"{path.name}.bak{number if number > 1 else ''}")).exists():
        number += 1
    replace_file(copy, data)
    return copy
