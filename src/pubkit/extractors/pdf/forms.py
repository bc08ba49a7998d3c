"""Forms: drawings within a PDF that draw others, counted before PDFium follows them.

PDFium draws each as often as it is named, forty deep. A form that names itself twice keeps it busy
for ever, and takes all memory.
"""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter
from typing import TYPE_CHECKING, Any

from pubkit.errors import ReadError

if TYPE_CHECKING:
    from pikepdf import Object

__all__ = ["reject_loops"]

_DEEPEST = 28
"""Forms within forms: as deep as states may nest (ISO 32000-1, annex C)."""
_MOST = 100_000
"""Forms that all pages draw together."""
_LONGEST = 8 * 1024 * 1024
"""Bytes of a drawing in which forms are counted."""
_DRAWN = re.compile(rb"/([^\s/<>\[\]()%{}]+)\s+Do\b")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")


def reject_loops(data: bytes) -> None:
    """Raises: ReadError if a form draws itself, or forms draw each other beyond measure.

    What qpdf cannot read is left to PDFium.
    """
    from pikepdf import Pdf
    from pikepdf.exceptions import PikepdfError

    try:
        with Pdf.open(io.BytesIO(data)) as document:
            forms = _Forms()
            drawn = 0
            for page in document.pages:
                drawn += forms.drawn(page.obj.get("/Contents"), page.resources)
                if drawn > _MOST:
                    raise ReadError("the PDF's drawings draw each other without end")
    except (PikepdfError, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError,
            ValueError):  # fmt: skip  # whatever a broken object raises where it is touched
        return


class _Forms:
    """How many forms each form draws, itself included."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], int] = {}
        self._trail: list[tuple[int, int]] = []

    def drawn(self, content: Object | None, resources: Object | None) -> int:
        """How many forms a page or a form draws; at most a little more than are allowed."""
        forms: Any = resources.get("/XObject", {}) if resources is not None else {}
        named = {name: form for name, form in forms.items() if form.get("/Subtype") == "/Form"}
        if not named:
            return 0
        total = 0
        for name, times in _named(content).items():
            if name in named and total <= _MOST:
                total += times * self._of(named[name], resources)
        return total

    def _of(self, form: Object, inherited: Object | None) -> int:
        key = form.objgen
        if key in self._trail or len(self._trail) >= _DEEPEST:
            raise ReadError("a drawing of the PDF draws itself, or nests without end")
        if key not in self._known:
            self._trail.append(key)
            resources = form.get("/Resources", inherited)
            self._known[key] = min(_MOST + 1, 1 + self.drawn(form, resources))
            self._trail.pop()
        return self._known[key]


def _named(content: Object | None) -> Counter[str]:
    """How often a content draws each name."""
    from pikepdf import Array

    found: Counter[str] = Counter()
    for stream in content if isinstance(content, Array) else [content]:
        if stream is not None:
            names = _DRAWN.findall(_text(stream))
            found.update(
                f"/{_ESCAPE.sub(_character, name).decode(errors='replace')}" for name in names
            )
    return found


def _character(escape: re.Match[bytes]) -> bytes:
    return bytes([int(escape[1], 16)])


def _text(stream: Object) -> bytes:
    """The first megabytes of a stream, unpacked."""
    if stream.get("/Filter") == "/FlateDecode" and "/DecodeParms" not in stream:
        return zlib.decompressobj().decompress(stream.read_raw_bytes(), _LONGEST)
    return stream.read_bytes()[:_LONGEST]
