"""The reader of raw page text."""

from __future__ import annotations

from pubkit.reading import Manuscript

__all__ = ["GalleyReader"]


class GalleyReader:
    """Understands a newspaper page as plain text: its pieces, in whatever order they came."""

    name = "galley"
    suffixes = (".txt",)

    def read(self, data: bytes, file: str) -> Manuscript:
        """The article in `data`, with the record of every decision; `file` is its name.

        Raises: ReadError for what is no text, or holds none.
        """
        # The rules take a seventh of a second to load, and most articles need none of them.
        from pubkit.readers.galley.stages import understood

        return understood(data, file)
