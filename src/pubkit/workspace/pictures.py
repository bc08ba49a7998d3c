"""Pictures that came back in a Word file: which of the article's photos each is, or a new one."""

from __future__ import annotations

import contextlib
import posixpath
from collections.abc import Mapping
from pathlib import Path

import msgspec

from pubkit import walk
from pubkit.assets import Asset, Assets
from pubkit.errors import ReadError
from pubkit.fingerprint import SAME, distance
from pubkit.model import Article
from pubkit.reading import Manuscript, Reading
from pubkit.workspace.files import exists, read_bytes

__all__ = ["recognised"]


def recognised(manuscript: Manuscript, ours: Reading) -> tuple[Article, dict[str, Asset]]:
    """The article with each picture under our key for what it shows; and what is new.

    Word files hold photos reduced, so they are compared by what they show, not by their bytes.
    """
    known = _Known(ours.assets, ours.article)
    keys: dict[str, str] = {}
    new: dict[str, Asset] = {}
    assert ours.source is not None  # it was read from a file
    for key, asset in manuscript.assets.items():
        keys[key] = known.key(key, asset)
        if keys[key] not in ours.assets:
            keys[key] = _free(keys[key], ours.source.parent, asset, new)
            new[keys[key]] = asset
    return _rekeyed(manuscript.article, keys), new


class _Known:
    """The article's own photos, by what they show."""

    def __init__(self, assets: Assets, article: Article) -> None:
        self._assets = assets
        self._shown = dict.fromkeys(f.photo for _, f in walk.figures(article) if f.photo in assets)

    def key(self, key: str, asset: Asset) -> str:
        """The key of the photo that `asset` shows; its own key, or a new one, if it is new."""
        seen = asset.fingerprint
        for name in (key, *self._shown):
            if (
                name
                and name in self._assets
                and distance(seen, self._assets[name].fingerprint) < SAME
            ):
                return name
        if key not in self._assets:
            return key
        stem, suffix = posixpath.splitext(key)
        number = 2
        while f"{stem}-{number}{suffix}" in self._assets:
            number += 1
        return f"{stem}-{number}{suffix}"


def _free(key: str, folder: Path, asset: Asset, taken: Mapping[str, Asset]) -> str:
    """A key under which nothing else lies in the folder, with the ending that the bytes have."""
    stem, suffix = posixpath.splitext(key)
    if suffix.lower() not in (asset.suffix, ".jpeg", ".tiff"):
        suffix = asset.suffix
    name, number = f"{stem}{suffix}", 2
    while name in taken or _holds_other(folder / name, asset.data):
        name, number = f"{stem}-{number}{suffix}", number + 1
    return name


def _holds_other(path: Path, data: bytes) -> bool:
    with contextlib.suppress(OSError, ReadError):
        return exists(path) and read_bytes(path) != data
    return True


def _rekeyed(article: Article, keys: Mapping[str, str]) -> Article:
    """The article with its figures' photos under other keys."""
    if all(old == new for old, new in keys.items()):
        return article
    plain = msgspec.to_builtins(article)
    _rekey(plain, keys)
    return msgspec.convert(plain, Article)


def _rekey(node: object, keys: Mapping[str, str]) -> None:
    if isinstance(node, dict):
        if node.get("type") == "figure" and node.get("photo") in keys:
            node["photo"] = keys[node["photo"]]
        for inner in node.values():
            _rekey(inner, keys)
    elif isinstance(node, list | tuple):
        for inner in node:
            _rekey(inner, keys)
