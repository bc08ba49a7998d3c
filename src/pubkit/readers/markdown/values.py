"""What is doubtful in a head's values: names run together, channels and addresses of no kind."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pubkit import registry
from pubkit.errors import did_you_mean
from pubkit.readers.markdown.entries import Entry
from pubkit.readers.markdown.margin import Margin

__all__ = ["mark_channels", "mark_names", "mark_url"]

_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*[、，]\s*")


def mark_url(entry: Entry, margin: Margin) -> None:
    """Mark an article's address that is none on the web."""
    if entry.value and not _ADDRESS.match(str(entry.value)):
        margin.error(
            "url-scheme",
            entry.line,
            f"url: {entry.value!r} is no address on the web.",
            "Write https://… in full.",
        )


def mark_names(entry: Entry, margin: Margin) -> None:
    """Mark names that one text runs together."""
    for one in entry.value if isinstance(entry.value, list) else [entry]:
        names = [name for name in _BETWEEN_NAMES.split(str(one.value)) if name]
        if len(names) > 1:
            margin.warning(
                "name-joined",
                one.line,
                f"{one.value!r} is read as one name.",
                f"Write names: [{', '.join(names)}].",
            )


def mark_channels(channels: Mapping[str, Entry], margin: Margin) -> None:
    """Mark channels that no installed renderer is called by."""
    known = registry.available()
    for channel, entry in channels.items():
        if channel not in known:
            hint = did_you_mean(channel, known)
            margin.warning(
                "channel-unknown",
                entry.line,
                f"No installed renderer is called {channel!r}{hint}.",
                f"There are {', '.join(known)}.",
            )
