"""Sizes and counts of the whole against the platform's limits."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit.checks.lengths import Limits
from pubkit.fault import Fault
from pubkit.wechatlint.sheet import Sheet

__all__ = ["limited"]


def limited(markup: str, sheet: Sheet, limits: Limits) -> Iterator[Fault]:
    """What of the article's own `markup` is more, or less, than the platform takes."""
    if len(markup) >= limits.content:
        yield Fault(
            "wechat-content-long",
            "warning",
            "",
            f"The body has {len(markup)} characters with its tags; the platform takes fewer "
            f"than {limits.content}",
            "Shorten the article or publish it in two parts.",
        )
    size = len(markup.encode())
    if size >= limits.content_bytes:
        yield Fault(
            "wechat-content-heavy",
            "error",
            "",
            f"The body has {size:,} bytes; the platform takes fewer than {limits.content_bytes:,}",
            "Publish it in parts.",
        )
    seen = any(piece.tag in ("img", "svg") for piece in sheet.pieces)
    if not seen and not "".join(str(part) for part in sheet.root.itertext()).strip():
        yield Fault(
            "wechat-empty",
            "error",
            "",
            "The article is empty",
            "Give a page whose article stands in the element marked data-pubkit-article.",
        )
