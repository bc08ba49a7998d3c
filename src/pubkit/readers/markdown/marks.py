"""The light marks and the spans that say the same, shared by reading and writing."""

from __future__ import annotations

import re

__all__ = ["SPANS", "SUB", "SUP", "is_url"]

SPANS = ("sup", "sub", "strong", "emph", "code", "br")
"""What stands in the braces of `[content]{.sup}`."""

SUP = re.compile(r"(?<!\^)\^(?=[^^]*?[^\W_])([^\s^\\\[\]`*_~<&!|]+)\^(?!\^)")
"""`^2^`: no space, no other mark, at least one letter or digit, so that `^_^` stays text."""
SUB = re.compile(r"(?<!~)~([A-Za-z0-9\u0370-\u03ff+\u2212-]{1,8})~(?!~)")
"""`~2~`: short and without Chinese, so that `3~5天，10~20人` stays text."""


def is_url(key: str) -> bool:
    """Whether a photo's key is a URL and no file name."""
    return "://" in key
