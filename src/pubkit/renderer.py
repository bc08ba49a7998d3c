"""The Renderer protocol and what a renderer returns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable
from urllib.parse import quote

from pubkit.assets import Assets
from pubkit.model import Article
from pubkit.notice import Notice
from pubkit.style import Style

__all__ = ["COMPANIONS", "File", "Output", "Renderer"]

COMPANIONS = "\ufdd0companions\ufdd0"
"""Stands in a main file for the folder of its extras: `COMPANIONS + "/photos/stars.jpg"`.

A renderer does not know that folder's name; `Output.placed` puts it in, percent-encoded. The mark
holds a noncharacter, which no admitted text contains.
"""


@dataclass(frozen=True)
class File:
    """A file to be written."""

    name: str
    """For the main file a suffix (`.docx`, `.rss.xml`); for an extra a relative path."""
    data: bytes
    """Its content."""
    media_type: str
    """Its media type."""


@dataclass(frozen=True)
class Output:
    """What a renderer made of one article."""

    main: File
    """The channel's file."""
    extras: tuple[File, ...] = ()
    """Its companions: photos, covers."""
    notices: tuple[Notice, ...] = ()
    """What the channel could not show, or only with loss."""
    omits: tuple[str, ...] = ()
    """What the channel leaves out by design: `title`, `authors`, `alt`, …."""
    adds: tuple[str, ...] = ()
    """What the channel adds by design: `page-numbers`, `running-head`, …."""

    def placed(self, folder: str) -> Output:
        """The same output with its companions in `folder`, a path relative to the main file."""
        mark, path = COMPANIONS.encode(), quote(folder).encode()
        if mark not in self.main.data:
            return self
        return replace(self, main=replace(self.main, data=self.main.data.replace(mark, path)))


@runtime_checkable
class Renderer(Protocol):
    """Makes one channel's file. Pure: same input, same bytes; no clock, network or disk.

    Its options are the fields of its own frozen dataclass. Fields of type `config.Site` and
    `config.Issue` are filled from pubkit.toml.
    """

    @property
    def name(self) -> str:
        """The channel: `docx`."""

    @property
    def version(self) -> str:
        """Revision of its output: changes when the same input gives other bytes."""

    def render(self, article: Article, assets: Assets, style: Style) -> Output:
        """The article as a file.

        Raises: RenderError where the channel cannot be made at all.
        """
