"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/): its keys and their values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from pubkit.errors import did_you_mean
from pubkit.fault import Fault
from pubkit.feedlint.grammar import DATE_3339, FULL, LANGUAGE, MEDIA_TYPE, Value

__all__ = ["faults"]

_VERSIONS = ("https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1")
_Type: TypeAlias = Literal["text", "number", "truth", "list", "object", "id"]
_TYPES: Mapping[str, tuple[type, ...]] = {
    "text": (str,),
    "number": (int, float),
    "truth": (bool,),
    "list": (list,),
    "object": (dict,),
    "id": (str, int, float),
}
_NAMES = {"text": "a string", "number": "a number", "truth": "true or false", "list": "a list",
          "object": "an object", "id": "a string"}  # fmt: skip


@dataclass(frozen=True)
class _Key:
    """What stands behind a key."""

    type: _Type = "text"
    """Its type."""
    values: tuple[Value, ...] = ()
    """The forms that a string has to have."""
    required: bool = False
    """Whether it has to be there."""
    keys: Mapping[str, _Key] = field(default_factory=lambda: MappingProxyType({}))
    """The keys of the object, or of each object in the list."""
    of: _Type | None = None
    """The type of what a list holds."""


_ADDRESS = _Key(values=(FULL,))
_TEXT = _Key()
_DATE = _Key(values=(DATE_3339,))
_PERSON = {"name": _TEXT, "url": _ADDRESS, "avatar": _ADDRESS}
_AUTHORS = _Key("list", of="object", keys=_PERSON)
_ATTACHMENT = {
    "url": _Key(values=(FULL,), required=True),
    "mime_type": _Key(values=(MEDIA_TYPE,), required=True),
    "title": _TEXT,
    "size_in_bytes": _Key("number"),
    "duration_in_seconds": _Key("number"),
}
_ITEM = {
    "id": _Key("id", required=True),
    "url": _ADDRESS,
    "external_url": _ADDRESS,
    "title": _TEXT,
    "content_html": _TEXT,
    "content_text": _TEXT,
    "summary": _TEXT,
    "image": _ADDRESS,
    "banner_image": _ADDRESS,
    "date_published": _DATE,
    "date_modified": _DATE,
    "author": _Key("object", keys=_PERSON),
    "authors": _AUTHORS,
    "tags": _Key("list", of="text"),
    "language": _Key(values=(LANGUAGE,)),
    "attachments": _Key("list", of="object", keys=_ATTACHMENT),
}
_HUB = {"type": _Key(required=True), "url": _Key(values=(FULL,), required=True)}
_FEED = {
    "version": _Key(required=True),
    "title": _Key(required=True),
    "home_page_url": _ADDRESS,
    "feed_url": _ADDRESS,
    "description": _TEXT,
    "user_comment": _TEXT,
    "next_url": _ADDRESS,
    "icon": _ADDRESS,
    "favicon": _ADDRESS,
    "author": _Key("object", keys=_PERSON),
    "authors": _AUTHORS,
    "language": _Key(values=(LANGUAGE,)),
    "expired": _Key("truth"),
    "hubs": _Key("list", of="object", keys=_HUB),
    "items": _Key("list", of="object", keys=_ITEM, required=True),
}


def faults(data: bytes) -> Iterator[Fault]:
    """Everything in a JSON Feed that is not as the specification has it."""
    try:
        feed = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        yield _fault("feed-encoding", "", "The file is not in UTF-8", "Write it in UTF-8.")
        return
    except RecursionError:
        yield _fault("feed-malformed", "", "It nests without end", "Write the feed anew.")
        return
    except ValueError as error:
        yield _fault("feed-malformed", "", f"It is no JSON: {error}", "Mend its syntax.")
        return
    if not isinstance(feed, dict):
        yield _fault("feed-format", "", "It is no object and so no feed", "Write {…}.")
        return
    if feed.get("version") not in _VERSIONS:
        text = f"The version {str(feed.get('version'))[:60]!r} is none of JSON Feed"
        yield _fault("feed-format", "version", text, f"Write {_VERSIONS[1]}.")
    yield from _object("", feed, _FEED)
    items = feed.get("items")
    if isinstance(items, list):
        yield from _items([item for item in items if isinstance(item, dict)])


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _object(path: str, found: dict[str, Any], keys: Mapping[str, _Key]) -> Iterator[Fault]:
    for name, key in keys.items():
        if key.required and name not in found:
            yield _fault("feed-missing", path, f"{_at(path)} lacks {name!r}", "Write it.")
    for name, value in found.items():
        where = f"{path}.{name}" if path else name
        if name.startswith("_"):
            continue
        if name not in keys:
            text = f"There is no key {name[:40]!r}{did_you_mean(name, keys)}"
            hint = "Correct it; what is your own begins with an underscore."
            yield _fault("feed-element", where, text, hint, weak=True)
            continue
        yield from _value(where, value, keys[name])


def _value(path: str, value: object, key: _Key) -> Iterator[Fault]:
    if not _is(value, key.type):
        text = f"{_at(path)} is not {_NAMES[key.type]}"
        yield _fault("feed-type", path, text, f"Write {_NAMES[key.type]}.")
        return
    if isinstance(value, str):
        for form in key.values:
            if wrong := form.wrong(value):
                said = f"{_at(path)} says {value[:60]!r}: {wrong}"
                yield _fault(form.code, path, said, form.hint)
    elif isinstance(value, dict):
        yield from _object(path, value, key.keys)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _value(f"{path}[{number}]", one, _Key(key.of or "text", keys=key.keys))


def _is(value: object, kind: _Type) -> bool:
    if isinstance(value, bool):
        return kind == "truth"
    return isinstance(value, _TYPES[kind])


def _items(items: list[dict[str, Any]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, item in enumerate(items):
        path, identity = f"items[{number}]", str(item.get("id", ""))
        if "id" in item and not identity.strip():
            yield _fault("feed-blank", f"{path}.id", "An id says nothing", "Give it one.")
        elif identity in seen and identity:
            text = f"A second item has the identity {identity[:60]!r}"
            yield _fault("feed-identity-repeated", f"{path}.id", text, "Give each its own.")
        seen.add(identity)
        if not {"content_html", "content_text"} & item.keys():
            text = "The item has neither content_html nor content_text"
            yield _fault("feed-content", path, text, "Write one of them.")


def _at(path: str) -> str:
    return path or "The feed"


def _fault(code: str, where: str, text: str, hint: str, *, weak: bool = False) -> Fault:
    severity: Literal["warning", "error"] = "warning" if weak else "error"
    return Fault(code, severity, where, text, hint)
