"""Font programs, as they lie in a PDF (ISO 32000-1, §9.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pubkit.fontfile import table
from pubkit.preflight.objects import inner, is_stream

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

__all__ = ["compact", "unwrap"]


def compact(file: Object) -> bytes:
    """A CFF font, which may stand by itself or in an OpenType font.

    Raises: whatever a broken font gives cause for.
    """
    data = file.read_bytes()
    if data[:4] != b"OTTO":
        return data
    found = table(data, b"CFF ")
    if found is None:
        raise ValueError("it has no outlines")
    _, start, length = found
    return data[start : start + length]


def unwrap(pdf: Pdf) -> None:
    """Takes the CFF fonts of composite fonts out of their OpenType fonts.

    PDFium takes a text's numbers for places where the font is wrapped, and draws other glyphs.
    """
    from pikepdf import Name

    for item in list(pdf.objects):
        file = inner(item, "FontFile3")
        if not is_stream(file) or inner(file, "Subtype") != Name.OpenType:
            continue
        try:
            data = compact(file)
        except Exception:  # a broken font raises what it likes; the glyphs' rule tells
            continue
        item.FontFile3 = pdf.make_stream(data, Subtype=Name.CIDFontType0C)
