"""What the platform takes of a whole article: pictures and the body.

Title, author line and digest are checked before anything is rendered (`checks/lengths.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from pubkit.checks.lengths import Limits
from pubkit.notice import Notice

__all__ = ["MAX_IMAGE_BYTES", "Limits", "exceeded"]

MAX_IMAGE_BYTES = 1_000_000
"""`media/uploadimg`: JPEG and PNG below 1 MB, read here as the smaller of its two meanings."""


def exceeded(body: str, limits: Limits) -> Iterator[Notice]:
    """A Notice where the body, tags counted, is longer than the platform takes."""
    if len(body) >= limits.content:
        yield Notice(
            code="wechat-content-long",
            severity="warning",
            text=f"The body has {len(body)} characters with its tags; the platform takes fewer "
            f"than {limits.content}.",
            hint="Shorten the article or publish it in two parts.",
        )
