"""Docx: the renderer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import ClassVar

from pubkit import walk
from pubkit.assets import Assets
from pubkit.config import Site
from pubkit.model import Article
from pubkit.renderer import File, Output
from pubkit.renderers.word import furniture, properties, sheet, styles
from pubkit.renderers.word.body import Body
from pubkit.renderers.word.footnotes import Footnotes
from pubkit.renderers.word.geometry import Geometry
from pubkit.renderers.word.job import Job
from pubkit.renderers.word.package import OFFICE, WML, Part, Relations, pack
from pubkit.renderers.word.runs import Runs
from pubkit.renderers.word.settings import settings_part
from pubkit.renderers.word.wordml import part, w
from pubkit.style import Style

__all__ = ["Docx"]

MEDIA_TYPE = f"{WML}.document"
_LANGUAGE = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""The form of a language tag that Word takes (BCP 47, §2.1, without private ones)."""
_DEFAULT_LANGUAGE = "zh-CN"


@dataclass(frozen=True)
class Docx:
    """An article as a Word document: named styles, real captions, lists and footnotes."""

    name: ClassVar[str] = properties.CHANNEL
    version: ClassVar[str] = "1"

    site: Site = field(default_factory=Site)
    """The web site: its name may stand in the running head."""
    original_photos: bool = False
    """Whether photos keep every pixel; else those far finer than their place needs are reduced."""

    def render(self, article: Article, assets: Assets, style: Style) -> Output:
        """The article as a .docx.

        Raises: StyleError if the style's word.toml is wrong.
        """
        job = Job(walk.adapted(article, self.name), assets, sheet.of(style), Geometry(style.page))
        lang = _language(job)
        roots, parts = Relations(), list(self._parts(job, style, lang))
        roots.to("officeDocument", "word/document.xml")
        parts += properties.parts(job.article, lang, roots)
        return Output(
            File(".docx", pack(parts, roots), MEDIA_TYPE),
            notices=tuple(job.notices),
            omits=("url",),
            adds=("byline", "figure-numbers", "page-numbers", "running-head"),
        )

    def _parts(self, job: Job, style: Style, lang: str) -> Iterator[Part]:
        """Everything below `word/`."""
        footnotes = Footnotes(job)
        runs = Runs(job, job.relations, footnotes.add)
        heads = furniture.references(job.relations)
        body = Body(job, runs, original_photos=self.original_photos).element(heads)
        yield from furniture.parts(job.article, self.site, job.sheet, job.geometry, runs)
        template = _template(style.name, style.sheet(sheet.FILE), lang)
        yield _related(job, "styles", template[0])
        yield _related(job, "fontTable", template[1])
        yield _related(job, "settings", settings_part(footnotes=len(footnotes) > 0))
        if len(job.numbering):
            yield _related(job, "numbering", job.numbering.part())
        if len(footnotes):
            yield _related(job, "footnotes", footnotes.part(), footnotes.relations)
        yield from job.media
        document = part(w("document", body), "r", "wp", "a", "pic")
        yield Part("word/document.xml", document, f"{WML}.document.main+xml", job.relations)


@lru_cache(maxsize=8)
def _template(name: str, text: str, lang: str) -> tuple[bytes, bytes]:
    """styles.xml and fontTable.xml of a style's word.toml."""
    look = sheet.parsed(name, text)
    return styles.sheet_part(look, lang), styles.font_table(look)


def _related(job: Job, kind: str, data: bytes, relations: Relations | None = None) -> Part:
    """A part beside the document, which names it by its kind."""
    job.relations.to(f"{OFFICE}/{kind}", f"{kind}.xml")
    return Part(f"word/{kind}.xml", data, f"{WML}.{kind}+xml", relations or Relations())


def _language(job: Job) -> str:
    """The article's language tag, if it is one."""
    lang = job.article.lang
    if _LANGUAGE.fullmatch(lang):
        return lang
    text = f"{lang!r} is no language tag; Word is told {_DEFAULT_LANGUAGE}."
    job.report("language-tag", "warning", "lang", text, "Write zh-CN, en or the like.")
    return _DEFAULT_LANGUAGE
