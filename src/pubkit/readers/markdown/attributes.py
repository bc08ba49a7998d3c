"""`{credit="…" place=lead #id}`: attributes in braces, read and written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Attribute", "braces", "scan"]


class Attribute(NamedTuple):
    """One attribute as written."""

    name: str
    """Its name; `#x` is `id`, and a class stands under its own `.name`."""
    value: str
    """Its value without the quotes."""
    bare: bool
    """Whether the value stands without quotes."""


_ONE = re.compile(
    r"""\s* (?: \#(?P<id>[^\s{}"'=]*) | (?P<class>\.[^\s{}"'=]+)
          | (?P<name>[^\s{}"'=#.][^\s{}"'=]*)
            = (?: "(?P<quoted>(?:\\.|[^"\\])*)" | (?P<bare>[^\s{}"'=]+) )
        ) (?=[\s}])""",
    re.VERBOSE | re.DOTALL,
)
_END = re.compile(r"\s*\}")
_ESCAPED = re.compile(r'\\(["\\])')


def scan(source: str, start: int, end: int) -> tuple[tuple[Attribute, ...], int] | None:
    """The attributes in the braces that open at `start`, and where they end.

    None if no brace opens there, or what is in them are no attributes.
    """
    if not source.startswith("{", start, end):
        return None
    found: list[Attribute] = []
    position = start + 1
    while match := _ONE.match(source, position, end):
        found.append(_attribute(match))
        position = match.end()
    close = _END.match(source, position, end)
    return (tuple(found), close.end()) if close else None


def _attribute(match: re.Match[str]) -> Attribute:
    if match["id"] is not None:
        return Attribute("id", match["id"], bare=True)
    if match["class"] is not None:
        return Attribute(match["class"], "", bare=True)
    if match["bare"] is not None:
        return Attribute(match["name"], match["bare"], bare=True)
    value = _ESCAPED.sub(r"\1", match["quoted"]).replace("\n", " ")
    return Attribute(match["name"], value, bare=False)


def braces(pairs: Iterable[tuple[str, str]]) -> str:
    """The attributes as written; nothing where there are none."""
    words = [_word(name, value) for name, value in pairs]
    return "{" + " ".join(words) + "}" if words else ""


def _word(name: str, value: str) -> str:
    if name == "id":
        return f"#{value}"
    if re.fullmatch(r"[a-z]+", value):
        return f"{name}={value}"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{name}="{escaped}"'
