"""Bodies as they come in: JSON, and the one file of a form."""

from __future__ import annotations

import json
import re
from email import message_from_bytes
from typing import Any, NamedTuple

from pubkit.testing.wechat.faults import Refusal

__all__ = ["Sent", "file_in", "json_in", "paged"]

_ESCAPED = re.compile(rb"\\u[0-9a-fA-F]{4}")


class Sent(NamedTuple):
    """A file in a form."""

    field: str
    """Name of the form's field."""
    name: str
    """The file's own name."""
    data: bytes
    """Its content."""


def json_in(body: bytes) -> dict[str, Any]:
    r"""The object in a body of raw UTF-8; the real platform would show `\\uXXXX` as it stands.

    Raises: Refusal 47001.
    """
    if _ESCAPED.search(body):
        raise Refusal(47001, "data format error: characters are escaped")
    try:
        found = json.loads(body.decode("utf-8"))
    except ValueError as error:
        raise Refusal(47001, "data format error") from error
    if not isinstance(found, dict):
        raise Refusal(47001, "data format error")
    return found


def file_in(content_type: str, body: bytes) -> Sent:
    """The file that a form holds.

    Raises: Refusal 41005 for a form without a file called `media`.
    """
    head = b"Content-Type: " + content_type.encode("latin-1") + b"\r\n\r\n"
    form = message_from_bytes(head + body)
    parts = form.get_payload() if form.is_multipart() else []
    for part in parts:
        assert not isinstance(part, str)
        field = part.get_param("name", header="content-disposition")
        name = part.get_filename()
        if field == "media" and name:
            data = part.get_payload(decode=True)
            return Sent("media", name, data if isinstance(data, bytes) else b"")
    raise Refusal(41005, "media data missing")


def paged(items: list[Any], asked: dict[str, Any]) -> list[Any]:
    """The page of a list that is asked for; raises Refusal unless it has 1 to 20 items."""
    offset, count = asked.get("offset"), asked.get("count")
    if not isinstance(offset, int) or not isinstance(count, int) or not 1 <= count <= 20:
        raise Refusal(40097, "invalid args")
    return items[offset : offset + count]
