"""What stands on a PDF's pages, as pypdfium2 finds it: glyphs, pictures, panels, rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from ctypes import byref, c_double, c_float, c_int, create_string_buffer
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as raw

from bench.type.marks import is_wide

__all__ = ["Area", "Glyph", "Page", "heights", "pages"]

_HEAVY = 600
"""Weight from which a face is bold (CSS Fonts 4, §2.4: 600 is semi-bold)."""
_HEAVY_NAMES = ("Bold", "Black", "Heavy", "-700", "-900")
"""How bold faces call themselves where the file does not give their weight."""
_SAME = 0.3
"""How far two baselines may differ and be one, in pt."""
_RULE = 2.5
"""A filled shape less high than this is a rule, in pt."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character at its place. Lengths in pt, from the page's lower left corner."""

    text: str
    """The character."""
    left: float
    """Where it begins."""
    right: float
    """Where its own advance ends."""
    baseline: float
    """The height of its baseline."""
    size: float
    """Its type size."""
    face: str
    """What its face calls itself, without the tag of a subset."""
    bold: bool
    """Whether that is bold."""
    spaced: bool = False
    """Whether a space stands before it."""

    @property
    def is_full(self) -> bool:
        """Whether it takes a whole em."""
        return is_wide(self.text) and self.right - self.left > 0.9 * self.size


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the page, in pt."""

    left: float
    """Its left edge."""
    bottom: float
    """Its lower edge."""
    right: float
    """Its right edge."""
    top: float
    """Its upper edge."""

    @property
    def width(self) -> float:
        """From edge to edge."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From edge to edge."""
        return self.top - self.bottom

    @classmethod
    def round(cls, points: Iterable[tuple[float, float]]) -> Area:
        """The least that holds all points."""
        across, up = zip(*points, strict=True)
        return cls(min(across), min(up), max(across), max(up))

    def within(self, other: Area) -> Area:
        """What of it stands in another."""
        return Area(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )


@dataclass(frozen=True)
class Page:
    """One page."""

    number: int
    """From 1."""
    size: tuple[float, float]
    """Width and height, in pt."""
    glyphs: tuple[Glyph, ...]
    """Every character that shows, in the file's order."""
    pictures: tuple[Area, ...]
    """What of each picture shows."""
    panels: tuple[Area, ...]
    """Filled shapes with height: grounds, places of photos still awaited."""
    rules: tuple[Area, ...]
    """Filled shapes hardly higher than a line is thick."""


def pages(data: bytes) -> Iterator[Page]:
    """Every page of a PDF file."""
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document, 1):
            pictures, shapes = _areas(page)
            panels = tuple(area for area in shapes if area.height > _RULE)
            rules = tuple(area for area in shapes if area.height <= _RULE)
            yield Page(number, page.get_size(), tuple(_glyphs(page)), pictures, panels, rules)


def heights(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs of one baseline, from the top; each from left to right."""
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.baseline):
        if line and line[0].baseline - glyph.baseline > _SAME:
            yield sorted(line, key=lambda glyph: glyph.left)
            line = []
        line.append(glyph)
    if line:
        yield sorted(line, key=lambda glyph: glyph.left)


# ── glyphs ──────────────────────────────────────────────────────────────────────────────────


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    """The characters that show; spaces are told of the next one."""
    spaced = False
    for glyph in _parted(_found(page)):
        if glyph.text.strip():
            yield replace(glyph, spaced=spaced)
        spaced = not glyph.text.strip()


def _found(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    text = page.get_textpage()
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if raw.FPDFText_IsGenerated(text, index) != 1 and character not in "\xad\r\n":
            yield _glyph(text, index, character)


def _parted(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """The glyphs, one that shows two characters made two: a dash of two ems is."""
    before: Glyph | None = None
    for glyph in glyphs:
        own = glyph
        if before and abs(before.left - own.left) < 0.01 and before.baseline == own.baseline:
            half = (own.left + own.right) / 2
            before, own = replace(before, right=half), replace(own, left=half)
        if before:
            yield before
        before = own
    if before:
        yield before


def _glyph(text: pypdfium2.PdfTextPage, index: int, character: str) -> Glyph:
    x, y, matrix = c_double(), c_double(), raw.FS_MATRIX()
    raw.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
    raw.FPDFText_GetMatrix(text, index, byref(matrix))
    size = raw.FPDFText_GetFontSize(text, index) * abs(matrix.d)
    right = x.value + _advance(text, index, character, x.value, size)
    face = _face(text, index)
    bold = raw.FPDFText_GetFontWeight(text, index) >= _HEAVY or any(w in face for w in _HEAVY_NAMES)
    return Glyph(character, x.value, right, y.value, round(size, 2), face, bold)


def _advance(
    text: pypdfium2.PdfTextPage, index: int, character: str, left: float, size: float
) -> float:
    """A character's own advance; the box that pypdfium2 gives holds ink that hangs over as well."""
    box, width = raw.FS_RECTF(), c_float()
    raw.FPDFText_GetLooseCharBox(text, index, byref(box))
    boxed = box.right - left
    if is_wide(character) and boxed > 0.9 * size:
        # Wider only by ink that hangs over, or one glyph for two characters.
        return size if boxed < 1.25 * size else boxed
    font = raw.FPDFTextObj_GetFont(raw.FPDFText_GetTextObject(text, index))
    known = raw.FPDFFont_GetGlyphWidth(font, ord(character), size, byref(width))
    return width.value if known and 0 < width.value < boxed else boxed


def _face(text: pypdfium2.PdfTextPage, index: int) -> str:
    name = create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text, index, name, len(name), byref(c_int()))
    return name.value.decode(errors="replace").rpartition("+")[2]


# ── pictures and shapes ─────────────────────────────────────────────────────────────────────


def _areas(page: pypdfium2.PdfPage) -> tuple[tuple[Area, ...], tuple[Area, ...]]:
    """Pictures, then filled shapes."""
    pictures, shapes = [], []
    for item in page.get_objects():
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictures.append(_shown(item))
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            shapes.append(_shown(item))
    return tuple(pictures), tuple(shapes)


def _shown(item: pypdfium2.PdfObject) -> Area:
    """Where an object stands, as far as its clipping lets it show."""
    area = Area(*item.get_bounds())
    clip = raw.FPDFPageObj_GetClipPath(item)
    for index in range(max(0, raw.FPDFClipPath_CountPaths(clip))):
        area = area.within(Area.round(_points(clip, index)))
    holder = item.container
    while holder is not None:
        corners = ((x, y) for x in (area.left, area.right) for y in (area.bottom, area.top))
        matrix = holder.get_matrix()
        area, holder = Area.round(matrix.on_point(*corner) for corner in corners), holder.container
    return area


def _points(clip: raw.FPDF_CLIPPATH, index: int) -> Iterable[tuple[float, float]]:
    for segment in range(raw.FPDFClipPath_CountPathSegments(clip, index)):
        x, y = c_float(), c_float()
        found = raw.FPDFClipPath_GetPathSegment(clip, index, segment)
        raw.FPDFPathSegment_GetPoint(found, byref(x), byref(y))
        yield x.value, y.value
