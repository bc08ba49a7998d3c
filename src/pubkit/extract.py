"""Extract: what a reader finds in an artifact, and the Extractor protocol that finds it.

An extractor shares no code with the renderer whose files it reads: it is the witness.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

__all__ = ["Extract", "Extractor", "Picture"]


@dataclass(frozen=True)
class Picture:
    """A picture as it stands in an artifact."""

    data: bytes | None
    """Its bytes in a form that Pillow opens; None if the artifact only names it."""
    name: str
    """The file or address that the artifact names; empty if it holds the picture itself."""
    line: int
    """The index of the first line of the extract that stands behind it."""
    alt: str = ""
    """What it says to those who cannot see it."""


@dataclass(frozen=True)
class Extract:
    """An artifact as text, in the order in which a person reads it."""

    lines: tuple[str, ...]
    """One entry a block of text (paragraph, heading, cell, caption), without furniture."""
    pictures: tuple[Picture, ...] = ()
    """Every picture of the article, in reading order."""
    links: tuple[str, ...] = ()
    """The target of every link, in reading order."""
    fields: Mapping[str, str] | None = None
    """What stands in the artifact's metadata: `title`, `authors`, `digest`."""
    otherwise: Extract | None = None
    """The artifact read once more, by other signs, where what stands in it leaves its order open.

    Either holds all of the artifact. A loss shows in both; what one alone has lost, it misread."""


@runtime_checkable
class Extractor(Protocol):
    """Reads artifacts of some media types. Pure: bytes in, Extract out."""

    @property
    def name(self) -> str:
        """What it is called: `docx`."""

    @property
    def media_types(self) -> tuple[str, ...]:
        """The media types that it reads, without parameters: `("application/pdf",)`."""

    @property
    def spaces(self) -> bool:
        """Whether white space inside a block is told apart; a PDF does not know it."""

    def extract(self, main: bytes, files: Mapping[str, bytes]) -> Extract:
        """What `main` holds; `files` are its companions by the path that it names them with.

        Raises: ReadError if it cannot be read.
        """
