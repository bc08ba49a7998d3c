"""The lines of a source, as notices count them."""

from __future__ import annotations

import re

from pubkit.errors import ReadError
from pubkit.reading import Reading
from pubkit.workspace.files import read_bytes

__all__ = ["source_lines"]

_BREAK = re.compile("\r\n|[\r\n]")
_RAW_BREAK = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
"""Raw texts come from systems that end a line in other ways too."""


def source_lines(reading: Reading) -> tuple[str, ...]:
    """The lines of the file that was read; none where it is no text or has gone."""
    if reading.source is None or not reading.lines:
        return ()
    encoding = reading.record.encoding if reading.record else "utf-8"
    try:
        text = read_bytes(reading.source).decode(encoding)
    except (OSError, ReadError, LookupError, UnicodeDecodeError):
        return ()
    line_break = _RAW_BREAK if reading.record else _BREAK
    return tuple(line_break.split(text.removeprefix("\ufeff")))
