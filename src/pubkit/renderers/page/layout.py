"""What copyfitting is given, and what it answers: a galley in slugs, and a page in whole lines.

Every position is a whole line of the baseline grid. Line 0 is the top of the type area, where the
head of the first page begins; text and photos of that page stand below its head, on further pages
from line 0 on. Columns count from 0.
"""

from __future__ import annotations

from msgspec import Struct


class Grid(Struct, frozen=True):
    """The type area of a page: equal columns on one baseline grid."""

    columns: int
    """How many columns stand beside each other."""

    column: float
    """Width of a column, in pt."""

    gap: float
    """White between two columns, in pt."""

    lines: int
    """Height of the type area, in lines; the head takes its own from the first page's."""

    leading: float
    """Height of a line, in pt."""

    def width(self, span: int) -> float:
        """Width of so many columns and the gaps between them, in pt."""
        return span * self.column + (span - 1) * self.gap


class Slug(Struct, frozen=True):
    """A piece of the galley that no column break divides: a line of text, a section head, a box."""

    block: int
    """Which block of the galley it belongs to."""

    line: int
    """Which line of that block it is, from 0."""

    lines: int = 1
    """Its height as set, in lines."""

    spare: tuple[int, int] = (0, 0)
    """How many lines it may lose (0 or less) and gain (0 or more): the white of a section head."""

    opens: bool = False
    """It is the first line of a block of several: it may not be last in its column."""

    closes: bool = False
    """It is the last line of a block of several: it may not be first in its column."""

    stays: bool = False
    """It leads to what follows, as a head does: two lines at least follow it in its column."""

    sheds: int = 0
    """Lines of white above it that go where it begins a column or stands under a broad photo."""


class Picture(Struct, frozen=True):
    """A photo that the page has to place, with its caption."""

    number: int
    """Which of the article's photos it is, from 0."""

    ratio: float
    """Width of the photo divided by its height."""

    place: str = ""
    """Where the author wants it: lead, wide or end; empty where nothing is said."""

    after: int = 0
    """How many slugs of the galley stand before its anchor in the text."""

    captions: tuple[float, ...] = ()
    """Height of caption and credit in pt, with the white above them, at each span from 1 on; it
    spans no more columns than there are heights here."""

    narrowest: float = 0.0
    """The least width / height that cropping may bring it to; `ratio` where it may not be cut."""

    widest: float = 0.0
    """The greatest width / height that cropping may bring it to."""

    pair: bool = False
    """The next photo stands right behind it in the article, so that the two go side by side."""

    section: int = 0
    """Which section speaks of it, counted from 0, the lead."""


class Galley(Struct, frozen=True):
    """The whole text set in one body size, and what must stand on the page with it."""

    grid: Grid
    """The page at this body size."""

    slugs: tuple[Slug, ...]
    """The text, in reading order."""

    pictures: tuple[Picture, ...] = ()
    """The photos, in reading order."""

    heads: tuple[int, ...] = (0,)
    """Heights in lines that kicker, headline and deck may take with the white below; best first."""

    sections: tuple[int, ...] = ()
    """Which section each slug belongs to; nothing where that is not asked."""

    turn: int = 0
    """Height in lines of the head of each page but the first."""


class Limits(Struct, frozen=True):
    """What a style allows a page to be, beyond what the galleys say."""

    photos: tuple[float, float] = (0.15, 0.35)
    """Least and greatest part of the type area that photos take together. Source: looks.md."""

    air: float = 9.0
    """White in pt that a photo's place keeps beyond photo and caption, towards the text."""

    piece: int = 6
    """The shortest piece of a column, in lines, that a photo may cut off: a judgement."""


class Placed(Struct, frozen=True):
    """Where a photo stands, with its caption and the white that parts it from the text."""

    page: int
    """Which page, from 0."""

    picture: int
    """Which of the galley's pictures, by its place in `Galley.pictures`."""

    column: int
    """Its leftmost column."""

    span: int
    """How many columns it crosses."""

    top: int
    """Its first line."""

    lines: int
    """Its height: photo, caption and white together."""

    photo: float
    """Height of the photo in pt at its full width; what lines and caption leave is white."""


class Frame(Struct, frozen=True):
    """A piece of a column that text fills without a break."""

    page: int
    """Which page, from 0."""

    column: int
    """Which column, from 0."""

    top: int
    """The line that its first slug begins on."""

    first: int
    """Its first slug."""

    last: int
    """The slug behind its last one."""

    heights: tuple[int, ...]
    """The height of each of its slugs in lines, spare lines used."""

    opens: bool = False
    """It begins its column, or stands under a photo that crosses several."""


class Layout(Struct, frozen=True):
    """A page that holds the whole galley."""

    galley: int
    """Which of the galleys it sets."""

    head: int
    """Height of the first page's head, in lines."""

    placed: tuple[Placed, ...]
    """Every photo, in reading order."""

    frames: tuple[Frame, ...]
    """The text, in reading order."""

    slack: int
    """Lines that stay empty behind the text, over all columns."""


class Overset(Struct, frozen=True):
    """What finds no room on the page, at the smallest body with the smallest photos."""

    galley: int
    """Which of the galleys came nearest."""

    lines: int
    """How many lines of it are too many."""

    first: int
    """The first slug that finds no room."""

    layout: Layout
    """The page as far as it goes: its frames hold the slugs before `first`."""
