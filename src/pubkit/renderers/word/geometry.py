"""Geometry: a page's lengths, and the properties of its sections."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pubkit.markup import Element
from pubkit.renderers.word.formats import twips
from pubkit.renderers.word.sheet import Furniture, PageLook
from pubkit.renderers.word.wordml import w
from pubkit.style import Page
from pubkit.units import Length

__all__ = ["Geometry"]

_FIRST_ONLY = frozenset({"w:pgNumType", "w:titlePg"})
"""What of a section's properties only the first of several takes: the others go on."""


class Geometry(Struct, frozen=True):
    """What a page leaves for text."""

    page: PageLook
    """The page."""
    above: tuple[Element, ...] = ()
    """What a house template says of its sections before `w:cols`, instead of the page."""
    below: tuple[Element, ...] = ()
    """The same behind it."""

    @classmethod
    def of(cls, page: Page) -> Geometry:
        """The page of a style, which is as wide at the left as at the right."""
        return cls(
            PageLook(
                width=page.width,
                height=page.height,
                top=page.top,
                bottom=page.bottom,
                left=page.side,
                right=page.side,
                columns=page.columns,
                gap=page.gap,
            )
        )

    @property
    def measure(self) -> Length:
        """Width of the type area."""
        page = self.page
        return _length(_pt(page.width) - _pt(page.left) - _pt(page.right))

    @property
    def column(self) -> Length:
        """Width of a text column."""
        gaps = (self.page.columns - 1) * _pt(self.page.gap)
        return _length((self.measure.pt - gaps) / self.page.columns)

    @property
    def depth(self) -> Length:
        """Height of the type area."""
        return _length(_pt(self.page.height) - _pt(self.page.top) - _pt(self.page.bottom))

    def section(
        self,
        columns: int,
        furniture: Furniture,
        references: tuple[Element, ...] = (),
        *,
        continues: bool,
    ) -> Element:
        """`w:sectPr` (§17.6.17) of a part set in `columns` columns.

        `references` are the running heads and feet of the first section; later ones inherit them
        and continue where the one before ends.
        """
        several = columns > 1
        return w(
            "sectPr",
            *references,
            w("type", val="continuous") if continues else None,
            *(self._taken(self.above, continues) or self._paper(furniture)),
            w(
                "cols",
                num=columns if several else None,
                sep=1 if several and furniture.column_rule else None,
                space=twips(self.page.gap),
            ),
            *(self._taken(self.below, continues) if self.above else self._end(continues)),
        )

    def _paper(self, furniture: Furniture) -> tuple[Element, ...]:
        page = self.page
        return (
            w("pgSz", w=twips(page.width), h=twips(page.height)),
            w(
                "pgMar",
                top=twips(page.top),
                right=twips(page.right),
                bottom=twips(page.bottom),
                left=twips(page.left),
                header=twips(furniture.header_distance),
                footer=twips(furniture.footer_distance),
                gutter=0,
            ),
        )

    def _end(self, continues: bool) -> Iterator[Element]:
        if not continues:
            yield w("titlePg")
        if self.page.grid:
            yield w("docGrid", type="lines", linePitch=twips(self.page.grid))

    @staticmethod
    def _taken(house: tuple[Element, ...], continues: bool) -> tuple[Element, ...]:
        return tuple(one for one in house if not continues or one.tag not in _FIRST_ONLY)


def _pt(size: str) -> float:
    return Length.parse(size).pt


def _length(pt: float) -> Length:
    """A length of at least one point, however narrow the page."""
    return Length(max(1.0, pt))
