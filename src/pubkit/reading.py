"""Reading: what `read` returns, and Manuscript: what a reader makes of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from pubkit.assets import NO_ASSETS, Assets
from pubkit.config import Config
from pubkit.model import Article
from pubkit.notice import Findings
from pubkit.record import ImportRecord

__all__ = ["Manuscript", "Reading"]

_NO_LINES: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True)
class Manuscript:
    """A source file, understood."""

    article: Article
    """The article, admitted."""
    notices: Findings = field(default_factory=Findings)
    """What the reader wants looked at."""
    lines: Mapping[str, int] = field(default_factory=lambda: _NO_LINES)
    """Node path → line of the source, counted from 1, where the reader knows it."""
    assets: Assets = field(default_factory=lambda: NO_ASSETS)
    """Pictures that the file itself holds."""
    record: ImportRecord | None = None
    """What was decided on the way; None where the source says its structure itself."""
    sha256: str = ""
    """Hash of the file's bytes; readers leave it to the workspace."""


@dataclass(frozen=True)
class Reading:
    """An article with its pictures, ready to be checked and rendered."""

    article: Article
    """The article."""
    assets: Assets = field(default_factory=lambda: NO_ASSETS)
    """Its pictures by key."""
    notices: Findings = field(default_factory=Findings)
    """What reading it brought up."""
    slug: str = "article"
    """The name of its folder: what result files are called."""
    config: Config = field(default_factory=Config)
    """pubkit.toml, or its defaults."""
    source: Path | None = None
    """The file that was read; None for an article made in Python."""
    sha256: str = ""
    """Hash of that file's bytes as they were read, hexadecimal; empty where there is none."""
    root: Path | None = None
    """The workspace's folder, where styles are looked for; None outside one."""
    lines: Mapping[str, int] = field(default_factory=lambda: _NO_LINES)
    """Node path → source line, counted from 1."""
    record: ImportRecord | None = None
    """What was decided about a raw text; None for an article that an editor has written."""

    @property
    def reviewed(self) -> bool:
        """Whether an editor has seen its structure; a page straight from a raw text is a proof."""
        return self.record is None
