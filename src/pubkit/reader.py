"""The Reader protocol: how a source file becomes an article."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from pubkit.reading import Manuscript

__all__ = ["Reader"]


@runtime_checkable
class Reader(Protocol):
    """Understands one kind of source file. Pure: bytes in, Manuscript out."""

    @property
    def name(self) -> str:
        """What the reader is called: `markdown`."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The file name endings it takes: `(".md",)`."""

    def read(self, data: bytes, file: str) -> Manuscript:
        """The article in `data`; `file` is its name, for messages.

        Raises: ReadError naming file and line.
        """
