"""A style attribute, read: properties, lengths, and the four sides of a shorthand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType

import tinycss2

__all__ = ["Declared", "declared", "px", "side"]

_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))(px|pt|em|rem|vw|%|)$", re.IGNORECASE)
_PHONE_VW = 3.75
"""CSS px of 1vw on the phone of 375 px that the platform judges layouts at."""


@dataclass(frozen=True, eq=False)
class Declared:
    """The declarations of one style attribute; a later one of a name goes before an earlier."""

    values: Mapping[str, str]
    """Property, in small letters → value, without `!important`."""
    important: tuple[str, ...]
    """Properties marked `!important`."""

    @cached_property
    def _small(self) -> dict[str, str]:
        return {name: value.lower() for name, value in self.values.items()}

    def get(self, name: str) -> str:
        """The value, in small letters; empty where there is none."""
        return self._small.get(name, "")

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.values.items())


@lru_cache(maxsize=1024)
def declared(style: str) -> Declared:
    """What a style attribute says; what is no declaration is passed over, as browsers do."""
    values: dict[str, str] = {}
    important = []
    for node in tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True):
        if node.type != "declaration":
            continue
        name = node.name if node.name.startswith("--") else node.lower_name
        values.pop(name, None)
        values[name] = " ".join(tinycss2.serialize(node.value).split())
        if node.important:
            important.append(name)
    return Declared(MappingProxyType(values), tuple(important))


@lru_cache(maxsize=4096)
def px(value: str, size_px: float, whole_px: float) -> float | None:
    """A length in CSS px; `em` of the type size, `%` of `whole_px`; None if it is none.

    Source: CSS Values 4, §6 (1pt is 4/3 px).
    """
    match = _LENGTH.match(value.strip().lower())
    if match is None:
        return None
    number, unit = float(match[1]), match[2]
    if not unit:
        return 0.0 if number == 0 else None
    factor = {
        "px": 1.0,
        "pt": 4 / 3,
        "em": size_px,
        "rem": 16.0,
        "vw": _PHONE_VW,
        "%": whole_px / 100,
    }[unit]
    return number * factor


_SIDES = ("top", "right", "bottom", "left")


@lru_cache(maxsize=4096)
def side(style: Declared, name: str, which: str) -> str:
    """One side of `margin` or `padding`, from the longhand or its shorthand; empty for none."""
    parts = style.get(name).split()
    own = style.get(f"{name}-{which}")
    if own or not parts:
        return own
    index = _SIDES.index(which)
    while index >= len(parts):
        index = {3: 1, 2: 0, 1: 0}[index]
    return parts[index]
