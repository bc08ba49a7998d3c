"""`![caption](key){credit="…" place=lead}` becomes a Figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, get_args
from urllib.parse import unquote

from pubkit.errors import did_you_mean
from pubkit.model import Figure, Inline, Place
from pubkit.readers.markdown.margin import Margin
from pubkit.readers.markdown.marks import is_url
from pubkit.walk import ID

if TYPE_CHECKING:
    from pubkit.readers.markdown.syntax import Token

__all__ = ["figure"]

_NAMES = ("credit", "alt", "place", "focus", "crop", "id")
_PLACES = get_args(Place)
_CROPS = ("auto", "never")
_CURLY = re.compile("^[“”‘’「＂]|[“”‘’」＂]$")
"""What a Chinese keyboard gives for a quotation mark, at either end."""
_LONGEST_ID = 128
"""Of an anchor in the model."""


def figure(token: Token, caption: tuple[Inline, ...], line: int, margin: Margin) -> Figure:
    """The figure, as far as its attributes are understood; what is not is marked."""
    fields: dict[str, Any] = {}
    for name, value, bare in token.meta.get("attributes", ()):
        if bare and _CURLY.search(value):
            margin.warning(
                "quotes-curly",
                line,
                f"The quotes of {name}={value} are read as part of the text.",
                f'Write straight ones: {name}="…".',
            )
        if name not in _NAMES:
            hint = did_you_mean(name, _NAMES)
            margin.error("unknown-key", line, f"A photo has no attribute {name!r}{hint}.")
        elif name in fields:
            margin.error("repeated-key", line, f"{name} is written twice; the first one holds.")
        else:
            fields[name] = _value(name, margin.legal(value, line), line, margin)
    if title := str(token.attrs.get("title", "")):
        margin.warning(
            "image-title",
            line,
            f"The photo's title {title!r} has no place in the article.",
            "Write it as caption or alt.",
        )
    known = {name: value for name, value in fields.items() if value is not None}
    target = margin.legal(str(token.attrs["src"]), line).replace("\n", " ")
    return Figure(photo=_key(target), caption=caption, **known)


def _key(target: str) -> str | None:
    """A file's real name, whichever way it was written; URLs as they are; None while awaited."""
    if not is_url(target):
        with suppress(UnicodeDecodeError):  # then the percent signs belong to the name
            return unquote(target, errors="strict") or None
    return target


def _value(name: str, value: str, line: int, margin: Margin) -> object:
    """The attribute's value; None, marked, where it is not one of those permitted."""
    understand, permitted = _VALUES.get(name, (str, ""))
    understood = understand(value)
    if understood is None:
        margin.error("bad-value", line, f"{name}={value!r} is not permitted: write {permitted}.")
    return understood


def _place(value: str) -> str | None:
    return value if value in _PLACES else None


def _crop(value: str) -> str | None:
    return value if value in _CROPS else None


def _id(value: str) -> str | None:
    return value if ID.fullmatch(value) and len(value) <= _LONGEST_ID else None


def _focus(value: str) -> tuple[float, float] | None:
    try:
        x, y = map(float, re.split(r"[\s,]+", value.strip()))
    except ValueError:
        return None
    return (x, y) if 0 <= x <= 1 and 0 <= y <= 1 else None


_VALUES: Mapping[str, tuple[Callable[[str], object], str]] = {
    "place": (_place, " or ".join(_PLACES)),
    "crop": (_crop, " or ".join(_CROPS)),
    "id": (_id, "an ASCII letter, then letters, digits, _ . or -"),
    "focus": (_focus, 'two numbers from 0 to 1, as in focus="0.5 0.3"'),
}
"""How each attribute is understood, and what it permits."""
