"""The PDF renderer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

import msgspec

from pubkit.assets import Assets
from pubkit.config import Issue, Press, Site
from pubkit.errors import ConfigError
from pubkit.fonts import cut, demand, shaper
from pubkit.markup import Element, html
from pubkit.model import Article
from pubkit.notice import Notice
from pubkit.press.document import pressed
from pubkit.press.profiles import profile
from pubkit.press.slug import face_of
from pubkit.renderer import File, Output
from pubkit.renderers.html import Walker
from pubkit.renderers.pdf.columns import Unfit
from pubkit.renderers.pdf.composing import RULE, Advances, composed
from pubkit.renderers.pdf.endings import tied
from pubkit.renderers.pdf.engine import Engine, Resource
from pubkit.renderers.pdf.figures import Gauge, text_of
from pubkit.renderers.pdf.justification import Misfit, Moved, spread
from pubkit.renderers.pdf.leads import CROPPED, Crop
from pubkit.renderers.pdf.pages import document, folio
from pubkit.renderers.pdf.pasteup import pasted_up
from pubkit.renderers.pdf.photos import fitted
from pubkit.renderers.pdf.quotes import breakable
from pubkit.renderers.pdf.sheet import Paper, Sheet, sheet
from pubkit.renderers.pdf.tablenotes import noted
from pubkit.renderers.pdf.tables import CELL, shared_out
from pubkit.renderers.pdf.tags import Tags
from pubkit.renderers.pdf.words import partable
from pubkit.renderers.tables import wide_tables
from pubkit.style import Style
from pubkit.units import Length

if TYPE_CHECKING:
    from weasyprint import Document

__all__ = ["Pdf"]

_GENERATED = "版0123456789abcdefghijklmnopqrstuvwxyz /.·•–—■…"
"""What stylesheets and list markers may add to the text."""
_HEADS = (
    "html { string-set: paper attr(data-paper) }\n"
    "body { string-set: folio attr(data-folio) }\n"
    "header { string-set: headline attr(data-title) }\n"
    "[data-label] { bookmark-label: attr(data-label) }"
)
"""What running heads (`content: string(paper)`, `string(folio)`, `string(headline)`) and bookmarks
draw from."""
_ADDS = ("page-numbers", "byline", "date", "list-markers", "photo-placeholders")
_LEFT_OUT = ("links", "link-titles", "anchors", "alt")
"""What a press has no use for."""
_ARCHIVE = "pdf/a-2u"
"""Pages that look the same in fifty years and whose text can be copied (ISO 19005-2)."""
_UNSMOOTHED = "img { image-rendering: crisp-edges }"
"""An archive's pictures say how they look, not that a viewer may smooth them (ISO 19005-2,
6.2.8)."""


@dataclass(frozen=True)
class Pdf:
    """A flowing document in columns."""

    paper: Paper = ""
    """Paper size; empty for the style's page."""
    columns: Annotated[int, msgspec.Meta(ge=0, le=6)] = 0
    """Text columns, up to 6; 0 for the style's."""
    press: bool = False
    """Whether it is for a press: in inks, with bleed and marks, as PDF/X-4."""
    archive: bool = False
    """Whether it is for an archive: PDF/A-2u."""
    site: Site = field(default_factory=Site)
    """The web site that the article belongs to."""
    issue: Issue = field(default_factory=Issue)
    """What the running heads name."""
    printing: Press = field(default_factory=Press)
    """What the printer asks for."""

    name = "pdf"
    version = "1"

    def __post_init__(self) -> None:
        """Raises: ConfigError for a file that would have to be two."""
        if self.press and self.archive:
            raise ConfigError(
                "renderer 'pdf' makes a file for a press or for an archive, not both; "
                "leave out press or archive"
            )

    def render(self, article: Article, assets: Assets, style: Style) -> Output:
        """The article as PDF.

        Raises: RenderError naming the characters that no face of the style has, and where they
        stand, or what is painted in RGB for a press; ConfigError for an unknown profile;
        MissingDependency.
        """
        condition = profile(self.printing, style) if self.press else None
        bleed = Length.parse(self.printing.bleed).pt if self.press else 0.0
        paper = replace(sheet(style, self.paper, self.columns), bleed=bleed)
        gauge = Gauge.of(paper, style)
        photos = fitted(article, assets, gauge, condition)
        walker = Walker(article, photos.pictures.get, notes="foot")
        room = paper.column / Length.parse(style.size.body).pt
        tree = noted(document(article, walker, gauge, self.site, self.issue))
        tree = shared_out(tree, room)
        furniture = _furniture(self.site, self.issue, article)
        text = text_of(tree) + furniture + article.source + _GENERATED
        demand(article, text, style)
        engine = Engine(self._css(style, paper), {**photos.resources, **_fonts(style, text)})
        advances = shaper(style.face(style.font.body, 400))
        pages, moved = _set(engine, tree, paper, photos.crops, room, advances)
        wide = wide_tables(article, room, CELL)
        notices = [*walker.notices, *photos.notices, *wide, *moved]
        identifier = hashlib.sha256(html([tree]).encode()).hexdigest()[:32]
        if not condition:
            variant = _ARCHIVE if self.archive else None
            finish = partial(_tagged, Tags(pages, engine.order()), notices)
            data = engine.write(pages, identifier, finish=finish, variant=variant)
        else:
            data = engine.write(pages, identifier)
            data = pressed(
                data,
                condition,
                bleed_pt=bleed,
                marks=self.printing.marks,
                title=article.title,
                identifier=article.id or identifier,
                face=face_of(style),
            )
        omits = _LEFT_OUT if self.press else ()
        if any(notice.code == CROPPED for notice in moved):
            omits = (*omits, "photo-edges")
        adds = *_ADDS, f"running-head: {furniture or article.title}"
        return Output(File(".pdf", data, "application/pdf"), (), tuple(notices), omits, adds)

    def _css(self, style: Style, paper: Sheet) -> str:
        own = style.sheet("print.css", press=self.press)
        rules = (_rules(style), paper.css, _HEADS, own, RULE, _UNSMOOTHED if self.archive else "")
        return "\n".join(rules)


