"""The workspace's folder and its pubkit.toml."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pubkit.config import Config, parse
from pubkit.errors import ConfigError
from pubkit.workspace.files import inside, is_file, read_bytes

__all__ = ["find_root", "load_config", "option_file"]

_NAME = "pubkit.toml"


def find_root(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that holds pubkit.toml."""
    start = start.resolve()
    return next((f for f in (start, *start.parents) if (f / _NAME).is_file()), None)


def load_config(root: Path | None) -> Config:
    """What the workspace's pubkit.toml says, or the defaults where there is none.

    Raises: ConfigError naming file and key.
    """
    if root is None:
        return Config()
    path = root / _NAME
    try:
        return parse(read_bytes(path).decode("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: it is not UTF-8; save it as UTF-8") from error


def option_file(root: Path | None) -> Callable[[str], bytes]:
    """How a file-valued option becomes bytes: a file below the workspace's folder."""

    def content(name: str) -> bytes:
        path = inside(root, name) if root is not None else None
        if path is None or not is_file(path):
            raise ConfigError(f"{_NAME}: the file {name!r} is not in the workspace; put it there")
        return read_bytes(path)

    return content
