"""The sheet: an article's elements with what a reader gets of each, by day and by night."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree
from msgspec import Struct

from pubkit.decoding import decoded, html_tree
from pubkit.errors import ReadError
from pubkit.wechatlint import darkmode
from pubkit.wechatlint.colours import colours_in, over
from pubkit.wechatlint.darkmode import Rgb
from pubkit.wechatlint.declarations import Declared, declared, px, side

__all__ = ["PHONE_PX", "Piece", "Sheet", "Tones", "opened", "opened_body", "pictures_of"]

PHONE_PX = 375 - 2 * 16
"""CSS px of the measure on the narrowest phone that layouts are judged at, its sides being 16."""
_BODY_PX = 17.0
"""Type size of the platform's own article page."""
_NORMAL = 1.6
"""Its leading, as a factor."""
_WORDS = (
    "a abbr b bdi bdo br cite code del dfn em font i img ins kbd mark q s samp small span strike "
    "strong sub sup u var"
)
_INLINE = frozenset(_WORDS.split())
"""Elements without sides of their own unless `display` says so."""
_MARKED = "data-pubkit-article"
_QUOTED = 16
"""Characters of an element by which it is found."""
_DEEPEST = 200
"""Elements inside each other: beyond any article, within what may be walked."""


class Tones(Struct, frozen=True):
    """Text and what is behind it."""

    text: Rgb
    """Of the letters."""
    ground: Rgb
    """Behind them."""


@dataclass(frozen=True, eq=False)
class Piece:
    """One element as it is laid out on a phone."""

    element: etree._Element
    """The element."""
    number: int
    """Its place among all, from 1."""
    style: Declared
    """Its own declarations."""
    size_px: float
    """Type size."""
    leading_px: float
    """Distance of baselines."""
    leading_factor: float
    """What its children multiply their own size by; 0 if they inherit the distance itself."""
    outer_px: float
    """Width that its parent leaves it."""
    measure_px: float
    """Width that its own content has."""
    day: Tones
    """Colours in light mode."""
    night: Tones
    """Colours in dark mode."""
    over_gradient: bool
    """Whether a gradient or picture lies behind its text."""
    outermost: bool
    """Whether it stands in no other."""
    in_drawing: bool
    """Whether it belongs to an SVG drawing."""

    @cached_property
    def tag(self) -> str:
        """Its name in small letters."""
        return str(self.element.tag).lower()

    @cached_property
    def is_block(self) -> bool:
        """Whether it has sides and a width."""
        display = self.style.get("display")
        return self.tag not in _INLINE if not display else display not in ("inline", "contents")

    @cached_property
    def own_text(self) -> str:
        """The text that stands in it and in no child."""
        parts = (self.element.text, *(child.tail for child in self.element))
        return "".join(part for part in parts if part).strip()

    @cached_property
    def words(self) -> str:
        """All text in it."""
        return " ".join("".join(str(part) for part in self.element.itertext()).split())

    def length(self, value: str) -> float | None:
        """A length of its style in CSS px; None if it is none."""
        return px(value, self.size_px, self.outer_px)

    @property
    def place(self) -> str:
        """`p 12 (清晨六点…)`."""
        words = self.words
        quoted = f" ({words[:_QUOTED]}{'…' if len(words) > _QUOTED else ''})" if words else ""
        return f"{self.tag} {self.number}{quoted}"


@dataclass(frozen=True)
class Sheet:
    """An article, opened."""

    root: etree._Element
    """What its outermost elements stand in."""
    pieces: tuple[Piece, ...]
    """Every element, in order."""

    @cached_property
    def markup(self) -> str:
        """The article's own markup, as it is pasted or uploaded."""
        inner = [self.root.text or ""]
        inner += [etree.tostring(one, encoding="unicode", method="html") for one in self.root]
        return "".join(inner)


def opened(data: bytes) -> Sheet:
    """The article in a page: the element that is marked as one, else `js_content`, else all.

    Raises: ReadError in one sentence for what is no HTML.
    """
    text = decoded(data, "the page")
    if data and "<" not in text:
        raise ReadError("the file holds no markup")
    page = html_tree(text)
    root = _article(page)
    try:
        return Sheet(root, tuple(_pieces(root)))
    except RecursionError as error:
        raise ReadError("a style of the page nests without end") from error


