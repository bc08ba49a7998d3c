"""The witness of plain text: its lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pubkit.extract import Extract
from pubkit.extractors.column import Column
from pubkit.extractors.decoding import decoded

__all__ = ["TextExtractor"]


class TextExtractor:
    """Reads plain text; a block that holds line breaks is several lines of it."""

    name: ClassVar[str] = "text"
    media_types: ClassVar[tuple[str, ...]] = ("text/plain",)
    spaces: ClassVar[bool] = True

    def extract(self, main: bytes, files: Mapping[str, bytes]) -> Extract:
        """The lines as typed, the blank ones left out.

        Raises: ReadError if it is no text.
        """
        column = Column()
        for line in decoded(main, "the text").replace("\r\n", "\n").split("\n"):
            column.line(line)
        return column.extract()
