"""The witness of plain text: its lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from pubkit.decoding import decoded
from pubkit.extract import Extract
from pubkit.extractors.column import Column

__all__ = ["TextExtractor"]

_ENDS = re.compile(r"\r?\n|\t")
"""What ends a line or, in a row of a table, a cell."""


class TextExtractor:
    """Reads plain text; a block that holds line breaks is several lines of it."""

    name: ClassVar[str] = "text"
    media_types: ClassVar[tuple[str, ...]] = ("text/plain",)
    spaces: ClassVar[bool] = True

    def extract(self, main: bytes, files: Mapping[str, bytes]) -> Extract:
        """The lines and cells as typed, the blank ones left out.

        Raises: ReadError if it is no text.
        """
        column = Column()
        for line in _ENDS.split(decoded(main, "the text")):
            column.line(line)
        return column.extract()
