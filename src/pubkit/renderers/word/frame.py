"""Frame: what the blocks within another block have to know of it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from pubkit.markup import Element
from pubkit.renderers.word.formats import twips
from pubkit.renderers.word.names import Paragraph
from pubkit.renderers.word.sheet import Sheet
from pubkit.renderers.word.wordml import w
from pubkit.units import TWIPS_PER_PT, Length

__all__ = ["Frame"]


class Frame(Struct, frozen=True):
    """The room that blocks are set in, and the manner."""

    width: Length
    """Width that is left."""
    inset_twips: int = 0
    """Distance of their left edge from that of the column or the cell."""
    text: Paragraph = Paragraph.BODY
    """Style of their paragraphs."""
    boxed: bool = False
    """Whether a box is round them."""
    level: int = 0
    """How many lists they stand in."""

    def indent(self, own_twips: int = 0) -> Element | None:
        """`w:ind` that moves a paragraph to the frame's edge, if its style alone does not."""
        return None if self.inset_twips == own_twips else w("ind", left=self.inset_twips)

    def quoted(self, sheet: Sheet) -> Frame:
        """The frame within a quotation."""
        look = sheet.paragraph[Paragraph.QUOTE]
        left, right = twips(look.left) or 0, twips(look.right) or 0
        return replace(self._narrowed(left, right), text=Paragraph.QUOTE)

    def listed(self, sheet: Sheet) -> Frame:
        """The frame within an entry of a list."""
        inner = self._narrowed(twips(sheet.list.indent) or 0)
        text = Paragraph.BOX_LIST if self.boxed else Paragraph.CONTINUE
        return replace(inner, text=text, level=self.level + 1)

    def in_box(self, sheet: Sheet) -> Frame:
        """The frame within a box, which counts from its own edge."""
        padding = twips(sheet.box.padding) or 0
        inner = self._narrowed(padding, padding)
        return Frame(inner.width, text=Paragraph.BOX_TEXT, boxed=True)

    def _narrowed(self, left: int, right: int = 0) -> Frame:
        """The frame moved in; at least one em wide, however deep the nesting."""
        width = max(10.0, self.width.pt - (left + right) / TWIPS_PER_PT)
        return replace(self, width=Length(width), inset_twips=self.inset_twips + left)
