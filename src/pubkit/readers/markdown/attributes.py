"""`{credit="…" place=lead #id}`: attributes in braces, read and written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

__all__ = ["Attributes", "braces", "scan"]

Attributes: TypeAlias = tuple[tuple[str, str], ...]
"""Names and values in order; `#x` is `id`, and a class stands under its own `.name`."""

_ONE = re.compile(
    r"""\s* (?: \#(?P<id>[^\s{}"'=]*) | (?P<class>\.[^\s{}"'=]+)
          | (?P<name>[^\s{}"'=#.][^\s{}"'=]*)
            = (?: "(?P<quoted>(?:\\.|[^"\\])*)" | (?P<bare>[^\s{}"'=]+) )
        ) (?=[\s}])""",
    re.VERBOSE | re.DOTALL,
)
_END = re.compile(r"\s*\}")
_ESCAPED = re.compile(r'\\(["\\])')


def scan(source: str, start: int, end: int) -> tuple[Attributes, int] | None:
    """The attributes in the braces that open at `start`, and where they end.

    None if no brace opens there, or what is in them are no attributes.
    """
    if not source.startswith("{", start, end):
        return None
    found: list[tuple[str, str]] = []
    position = start + 1
    while match := _ONE.match(source, position, end):
        found.append(_pair(match))
        position = match.end()
    close = _END.match(source, position, end)
    return (tuple(found), close.end()) if close else None


def _pair(match: re.Match[str]) -> tuple[str, str]:
    if match["id"] is not None:
        return "id", match["id"]
    if match["class"] is not None:
        return match["class"], ""
    if match["bare"] is not None:
        return match["name"], match["bare"]
    return match["name"], _ESCAPED.sub(r"\1", match["quoted"]).replace("\n", " ")


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
