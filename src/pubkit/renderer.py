"""The Renderer protocol and what a renderer returns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Protocol, get_args, runtime_checkable
from urllib.parse import quote

from pubkit.assets import Assets
from pubkit.errors import RenderError
from pubkit.model import Article
from pubkit.notice import Notice, Severity
from pubkit.style import Style

__all__ = ["CHANNEL", "COMPANIONS", "File", "Output", "Renderer", "sound"]

COMPANIONS = "\ufdd0companions\ufdd0"
"""Stands in a main file for the folder of its extras: `COMPANIONS + "/photos/stars.jpg"`.

A renderer does not know that folder's name; `Output.placed` puts it in, percent-encoded. The mark
holds a noncharacter, which no admitted text contains.
"""


CHANNEL = re.compile(r"[a-z][a-z0-9-]*")
"""The form of a renderer's name."""
_SUFFIX = re.compile(r"(\.[A-Za-z0-9-]+)+")
"""The form of a main file's name."""


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
    """What the channel adds by design: `page-numbers`, `running-head`, …. The words of it that are
    not the article's stand behind a colon: `running-head: 澜州日报 A8版`."""

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


def sound(output: object, name: str) -> Output:
    """`output`, which the renderer `name` returned, if it is what the protocol says.

    A stranger's renderer is Python: nothing but this stands between it and the disk.
    Raises: RenderError saying what is wrong with it.
    """
    if not isinstance(output, Output):
        kind = type(output).__name__
        raise RenderError(f"renderer {name!r} returned {kind}; it has to return an Output")
    for wrong in _faults(output):
        raise RenderError(f"renderer {name!r}: {wrong}")
    return output


def _faults(output: Output) -> Iterator[str]:
    if not _SUFFIX.fullmatch(output.main.name):
        yield f"its main file is called {output.main.name!r}; it takes a suffix such as '.txt'"
    names = [extra.name for extra in output.extras]
    for extra in names:
        parts = PurePosixPath(extra).parts
        if not parts or extra.startswith("/") or ".." in parts or "\\" in extra or "\0" in extra:
            yield f"its file {extra!r} does not stay in the channel's folder"
        if names.count(extra) > 1:
            yield f"two of its files are called {extra!r}"
    for entry in (*output.omits, *output.adds):
        if not isinstance(entry, str):
            yield f"{entry!r} among its omits or adds is {type(entry).__name__}, not a string"
    for file in (output.main, *output.extras):
        if not isinstance(file.data, bytes):
            yield f"the data of {file.name!r} is {type(file.data).__name__}, not bytes"
    for notice in output.notices:
        if notice.severity not in get_args(Severity):
            yield f"a notice has the severity {notice.severity!r}"
