"""The reader of article.json."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec

from pubkit import model
from pubkit.admit import from_builtins
from pubkit.characters import names, strip_illegal
from pubkit.errors import ModelError, ReadError, did_you_mean
from pubkit.model import Article
from pubkit.notice import Findings, Notice
from pubkit.reading import Manuscript

__all__ = ["JsonReader"]

_UNKNOWN = re.compile(r"unknown field `([^`]*)`")


class JsonReader:
    """Understands article.json."""

    name = "json"
    suffixes = (".json",)

    def read(self, data: bytes, file: str) -> Manuscript:
        """The article in `data`; `file` is its name, for messages.

        Raises: ReadError naming file, line and column, or the node.
        """
        notices: list[Notice] = []
        try:
            article = _admitted(_legal(_parsed(data, file), "", notices), file)
        except RecursionError as error:
            raise ReadError(f"{file} nests too deeply to be read; flatten it") from error
        return Manuscript(article, Findings(notices))


def _parsed(data: bytes, file: str) -> object:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ReadError(f"{file}:{line}: the file is not UTF-8; save it as UTF-8") from error
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = f"{file}:{error.lineno}:{error.colno}"
        raise ReadError(f"{place}: the file is not JSON ({error.msg}); correct it here") from error
    except ValueError as error:
        raise ReadError(f"{file}: {error}") from error


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are each written once; JSON would keep the last and lose the others."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twin = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise ValueError(f"the key {twin!r} is written twice in one object; keep one")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON; write a number")


def _legal(value: Any, path: str, notices: list[Notice]) -> Any:  # noqa: ANN401 - decoded JSON
    """The value without the characters that nothing can publish; they are noted."""
    if isinstance(value, str):
        clean, removed = strip_illegal(value)
        if removed:
            notices.append(_stripped(path, removed))
        return clean
    if isinstance(value, list):
        return [_legal(one, f"{path}[{i}]", notices) for i, one in enumerate(value)]
    if isinstance(value, dict):
        return {
            key: _legal(one, f"{path}.{key}" if path else key, notices)
            for key, one in value.items()
        }
    return value


def _stripped(path: str, removed: str) -> Notice:
    return Notice(
        code="illegal-characters",
        severity="warning",
        where=path,
        text=f"{names(removed)} cannot be published and was removed.",
    )


def _admitted(data: object, file: str) -> Article:
    try:
        return from_builtins(data)
    except ModelError as error:
        unknown = _UNKNOWN.search(str(error))
        hint = did_you_mean(unknown[1], _fields()) if unknown else ""
        raise ReadError(f"{file}: {error}{hint}") from error


@cache
def _fields() -> tuple[str, ...]:
    """The names of all fields of all nodes."""
    nodes = (getattr(model, name) for name in model.__all__)
    structs = [n for n in nodes if isinstance(n, type) and issubclass(n, msgspec.Struct)]
    return tuple(sorted({name for node in structs for name in node.__struct_fields__}))
