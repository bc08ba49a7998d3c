"""What pubkit.toml says, typed."""

from __future__ import annotations

import re
import tomllib
from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import Meta

from pubkit.characters import LINE_BREAKS, names, strip_illegal
from pubkit.errors import ConfigError, did_you_mean, located
from pubkit.style import Size, worded

__all__ = [
    "Account",
    "Channels",
    "Checks",
    "Config",
    "Feed",
    "Field",
    "Form",
    "Issue",
    "Press",
    "Profile",
    "Site",
    "parse",
]

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


class Press(_Part, frozen=True):
    """What the printer asks for."""

    profile: str = "newsprint"
    """The printing condition: one that is shipped (`newsprint`, `coated`), or an .icc file."""
    icc: bytes = b""
    """That file's content, where it is one; put in when pubkit.toml is read."""
    bleed: Size = "3mm"
    """How far colour runs over the trimmed edge."""
    marks: bool = True
    """Whether crop and registration marks stand round the page."""
    resolution: Annotated[int, Meta(ge=0, le=2400)] = 0
    """Most pixels an inch of a photo; 0 for the profile's own."""
    ink: Annotated[int, Meta(ge=0, le=400)] = 0
    """Most ink on one spot, in percent over all four; 0 for the profile's own."""


class Account(_Part, frozen=True):
    """A WeChat Official Account. Its secret never stands in a file that is shared."""

    appid: str
    """The account's id: `wx` and 16 characters."""
    uploads: Annotated[int, Meta(ge=1, le=8)] = 3
    """Pictures that are uploaded at once."""
    api: str = "https://api.weixin.qq.com"
    """Where the interface is: the platform's own, or a gateway with a fixed address."""
    proxy: str = ""
    """A proxy on the way, for an address that is in the account's whitelist."""


class Channels(_Part, frozen=True):
    """What `render` makes where the command does not say."""

    default: tuple[str, ...] = ("docx", "pdf", "rss", "wechat")
    """Renderers, in order."""
    style: str = "daily"
    """The style's name or folder."""


class Checks(_Part, frozen=True):
    """Which rules stay silent."""

    ignore: tuple[str, ...] = ()
    """Codes of warnings and infos (docs/checks.md); an error is accepted, not ignored."""


Form: TypeAlias = Literal["rss", "atom", "json"]
"""RSS 2.0, Atom 1.0, JSON Feed 1.1."""
Field: TypeAlias = Literal[
    "summary", "html", "language", "authors", "keywords", "rights", "photos", "enclosure", "parts"
]
"""What an item may do without."""


class Profile(_Part, frozen=True):
    """One partner's variant of a feed: it lies beside it as NAME.PROFILE.rss.xml."""

    items: Annotated[int, Meta(ge=0, le=1000)] = 0
    """How many of the newest articles; 0 for as many as the feed itself has."""
    formats: tuple[Form, ...] = ("rss",)
    """Which files are written."""
    omit: tuple[Field, ...] = ()
    """Fields that the partner does not want."""
    tags: tuple[str, ...] = ()
    """The HTML elements that it takes; the words of others stay. Empty for all that we write."""


class Feed(_Part, frozen=True):
    """A persistent feed."""

    title: str = ""
    """Its name; the site's where none is given."""
    description: str = ""
    """What it is about; its name where nothing is given."""
    url: str = ""
    """The address of the folder that its files are served from."""
    folder: str = "build/feeds"
    """That folder here, below the workspace's."""
    formats: tuple[Form, ...] = ("rss", "atom", "json")
    """Which files are written."""
    keywords: tuple[str, ...] = ()
    """It takes articles with one of these; with neither keywords nor folders it takes all."""
    folders: tuple[str, ...] = ()
    """It takes articles below these folders of the workspace."""
    items: Annotated[int, Meta(ge=1, le=1000)] = 50
    """How many of the newest articles it shows; older ones go into archives of as many."""
    image: str = ""
    """The address of its picture."""
    hub: str = ""
    """WebSub hub; the site's where none is given."""
    profiles: dict[str, Profile] = {}
    """Variants for partners, by name."""


