"""The file before it is understood: decoded, cleaned, cut into head and body."""

from __future__ import annotations

import re

from msgspec import Struct

from pubkit.characters import strip_illegal
from pubkit.readers.markdown.margin import Margin

__all__ = ["Source", "divide"]

_LINE_END = re.compile(r"\r\n?")
_FENCE = re.compile(r"---[ \t]*")
_HEAD_END = re.compile(r"(?:---|\.\.\.)[ \t]*")


class Source(Struct, frozen=True):
    """An article.md in its two parts; line numbers count from 1."""

    head: str
    """The YAML between the fences."""
    head_line: int
    """The line of the file on which the head's text begins."""
    body: str
    """The Markdown below."""
    body_line: int
    """The line on which the body begins."""


def divide(data: bytes, margin: Margin) -> Source:
    """The head and the body in a file's bytes, without illegal characters.

    Raises: ReadError if the file is not UTF-8, has no head, or one that does not end.
    """
    lines = _clean(_decode(data, margin), margin).split("\n")
    if not _FENCE.fullmatch(lines[0]):
        margin.refuse(1, "the article has no head; begin with a line ---, then title: …, then ---")
    for index, line in enumerate(lines[1:], 1):
        if _HEAD_END.fullmatch(line):
            head, body = lines[1:index], lines[index + 1 :]
            return Source("\n".join(head), 2, "\n".join(body), index + 2)
    return margin.refuse(1, "the head is not closed; end it with a line ---")


def _decode(data: bytes, margin: Margin) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n?|\n", data[: error.start])) + 1
        margin.refuse(line, "the file is not UTF-8; save it as UTF-8")
    return _LINE_END.sub("\n", text)


def _clean(text: str, margin: Margin) -> str:
    if not strip_illegal(text)[1]:
        return text
    return "\n".join(margin.legal(line, n) for n, line in enumerate(text.split("\n"), 1))
