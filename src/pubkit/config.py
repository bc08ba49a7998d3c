"""What pubkit.toml says, typed."""

from __future__ import annotations

from typing import Any, TypeAlias

import msgspec

__all__ = ["Channels", "Checks", "Config", "Issue", "Site"]

Table: TypeAlias = dict[str, Any]
"""A TOML table whose fields belong to whoever is named by its key."""


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of pubkit.toml."""


class Site(_Part, frozen=True):
    """The web site that the articles belong to."""

    name: str = ""
    """Its name: the feed's title."""
    url: str = ""
    """Its address."""
    media_url: str = ""
    """The address under which the photos of a feed are uploaded."""
    rights: str = ""
    """Copyright line."""
    hub: str = ""
    """WebSub hub."""
    language: str = "zh-CN"
    """Language tag (BCP 47)."""


class Issue(_Part, frozen=True):
    """The furniture of a newspaper page (报眉)."""

    newspaper: str = ""
    """Name of the paper."""
    section: str = ""
    """Name of the page: 科普周刊."""
    page: str = ""
    """Page number: 05."""
    date: str = ""
    """Date of the issue as printed."""
    editors: tuple[str, ...] = ()
    """责编."""
    designers: tuple[str, ...] = ()
    """美编."""
    proofreaders: tuple[str, ...] = ()
    """校对."""


class Channels(_Part, frozen=True):
    """What `render` makes where the command does not say."""

    default: tuple[str, ...] = ("docx", "pdf", "rss", "wechat")
    """Renderers, in order."""
    style: str = "daily"
    """The style's name or folder."""


class Checks(_Part, frozen=True):
    """Which rules stay silent."""

    ignore: tuple[str, ...] = ()
    """Codes of warnings and infos; an error is accepted, not ignored."""


class Config(_Part, frozen=True):
    """pubkit.toml as a whole; everything is optional."""

    site: Site = Site()
    """Given to every renderer that has a field of this type."""
    issue: Issue = Issue()
    """The same."""
    channels: Channels = Channels()
    """Defaults of `render`."""
    renderers: dict[str, Table] = {}
    """Options by renderer."""
    feeds: dict[str, Table] = {}
    """Persistent feeds by name."""
    accounts: dict[str, Table] = {}
    """WeChat accounts by name."""
    checks: Checks = Checks()
    """Silenced rules."""