class Config(_Part, frozen=True):
    """pubkit.toml as a whole; everything is optional."""

    site: Site = Site()
    """Given to every renderer that has a field of this type."""
    issue: Issue = Issue()
    """The same."""
    press: Press = Press()
    """The same."""
    channels: Channels = Channels()
    """Defaults of `render`."""
    renderers: dict[str, Table] = {}
    """Options by renderer."""
    feeds: dict[str, Feed] = {}
    """Persistent feeds by name."""
    accounts: dict[str, Table] = {}
    """WeChat accounts by name (`Account`), read when something is published."""
    checks: Checks = Checks()
    """Silenced rules."""


_WEB = re.compile(r"https?://\S+$", re.IGNORECASE)
_UNKNOWN = re.compile(r"unknown field `(?P<field>[^`]*)`(?: - at `\$\.?(?P<table>[^`]*)`)?$")


def parse(toml: str, file: str) -> Config:
    """What `toml`, the text of pubkit.toml, says; `file` is its name, for messages.

    Raises: ConfigError naming file and key, or file and line.
    """
    try:
        config = msgspec.convert(tomllib.loads(toml), Config)
    except RecursionError as error:
        raise ConfigError(f"{file}: it nests too deeply; flatten it") from error
    except msgspec.ValidationError as error:
        raise ConfigError(f"{file}: {_explained(str(error))}") from error
    except ValueError as error:  # no TOML, or a number of thousands of digits
        raise ConfigError(f"{file}: {error}") from error
    _reject_illegal(config, file)
    if config.press.icc:
        raise ConfigError(f"{file}: unknown key 'icc' in [press]; give the file's name as profile")
    for key in ("url", "media_url", "hub"):
        address = getattr(config.site, key)
        if address and not _WEB.match(address):
            raise ConfigError(f"{file}: {key} in [site] is no http or https address: {address!r}")
    for name, feed in config.feeds.items():
        _check_feed(name, feed, file)
    return config


_NAME = re.compile("[a-z0-9][a-z0-9-]*")
_TAG = re.compile("[a-z][a-z0-9]*")


def _check_feed(name: str, feed: Feed, file: str) -> None:
    """Raises ConfigError for what no file can be called and no reader can open."""
    for called in (name, *feed.profiles):
        if not _NAME.fullmatch(called):
            rule = "use small letters, digits and hyphens"
            raise ConfigError(f"{file}: no feed and no profile can be called {called!r}; {rule}")
    for key in ("url", "image", "hub"):
        address = getattr(feed, key)
        if address and not _WEB.match(address):
            where = f"{key} in [feeds.{name}]"
            raise ConfigError(f"{file}: {where} is no http or https address: {address!r}")
    for called, profile in feed.profiles.items():
        for tag in profile.tags:
            if not _TAG.fullmatch(tag):
                where = f"tags in [feeds.{name}.profiles.{called}]"
                raise ConfigError(f"{file}: {where}: no HTML element is called {tag!r}")
    for text in (feed.title, feed.description):
        if removed := strip_illegal(text)[1] or "".join(LINE_BREAKS.findall(text)):
            what = f"{names(removed)} cannot be published; take it out"
            raise ConfigError(f"{file}: [feeds.{name}]: {what}")


def _reject_illegal(config: Config, file: str) -> None:
    """Raises ConfigError for what no channel can carry: these tables are published."""
    for table, part in (("site", config.site), ("issue", config.issue)):
        for key in part.__struct_fields__:
            value = getattr(part, key)
            text = "".join(value) if isinstance(value, tuple) else value
            removed = strip_illegal(text)[1] or "".join(LINE_BREAKS.findall(text))
            if removed:
                raise ConfigError(
                    f"{file}: {key} in [{table}]: {names(removed)} cannot be published; take it out"
                )


def _keys(table: str) -> tuple[str, ...]:
    """The keys of a table, named as msgspec does: `site`, `feeds[...]`."""
    if not table:
        return Config.__struct_fields__
    if table.startswith("feeds["):
        return (Profile if ".profiles" in table else Feed).__struct_fields__
    part: _Part = getattr(Config(), table)
    return part.__struct_fields__


def _explained(message: str) -> str:
    """msgspec's message, with the known key that an unknown one may have meant."""
    match = _UNKNOWN.search(message)
    if match is None:
        return worded(located(message, "the file"))
    table = match["table"] or ""
    hint = did_you_mean(match["field"], _keys(table))
    return f"unknown key {match['field']!r} in {f'[{table}]' if table else 'the file'}{hint}"
