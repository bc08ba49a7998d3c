"""Patterns that are compiled when they are first used.

Python compiles a class of Chinese characters in a quarter of a millisecond, their whole range in a
whole one, and an article has need of half the patterns that could find fault with it.
"""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["pattern"]


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """The regular expression, for its methods; a mistake in it shows with the first use.

    What `re` itself is to be given must be a pattern of its own.
    """
    return cast("re.Pattern[str]", _Pattern(text, flags))


class _Pattern:
    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever a compiled one has
        if self._compiled is None:
            self._compiled = re.compile(self._text, self._flags)
        found = getattr(self._compiled, name)
        setattr(self, name, found)  # so that it is asked for once
        return found
