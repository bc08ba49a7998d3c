"""Headings: letters in blocks of one width, and lines broken where the author breathes."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit.markup import Element, Node
from pubkit.model import Inline, Section
from pubkit.renderers.word.job import Job
from pubkit.renderers.word.lines import ems, halves
from pubkit.renderers.word.names import Character, Paragraph
from pubkit.renderers.word.runs import Runs
from pubkit.renderers.word.wordml import p, r, t, w
from pubkit.units import Length
from pubkit.walk import heading

__all__ = ["Headings"]

_ADVANCE_EM = (
    dict.fromkeys("ABCDHKNRU", 0.722)
    | dict.fromkeys("EPSVXY", 0.667)
    | dict.fromkeys("FLTZ", 0.611)
    | dict.fromkeys("GOQ", 0.778)
    | dict.fromkeys("J0123456789", 0.556)
    | {"I": 0.278, "M": 0.833, "W": 0.944}
)
"""Widths in Arial Bold (its `hmtx`)."""
_BLOCK_EM = 0.778
"""Width that each letter is padded to, beside what the style pads it with: that of a wide one."""
_TIGHTEST_EM = -0.1
"""How much closer than usual a wide label is set: several figures would touch beyond it."""
_EVEN_EM = 0.1
"""More space than this within the letter's own run would push it out of its block's middle."""


class Headings:
    """Sets the headings of one document."""

    def __init__(self, job: Job, runs: Runs) -> None:
        self._job = job
        self._runs = runs

    def section(self, path: str, section: Section, label: str, width: Length) -> Element:
        """A section's heading within `width`, bookmarked; further lines hang below its words."""
        before, hang = self._label(label) if label else ((), Length(0))
        indent = self._job.sheet.paragraph[Paragraph.SECTION].indent
        room = Length(max(0.0, width.pt - hang.pt))
        where = f"{path}.heading"
        if indent:  # an indented head runs on from the left edge, as a paragraph does
            words, hanging = self._runs.content(section.heading, where), None
        else:
            words = self.broken(Paragraph.SECTION, section.heading, room, where)
            hanging = w("ind", left=hang.twips, hanging=hang.twips) if label else None
        content = self._job.marked(self._job.marks[path], *before, *words)
        return p(Paragraph.SECTION.id, content, hanging)

    def broken(
        self, style: Paragraph, content: tuple[Inline, ...], room: Length, where: str = ""
    ) -> list[Node]:
        """A heading's runs, broken at its own space if one line of `room` does not hold it."""
        fits = room.pt / self._job.sheet.advance_pt(style)
        lines = halves(content, fits)
        if lines is None:
            return self._runs.content(content, where)
        return [
            *self._runs.content(lines.first, where),
            r(t(lines.space), [w("vanish")]),  # not seen, but there: whoever reads it back wants it
            r([w("br")]),
            *self._runs.content(lines.second, where),
        ]

    def _label(self, label: str) -> tuple[tuple[Node, ...], Length]:
        """The letter with what parts it from the heading, and the room they take.

        A tab does what a space does elsewhere: a second line begins below the words, not below
        the letter. Chinese numerals (一、) are as wide as they look.
        """
        if self._job.article.numbering == "cjk":
            whole = heading("cjk", label, "")
            width = Length(ems(whole) * self._job.sheet.advance_pt(Paragraph.SECTION))
            return tuple(self._runs.text(whole, Character.SECTION_NUMERAL)), width
        look = self._job.sheet.heading
        return (*self._letter(label, look.label), r([w("tab")])), Length.parse(look.hang)

    def _letter(self, label: str, pattern: str) -> Iterator[Node]:
        """The letter as the style sets it; what pads it is spread until all blocks are as wide."""
        before, _, after = pattern.partition("{label}")
        whole = before + label + after
        look = self._runs.properties((Character.SECTION_LABEL,))
        if not before or not after:
            yield r(t(whole), look)
            return
        missing = _BLOCK_EM - sum(_ADVANCE_EM.get(letter, _BLOCK_EM) for letter in label)
        share = missing / len(whole)
        if share <= _EVEN_EM:  # one run, for between two there may be a hair of white
            yield r(t(whole), (*look, self._spacing(max(share, _TIGHTEST_EM))))
            return
        yield r(t(before), (*look, self._spacing(missing / 2 / len(before))))
        yield r(t(label), look)
        yield r(t(after), (*look, self._spacing(missing / 2 / len(after))))

    def _spacing(self, em: float) -> Element:
        """`w:spacing`: so much of the letter's size behind every character."""
        own = self._job.sheet.character[Character.SECTION_LABEL].size
        size = Length.parse(own) if own else self._job.sheet.size(Paragraph.SECTION)
        return w("spacing", val=round(em * size.twips))
