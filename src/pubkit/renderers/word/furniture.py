"""Furniture: running heads and feet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from pubkit.config import Site
from pubkit.markup import Element, Node
from pubkit.model import Text
from pubkit.renderers.word.geometry import Geometry
from pubkit.renderers.word.job import Job
from pubkit.renderers.word.lines import ems, halves
from pubkit.renderers.word.names import Paragraph
from pubkit.renderers.word.package import Part
from pubkit.renderers.word.runs import Runs
from pubkit.renderers.word.wordml import field, p, part, r, w
from pubkit.walk import plain

__all__ = ["references"]

_PIECE = re.compile(r"(\{\w+\}|\t)")
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_SHARE = 0.7
"""How much of the measure the title may take in a running head; the rest is its neighbour's."""
_HEADER = ("hdr", CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER)
_FOOTER = ("ftr", CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER)
_PLACES = (
    ("header", _HEADER, "first", "first_header", Paragraph.FIRST_HEADER),
    ("header", _HEADER, "default", "header", Paragraph.HEADER),
    ("footer", _FOOTER, "first", "footer", Paragraph.FOOTER),
    ("footer", _FOOTER, "default", "footer", Paragraph.FOOTER),
)
_EVEN = (
    ("header", _HEADER, "even", "header", Paragraph.HEADER),
    ("footer", _FOOTER, "even", "even_footer", Paragraph.FOOTER),
)
"""Kind of part and what it is in the package, its pages, its pattern in word.toml, its style."""


def references(job: Job, site: Site, runs: Runs) -> Iterator[Element]:
    """What the first section says of its running heads and feet, which are made on the way."""
    room = _SHARE * job.geometry.measure.pt
    values = {"{source}": job.article.source, "{site}": site.name}
    even = _EVEN if job.sheet.furniture.even_footer is not None else ()
    for kind, (root, content_type, relation_type), pages, pattern, style in (*_PLACES, *even):
        title = _short(job.article.title, room / job.sheet.advance_pt(style))
        pieces = _filled(getattr(job.sheet.furniture, pattern), values | {"{title}": title}, runs)
        line = p(style.id, pieces, _tabs(job.geometry))
        made = Part(f"word/{kind}-{pages}.xml", content_type, part(w(root, line)))
        relation = job.document.relate_to(made, relation_type)
        yield Element(f"w:{kind}Reference", {"w:type": pages, "r:id": relation})


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
    lines = halves((Text(title),), room)
    head = plain(lines.first) if lines else title
    while len(head) > 1 and ems(head) > room:
        head = head.removesuffix("…")[:-1] + "…"
    return head


def _tabs(geometry: Geometry) -> Element:
    """Stops in the middle of the measure and at its right edge."""
    right = geometry.measure.twips
    return w("tabs", w("tab", val="center", pos=right // 2), w("tab", val="right", pos=right))
