"""Every exception that leaves pubkit.

    PubkitError
    ├── ReadError          a source file is not what it should be (names file and line)
    ├── ModelError         a value is not a valid article (names the node)
    ├── ConfigError        pubkit.toml or a renderer's options (names the key)
    ├── StyleError         a style folder (names file and token)
    ├── UnknownName        no such renderer, reader, style or node; lists the known ones
    ├── MissingDependency  a library or system library is absent; says what to install
    ├── RenderError        one channel cannot be made
    ├── PublishError       an article cannot be brought to a platform
    ├── LossError          an artifact does not hold the whole article
    └── WriteError         the results cannot be stored

What the *author* got wrong is a `Notice`; an exception is for what stops the work. Every message
is one sentence: what, where, what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

__all__ = [
    "ConfigError",
    "LossError",
    "MissingDependency",
    "ModelError",
    "PubkitError",
    "PublishError",
    "ReadError",
    "RenderError",
    "StyleError",
    "UnknownName",
    "WriteError",
    "did_you_mean",
    "located",
]


class PubkitError(Exception):
    """Whatever pubkit raises on purpose."""


class ReadError(PubkitError):
    """A source cannot be read as an article."""


class ModelError(PubkitError):
    """A value is not a valid article."""


class ConfigError(PubkitError):
    """pubkit.toml, or an option given to a renderer, is wrong."""


class StyleError(PubkitError):
    """A style folder is incomplete or names an unknown token."""


class PublishError(PubkitError):
    """A platform does not take an article, or cannot be reached."""


class LossError(PubkitError):
    """An artifact does not hold the whole article."""


class MissingDependency(PubkitError):  # noqa: N818 - the name is the sentence
    """Something that must be installed is not."""


class RenderError(PubkitError):
    """A renderer cannot make its file."""


class WriteError(PubkitError):
    """A result cannot be written."""


class UnknownName(PubkitError):  # noqa: N818 - the name is the sentence
    """A name that nothing answers to."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        known = sorted(known)
        listed = ", ".join(known) or "none"
        super().__init__(f"no {kind} named {name!r}{did_you_mean(name, known)}; known: {listed}")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """` (did you mean 'kicker'?)`, or nothing where no known name is close."""
    close = get_close_matches(name, list(known), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


_AT = re.compile(r" - at `(?:key in )?\$\.?(?P<path>[^`]*)`$")


def located(message: str, whole: str) -> str:
    """A message of msgspec's with its place in front: `sections[0].id: Expected `str`, got `int``.

    `whole` is the place where the message names none.
    """
    match = _AT.search(message)
    if match is None:
        return f"{whole}: {message}"
    return f"{match['path'] or whole}: {message[: match.start()]}"
