"""Rows: where each line of a galley ends, read back from its PDF.

A galley's page is divided into bands, one beside the other, and its pieces stand in them by turns:
so each row of a piece is known by its band, and a new piece by the change of band.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from msgspec import Struct

from pubkit.errors import MissingDependency
from pubkit.fonts import shows_nothing

__all__ = ["BANDS", "Strip", "is_seen", "shown", "strips"]

BANDS = 3
"""How many bands a galley's page has: two would do if no piece were ever empty."""


class Strip(Struct):
    """A run of rows in one band: a piece of the galley."""

    band: int
    """Which band."""
    rows: list[tuple[int, str]]
    """Row number on the page, and its characters that show, in the order they were drawn."""

    def texts(self) -> Iterator[str]:
        """What each row shows from the first to the last, nothing where none was drawn."""
        drawn = dict(self.rows)
        return (drawn.get(at, "") for at in range(self.rows[0][0], self.rows[-1][0] + 1))


@lru_cache(maxsize=1024)
def shown(text: str) -> str:
    """The characters that a row of `text` would show: composed, without marks and white space."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if is_seen(c))


@lru_cache(maxsize=16384)
def is_seen(character: str) -> bool:
    """Whether a character takes a place of its own in a row."""
    return not (shows_nothing(character) or unicodedata.combining(character))


def strips(data: bytes, band: float, leadings: list[float]) -> list[list[Strip]]:
    """For each page of a galley its strips, from top to bottom.

    `band` is a band's width, `leadings` the height of a row on each page, in pt.
    Raises: MissingDependency.
    """
    pdfium, raw = _pdfium()
    document = pdfium.PdfDocument(data)
    try:
        return [
            _page(raw, document[number], band, leading) for number, leading in enumerate(leadings)
        ]
    finally:
        document.close()


def _page(raw: Any, page: Any, band: float, leading: float) -> list[Strip]:  # noqa: ANN401
    found: list[Strip] = []
    rows: list[tuple[int, str]] = []
    height = page.get_height()
    last = row = -1
    shown: list[str] = []
    for character, x, y in _characters(raw, page):
        place, at = int(x // band), int((height - y) // leading)
        if place != last or at > row:
            if shown:
                rows.append((row, "".join(shown)))
                shown.clear()
            if place != last:
                rows = []
                found.append(Strip(place, rows))
            last, row = place, at
        shown.append(character)
    if shown:
        rows.append((row, "".join(shown)))
    return found


def _characters(raw: Any, page: Any) -> Iterator[tuple[str, float, float]]:  # noqa: ANN401
    """Each character that shows, with its origin."""
    text = page.get_textpage()
    handle, unicode, origin = text.raw, raw.FPDFText_GetUnicode, raw.FPDFText_GetCharOrigin
    x, y = ctypes.c_double(), ctypes.c_double()
    to_x, to_y = ctypes.byref(x), ctypes.byref(y)
    for index in range(raw.FPDFText_CountChars(handle)):
        character = chr(unicode(handle, index))
        if is_seen(character):
            origin(handle, index, to_x, to_y)
            yield character, x.value, y.value


def _pdfium() -> tuple[Any, Any]:
    try:
        import pypdfium2
        import pypdfium2.raw
    except ImportError as error:
        raise MissingDependency("the page needs pypdfium2; type: pip install pypdfium2") from error
    return pypdfium2, pypdfium2.raw
