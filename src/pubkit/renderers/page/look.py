"""Look: page.toml, typed: the papers, what copyfitting may try, and its limits."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Annotated, Any, Literal, TypeAlias, get_args

import msgspec
from msgspec import Meta

from pubkit.errors import StyleError, did_you_mean, located
from pubkit.renderers.page.layout import Grid, Limits
from pubkit.style import Size, Style
from pubkit.units import Length

__all__ = ["Body", "Headline", "ListLook", "Look", "Paper", "PaperLook", "PhotoLook", "of"]

FILE = "page.toml"
_STEP = 0.5
"""By how much section heads are made smaller at a time, in pt."""

_ENOUGH = 18
"""Characters that a column holds at least where there may be one less: short lines fill badly."""

Paper: TypeAlias = Literal["broadsheet", "tabloid", "A3", "A4"]
"""A paper by name: 对开, 四开, and ISO 216."""

Share: TypeAlias = Annotated[float, Meta(ge=0, le=1)]
"""A part of a whole."""


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of page.toml."""


class PaperLook(_Table, frozen=True):
    """A paper and its type area."""

    width: Size
    """Trimmed width."""
    height: Size
    """Trimmed height."""
    top: Size
    """Head margin, in which the masthead line stands."""
    bottom: Size
    """Foot margin."""
    side: Size
    """Left and right margin."""
    columns: Annotated[int, Meta(ge=1, le=10)]
    """Text columns."""
    headline: tuple[Size, Size]
    """Least and greatest size of the headline."""
    kicker: Size
    """Size of the line above it."""
    deck: Size
    """Size of the line below it."""


class Body(_Table, frozen=True):
    """A size of the text that may be tried; the most welcome stands first."""

    size: Size
    """Type size."""
    leading: Size
    """Distance of the baselines."""
    more: Annotated[int, Meta(ge=0, le=4)] = 0
    """Columns that a paper has in addition where its text is of this size, if they hold enough."""


class Columns(_Table, frozen=True):
    """The columns: whole characters, what remains becoming the gap."""

    gap: tuple[Size, Size]
    """Least and greatest white between two columns."""


class Headline(_Table, frozen=True):
    """The block of kicker, headline and deck."""

    weight: Annotated[int, Meta(ge=100, le=900)]
    """Weight of the headline's face."""
    share: tuple[Share, Share]
    """Least and greatest part of the type area's height that it takes."""
    leading: float
    """Distance of the headline's baselines, in its size."""
    room: Share
    """Part of the measure that a line of the headline may fill."""
    deck_leading: float
    """Distance of the kicker's and deck's baselines, in their size."""
    gap: Size
    """Least white between its parts, and between it and the text."""
    air: Size
    """White that may be added to the block before the headline grows."""


class Heading(_Table, frozen=True):
    """Section heads."""

    weight: Annotated[int, Meta(ge=100, le=900)]
    """Weight of their face."""
    size: Size
    """Type size."""
    leading: Size
    """Distance of the baselines of a head of two lines, at that size."""
    letter: tuple[float, float]
    """Width of a letter of one character: in lines of text, and in lines of the head's words; the
    larger counts."""
    long: float
    """Width of a longer letter by that."""
    beside: Size
    """White between a letter and the words."""
    lines: Annotated[int, Meta(ge=2)]
    """Height in lines of text; more where its words and the white need more."""
    white: Size
    """Least white above and below its words together."""
    spare: tuple[Annotated[int, Meta(le=0)], Annotated[int, Meta(ge=0)]]
    """How many lines of it copyfitting may take or add."""
    least: Size | None = None
    """Least size, where heads would want more than two lines; nothing for no other size."""
    bare: float = 2.0
    """Height of what is drawn for a head without a letter, in lines of text."""


class PhotoLook(_Table, frozen=True):
    """Photos and their captions."""

    share: tuple[Share, Share]
    """Least and greatest part of the type area that they take together."""
    crop: Share
    """Greatest part of its width or height that a crop may cut off."""
    caption: Size
    """Type size of captions."""
    caption_leading: Size
    """Distance of their baselines."""
    caption_gap: Size
    """White between a photo and its caption."""
    air: Size
    """White between a photo's place and the text."""
    piece: Annotated[int, Meta(ge=1)]
    """The shortest piece of a column, in lines, that a photo may cut off."""
    awaited: float
    """Width by height of the place of a photo that is not there yet."""
    coarse: Annotated[int, Meta(ge=1)]
    """Pixels an inch below which a photo is too small for its place."""


class Panels(_Table, frozen=True):
    """Boxes and tables."""

    inset: float
    """White between a box's edge and its text, in characters of the text."""
    whole: Annotated[int, Meta(ge=1)]
    """Up to how many lines a box or a table keeps together."""


class ListLook(_Table, frozen=True):
    """Lists and quotations."""

    bullets: Annotated[tuple[str, ...], Meta(min_length=1)]
    """Markers of entries that are not counted, by level, then again from the first."""
    inset: float
    """White before the outermost markers, in characters; none in a box, which has its own."""
    indent: float
    """Indent of each level, in characters."""
    quote: float
    """Indent of quotations, in characters."""


