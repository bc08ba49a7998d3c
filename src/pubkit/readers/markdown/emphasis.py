"""Where emphasis may open and close, also beside Chinese punctuation.

CommonMark lets a delimiter run between punctuation and a letter open or close on one side only,
which forbids `**着重。**后文`. The CJK-friendly amendments lift that where a neighbour is Chinese,
Japanese or Korean, and leave every other text as it is.
Source: github.com/tats-u/markdown-cjk-friendly, specification.md (CommonMark 0.31.2, §6.2).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["flanks"]

_BLOCKS = (
    "\u1100-\u11ff \u20a9 \u2329 \u232a \u2630-\u2637 \u268a-\u268f \u2e80-\u2e99 "
    "\u2e9b-\u2ef3 \u2f00-\u2fd5 \u2ff0-\u303e \u3041-\u3096 \u3099-\u30ff \u3105-\u312f "
    "\u3131-\u318e \u3190-\u31e5 \u31ef-\u321e \u3220-\u3247 \u3250-\ua48c \ua490-\ua4c6 "
    "\ua960-\ua97c \uac00-\ud7a3 \ud7b0-\ud7c6 \ud7cb-\ud7fb \uf900-\ufaff \ufe10-\ufe19 "
    "\ufe30-\ufe52 \ufe54-\ufe66 \ufe68-\ufe6b \uff01-\uffbe \uffc2-\uffc7 \uffca-\uffcf "
    "\uffd2-\uffd7 \uffda-\uffdc \uffe0-\uffe6 \uffe8-\uffee \U00016fe0-\U00016fe4 "
    "\U00016ff0-\U00016ff6 \U00017000-\U00018cd5 \U00018cff-\U00018d1e \U00018d80-\U00018df2 "
    "\U0001aff0-\U0001aff3 \U0001aff5-\U0001affb \U0001affd \U0001affe \U0001b000-\U0001b122 "
    "\U0001b132 \U0001b150-\U0001b152 \U0001b155 \U0001b164-\U0001b167 \U0001b170-\U0001b2fb "
    "\U0001d300-\U0001d356 \U0001d360-\U0001d376 \U0001f200 \U0001f202 \U0001f210-\U0001f219 "
    "\U0001f21b-\U0001f22e \U0001f230 \U0001f231 \U0001f237 \U0001f23b \U0001f240-\U0001f248 "
    "\U0001f260-\U0001f265 \U00020000-\U0003fffd"
)
"""CJK characters as of Unicode 17: one, or the first and last of many. As a pattern they take three
milliseconds to compile. Source: the same repository, ranges.md."""
_CJK = _BLOCKS.split()
_WIDE_QUOTE = re.compile("[‘’“”]\ufe01")
"""A quotation mark with the selector of its full-width form."""


def flanks(before: str, after: str, marker: str) -> tuple[bool, bool]:
    """Whether a run of `marker` (`*` or `_`) between two pieces of text can open, and close.

    Only the last two characters of `before` and the first of `after` count; an empty string is
    the end of the text, which counts as a space.
    """
    last, cjk_before = _last(before)
    following = after[:1] or " "
    if _is_space(last) or _is_space(following):
        return not _is_space(following), not _is_space(last)
    opens, closes = _is_punctuation(last), _is_punctuation(following)
    if marker == "_":  # never inside a word
        return opens, closes
    beside_cjk = cjk_before or _is_cjk(following)
    return opens or beside_cjk or not closes, closes or beside_cjk or not opens


def _last(before: str) -> tuple[str, bool]:
    """The character before the run, variation selectors aside, and whether it is CJK."""
    last = before[-1:] or " "
    base = before[-2:-1]
    if "\ufe00" <= last <= "\ufe0e" and base and not _is_space(base):
        return base, _is_cjk(base) or bool(_WIDE_QUOTE.match(before[-2:]))
    ideographic_variant = "\U000e0100" <= last <= "\U000e01ef"
    return last, ideographic_variant or _is_cjk(last)


@lru_cache(maxsize=4096)
def _is_cjk(character: str) -> bool:
    return any(block[0] <= character <= block[-1] for block in _CJK)


def _is_space(character: str) -> bool:
    """Unicode whitespace as CommonMark defines it (§2.1)."""
    return character in "\t\n\f\r" or unicodedata.category(character) == "Zs"


def _is_punctuation(character: str) -> bool:
    """Unicode punctuation as CommonMark defines it (§2.1): symbols too."""
    return unicodedata.category(character)[0] in "PS"
