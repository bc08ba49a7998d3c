"""Finding renderers, readers and extractors: entry points, ours and strangers' through one door."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, cast, get_args, get_type_hints

import msgspec

from pubkit.characters import LINE_BREAKS, names, strip_illegal
from pubkit.config import Config, Issue, Press, Site
from pubkit.errors import ConfigError, MissingDependency, PubkitError, UnknownName, did_you_mean
from pubkit.extract import Extractor
from pubkit.reader import Reader
from pubkit.renderer import Renderer

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = [
    "available",
    "configured",
    "extractor_for",
    "load",
    "option_types",
    "reader_for",
    "suffixes",
]

RENDERERS = "pubkit.renderers"
READERS = "pubkit.readers"
EXTRACTORS = "pubkit.extractors"
_PROFILES = (".icc", ".icm")
"""How the names of colour profiles end (ICC.1:2022, annex B.1)."""


@cache
def _points(group: str) -> Mapping[str, tuple[EntryPoint, ...]]:
    from importlib.metadata import entry_points  # 10 ms, which `import pubkit` does without

    found: dict[str, tuple[EntryPoint, ...]] = {}
    for point in sorted(entry_points(group=group), key=lambda p: (p.name, p.value)):
        others = found.get(point.name, ())
        if all(point.value != other.value for other in others):
            found[point.name] = (*others, point)
    return found


def available(group: str = RENDERERS) -> tuple[str, ...]:
    """Names of the installed renderers (or readers, extractors), sorted; imports none of them."""
    return tuple(_points(group))


def load(name: str, group: str = RENDERERS) -> type[Any]:
    """The renderer (or reader, extractor) class called `name`.

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


def configured(
    name: str,
    config: Config,
    options: Mapping[str, Any] | None = None,
    file: Callable[[str], bytes] | None = None,
) -> Renderer:
    """The renderer `name` with its options: its defaults, then pubkit.toml's, then `options`.

    An option of type bytes may be given as a file name, which `file` turns into its content.
    Raises: what `load` raises; ConfigError naming an unknown or ill-typed option.
    """
    cls = load(name)
    types = option_types(cls)
    given = {**config.renderers.get(name, {}), **(options or {})}
    for key, value in given.items():
        if key not in types:
            hint = did_you_mean(key, types)
            raise ConfigError(f"renderer {name!r} has no option {key!r}{hint}")
        if (
            isinstance(value, str)
            and file is not None
            and bytes in (types[key], *get_args(types[key]))
        ):
            given[key] = file(value)
    parts: dict[type, object] = {Site: config.site, Issue: config.issue}
    if Press in types.values():
        parts[Press] = _with_profile(config.press, file)
    shared = {key: parts[kind] for key, kind in types.items() if kind in parts}
    checked = {key: _option(name, key, value, types[key]) for key, value in given.items()}
    return cast(Renderer, cls(**{**shared, **checked}))


def _with_profile(press: Press, file: Callable[[str], bytes] | None) -> Press:
    """The table with the content of the file that it names as profile, if it names one."""
    if press.icc or file is None or not press.profile.lower().endswith(_PROFILES):
        return press
    return msgspec.structs.replace(press, icc=file(press.profile))


def _option(name: str, key: str, value: object, kind: Any) -> object:  # noqa: ANN401 - a type form
    text = "".join(_texts(value))
    removed = strip_illegal(text)[1]
    if kind in (Site, Issue, Press):
        removed += "".join(LINE_BREAKS.findall(text))
    if removed:
        raise ConfigError(
            f"option {key!r} of renderer {name!r}: {names(removed)} cannot be published; "
            "take it out"
        )
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        permitted = ", ".join(repr(v) for v in get_args(kind) if isinstance(v, str))
        hint = f"; permitted: {permitted}" if permitted else ""
        raise ConfigError(f"option {key!r} of renderer {name!r}: {error}{hint}") from error


def _texts(value: object) -> Iterator[str]:
    """Every text in an option's value, however it is packed."""
    match value:
        case str():
            yield value
        case Mapping():
            yield from (text for pair in value.items() for part in pair for text in _texts(part))
        case list() | tuple() | set() | frozenset():
            yield from (text for part in value for text in _texts(part))
        case msgspec.Struct():
            yield from _texts(msgspec.structs.asdict(value))


def option_types(cls: type[Any]) -> dict[str, Any]:
    """Option name → type, for a renderer class; empty if it is not a dataclass."""
    if not dataclasses.is_dataclass(cls):
        return {}
    hints = get_type_hints(cls, include_extras=True)
    return {field.name: hints[field.name] for field in dataclasses.fields(cls) if field.init}


def reader_for(suffix: str) -> Reader:
    """The reader that takes files ending in `suffix`.

    Raises: UnknownName listing the endings that are read.
    """
    for reader in _readers():
        if suffix.lower() in reader.suffixes:
            return reader
    raise UnknownName("reader for files", suffix, suffixes())


def suffixes() -> tuple[str, ...]:
    """Every file name ending that an installed reader takes, sorted."""
    return tuple(sorted(suffix for reader in _readers() for suffix in reader.suffixes))


def _readers() -> Iterator[Reader]:
    """The readers one by one; one that lacks a library of its own does not block the others."""
    for name in available(READERS):
        with contextlib.suppress(MissingDependency):
            yield load(name, READERS)()


def extractor_for(media_type: str) -> Extractor:
    """The extractor that reads artifacts of `media_type`, whose parameters do not count.

    Raises: UnknownName listing the media types that are read.
    """
    wanted = media_type.partition(";")[0].strip().lower()
    known: set[str] = set()
    for extractor in _extractors():
        if wanted in extractor.media_types:
            return extractor
        known.update(extractor.media_types)
    raise UnknownName("extractor for files", wanted, known)


def _extractors() -> Iterator[Extractor]:
    """The extractors one by one; one that lacks a library of its own does not block the others."""
    for name in available(EXTRACTORS):
        with contextlib.suppress(MissingDependency):
            yield load(name, EXTRACTORS)()
