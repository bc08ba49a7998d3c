"""Tokens: what a newspaper may least of all get wrong, counted by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pubkit.proof import TokenKind, Tokens

__all__ = ["Tally"]

_PATTERNS: dict[TokenKind, re.Pattern[str]] = {
    "numbers": re.compile(
        r"[-+−]?\d+(?:[.,:：/~～—–-]\d+)*\s?(?:[%％‰℃]|[\u4e00-\u9fff])?"
        r"|第?[一二三四五六七八九十百千万亿两零〇]{2,}[\u4e00-\u9fff]?"
    ),
    "titles": re.compile(r"《[^《》]*》"),
    "quotations": re.compile(r"“[^“”]*”"),
}


class Tally:
    """Counts tokens that are owed and tokens that were found."""

    def __init__(self) -> None:
        self._owed: dict[TokenKind, Counter[str]] = {}
        self._found: dict[TokenKind, Counter[str]] = {}

    def add(self, owed: str, found: str, *, name: bool = False) -> None:
        """Count a part as owed, and what stands in its place; `name` if it is one person's."""
        kinds: Iterable[TokenKind] = ("names",) if name else _PATTERNS
        for kind in kinds:
            self._owed.setdefault(kind, Counter()).update(_tokens(kind, owed))
            self._found.setdefault(kind, Counter()).update(_tokens(kind, found))

    def tokens(self) -> tuple[Tokens, ...]:
        """One entry a kind that is owed at all."""
        return tuple(
            Tokens(
                kind=kind,
                owed=owed.total(),
                found=owed.total() - lost.total(),
                missing=tuple(sorted(lost.elements())),
            )
            for kind, owed in self._owed.items()
            if owed.total()
            for lost in (owed - self._found[kind],)
        )


def _tokens(kind: TokenKind, text: str) -> list[str]:
    if kind == "names":
        return [text] if text else []
    return ["".join(token.split()) for token in _PATTERNS[kind].findall(text)]