def _article(page: etree._Element) -> etree._Element:
    for path in (f"//*[@{_MARKED}]", "//*[@id='js_content']", "//body"):
        found = page.xpath(path)
        assert isinstance(found, list)  # the path names elements
        if found and isinstance(found[0], etree._Element):
            return found[0]
    return page


def opened_body(markup: str) -> Sheet:
    """The article of which `markup` is all.

    Raises: ReadError if it nests without end.
    """
    return opened(f"<!doctype html><meta charset=utf-8><body>{markup}</body>".encode())


def pictures_of(sheet: Sheet) -> tuple[str, ...]:
    """The addresses of its pictures, in order, each once."""
    found = (
        str(one.element.get("src") or one.element.get("data-src") or "")
        for one in sheet.pieces
        if one.tag == "img"
    )
    return tuple(dict.fromkeys(found))


def _pieces(root: etree._Element) -> Iterator[Piece]:
    """The pieces below `root`, each measured after its parent."""
    known: dict[etree._Element, Piece] = {}
    depth = {root: 0}
    number = 0
    for element in root.iterdescendants():
        if not isinstance(element.tag, str):
            continue  # a comment
        number += 1
        parent = element.getparent()
        assert parent is not None  # it is a descendant
        depth[element] = depth.get(parent, 0) + 1
        if depth[element] > _DEEPEST:
            raise ReadError(f"the page nests more than {_DEEPEST} elements")
        known[element] = _measured(element, number, known.get(parent))
        yield known[element]


def _measured(element: etree._Element, number: int, parent: Piece | None) -> Piece:
    style = declared(element.get("style", ""))
    before = parent.size_px if parent else _BODY_PX
    room = parent.measure_px if parent else float(PHONE_PX)
    size = px(style.get("font-size"), before, before) or before
    day, night, gradient = _toned(style, parent)
    leading, factor = _leading(style, size, parent)
    piece = Piece(
        element=element,
        number=number,
        style=style,
        size_px=size,
        leading_px=leading,
        leading_factor=factor,
        outer_px=room,
        measure_px=room,
        day=day,
        night=night,
        over_gradient=gradient,
        outermost=parent is None,
        in_drawing=bool(parent and (parent.in_drawing or parent.tag == "svg")),
    )
    if not piece.is_block:
        return piece
    taken = sum(piece.length(value) or 0.0 for value in _sides(style))
    object.__setattr__(piece, "measure_px", room - taken)  # of a piece that nobody else has seen
    return piece


def _sides(style: Declared) -> Iterator[str]:
    for which in ("left", "right"):
        yield side(style, "margin", which)
        yield side(style, "padding", which)


def _leading(style: Declared, size: float, parent: Piece | None) -> tuple[float, float]:
    """Distance of baselines in px, and the factor that children inherit; 0 if it is a length."""
    value = style.get("line-height")
    if value.replace(".", "", 1).isdigit():
        return float(value) * size, float(value)
    own = px(value, size, size) if value else None
    if own is not None:
        return own, 0.0
    factor = parent.leading_factor if parent else _NORMAL
    if factor or parent is None:
        return factor * size, factor
    return parent.leading_px, 0.0


# ── colours ─────────────────────────────────────────────────────────────────────────────────


def _toned(style: Declared, parent: Piece | None) -> tuple[Tones, Tones, bool]:
    """Colours by day and night, and whether they lie on a gradient or picture.

    A background brings its text along: the platform computes it anew from the light colours.
    """
    day = parent.day if parent else Tones(darkmode.LIGHT_TEXT, darkmode.LIGHT_PAGE)
    night = parent.night if parent else Tones(darkmode.DARK_TEXT, darkmode.DARK_PAGE)
    gradient = bool(parent and parent.over_gradient)
    behind = style.get("background-color") or style.get("background")
    image = f"{style.get('background')} {style.get('background-image')}"
    if "gradient(" in image or "url(" in image:
        gradient = True
    ground_day, ground_night = day.ground, night.ground
    painted = colours_in(behind)[:1]
    if painted and painted[0][1] > 0:
        (rgb, alpha), gradient = painted[0], gradient and "gradient(" in image
        ground_day = over(rgb, alpha, day.ground)
        ground_night = over(darkmode.ground(rgb), alpha, night.ground)
    letters = colours_in(style.get("color"))
    text_day = over(*letters[0], ground_day) if letters else day.text
    text_night = night.text
    if letters or painted:
        text_night = darkmode.text(text_day, ground_night)
    return Tones(text_day, ground_day), Tones(text_night, ground_night), gradient
