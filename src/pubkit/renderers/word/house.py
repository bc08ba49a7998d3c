"""House: a template of the user's own, whose styles, page, heads and feet a document takes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TARGET_MODE, RELATIONSHIP_TYPE

from pubkit.errors import ReadError, RenderError
from pubkit.markup import Element
from pubkit.ooxml import Package, attribute, child, children, named
from pubkit.renderers.word.geometry import Geometry
from pubkit.renderers.word.names import Character, Paragraph, word_name
from pubkit.renderers.word.package import Part
from pubkit.renderers.word.sheet import PageLook
from pubkit.units import TWIPS_PER_PT

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["House", "Named"]

Named = Paragraph | Character
"""A style of ours."""

_CALLED: Mapping[str, str] = {
    Paragraph.KICKER: "眉题 引题 肩题",
    Paragraph.TITLE: "标题 大标题 主标题 文章标题",
    Paragraph.DECK: "副标题 副题",
    Paragraph.BYLINE: "署名 作者",
    Paragraph.SECTION: "标题1 一级标题",
    Paragraph.SUBHEADING: "标题2 二级标题",
    Paragraph.MINOR: "标题3 三级标题",
    Paragraph.BODY: "正文文本 正文 正文文字 正文首行缩进 bodytextfirstindent",
    Paragraph.QUOTE: "引用 引文",
    Paragraph.BULLET: "列表项目符号 项目符号",
    Paragraph.NUMBER: "列表编号 编号",
    Paragraph.CONTINUE: "列表接续",
    Paragraph.FIGURE: "图片 插图",
    Paragraph.CAPTION: "题注 图题 图注 图说",
    Paragraph.TABLE_HEAD: "表头",
    Paragraph.TABLE_TEXT: "表格文字 表格正文 表文",
    Paragraph.SIGN_OFF: "落款",
    Paragraph.NOTE: "脚注文本",
    Paragraph.HEADER: "页眉",
    Paragraph.FOOTER: "页脚",
    Character.STRONG: "要点",
    Character.EMPHASIS: "强调",
    Character.LINK: "超链接",
    Character.NOTE_MARK: "脚注引用",
    Character.CODE: "代码 htmlcode html代码",
    Character.SUPERSCRIPT: "上标",
    Character.SUBSCRIPT: "下标",
}
"""What else a style is called: as Word's Chinese dialogs have it, or as papers do."""
_TRANSITIONAL = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NUMBER = re.compile(r"-?\d{1,6}(\.\d+)?")
_OF_PAGE = ("w:pgSz", "w:pgMar", "w:paperSrc", "w:pgBorders", "w:lnNumType", "w:pgNumType")
_BEHIND_COLUMNS = ("w:vAlign", "w:titlePg", "w:textDirection", "w:docGrid")
"""The schema's order (§17.6.17) of what is taken, before and behind `w:cols`."""


