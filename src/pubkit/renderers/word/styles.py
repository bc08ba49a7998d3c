"""styles.xml and fontTable.xml, made from word.toml."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit.markup import Element
from pubkit.renderers.word.formats import border, borders, of_letters, of_paragraph, shading, twips
from pubkit.renderers.word.names import STRUCTURE, Character, Paragraph, Structure, word_name
from pubkit.renderers.word.sheet import Sheet
from pubkit.renderers.word.wordml import part, w

__all__ = ["BOX_STYLE", "TABLE_STYLE", "definitions", "font_table", "sheet_part"]

TABLE_STYLE = "ArticleTable"
BOX_STYLE = "Box"

_ENGLISH = {
    "宋体": "SimSun",
    "黑体": "SimHei",
    "楷体": "KaiTi",
    "仿宋": "FangSong",
    "华文中宋": "STZhongsong",
    "华文宋体": "STSong",
    "华文楷体": "STKaiti",
    "方正小标宋简体": "FZXiaoBiaoSong-B05S",
    "微软雅黑": "Microsoft YaHei",
    "等线": "DengXian",
}
"""Each face's English name in its own `name` table: what a system in another language lists."""
_LINES = (
    "widowControl",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
)
"""How lines are broken: no mark at a wrong end of one, a thin gap beside Latin."""
_SANS = ("黑", "等线", "Arial", "Helvetica", "Calibri", "Consolas")


def sheet_part(sheet: Sheet, lang: str) -> bytes:
    """styles.xml (§17.7) for an article in the language `lang`."""
    return part(w("styles", _defaults(lang), *definitions(sheet)))


def definitions(sheet: Sheet) -> Iterator[Element]:
    """Every style (`w:style`)."""
    yield from (_paragraph_style(sheet, name) for name in Paragraph)
    yield _default_character_style()
    yield from (_character_style(sheet, name) for name in Character)
    yield from _table_styles(sheet)


def _defaults(lang: str) -> Element:
    """What holds where no style says otherwise: language, and how Chinese lines are broken."""
    chinese = lang.lower().startswith(("zh", "ja", "ko"))
    language = w(
        "lang",
        val="en-US" if chinese else lang,
        eastAsia=lang if chinese else "zh-CN",
        bidi="ar-SA",
    )
    return w(
        "docDefaults",
        w("rPrDefault", w("rPr", language)),
        w("pPrDefault", w("pPr", *(w(tag) for tag in _LINES))),
    )


def _paragraph_style(sheet: Sheet, name: Paragraph) -> Element:
    look = sheet.paragraph[name]
    structure = STRUCTURE.get(name, Structure())
    normal = name is Paragraph.NORMAL
    outline = structure.outline
    properties = [
        w("keepNext") if structure.keep_next else None,
        w("keepLines") if structure.keep_lines else None,
        *of_paragraph(look, sheet.size(name)),
        None if outline is None else w("outlineLvl", val=outline),
    ]
    return w(
        "style",
        w("name", val=word_name(name)),
        None if normal else w("basedOn", val=Paragraph.NORMAL.id),
        w("next", val=structure.follows.id) if structure.follows else None,
        w("qFormat"),
        w("pPr", *properties),
        w("rPr", *of_letters(look)),
        type="paragraph",
        default=1 if normal else None,
        styleId=name.id,
    )


def _default_character_style() -> Element:
    return w(
        "style",
        w("name", val="Default Paragraph Font"),
        w("uiPriority", val=1),
        w("semiHidden"),
        type="character",
        default=1,
        styleId="DefaultParagraphFont",
    )


def _character_style(sheet: Sheet, name: Character) -> Element:
    return w(
        "style",
        w("name", val=word_name(name)),
        w("basedOn", val="DefaultParagraphFont"),
        w("qFormat"),
        w("rPr", *of_letters(sheet.character[name])),
        type="character",
        styleId=name.id,
    )


def _table_styles(sheet: Sheet) -> Iterator[Element]:
    table, box = sheet.table, sheet.box
    yield w(
        "style",
        w("name", val="Normal Table"),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("tblPr", w("tblInd", w=0, type="dxa"), _margins(0, 0)),
        type="table",
        default=1,
        styleId="TableNormal",
    )
    yield _table_style(
        TABLE_STYLE,
        "Article Table",
        (
            border("top", table.rule_above),
            border("bottom", table.rule_below),
            border("insideH", table.rule_between),
        ),
        _margins(0, twips(table.padding)),
        _table_head(sheet),
    )
    sides = box.rule_sides
    yield _table_style(
        BOX_STYLE,
        "Box",
        (
            border("top", box.rule_above),
            border("left", sides),
            border("bottom", box.rule_below),
            border("right", sides),
        ),
        _margins(twips(box.padding), twips(box.padding)),
        w("tcPr", shading(box.fill)),
    )


def _table_style(
    style_id: str,
    name: str,
    sides: tuple[Element | None, ...],
    margins: Element,
    rest: Element | None,
) -> Element:
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val="TableNormal"),
        w("qFormat"),
        w("tblPr", borders("tblBorders", sides), margins),
        rest,
        type="table",
        styleId=style_id,
    )


def _margins(vertical: int | None, horizontal: int | None) -> Element:
    return w(
        "tblCellMar",
        w("top", w=vertical, type="dxa"),
        w("left", w=horizontal, type="dxa"),
        w("bottom", w=vertical, type="dxa"),
        w("right", w=horizontal, type="dxa"),
    )


def _table_head(sheet: Sheet) -> Element:
    below = borders("tcBorders", (border("bottom", sheet.table.rule_head),))
    return w("tblStylePr", w("tcPr", below, shading(sheet.table.head_fill)), type="firstRow")


def font_table(sheet: Sheet) -> bytes:
    """fontTable.xml (§17.8): what Word should take where a face is absent."""
    looks = (*sheet.paragraph.values(), *sheet.character.values())
    chinese = {look.font for look in looks if look.font} | {sheet.list.font}
    latin = {look.latin for look in looks if look.latin} - chinese
    return part(
        w(
            "fonts",
            *(_font(face, "86") for face in sorted(chinese)),
            *(_font(face, "00") for face in sorted(latin)),
        )
    )


def _font(face: str, charset: str) -> Element:
    """One face; charset 86 is GB 2312, 00 ANSI (§17.8.3.2)."""
    english = _ENGLISH.get(face)
    return w(
        "font",
        w("altName", val=english) if english else None,
        w("charset", val=charset),
        w("family", val="swiss" if any(mark in face for mark in _SANS) else "roman"),
        w("pitch", val="variable"),
        name=face,
    )
