"""The head of article.md: its keys, checked on reading, spelt on writing."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, cast, get_args

from msgspec import Struct

from pubkit.errors import did_you_mean
from pubkit.model import Article, Credit, Numbering, Override
from pubkit.readers.markdown import values
from pubkit.readers.markdown.entries import Entry, parse, spell
from pubkit.readers.markdown.margin import Margin

__all__ = ["Head", "read_head", "write_head"]

_TEXTS = (
    "title", "kicker", "deck", "photo_credit", "source", "id", "url", "lang", "digest", "cover",
)  # fmt: skip
_DATES = ("published", "updated")
_LISTS = ("keywords", "accept")
_KEYS = (*_TEXTS, *_DATES, *_LISTS, "credits", "numbering", "channels")
_NUMBERINGS = get_args(Numbering)
_OVERRIDES = ("title", "author", "digest", "cover")
_DATE_EXAMPLE = "2026-11-20T08:00:00+08:00"
_SPACED_OFFSET = re.compile(r"\s+(?=[+-]\d|Z)")
"""YAML lets a timestamp's offset stand apart; ISO 8601 does not."""


class Head(Struct, frozen=True):
    """What the head says."""

    fields: Mapping[str, Any]
    """The article's own fields, without its numbering."""
    numbering: Numbering | None
    """How sections are lettered; None if the head says nothing."""
    lines: Mapping[str, int]
    """Node path (`title`, `credits[0]`) → line of the file."""


def read_head(text: str, first_line: int, margin: Margin) -> Head:
    """The head in `text`, which begins on `first_line` of the file; unknown keys are marked.

    Raises: ReadError naming the line, the value and what is permitted.
    """
    entry = parse(text, first_line, margin)
    keys = _mapping(entry, "the head", "title: …", margin)
    _mark_unknown(keys, _KEYS, "head", margin)
    if not keys.get("title", Entry("", 0)).value:
        place = keys["title"].line if "title" in keys else first_line
        margin.refuse(place, "the head has no title; write title: …")
    reader = _HeadReader(keys, margin)
    return Head(reader.fields(), reader.numbering(), reader.lines())


class _HeadReader:
    """The head's keys, one kind after the other."""

    def __init__(self, keys: Mapping[str, Entry], margin: Margin) -> None:
        self._keys = keys
        self._margin = margin

    def fields(self) -> dict[str, Any]:
        keys = self._keys
        fields: dict[str, Any] = {
            name: _text(keys[name], name, self._margin) for name in _TEXTS if name in keys
        }
        fields |= {name: self._date(name) for name in _DATES if name in keys}
        fields |= {name: _texts(keys[name], name, self._margin) for name in _LISTS if name in keys}
        if "url" in keys:
            values.mark_url(keys["url"], self._margin)
        if "credits" in keys:
            fields["credits"] = self._credits(keys["credits"])
        if "channels" in keys:
            fields["channels"] = self._channels(keys["channels"])
        return fields

    def numbering(self) -> Numbering | None:
        entry = self._keys.get("numbering")
        if entry is None:
            return None
        value = _text(entry, "numbering", self._margin)
        if value not in _NUMBERINGS:
            hint = did_you_mean(value, _NUMBERINGS)
            self._margin.refuse(
                entry.line, f"there is no numbering {value!r}{hint}; write {_either(_NUMBERINGS)}"
            )
        return cast(Numbering, value)

    def lines(self) -> dict[str, int]:
        lines = {name: entry.line for name, entry in self._keys.items() if name in _KEYS}
        for name in ("credits", "channels"):
            value = self._keys[name].value if name in self._keys else ()
            entries = value.values() if isinstance(value, dict) else value
            for index, entry in enumerate(entries):
                if isinstance(entry, Entry):
                    lines[f"{name}[{index}]"] = entry.line
        return lines

    def _date(self, name: str) -> datetime | None:
        entry = self._keys[name]
        written = _text(entry, name, self._margin)
        if not written:
            return None
        try:
            date = datetime.fromisoformat(_SPACED_OFFSET.sub("", written.strip()))
        except ValueError:
            self._margin.refuse(
                entry.line, f"{name}: {written!r} is no date; write it as {_DATE_EXAMPLE}"
            )
        if date.tzinfo is None:
            self._margin.refuse(
                entry.line,
                f"{name}: {written!r} lacks the time or its offset; write it as {_DATE_EXAMPLE}",
            )
        return date

    def _credits(self, entry: Entry) -> tuple[Credit, ...]:
        how = "credits: [{role: 撰文, names: [林晓]}]"
        if not entry.value:
            return ()
        if not isinstance(entry.value, list):
            self._margin.refuse(entry.line, f"credits is {entry.kind}, not a list; write {how}")
        return tuple(self._credit(one, how) for one in entry.value)

    def _credit(self, entry: Entry, how: str) -> Credit:
        keys = _mapping(entry, "a credit", how, self._margin)
        _mark_unknown(keys, ("role", "names"), "credit", self._margin)
        for name in ("role", "names"):
            if name not in keys or (name == "role" and not keys[name].value):
                self._margin.refuse(entry.line, f"a credit has no {name}; write {how}")
        role = _text(keys["role"], "role", self._margin)
        names = _texts(keys["names"], "names", self._margin)
        values.mark_names(keys["names"], self._margin)
        return Credit(role, names)

    def _channels(self, entry: Entry) -> tuple[Override, ...]:
        how = "channels: {wechat: {title: …}}"
        if not entry.value:
            return ()
        channels = _mapping(entry, "channels", how, self._margin)
        values.mark_channels(channels, self._margin)
        overrides = []
        for channel, own in channels.items():
            keys = _mapping(own, f"channel {channel}", how, self._margin) if own.value else {}
            _mark_unknown(keys, _OVERRIDES, f"channel {channel}", self._margin)
            words = {
                name: _text(keys[name], name, self._margin) for name in _OVERRIDES if name in keys
            }
            overrides.append(Override(channel, **words))
        return tuple(overrides)


