"""From a path to a Reading: the source understood, its photos loaded."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

import msgspec

from pubkit import registry, walk
from pubkit.assets import Asset
from pubkit.config import Config, Site
from pubkit.errors import ReadError, did_you_mean
from pubkit.model import Article
from pubkit.notice import Findings, Notice
from pubkit.publication import sha256
from pubkit.reading import Manuscript, Reading
from pubkit.workspace.files import exists, inside, read_bytes
from pubkit.workspace.photos import develop
from pubkit.workspace.project import find_root, load_config

__all__ = ["SOURCES", "complete", "find_source", "read", "slug_of", "understand"]

SOURCES = ("article.md", "article.json")
"""What an article's folder holds, first choice first."""


def read(source: str | Path) -> Reading:
    """The article in `source`: a folder, an `article.md`, or any file that a reader takes.

    Photos named by the article are loaded from its own folder, or by https. One that cannot be
    had is an error among the notices, not an exception.
    Raises: ReadError, ConfigError, UnknownName.
    """
    path = find_source(source)
    return complete(path, understand(path))


def understand(path: Path, **options: object) -> Manuscript:
    """What the reader for files of this kind makes of the file.

    Raises: ReadError, also for an option that the reader does not have; UnknownName.
    """
    reader = registry.reader_for(path.suffix)
    known = registry.option_types(type(reader))
    if foreign := [name for name in options if name not in known]:
        raise ReadError(f"{path}: its reader has no option {foreign[0]!r}; leave it out")
    reader = dataclasses.replace(reader, **options) if options else reader  # type: ignore[type-var]  # one that has options is a dataclass
    data = read_bytes(path)
    return dataclasses.replace(reader.read(data, path.name), sha256=sha256(data))


def complete(path: Path, manuscript: Manuscript) -> Reading:
    """The manuscript, which was read from `path`, with its photos, its id and its settings.

    Raises: ConfigError.
    """
    folder = path.parent
    root = find_root(folder)
    config = load_config(root)
    slug = _slug(path)
    article, derived = _identified(manuscript, config.site, slug)
    photos, missing = _photos(article, manuscript, folder)
    return Reading(
        article=article,
        assets=MappingProxyType(photos),
        notices=Findings((*manuscript.notices, *derived, *missing, *_unknown(config))),
        slug=slug,
        source=path,
        sha256=manuscript.sha256,
        config=config,
        root=root,
        lines=manuscript.lines,
        record=manuscript.record,
    )


def find_source(source: str | Path) -> Path:
    """The file to read for `source`: itself, or what the article's folder holds.

    Raises: ReadError where there is none.
    """
    path = Path(source)
    if not exists(path):
        raise ReadError(f"{path}: there is no such file or folder")
    if not path.is_dir():
        return path
    for name in SOURCES:
        if (path / name).is_file():
            return path / name
    raise ReadError(f"{path}: the folder holds no {' or '.join(SOURCES)}; write one")


def slug_of(source: str | Path) -> str:
    """What the results of `source` will be called, without reading it.

    Raises: ReadError where there is no such file or folder.
    """
    return _slug(find_source(source))


def _slug(path: Path) -> str:
    """The folder's name for `…/science-year/article.md`, else the file's own."""
    own = path.name not in SOURCES
    return (path.stem if own else path.resolve().parent.name) or "article"


def _identified(
    manuscript: Manuscript, site: Site, slug: str
) -> tuple[Article, tuple[Notice, ...]]:
    """The article with an id; one that hangs on site and folder is said to be so.

    A raw text cannot hold an id and is given one when it is imported.
    """
    article = manuscript.article
    if article.id:
        return article, ()
    derived = uuid.uuid5(uuid.NAMESPACE_URL, f"{site.url}/{slug}").urn
    if manuscript.record is not None:
        return msgspec.structs.replace(article, id=derived), ()
    notice = Notice(
        code="id-derived",
        severity="warning",
        text=f"The article has no id; {derived} is derived from the site and the folder's name.",
        hint=f"Write id: {derived} in the head, or renaming the folder makes it another article.",
    )
    return msgspec.structs.replace(article, id=derived), (notice,)


def _unknown(config: Config) -> Iterator[Notice]:
    """Options in pubkit.toml for renderers that are not installed."""
    known = registry.available()
    for name in config.renderers:
        if name not in known:
            text = f"pubkit.toml has options for {name!r}, which is no installed renderer"
            yield Notice(
                code="renderer-unknown",
                severity="warning",
                where=f"renderers.{name}",
                text=f"{text}{did_you_mean(name, known)}.",
                hint="Correct the name, or install the renderer.",
            )


# ── photos ──────────────────────────────────────────────────────────────────────────────────


def _photos(
    article: Article, manuscript: Manuscript, folder: Path
) -> tuple[dict[str, Asset], list[Notice]]:
    photos: dict[str, Asset] = {}
    notices: list[Notice] = []
    tried: set[str] = set()
    for where, key in _named(article):
        if key in tried:
            continue
        tried.add(key)
        own = manuscript.assets.get(key)
        try:
            photos[key] = develop(_photo_bytes(folder, key) if own is None else own.data)
        except ReadError as error:
            notices.append(_lost(where, key, manuscript.lines, error))
    return photos, notices


def _named(article: Article) -> Iterator[tuple[str, str]]:
    """Every place that names a photo, with the photo's key."""
    for where, figure in walk.figures(article):
        if figure.photo:
            yield where, figure.photo
    if article.cover:
        yield "cover", article.cover
    for index, own in enumerate(article.channels):
        if own.cover:
            yield f"channels[{index}].cover", own.cover


class _PhotoError(ReadError):
    """Why a photo cannot be had, as a sentence without its subject."""

    def __init__(self, why: str, code: str = "photo-unreadable", hint: str = "") -> None:
        super().__init__(why)
        self.code, self.hint = code, hint


def _lost(where: str, key: str, lines: Mapping[str, int], error: ReadError) -> Notice:
    cause = error if isinstance(error, _PhotoError) else _PhotoError(str(error))
    line = f" (line {lines[where]})" if where in lines else ""
    text = f"Photo {key}{line}: {cause}."
    return Notice(code=cause.code, severity="error", where=where, text=text, hint=cause.hint)


def _photo_bytes(folder: Path, key: str) -> bytes:
    if "://" in key:
        return _fetched(key)
    path = inside(folder, key)
    if path is None:
        why = "it lies outside the article's folder and is not read"
        raise _PhotoError(why, "photo-outside", "Copy it into the folder.")
    try:
        return read_bytes(path)
    except FileNotFoundError as error:
        raise _PhotoError("it is not there", "photo-missing", _similar(path)) from error
    except ReadError as error:
        raise _PhotoError(str(error).removeprefix(f"{path}: ")) from error


def _fetched(url: str) -> bytes:
    from pubkit.network import fetch_photo

    try:
        return fetch_photo(url)
    except ReadError as error:
        hint = "Save it beside the article."
        raise _PhotoError(str(error), "photo-unfetched", hint) from error


def _similar(path: Path) -> str:
    """A hint naming the file that was perhaps meant."""
    folder = path.parent
    names = [p.name for p in folder.iterdir() if p.is_file()] if folder.is_dir() else []
    same = [name for name in names if name.lower() == path.name.lower()]
    same = same or get_close_matches(path.name, names, 1)
    if same:
        return f"Did you mean {same[0]!r}?"
    return "Put it there, or write ![说明]() while it is awaited."