# ── fonts ───────────────────────────────────────────────────────────────────────────────────


def _furniture(site: Site, issue: Issue, article: Article) -> str:
    """What the running heads may say that the article does not."""
    words = (site.name, issue.newspaper, folio(article, issue))
    return " ".join(dict.fromkeys(filter(None, words)))


def _fonts(style: Style, text: str) -> dict[str, Resource]:
    """Each face cut to the text, by its address."""
    return {
        _address(number): Resource(cut(face, text), "font/otf")
        for number, face in enumerate(style.faces)
    }


def _address(number: int) -> str:
    return f"pubkit:font/{number}"


# ── stylesheet ──────────────────────────────────────────────────────────────────────────────


def _rules(style: Style) -> str:
    """One `@font-face` a face."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
        f"src: url({_address(number)}) }}"
        for number, face in enumerate(style.faces)
    )


# ── setting ─────────────────────────────────────────────────────────────────────────────────


def _set(
    engine: Engine,
    tree: Element,
    sheet: Sheet,
    crops: Mapping[str, Crop],
    room: float,
    advances: Advances,
) -> tuple[Document, tuple[Notice, ...]]:
    """The pages, their lines chosen by us; by WeasyPrint where the style's are of another kind."""
    try:
        chosen = composed(tree, room, advances)
        return _justified(*_poured(engine, _breakable(chosen, room), sheet, crops))
    except Misfit:
        return _justified(*_poured(engine, _breakable(tree, room), sheet, crops))


def _breakable(tree: Element, room: float) -> Element:
    """The tree with marks where WeasyPrint ends lines too seldom, and where too often."""
    return partable(tied(breakable(tree)), room)


def _poured(
    engine: Engine, tree: Element, sheet: Sheet, crops: Mapping[str, Crop]
) -> tuple[Document, tuple[Notice, ...]]:
    """The pages, with figures where they leave no hole.

    What our columns cannot hold goes into WeasyPrint's, where figures stand as written.
    """
    notices: tuple[Notice, ...] = ()
    try:
        return pasted_up(engine, tree, sheet, crops)
    except Unfit:
        pass
    except (AttributeError, ImportError, TypeError) as error:
        notices = (_moved("figures", "Figures may leave holes", error),)
    return engine.set(html([tree])), notices


def _justified(pages: Document, notices: tuple[Notice, ...]) -> tuple[Document, tuple[Notice, ...]]:
    try:
        spread(pages)
    except Moved as moved:
        notices = (*notices, _moved("justification", "Lines are not justified", moved))
    return pages, notices


def _tagged(tags: Tags, notices: list[Notice], _: Document, pdf: object) -> None:
    """Tags the file as the article was written."""
    from pubkit.renderers.pdf.structure import write

    try:
        tags.gather()
        write(tags.root, pdf)
    except (AttributeError, KeyError, TypeError) as error:
        notices.append(_moved("tags", "Tags follow the pages, not the article", error))


def _moved(code: str, text: str, error: Exception) -> Notice:
    return Notice(
        code=code,
        severity="info",
        text=f"{text}: WeasyPrint has changed ({error}).",
        hint="Install the version of WeasyPrint that pubkit names.",
    )
