"""Footnotes: a part of their own, with links of their own."""

from __future__ import annotations

from docx.opc.constants import CONTENT_TYPE

from pubkit.markup import Element
from pubkit.model import Footnote
from pubkit.renderers.word.job import Job
from pubkit.renderers.word.names import Character, Paragraph
from pubkit.renderers.word.package import Part
from pubkit.renderers.word.runs import Runs
from pubkit.renderers.word.wordml import p, part, r, t, w

__all__ = ["Footnotes"]


class Footnotes:
    """The notes of one document in the order of their marks; Word numbers them."""

    def __init__(self, job: Job) -> None:
        self._part = Part("word/footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES)
        self._runs = Runs(job, self._part)
        self._notes: list[Element] = []

    def __len__(self) -> int:
        return len(self._notes)

    def add(self, note: Footnote, where: str) -> int:
        """Id of the note for its mark."""
        number = len(self._notes) + 1
        mark = r([w("footnoteRef")], self._runs.properties((Character.NOTE_MARK,)))
        content = (mark, r(t(" ")), *self._runs.content(note.content, where))
        self._notes.append(w("footnote", p(Paragraph.NOTE.id, content), id=number))
        return number

    def part(self) -> Part:
        """The part (§17.11), complete; it must begin with the two separators."""
        separators = (
            w("footnote", p(Paragraph.NOTE.id, [r([w(kind)])]), type=kind, id=number)
            for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        self._part.content = part(w("footnotes", *separators, *self._notes), "r")
        return self._part
