"""Appendix: a manuscript's figures, behind the text; in it a mark says where each belongs."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit import wording
from pubkit.markup import Element, Node
from pubkit.model import Figure
from pubkit.renderer import File
from pubkit.renderers.word.figures import Figures, reference
from pubkit.renderers.word.frame import Frame
from pubkit.renderers.word.job import Job
from pubkit.renderers.word.names import Paragraph
from pubkit.renderers.word.runs import Runs
from pubkit.renderers.word.wordml import field, p, w

__all__ = ["HEADINGS", "Appendix"]

HEADINGS = {"图": "图片说明", "圖": "圖片說明", "Figure": "Figures"}
"""What stands above the figures, by what one is called."""


class Appendix:
    """The figures of one manuscript, in the order in which their marks are set."""

    def __init__(self, job: Job, runs: Runs, figures: Figures) -> None:
        self._job = job
        self._runs = runs
        self._figures = figures
        self._placed: list[tuple[str, Figure, int]] = []
        self._brackets = ("【", "】") if wording.is_chinese(job.article) else ("[", "]")

    def mark(self, path: str, figure: Figure, frame: Frame) -> Element:
        """`【图1】`, a cross-reference to the number in the figure's caption."""
        number = self._figures.next()
        self._placed.append((path, figure, number))
        before, after = self._brackets
        content = (
            *self._runs.text(before),
            *field(f"REF {reference(number)} \\h", self._label(number)),
            *self._runs.text(after),
        )
        home = self._job.marks[path].home
        marked = self._job.bookmarked(home, *content)
        return p(Paragraph.FIGURE_MARK.id, marked, frame.indent())

    def nodes(self, frame: Frame) -> Iterator[Node]:
        """The heading, then each figure with its caption."""
        if self._placed:
            words = self._runs.text(HEADINGS[self._job.words.sequence])
            yield p(Paragraph.FIGURE_LIST.id, words, w("pageBreakBefore"))
        for path, figure, number in self._placed:
            yield from self._figures.numbered(path, figure, frame, number)

    def files(self) -> Iterator[File]:
        """The photos as they came, called as their captions are: `图1.jpg`."""
        for _, figure, number in self._placed:
            asset = self._job.assets.get(figure.photo) if figure.photo else None
            if asset:
                name = f"{self._job.words.sequence}{number}{asset.suffix}"
                yield File(name, asset.data, asset.media_type)

    def _label(self, number: int) -> str:
        return f"{self._job.words.figure}{number}"