class Look(_Table, frozen=True):
    """page.toml as a whole."""

    paper: dict[str, PaperLook]
    """The papers by name."""
    body: Annotated[tuple[Body, ...], Meta(min_length=1)]
    """What copyfitting may try, the most welcome first."""
    columns: Columns
    """The columns."""
    headline: Headline
    """Kicker, headline, deck."""
    heading: Heading
    """Section heads."""
    photo: PhotoLook
    """Photos."""
    panel: Panels
    """Boxes and tables."""
    list: ListLook
    """Lists and quotations."""

    def grids(self, paper: Paper) -> Iterator[tuple[Body, Grid]]:
        """Each text size with the columns it makes on a paper; at least one.

        A size whose columns would stand too far apart is left out, unless that leaves none.
        """
        sheet = self.paper[paper]
        made = [(body, _grid(sheet, body, pt(self.columns.gap[0]))) for body in self.body]
        made = [(b, g) for b, g in made if not b.more or g.column >= _ENOUGH * pt(b.size)] or made
        near = [(body, grid) for body, grid in made if grid.gap <= pt(self.columns.gap[1])]
        yield from near or made

    @property
    def headings(self) -> Iterator[float]:
        """The sizes that section heads may have, in pt, the most welcome first."""
        size, least = pt(self.heading.size), pt(self.heading.least or self.heading.size)
        return (size - step * _STEP for step in range(int((size - least) / _STEP) + 1))

    @property
    def limits(self) -> Limits:
        """What copyfitting has to keep to."""
        return Limits(self.photo.share, pt(self.photo.air), self.photo.piece)


def pt(size: str) -> float:
    """A length of page.toml in points."""
    return Length.parse(size).pt


def _grid(sheet: PaperLook, body: Body, least: float) -> Grid:
    """As many whole characters to a column as leave the least gap, and that gap widened."""
    measure = pt(sheet.width) - 2 * pt(sheet.side)
    depth = pt(sheet.height) - pt(sheet.top) - pt(sheet.bottom)
    size, leading, columns = pt(body.size), pt(body.leading), sheet.columns + body.more
    # A hundredth of a point forgives what millimetres lose when they become points.
    fit = max(1, int(((measure - least * (columns - 1)) / columns + 0.01) // size))
    gap = (measure - columns * fit * size) / (columns - 1) if columns > 1 else 0.0
    column = fit * size if columns > 1 else measure
    return Grid(columns, column, gap, int((depth + 0.01) // leading), leading)


def of(style: Style) -> Look:
    """The look of a style.

    Raises: StyleError naming the file and the token.
    """
    return _parsed(style.place or style.name, style.sheet(FILE))


@lru_cache(maxsize=16)
def _parsed(place: str, text: str) -> Look:
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise StyleError(f"{place}/{FILE}: {error}") from error
    _reject_unknown(place, "", data, Look)
    try:
        look = msgspec.convert(data, Look)
    except msgspec.ValidationError as error:
        raise StyleError(f"{place}/{FILE}: {located(str(error), 'the file')}") from error
    for paper in get_args(Paper):
        _check_paper(f"{place}/{FILE}", paper, look)
    return look


def _reject_unknown(place: str, path: str, data: object, kind: Any) -> None:  # noqa: ANN401 - a type form
    """Raises StyleError for a token that nobody knows, with the one that it may have meant."""
    if isinstance(data, list):
        for item in data:
            _reject_unknown(place, path, item, get_args(kind)[0])
    if not isinstance(data, Mapping):
        return
    known = _fields(kind, data)
    for key, value in data.items():
        token = f"{path}.{key}".lstrip(".")
        if key not in known:
            raise StyleError(f"{place}/{FILE}: unknown token {token!r}{did_you_mean(key, known)}")
        if known[key] is not None:
            _reject_unknown(place, token, value, known[key])


def _fields(kind: Any, data: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - a type form
    """Token → the type of what stands under it, where that has tokens of its own."""
    if kind is Look:
        tables = {"columns": Columns, "headline": Headline, "heading": Heading}
        tables |= {"photo": PhotoLook, "panel": Panels, "list": ListLook}
        return {"paper": dict[str, PaperLook], "body": tuple[Body, ...], **tables}
    if kind == dict[str, PaperLook]:
        return dict.fromkeys(get_args(Paper), PaperLook)
    return dict.fromkeys(kind.__struct_fields__ if hasattr(kind, "__struct_fields__") else data)


def _check_paper(place: str, paper: Paper, look: Look) -> None:
    """Raises StyleError where a paper is missing or no text could stand on it."""
    if paper not in look.paper:
        raise StyleError(f"{place}: paper.{paper} is missing")
    for body in look.body:
        if not pt(body.size) or pt(body.leading) < pt(body.size):
            raise StyleError(f"{place}: a body of {body.size} needs a leading of as much or more")
    for _, grid in look.grids(paper):
        if grid.lines < 20 or grid.gap < 0:
            raise StyleError(f"{place}: paper.{paper} leaves no room for its columns")
