"""Sheet: word.toml, typed. Names of styles are fixed (`names.py`), their looks are free."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from importlib import resources
from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import Meta

from pubkit.errors import StyleError, did_you_mean
from pubkit.renderers.word.names import OPTIONAL, Character, Paragraph
from pubkit.style import Hex, Size, Style
from pubkit.units import Length

__all__ = [
    "FILES",
    "BoxLook",
    "CharacterStyle",
    "Furniture",
    "HeadingLook",
    "Layout",
    "Letters",
    "ListLook",
    "PageLook",
    "ParagraphStyle",
    "Rule",
    "Sheet",
    "TableLook",
    "of",
    "parsed",
    "source",
]

Layout: TypeAlias = Literal["news", "manuscript", "gongwen"]
"""How a document is laid out: as a page to be read, to be edited, or as an official paper."""
FILES: Mapping[Layout, str] = {
    "news": "word.toml",
    "manuscript": "manuscript.toml",
    "gongwen": "gongwen.toml",
}
"""The file that a layout's looks stand in."""


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of word.toml."""


class Rule(_Table, frozen=True, kw_only=True):
    """A straight line beside text."""

    width: Size
    """Its thickness; Word draws 0.25 to 12 pt."""
    color: Hex
    """Its colour."""
    gap: Size = "0pt"
    """Space between it and the text; Word allows up to 31 pt."""


class Letters(_Table, frozen=True, kw_only=True):
    """How characters look; what is left out is inherited."""

    font: str = ""
    """Chinese face."""
    latin: str = ""
    """Face of Latin letters and figures."""
    size: Size | None = None
    """Type size."""
    bold: bool | None = None
    """Whether it is set bold."""
    color: Hex | None = None
    """Colour of the letters."""
    tracking_pt: float | None = None
    """Space added after every character, in points; negative tightens."""


class CharacterStyle(Letters, frozen=True, kw_only=True):
    """A character style."""

    fill: Hex | None = None
    """Colour of the block behind the letters."""
    underline: bool | None = None
    """Whether it is underlined."""
    position: Literal["superscript", "subscript"] | None = None
    """Whether it stands high or low, and smaller."""
    latin_italic: bool = False
    """Whether Latin words are set italic where the Chinese ones only change their face."""


class ParagraphStyle(Letters, frozen=True, kw_only=True):
    """A paragraph style; what is left out is as in `Normal`."""

    align: Literal["left", "center", "right", "justify"] | None = None
    """How lines are filled."""
    leading: Size | None = None
    """Exact distance of baselines; none for lines that hold pictures."""
    lines: float | None = None
    """Instead of it, how many lines of the type one line takes: 1.5."""
    before: Size | None = None
    """Space above."""
    after: Size | None = None
    """Space below."""
    together: bool = False
    """Whether the space above and below is left out between paragraphs of this style."""
    indent: float | None = None
    """First-line indent in characters."""
    left: Size | None = None
    """Indent of every line from the left."""
    right: Size | None = None
    """Indent of every line from the right."""
    fill: Hex | None = None
    """Background."""
    rule_above: Rule | None = None
    """Line above."""
    rule_left: Rule | None = None
    """Line at the left."""
    rule_below: Rule | None = None
    """Line below."""
    rule_right: Rule | None = None
    """Line at the right."""


class Furniture(_Table, frozen=True, kw_only=True):
    """Running heads and feet.

    In their text {title}, {source}, {site}, {page} and {pages} are filled in; the first tab leads
    to the middle of the measure, the second to its right edge.
    """

    first_header: str = ""
    """Head of the first page."""
    header: str = ""
    """Head of the other pages."""
    footer: str = ""
    """Foot of every page."""
    even_footer: str | None = None
    """Foot of pages with an even number, if theirs is another."""
    header_distance: Size
    """From the top edge of the paper to the head."""
    footer_distance: Size
    """From the bottom edge of the paper to the foot."""
    column_rule: bool = False
    """Whether a line stands between text columns."""


class HeadingLook(_Table, frozen=True, kw_only=True):
    """Letters before section headings."""

    label: str
    """What is set for a letter, {label} being the letter itself; no-break spaces pad a block."""
    hang: Size
    """From the left edge to the heading's words, on every line of it."""


class ListLook(_Table, frozen=True, kw_only=True):
    """Lists."""

    indent: Size
    """Indent of each level; the marker hangs in it."""
    bullets: Annotated[tuple[str, ...], Meta(min_length=1)]
    """Markers by level, then again from the first."""
    bullet_size: Size | None = None
    """Type size of the markers, if not that of the text; numbers keep the text's."""
    font: str
    """Face of the markers."""
    latin: str
    """Face of the numbers."""
    color: Hex
    """Colour of the markers and numbers."""


