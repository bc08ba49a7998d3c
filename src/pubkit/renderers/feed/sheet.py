"""The stylesheet by which a browser shows a feed to people."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

__all__ = ["SHEETS"]

SHEETS: Mapping[str, bytes] = MappingProxyType(
    {"feed.css": files(__package__).joinpath("feed.css").read_bytes()}
)
"""File name → content; they lie beside the feed."""
