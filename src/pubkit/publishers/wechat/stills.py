"""GIFs, which the interface does not take: whether one moves, and its first frame."""

from __future__ import annotations

import io

from pubkit.errors import PublishError

__all__ = ["moves", "still"]


def moves(gif: bytes) -> bool:
    """Whether it has more frames than one."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(gif), formats=("GIF",)) as picture:
            return getattr(picture, "n_frames", 1) > 1
    except (OSError, ValueError, Image.DecompressionBombError):
        return False


def still(gif: bytes) -> bytes:
    """Its first frame as PNG.

    Raises: PublishError if it cannot be opened.
    """
    from PIL import Image

    stream = io.BytesIO()
    try:
        with Image.open(io.BytesIO(gif), formats=("GIF",)) as picture:
            picture.convert("RGBA" if picture.has_transparency_data else "RGB").save(
                stream, "PNG", optimize=True
            )
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise PublishError(f"a GIF cannot be opened ({error}); save it as JPEG or PNG") from error
    return stream.getvalue()
