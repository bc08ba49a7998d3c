"""The PDF extractor."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING

from pubkit.errors import ReadError
from pubkit.extract import Extract, Picture
from pubkit.extractors.pdf.captions import body_size, captioned
from pubkit.extractors.pdf.flow import settled
from pubkit.extractors.pdf.forms import reject_loops
from pubkit.extractors.pdf.furniture import without_furniture
from pubkit.extractors.pdf.justification import justified
from pubkit.extractors.pdf.links import addresses
from pubkit.extractors.pdf.marks import Line, Piece, Placed, Sheet
from pubkit.extractors.pdf.order import Eye
from pubkit.extractors.pdf.trail import followed

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

__all__ = ["PdfExtractor"]

_PAGES = 2_000
"""An article has fewer."""
_FIELDS = {"title": "Title", "authors": "Author", "digest": "Subject"}
_ONE_AT_A_TIME = Lock()
"""PDFium is not made for two threads at once."""


@dataclass(frozen=True)
class PdfExtractor:
    """Reads a PDF as a person reads its pages: column by column, by what stands where.

    And once more in the order of drawing, where it agrees with what stands above and left of what.
    """

    name = "pdf"
    media_types = ("application/pdf",)
    spaces = False

    def extract(self, main: bytes, files: Mapping[str, bytes]) -> Extract:
        """One entry a line of a column, or a cell of a table; pictures as PNG of at most 500 px.

        Raises: ReadError if it is encrypted, broken, without pages or beyond measure.
        """
        with _ONE_AT_A_TIME:
            fields, sheets = _opened(main)
        body = body_size(piece for sheet in sheets for piece in sheet.pieces)
        pages = list(without_furniture(sheets, fields.get("title", "")))
        stream = tuple(settled(_read(sheets, pages, body), body))
        lines = [item for item in stream if isinstance(item, Line)]
        links = tuple(addresses(sheets, lines))
        return replace(
            _extract(stream, links, fields),
            otherwise=_extract(tuple(followed(sheets, pages, body)), links, fields),
        )


def _extract(
    stream: Sequence[Line | Placed], links: tuple[str, ...], fields: Mapping[str, str]
) -> Extract:
    return Extract(
        lines=tuple(item.text for item in stream if isinstance(item, Line)),
        pictures=tuple(_pictured(stream)),
        links=links,
        fields=fields,
    )


def _opened(data: bytes) -> tuple[dict[str, str], list[Sheet]]:
    """What the document says of itself, and its pages."""
    from pypdfium2 import PdfDocument, PdfiumError

    from pubkit.extractors.pdf.sheet import sheet

    if b"%PDF-" not in data[:1024]:  # where readers look for it (ISO 32000-1, annex H.3.4.1)
        raise ReadError("this is no PDF: it does not begin with %PDF-")
    try:
        with closing(PdfDocument(data)) as document:
            pages = len(document)
            if not 0 < pages <= _PAGES:
                raise ReadError(f"the PDF has {pages} pages; one to {_PAGES} are read")
            reject_loops(data)
            return _fields(document), [sheet(document, number) for number in range(pages)]
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError("the PDF is encrypted and asks for a password") from error
        raise ReadError(f"the PDF is broken: {error}") from error


def _fields(document: PdfDocument) -> dict[str, str]:
    found = {name: document.get_metadata_value(key) for name, key in _FIELDS.items()}
    return {name: value for name, value in found.items() if value}


def _read(
    sheets: Sequence[Sheet], pages: Iterable[Sequence[Piece]], body: float
) -> list[Line | Placed]:
    """Lines and pictures of all pages as the eye meets them."""
    eye = Eye()
    kept = justified(pages)
    return list(
        chain.from_iterable(
            eye.read(number, chain(*captioned(number, sheet, pieces, body)), sheet.rules)
            for number, (sheet, pieces) in enumerate(zip(sheets, kept, strict=True))
        )
    )


def _pictured(stream: Sequence[Line | Placed]) -> Iterator[Picture]:
    """Each picture with the index of the line below it, else of the line that follows it."""
    feet: dict[int, list[tuple[float, int, Line]]] = {}
    number = 0
    for item in stream:
        if isinstance(item, Line):
            feet.setdefault(item.page, []).append((item.bottom, number, item))
            number += 1
    for lines in feet.values():
        lines.sort(key=lambda line: line[:2])
    number = 0
    for item in stream:
        if isinstance(item, Line):
            number += 1
        elif not item.vacant:
            below = _below(item, feet.get(item.page, []))
            yield Picture(data=item.data, name="", line=number if below is None else below)


def _below(picture: Placed, feet: list[tuple[float, int, Line]]) -> int | None:
    """The index of the first line under the picture that is not all beside it."""
    place = bisect_left(feet, (picture.bottom,))
    return next(
        (
            index
            for _, index, line in feet[place:]
            if line.left < picture.right and picture.left < line.right
        ),
        None,
    )