class House:
    """A house template, opened."""

    def __init__(self, data: bytes) -> None:
        """The template in `data`, a .docx or .dotx.

        Raises: RenderError if it cannot be read or is in strict OOXML.
        """
        try:
            self._package = Package(data)
            self._name = self._package.related(self._package.relations(), "officeDocument")
            self._document = self._package.xml(self._name)
            self._parts = self._package.relations(self._name)
            self.styles = self._xml("styles")
            self.numbering = self._xml("numbering")
            self._settings = self._xml("settings")
        except ReadError as error:
            raise RenderError(f"the reference document cannot be read: {error}") from error
        if self._document is None or self.styles is None:
            raise RenderError("the reference document holds no styles; give a .docx or .dotx")
        if not str(self.styles.tag).startswith(_TRANSITIONAL):
            raise RenderError("the reference document is strict OOXML; save it as a plain .docx")
        self._types = self._package.xml("[Content_Types].xml")
        self._carried: dict[str, Part] = {}

    def _xml(self, kind: str) -> etree._Element | None:
        return self._package.xml(self._package.related(self._parts, kind))

    # ── styles ──────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], etree._Element]:
        """Kind and name of each style → the style, for all its names."""
        found: dict[tuple[str, str], etree._Element] = {}
        assert self.styles is not None
        for style in children(self.styles, "w:style"):
            kind = attribute(style, "w:type", "paragraph")
            names = [attribute(one, "w:val") for one in children(style, "w:name")]
            for also in children(style, "w:aliases"):
                names += attribute(also, "w:val").replace(";", ",").split(",")
            for name in names:
                found.setdefault((kind, _key(name)), style)
        return found

    @cached_property
    def ids(self) -> dict[str, str]:
        """Id of each style of ours that the template has → its id there."""
        found = {}
        for name in (*Paragraph, *Character):
            style = self._style(name)
            if style is not None:
                found[name.id] = attribute(style, "w:styleId")
        for kind, ours in (("character", "DefaultParagraphFont"), ("table", "TableNormal")):
            if default := self._default(kind):
                found[ours] = default
        return found

    def _style(self, name: Named) -> etree._Element | None:
        kind = "paragraph" if isinstance(name, Paragraph) else "character"
        normal = self._default("paragraph")
        if name is Paragraph.NORMAL:
            return self._by_id.get(normal)
        for called in (word_name(name), *_CALLED.get(name, "").split()):
            style = self._by_name.get((kind, _key(called)))
            if style is not None and attribute(style, "w:styleId") != normal:
                return style
        return None

    @cached_property
    def _by_id(self) -> dict[str, etree._Element]:
        assert self.styles is not None
        return {attribute(style, "w:styleId"): style for style in children(self.styles, "w:style")}

    @property
    def all_ids(self) -> frozenset[str]:
        """Every style id that is taken."""
        return frozenset(self._by_id)

    def _default(self, kind: str) -> str:
        return next(
            (
                name
                for name, style in self._by_id.items()
                if attribute(style, "w:type", "paragraph") == kind
                and attribute(style, "w:default") in ("1", "true", "on")
            ),
            "",
        )

    def size_pt(self, name: Paragraph) -> float | None:
        """Type size of a style in the template; None if it has no such style or says no size."""
        assert self.styles is not None
        style, met = self._style(name), set[str]()
        if style is None:
            return None
        while style is not None and attribute(style, "w:styleId") not in met:
            met.add(attribute(style, "w:styleId"))
            size = child(child(style, "w:rPr"), "w:sz")
            if size is not None:
                return _number(size, "w:val") / 2
            base = child(style, "w:basedOn")
            style = None if base is None else self._by_id.get(attribute(base, "w:val"))
        defaults = child(child(self.styles, "w:docDefaults"), "w:rPrDefault")
        size = child(child(defaults, "w:rPr"), "w:sz")
        return None if size is None else _number(size, "w:val") / 2

    # ── page ────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _section(self) -> etree._Element | None:
        return child(child(self._document, "w:body"), "w:sectPr")

    def geometry(self) -> Geometry | None:
        """The page of the template's last section; None if it says nothing of one."""
        size, margins = child(self._section, "w:pgSz"), child(self._section, "w:pgMar")
        if size is None or margins is None or self._section is None:
            return None
        columns = child(self._section, "w:cols")
        count = 1 if columns is None else int(_number(columns, "w:num", 1))
        page = PageLook(
            width=_points(size, "w:w"),
            height=_points(size, "w:h"),
            top=_points(margins, "w:top"),
            bottom=_points(margins, "w:bottom"),
            left=_points(margins, "w:left", "w:gutter"),
            right=_points(margins, "w:right"),
            columns=min(8, max(1, count)),
            gap="36pt" if columns is None else _points(columns, "w:space"),
        )
        return Geometry(page, self._properties(_OF_PAGE), self._properties(_BEHIND_COLUMNS))

    def _properties(self, tags: tuple[str, ...]) -> tuple[Element, ...]:
        found = (child(self._section, tag) for tag in tags)
        return tuple(_element(one) for one in found if one is not None)

    def has_even_pages(self) -> bool:
        """Whether pages with an even number have heads and feet of their own."""
        even = child(self._settings, "w:evenAndOddHeaders")
        return even is not None and attribute(even, "w:val") not in ("0", "false", "off")

    # ── parts ───────────────────────────────────────────────────────────────────────────────

    def references(self, document: Part) -> Iterator[Element]:
        """The heads and feet, brought into the package of `document`."""
        for one in self._section if self._section is not None else ():
            tag = named(str(one.tag))
            if tag not in ("w:headerReference", "w:footerReference"):
                continue
            relation = self._parts.get(attribute(one, "r:id"))
            if relation is None or relation.external or self._package.part(relation.target) is None:
                continue
            kind = (
                RELATIONSHIP_TYPE.HEADER
                if tag == "w:headerReference"
                else (RELATIONSHIP_TYPE.FOOTER)
            )
            link = document.relate_to(self._carry(relation.target), kind)
            yield Element(tag, {"w:type": attribute(one, "w:type", "default"), "r:id": link})

    def beside(self) -> Iterator[tuple[Part, str]]:
        """Theme and font table, if there are any, with what they are to the document."""
        for kind, relation in (
            ("theme", RELATIONSHIP_TYPE.THEME),
            ("fontTable", RELATIONSHIP_TYPE.FONT_TABLE),
        ):
            name = self._package.related(self._parts, kind)
            if name and self._package.part(name) is not None:
                yield self._carry(name), relation

    def _carry(self, name: str) -> Part:
        """A part of the template with all that it leads to, under a name that ours never have."""
        if name in self._carried:
            return self._carried[name]
        number = len(self._carried) + 1
        ours = f"word/house/{number}-{posixpath.basename(name)}"
        made = Part(ours, self._content_type(name), self._package.part(name) or b"")
        self._carried[name] = made
        folder, file = posixpath.split(name)
        relations = self._package.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        for one in relations if relations is not None else ():
            kind, target, link = one.get("Type", ""), one.get("Target", ""), one.get("Id", "")
            if one.get("TargetMode") == RELATIONSHIP_TARGET_MODE.EXTERNAL:
                made.load_rel(kind, target, link, is_external=True)
                continue
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            if self._package.part(path) is not None:
                made.load_rel(kind, self._carry(path), link)
        return made

    def _content_type(self, name: str) -> str:
        fallback = CONTENT_TYPE.XML
        for one in self._types if self._types is not None else ():
            if one.get("PartName", "").lstrip("/").lower() == name.lower():
                return str(one.get("ContentType"))
            extension = one.get("Extension", "").lower()
            if extension and name.lower().endswith(f".{extension}"):
                fallback = str(one.get("ContentType"))
        return fallback


def _key(name: str) -> str:
    """What a style's name is compared by: case and spaces do not count."""
    return "".join(name.lower().split())


def _number(element: etree._Element, name: str, otherwise: float = 0) -> float:
    """An attribute as a number; `otherwise` if it is none that a page could have."""
    text = attribute(element, name)
    return float(text) if _NUMBER.fullmatch(text) else otherwise


def _points(element: etree._Element, *names: str) -> str:
    """The sum of some attributes in twips as a size in points."""
    return f"{max(0.0, sum(_number(element, name) for name in names)) / TWIPS_PER_PT:.2f}pt"


def _element(one: etree._Element) -> Element:
    """An element of the template as one of ours; what is not WordprocessingML is left out."""
    attributes = {named(str(key)): str(value) for key, value in one.items()}
    return Element(
        named(str(one.tag)),
        {name: value for name, value in attributes.items() if name.startswith(("w:", "r:"))},
        tuple(_element(inner) for inner in one if named(str(inner.tag)).startswith("w:")),
    )
