"""Content streams as instructions, and how much of them is read."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pubkit.preflight.objects import inner, is_stream, kids

if TYPE_CHECKING:
    from pikepdf import Object

__all__ = ["Budget", "Exhausted", "is_cut_off", "parsed"]

_INSTRUCTIONS = 2_000_000
"""Instructions of a whole file: hundreds of full newspaper pages, and some seconds of work."""
_FORM = 100
"""Instructions that drawing a form is as much work as."""
_STREAM_BYTES = 16_000_000
"""Bytes of one content stream, unpacked; a full newspaper page has less than one million."""
_SPACE = b"\0\t\n\f\r "
"""White space of a PDF (ISO 32000-1, table 1)."""


class Exhausted(Exception):  # noqa: N818  # a state of the work, not an error
    """The file draws more than is read."""


class Budget:
    """What may still be read of a file."""

    def __init__(self) -> None:
        """Begins with all of it."""
        self._left = _INSTRUCTIONS

    def spend(self, instructions: int) -> None:
        """Counts what one form, or a page, takes.

        Raises: Exhausted.
        """
        self._left -= _FORM + instructions
        if self._left < 0:
            raise Exhausted


def parsed(content: Any) -> list[Any]:  # noqa: ANN401  # a page or a stream
    """The instructions of a page, or of a stream.

    Raises: Exhausted for one too long; whatever pikepdf raises for one that is broken.
    """
    from pikepdf import parse_content_stream

    streams = _streams(content)
    if sum(len(stream.read_bytes()) for stream in streams) > _STREAM_BYTES:
        raise Exhausted
    if not streams:
        return []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # `is_cut_off` finds what pikepdf warns of
        return parse_content_stream(content)


def is_cut_off(content: Any, instructions: Sequence[Any]) -> bool:  # noqa: ANN401  # a page or a stream
    """Whether it ends before its last instruction does, which readers drop in silence."""
    streams = _streams(content)
    *_, last = (streams[-1].read_bytes() if streams else b"").rstrip(_SPACE).splitlines() or [b""]
    if not last or b"%" in last:
        return False
    operator = str(instructions[-1].operator) if instructions else "?"
    return not last.endswith(b"EI" if operator == "INLINE IMAGE" else operator.encode("latin-1"))


def _streams(content: Any) -> list[Object]:  # noqa: ANN401  # a page or a stream
    """What a page or a stream consists of."""
    if is_stream(content):
        return [content]
    found = inner(content, "Contents")
    return [item for item in ([found] if is_stream(found) else kids(found)) if is_stream(item)]
