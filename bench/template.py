"""docxtpl's part: a template with comparable styles, what fills it, and the filling.

python -m bench.template TEMPLATE CONTEXT OUT       the cold process
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage  # type: ignore[import-untyped]  # it has none

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

__all__ = ["build", "fill"]

_PHOTO_WIDTH = Mm(77.8)
"""A column of 21 characters at 10.5 pt."""

_STYLED = {
    "heading": "Heading 1",
    "subheading": "Heading 2",
    "paragraph": "Body Text",
    "quote": "Quote",
    "bullet": "List Bullet",
    "number": "List Number",
    "box": "Intense Quote",
}
"""Kind of block → the style of python-docx's default template that it gets."""


def fill(template: bytes, context: dict[str, Any], photos: dict[str, bytes]) -> bytes:
    """The template, filled; `photos` are the pictures that its figures name."""
    page = DocxTemplate(io.BytesIO(template))
    blocks = [
        block
        if block["kind"] != "figure"
        else {**block, "image": _image(page, photos[block["photo"]])}
        for block in context["blocks"]
    ]
    page.render({**context, "blocks": blocks}, autoescape=True)
    stream = io.BytesIO()
    page.save(stream)
    return stream.getvalue()


def _image(page: DocxTemplate, data: bytes) -> InlineImage:
    return InlineImage(page, io.BytesIO(data), width=_PHOTO_WIDTH)


def build() -> bytes:
    """The template: one branch a kind of block."""
    import docx

    page = docx.Document()
    _set_type(page)
    _set_columns(page.sections[0])
    page.add_paragraph("{{ kicker }}", "Subtitle")
    page.add_paragraph("{{ title }}", "Title")
    page.add_paragraph("{{ deck }}", "Subtitle")
    page.add_paragraph("{%p for block in blocks %}")
    page.add_paragraph('{%p if block.kind == "figure" %}')
    page.add_paragraph("{{ block.image }}", "Body Text")
    page.add_paragraph("{{ block.text }}", "Caption")
    for kind, style in _STYLED.items():
        page.add_paragraph(f'{{%p elif block.kind == "{kind}" %}}')
        page.add_paragraph("{{ block.text }}", style)
    page.add_paragraph('{%p elif block.kind == "table" %}')
    _add_table(page)
    page.add_paragraph("{%p endif %}")
    page.add_paragraph("{%p endfor %}")
    page.add_paragraph("{%p for line in sign_off %}")
    page.add_paragraph("{{ line }}", "Body Text")
    page.add_paragraph("{%p endfor %}")
    stream = io.BytesIO()
    page.save(stream)
    return stream.getvalue()


def _set_type(page: Document) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for name in ("Normal", *_STYLED.values(), "Title", "Subtitle", "Caption"):
        style = page.styles[name]
        style.font.size = Pt(10.5)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")


def _set_columns(section: Section) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    section.page_width, section.page_height = Mm(210), Mm(297)
    columns = OxmlElement("w:cols")
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "420")  # 21 pt in twentieths
    section._sectPr.append(columns)


def _add_table(page: Document) -> None:
    """Rows and cells as loops: what docxtpl's manual calls `tr` and `tc` tags."""
    table = page.add_table(rows=3, cols=3, style="Table Grid")
    table.cell(0, 0).text = "{%tr for row in block.rows %}"
    for column, words in enumerate(("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}")):
        table.cell(1, column).text = words
    table.cell(2, 0).text = "{%tr endfor %}"


def main(template: Path, context: Path, out: Path) -> None:
    """Fill `template` with `context` and the photos beside it, into `out`."""
    words = json.loads(context.read_text(encoding="utf-8"))
    named = {block["photo"] for block in words["blocks"] if block["kind"] == "figure"}
    photos = {name: (context.parent / name).read_bytes() for name in sorted(named)}
    out.write_bytes(fill(template.read_bytes(), words, photos))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
