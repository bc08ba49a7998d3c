"""Finding renderers and readers: entry points, ours and strangers' through one door."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, cast, get_type_hints

import msgspec

from pubkit.config import Config, Issue, Site
from pubkit.errors import ConfigError, MissingDependency, PubkitError, UnknownName, did_you_mean
from pubkit.reader import Reader
from pubkit.renderer import Renderer

__all__ = ["available", "configured", "load", "reader_for", "suffixes"]

RENDERERS = "pubkit.renderers"
READERS = "pubkit.readers"


@cache
def _points(group: str) -> Mapping[str, tuple[EntryPoint, ...]]:
    found: dict[str, tuple[EntryPoint, ...]] = {}
    for point in sorted(entry_points(group=group), key=lambda p: (p.name, p.value)):
        others = found.get(point.name, ())
        if all(point.value != other.value for other in others):
            found[point.name] = (*others, point)
    return found


def available(group: str = RENDERERS) -> tuple[str, ...]:
    """Names of the installed renderers (or readers), sorted; imports none of them."""
    return tuple(_points(group))


def load(name: str, group: str = RENDERERS) -> type[Any]:
    """The renderer (or reader) class called `name`.

    Raises: UnknownName; ConfigError if two packages claim the name; MissingDependency if a
    library that it needs is absent.
    """
    kind = group.removeprefix("pubkit.").removesuffix("s")
    points = _points(group).get(name)
    if points is None:
        raise UnknownName(kind, name, available(group))
    if len(points) > 1:
        owners = " and ".join(point.value for point in points)
        raise ConfigError(f"{kind} {name!r} is claimed by {owners}; uninstall one of them")
    try:
        return cast("type[Any]", points[0].load())
    except PubkitError:
        raise
    except (ImportError, OSError) as error:
        raise MissingDependency(f"{kind} {name!r} cannot be loaded: {error}") from error


def configured(name: str, config: Config, options: Mapping[str, Any] | None = None) -> Renderer:
    """The renderer `name` with its options: its defaults, then pubkit.toml's, then `options`.

    Raises: what `load` raises; ConfigError naming an unknown or ill-typed option.
    """
    cls = load(name)
    given = {**config.renderers.get(name, {}), **(options or {})}
    known = {f.name for f in dataclasses.fields(cls) if f.init} if _has_fields(cls) else set()
    for key in given:
        if key not in known:
            hint = did_you_mean(key, known)
            raise ConfigError(f"renderer {name!r} has no option {key!r}{hint}")
    try:
        return cast(Renderer, msgspec.convert(_shared(cls, config, known) | given, cls))
    except msgspec.ValidationError as error:
        raise ConfigError(f"options of renderer {name!r}: {error}") from error


def _has_fields(cls: type[Any]) -> bool:
    return dataclasses.is_dataclass(cls)


def _shared(cls: type[Any], config: Config, fields: Iterable[str]) -> dict[str, Any]:
    """The parts of pubkit.toml that the class asks for by type."""
    hints = get_type_hints(cls)
    parts = {Site: config.site, Issue: config.issue}
    return {name: parts[hints[name]] for name in fields if hints[name] in parts}


def reader_for(suffix: str) -> Reader:
    """The reader that takes files ending in `suffix`.

    Raises: UnknownName listing the endings that are read.
    """
    for name in available(READERS):
        reader: Reader = load(name, READERS)()
        if suffix.lower() in reader.suffixes:
            return reader
    raise UnknownName("reader for files", suffix, suffixes())


def suffixes() -> tuple[str, ...]:
    """Every file name ending that an installed reader takes, sorted."""
    return tuple(sorted(s for name in available(READERS) for s in load(name, READERS)().suffixes))
