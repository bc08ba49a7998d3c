"""The PDF renderer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import msgspec

from pubkit.assets import Assets
from pubkit.config import Issue, Site
from pubkit.fonts import cut, demand
from pubkit.markup import Element, html
from pubkit.model import Article
from pubkit.notice import Notice
from pubkit.renderer import File, Output
from pubkit.renderers.html import Walker
from pubkit.renderers.pdf.columns import Unfit
from pubkit.renderers.pdf.engine import Engine, Resource
from pubkit.renderers.pdf.figures import Gauge, text_of
from pubkit.renderers.pdf.justification import Moved, spread
from pubkit.renderers.pdf.pages import document
from pubkit.renderers.pdf.pasteup import pasted_up
from pubkit.renderers.pdf.photos import fitted
from pubkit.renderers.pdf.quotes import breakable
from pubkit.renderers.pdf.sheet import Paper, Sheet, sheet
from pubkit.style import Style

if TYPE_CHECKING:
    from weasyprint import Document

__all__ = ["Pdf"]

_GENERATED = "0123456789abcdefghijklmnopqrstuvwxyz /.·•–—■…"
"""What stylesheets and list markers may add to the text."""
_HEADS = (
    "html { string-set: paper attr(data-paper) }\n"
    "body { string-set: folio attr(data-folio) }\n"
    "header { string-set: headline attr(data-title) }\n"
    "[data-label] { bookmark-label: attr(data-label) }"
)
"""What running heads (`content: string(paper)`, `string(folio)`, `string(headline)`) and bookmarks
draw from."""
_ADDS = ("page-numbers", "running-head", "byline", "date", "list-markers", "photo-placeholders")


@dataclass(frozen=True)
class Pdf:
    """A flowing document in columns."""

    paper: Paper = ""
    """Paper size; empty for the style's page."""
    columns: Annotated[int, msgspec.Meta(ge=0, le=6)] = 0
    """Text columns, up to 6; 0 for the style's."""
    site: Site = field(default_factory=Site)
    """The web site that the article belongs to."""
    issue: Issue = field(default_factory=Issue)
    """What the running heads name."""

    name = "pdf"
    version = "1"

    def render(self, article: Article, assets: Assets, style: Style) -> Output:
        """The article as PDF.

        Raises: RenderError naming the characters that no face of the style has, and where they
        stand; MissingDependency.
        """
        paper = sheet(style, self.paper, self.columns)
        gauge = Gauge.of(paper, style)
        photos = fitted(article, assets, gauge)
        walker = Walker(article, photos.pictures.get, notes="foot")
        tree = breakable(document(article, walker, gauge, self.site, self.issue))
        text = text_of(tree) + _furniture(self.site, self.issue, article) + _GENERATED
        demand(article, text, style)
        css = "\n".join((_rules(style), paper.css, _HEADS, style.sheet("print.css")))
        engine = Engine(css, {**photos.resources, **_fonts(style, text)})
        pages, moved = _set(engine, tree, paper)
        notices = (*walker.notices, *photos.notices, *moved, *_justified(pages))
        identifier = hashlib.sha256(html([tree]).encode()).hexdigest()[:32]
        data = engine.write(pages, identifier)
        return Output(File(".pdf", data, "application/pdf"), notices=notices, adds=_ADDS)


# ── fonts ───────────────────────────────────────────────────────────────────────────────────


def _furniture(site: Site, issue: Issue, article: Article) -> str:
    words = (site.name, issue.newspaper, issue.section, issue.page, issue.date, article.source)
    return "".join(words) + "版"


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


def _set(engine: Engine, tree: Element, sheet: Sheet) -> tuple[Document, tuple[Notice, ...]]:
    """The pages, with figures where they leave no hole.

    What our columns cannot hold goes into WeasyPrint's, where figures stand as written.
    """
    notices: tuple[Notice, ...] = ()
    try:
        return pasted_up(engine, tree, sheet), notices
    except Unfit:
        pass
    except (AttributeError, ImportError, TypeError) as error:
        notices = (_moved("figures", "Figures may leave holes", error),)
    return engine.set(html([tree])), notices


def _justified(pages: Document) -> Iterator[Notice]:
    try:
        spread(pages)
    except Moved as moved:
        yield _moved("justification", "Lines are not justified", moved)


def _moved(code: str, text: str, error: Exception) -> Notice:
    return Notice(
        code=code,
        severity="info",
        text=f"{text}: WeasyPrint has changed ({error}).",
        hint="Install the version of WeasyPrint that pubkit names.",
    )
