"""Furniture: running heads and feet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pubkit.config import Site
from pubkit.markup import Element, Node
from pubkit.model import Article, Text
from pubkit.renderers.word.geometry import Geometry
from pubkit.renderers.word.lines import broken, ems
from pubkit.renderers.word.names import Paragraph
from pubkit.renderers.word.package import WML, Part, Relations
from pubkit.renderers.word.runs import Runs
from pubkit.renderers.word.sheet import Sheet
from pubkit.renderers.word.wordml import field, p, part, r, w
from pubkit.walk import plain

__all__ = ["parts", "references"]

_PIECE = re.compile(r"(\{\w+\}|\t)")
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_SHARE = 0.7
"""How much of the measure the title may take in a running head; the rest is its neighbour's."""
_PLACES = (
    ("header", "first", "first_header", Paragraph.FIRST_HEADER),
    ("header", "default", "header", Paragraph.HEADER),
    ("footer", "first", "footer", Paragraph.FOOTER),
    ("footer", "default", "footer", Paragraph.FOOTER),
)
"""Kind of part, the pages it stands on, its pattern in word.toml, its style."""


def references(relations: Relations) -> tuple[Element, ...]:
    """What the first section says of its running heads and feet."""
    return tuple(
        Element(
            f"w:{kind}Reference",
            {"w:type": pages, "r:id": relations.to(kind, f"{kind}-{pages}.xml")},
        )
        for kind, pages, _, _ in _PLACES
    )


def parts(
    article: Article, site: Site, sheet: Sheet, geometry: Geometry, runs: Runs
) -> Iterator[Part]:
    """The running heads and feet."""
    room = _SHARE * geometry.measure.pt
    values = {"{source}": article.source, "{site}": site.name}
    for kind, pages, pattern, style in _PLACES:
        title = _short(article.title, room / sheet.advance_pt(style))
        pieces = _filled(getattr(sheet.furniture, pattern), values | {"{title}": title}, runs)
        line = p(style.id, pieces, _tabs(geometry))
        root = w("hdr" if kind == "header" else "ftr", line)
        yield Part(f"word/{kind}-{pages}.xml", part(root), f"{WML}.{kind}+xml")


def _filled(pattern: str, values: Mapping[str, str], runs: Runs) -> Iterator[Node]:
    for piece in filter(None, _PIECE.split(pattern)):
        if piece in _FIELDS:
            yield from field(_FIELDS[piece], "1")
        elif piece == "\t":
            yield r([w("tab")])
        else:
            yield from runs.text(values.get(piece, piece))


def _short(title: str, room: float) -> str:
    """The title for a line of `room` ems: whole, else up to its own space, else cut short."""
    if ems(title) <= room:
        return title
    first, *rest = broken((Text(title),), room)
    head = plain((first,)) if rest else title
    while ems(head) > room:
        head = head.removesuffix("…")[:-1] + "…"
    return head


def _tabs(geometry: Geometry) -> Element:
    """Stops in the middle of the measure and at its right edge."""
    right = geometry.measure.twips
    return w("tabs", w("tab", val="center", pos=right // 2), w("tab", val="right", pos=right))