def _mapping(entry: Entry, name: str, how: str, margin: Margin) -> Mapping[str, Entry]:
    if not isinstance(entry.value, dict):
        margin.refuse(entry.line, f"{name} is {entry.kind}, not a mapping; write {how}")
    return entry.value


def _text(entry: Entry, name: str, margin: Margin) -> str:
    if not isinstance(entry.value, str):
        margin.refuse(entry.line, f"{name} is {entry.kind}, not a text; write it on one line")
    return entry.value


def _texts(entry: Entry, name: str, margin: Margin) -> tuple[str, ...]:
    """A list of texts; a single one needs no brackets."""
    if isinstance(entry.value, str):
        return (entry.value,) if entry.value else ()
    if isinstance(entry.value, dict):
        margin.refuse(entry.line, f"{name} is a mapping, not a list; write {name}: [一, 二]")
    return tuple(_text(one, f"an entry of {name}", margin) for one in entry.value)


def _mark_unknown(
    keys: Mapping[str, Entry], known: Collection[str], what: str, margin: Margin
) -> None:
    for key, entry in keys.items():
        if key not in known:
            hint = did_you_mean(key, known)
            margin.error("unknown-key", entry.line, f"The {what} has no key {key!r}{hint}.")


def _either(words: Collection[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}"


# ── writing ─────────────────────────────────────────────────────────────────────────────────


def write_head(article: Article, numbering: Numbering | None) -> str:
    """The head with its fences; `numbering` is None where it need not be said."""
    lines = ["---"]
    lines += _lines(article, "title", "kicker", "deck")
    if article.credits:
        lines += ["credits:", *(f"  - {_credit(credit)}" for credit in article.credits)]
    lines += _lines(article, "photo_credit", "source")
    for name in _DATES:
        date: datetime | None = getattr(article, name)
        lines += [f"{name}: {date.isoformat()}"] if date else []
    lines += _lines(article, "id", "url")
    lines += [f"lang: {spell(article.lang)}"] if article.lang != "zh-CN" else []
    lines += [f"keywords: {_list(article.keywords)}"] if article.keywords else []
    lines += _lines(article, "digest", "cover")
    lines += [f"numbering: {numbering}"] if numbering else []
    if article.channels:
        lines += ["channels:", *(f"  {_channel(own)}" for own in article.channels)]
    lines += [f"accept: {_list(article.accept)}"] if article.accept else []
    return "\n".join([*lines, "---"])


def _lines(article: Article, *names: str) -> list[str]:
    said = ((name, getattr(article, name)) for name in names)
    return [f"{name}: {spell(value)}" for name, value in said if value]


def _list(words: Collection[str]) -> str:
    return "[" + ", ".join(spell(word, flow=True) for word in words) + "]"


def _credit(credit: Credit) -> str:
    return f"{{role: {spell(credit.role, flow=True)}, names: {_list(credit.names)}}}"


def _channel(own: Override) -> str:
    said = ((name, getattr(own, name)) for name in _OVERRIDES)
    words = [f"{name}: {spell(value, flow=True)}" for name, value in said if value is not None]
    return f"{spell(own.channel, flow=True)}: {{{', '.join(words)}}}"
