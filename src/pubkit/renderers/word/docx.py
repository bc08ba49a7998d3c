"""Docx: the renderer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import ClassVar

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.package import Package
from msgspec import structs

from pubkit import walk, wording
from pubkit.assets import Assets
from pubkit.config import Site
from pubkit.markup import Element
from pubkit.model import Article
from pubkit.renderer import File, Output
from pubkit.renderers.word import furniture, properties, sheet, styles
from pubkit.renderers.word.adoption import Adoption
from pubkit.renderers.word.appendix import HEADINGS
from pubkit.renderers.word.body import Body
from pubkit.renderers.word.footnotes import Footnotes
from pubkit.renderers.word.geometry import Geometry
from pubkit.renderers.word.house import House
from pubkit.renderers.word.identity import custom_properties
from pubkit.renderers.word.job import Job
from pubkit.renderers.word.names import Paragraph
from pubkit.renderers.word.package import Part, pack
from pubkit.renderers.word.runs import Runs
from pubkit.renderers.word.settings import settings_part
from pubkit.renderers.word.sheet import Layout, Sheet
from pubkit.renderers.word.wordml import part, w
from pubkit.style import Style

__all__ = ["Docx"]

_BESIDE = {
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "fontTable": (CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
}
"""Content type of a part beside the document, and what it is to the document."""
_COMMON = ("byline", "figure-numbers", "page-numbers", "running-head: {site}")
_ADDS: Mapping[Layout, tuple[str, ...]] = {
    "news": _COMMON,
    "manuscript": (*_COMMON, "marks", "figure-list: {figures}"),
    "gongwen": ("byline", "figure-numbers", "page-numbers", "cjk-letters"),
}
"""What a layout adds, with its own words."""
_DEFAULT_LANGUAGE = "zh-CN"


@dataclass(frozen=True)
class Docx:
    """An article as a Word document: named styles, real captions, lists and footnotes."""

    name: ClassVar[str] = properties.CHANNEL
    version: ClassVar[str] = "2"

    site: Site = field(default_factory=Site)
    """The web site: its name may stand in the running head."""
    layout: Layout = "news"
    """A page to be read, a manuscript to be edited, or body text as official papers have it."""
    reference: bytes = b""
    """A house template (.docx, .dotx): its styles, page, heads and feet are the document's."""
    original_photos: bool = False
    """Whether photos keep every pixel; else those far finer than their place needs are reduced."""

    def render(self, article: Article, assets: Assets, style: Style) -> Output:
        """The article as a .docx.

        Raises: StyleError if the style's word.toml is wrong; RenderError if the house template
        cannot be read.
        """
        job = self._job(article, assets, style)
        lang = _language(job)
        package = Package()
        document, extras = self._document(job, style, lang)
        package.relate_to(document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        own = custom_properties(article, self.layout, job.nodes)
        properties.add(package, job.article, lang, own)
        return Output(
            File(".docx", pack(package), CONTENT_TYPE.WML_DOCUMENT),
            extras,
            tuple(job.notices),
            omits=("url",),
            adds=self._adds(job),
        )

    def _adds(self, job: Job) -> tuple[str, ...]:
        words = {
            "site": self.site.name or job.article.title,
            "figures": HEADINGS[job.words.sequence],
        }
        return tuple(entry.format_map(words) for entry in _ADDS[self.layout])

    def _job(self, article: Article, assets: Assets, style: Style) -> Job:
        shown = walk.adapted(article, self.name)
        if self.layout == "gongwen" and shown.numbering != "none":
            shown = structs.replace(shown, numbering="cjk")
        look = sheet.of(style, self.layout)
        geometry = Geometry(look.page) if look.page else Geometry.of(style.page)
        if not self.reference:
            return Job(shown, assets, self.layout, look, geometry)
        house = House(self.reference)
        return Job(
            shown, assets, self.layout, _resized(look, house), house.geometry() or geometry, house
        )

    def _document(self, job: Job, style: Style, lang: str) -> tuple[Part, tuple[File, ...]]:
        """The document, related to everything below `word/`, and the files beside it."""
        footnotes = Footnotes(job)
        runs = Runs(job, job.document, footnotes.add)
        heads = job.house.references(job.document) if job.house else self._furniture(job, runs)
        body = Body(job, runs, original_photos=self.original_photos)
        content = body.element(tuple(heads))
        job.document.content = part(w("document", content), "r", "wp", "a", "pic")
        notes = footnotes.part() if len(footnotes) else None
        if notes:
            job.document.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
        even = job.sheet.furniture.even_footer is not None
        if job.house:
            even = job.house.has_even_pages()
            _adopt(job, job.house, notes, style.name)
        else:
            look, fonts = _template(*sheet.source(style, self.layout), lang)
            _relate(job, "styles", look)
            _relate(job, "fontTable", fonts)
            if len(job.numbering):
                _relate(job, "numbering", job.numbering.part())
        _relate(job, "settings", settings_part(footnotes=notes is not None, even=even))
        return job.document, tuple(body.appendix.files())

    def _furniture(self, job: Job, runs: Runs) -> Iterator[Element]:
        return furniture.references(job, self.site, runs)


def _resized(look: Sheet, house: House) -> Sheet:
    """The sheet with the type sizes of a house template, by which lines are broken."""
    sizes = {name: house.size_pt(name) for name in Paragraph}
    own = {
        name: structs.replace(look.paragraph[name], size=f"{size:g}pt", tracking_pt=None)
        for name, size in sizes.items()
        if size
    }
    return structs.replace(look, paragraph={**look.paragraph, **own})


def _adopt(job: Job, house: House, notes: Part | None, style: str) -> None:
    """Bring the parts made under the template's styles; report those that it lacks."""
    adoption = Adoption(house)
    for made in filter(None, (job.document, notes)):
        made.content = adoption.called(made.content)
    own = {one.attributes["w:styleId"]: one for one in styles.definitions(job.sheet)}
    _relate(job, "styles", adoption.styles(own))
    if len(job.numbering) or house.numbering is not None:
        _relate(job, "numbering", adoption.numbering(job.numbering.part()))
    for beside, kind in house.beside():
        job.document.relate_to(beside, kind)
    if adoption.missing:
        names = ", ".join(map(repr, adoption.missing))
        text = f"The house template has no style called {names}: they look as in {style!r}."
        hint = "Add styles of these names to it, or leave them so."
        job.report("style-missing", "warning", "", text, hint)


@lru_cache(maxsize=8)
def _template(place: str, text: str, lang: str) -> tuple[bytes, bytes]:
    """styles.xml and fontTable.xml of a sheet."""
    look = sheet.parsed(place, text)
    return styles.sheet_part(look, lang), styles.font_table(look)


def _relate(job: Job, name: str, content: bytes) -> None:
    """Put a part beside the document."""
    content_type, kind = _BESIDE[name]
    job.document.relate_to(Part(f"word/{name}.xml", content_type, content), kind)


def _language(job: Job) -> str:
    """The article's language tag, if it is one."""
    lang = job.article.lang
    if wording.tag(lang):
        return lang
    text = f"{lang!r} is no language tag; Word is told {_DEFAULT_LANGUAGE}."
    job.report("language-tag", "warning", "lang", text, "Write zh-CN, en or the like.")
    return _DEFAULT_LANGUAGE