class TableLook(_Table, frozen=True, kw_only=True):
    """Tables; lines that are left out are not drawn."""

    rule_above: Rule | None = None
    """Above the head."""
    rule_head: Rule | None = None
    """Below the head."""
    rule_between: Rule | None = None
    """Between rows."""
    rule_below: Rule | None = None
    """Below the last row."""
    head_fill: Hex | None = None
    """Background of the head."""
    padding: Size
    """Space at the left and right of a cell's text."""


class BoxLook(_Table, frozen=True, kw_only=True):
    """Boxes."""

    fill: Hex | None = None
    """Background."""
    rule_above: Rule | None = None
    """Line above."""
    rule_sides: Rule | None = None
    """Lines at the left and right."""
    rule_below: Rule | None = None
    """Line below."""
    padding: Size
    """Space between the edge and the text on all sides."""


class PageLook(_Table, frozen=True, kw_only=True):
    """The page of a layout; that of the layout `news` is in style.toml."""

    width: Size
    """Paper width."""
    height: Size
    """Paper height."""
    top: Size
    """Head margin."""
    bottom: Size
    """Foot margin."""
    left: Size
    """Left margin."""
    right: Size
    """Right margin."""
    columns: Annotated[int, Meta(ge=1, le=8)] = 1
    """Text columns."""
    gap: Size = "0pt"
    """Space between columns."""
    grid: Size | None = None
    """Distance of the lines of the page's grid, if it has one."""


class Sheet(_Table, frozen=True, kw_only=True):
    """word.toml as a whole."""

    page: PageLook | None = None
    """The page; None for the style's own."""
    furniture: Furniture
    """Running heads and feet."""
    heading: HeadingLook
    """Letters before section headings."""
    list: ListLook
    """Lists."""
    table: TableLook
    """Tables."""
    box: BoxLook
    """Boxes."""
    paragraph: dict[str, ParagraphStyle]
    """Paragraph styles by name."""
    character: dict[str, CharacterStyle]
    """Character styles by name."""

    def size(self, name: Paragraph) -> Length:
        """Type size of a paragraph style, its own or that of Normal."""
        own = self.paragraph[name].size or self.paragraph[Paragraph.NORMAL].size
        assert own is not None  # `parsed` saw to Normal's
        return Length.parse(own)

    def advance_pt(self, name: Paragraph) -> float:
        """Points that a wide character takes in a paragraph style: its size and the tracking."""
        return self.size(name).pt + (self.paragraph[name].tracking_pt or 0)


def of(style: Style, layout: Layout = "news") -> Sheet:
    """The sheet of a layout in a style.

    Raises: StyleError naming the file and the entry.
    """
    return parsed(*source(style, layout))


def source(style: Style, layout: Layout) -> tuple[str, str]:
    """Place and text of a layout's sheet: the style's own file, else the one that comes with it.

    Raises: StyleError if the style has no word.toml, or a file names an unknown token.
    """
    file = FILES[layout]
    if layout != "news" and file not in style.sheets:
        style = replace(style, sheets={file: _shipped(file)})
    return f"styles/{style.name}/{file}", style.sheet(file)


@cache
def _shipped(file: str) -> str:
    return (resources.files(__package__) / file).read_text("utf-8")


@lru_cache(maxsize=16)
def parsed(place: str, text: str) -> Sheet:
    """The sheet that `text` describes; the same text gives the same object.

    Raises: StyleError naming the file, which is `place`, and the entry.
    """
    try:
        sheet = msgspec.convert(tomllib.loads(text), Sheet)
    except (ValueError, RecursionError, msgspec.ValidationError) as error:
        raise StyleError(f"{place}: {error}") from error
    _check_names(f"{place}: paragraph", sheet.paragraph, Paragraph)
    _check_names(f"{place}: character", sheet.character, Character)
    sheet = msgspec.structs.replace(
        sheet,
        paragraph=dict.fromkeys(Paragraph, ParagraphStyle()) | sheet.paragraph,
        character=dict.fromkeys(Character, CharacterStyle()) | sheet.character,
    )
    normal = sheet.paragraph[Paragraph.NORMAL]
    for entry in ("font", "latin", "size", "color"):
        if not getattr(normal, entry):
            raise StyleError(f"{place}: paragraph.Normal needs {entry}; all styles inherit it")
    return sheet


def _check_names(place: str, found: Mapping[str, Any], known: Iterable[str]) -> None:
    known = [str(name) for name in known]
    for name in found:
        if name not in known:
            raise StyleError(f"{place}: no style is called {name!r}{did_you_mean(name, known)}")
    for name in known:
        if name not in found and name not in OPTIONAL:
            raise StyleError(f"{place}: the style {name!r} is missing; it may be empty")
