"""The footnotes of one manuscript: where they are defined, and how often they are used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from pubkit.readers.markdown.margin import Margin
from pubkit.readers.markdown.tree import Branch

__all__ = ["Footnotes"]


class Footnotes:
    """Definitions by label; what is defined in vain or twice is marked."""

    def __init__(self, notes: Iterable[Branch], margin: Margin) -> None:
        self._margin = margin
        self._notes: dict[str, Branch] = {}
        self._used: Counter[str] = Counter()
        self._open = ""
        for note in notes:
            self._define(note)

    @contextmanager
    def opened(self, label: str, line: int) -> Iterator[Branch]:
        """The footnote, while it is read for a mark on `line`.

        Raises: ReadError if another one is being read.
        """
        if self._open:
            self._margin.refuse(
                line, f"the footnote [^{self._open}] holds another, [^{label}]; write them as one"
            )
        self._open = label
        self._used[label] += 1
        yield self._notes[label]
        self._open = ""

    def mark_doubtful(self) -> None:
        """Mark the footnotes that are used more than once or never, or hold more than text."""
        for label, note in self._notes.items():
            if self._used[label] == 0:
                self._margin.error(
                    "footnote-unused",
                    note.line,
                    f"Nothing refers to the footnote [^{label}], so its text appears nowhere.",
                    f"Put [^{label}] where it belongs, or take the note out.",
                )
            elif self._used[label] > 1:
                self._margin.warning(
                    "footnote-repeated",
                    note.line,
                    f"[^{label}] is used {self._used[label]} times; the footnote stands as often.",
                )
            self._mark_content(label, note)

    def _mark_content(self, label: str, note: Branch) -> None:
        if not note.branches:
            self._margin.warning(
                "footnote-empty", note.line, f"The footnote [^{label}] is empty and left out."
            )
        elif any(branch.kind != "paragraph" for branch in note.branches):
            self._margin.warning(
                "footnote-flattened",
                note.line,
                f"A footnote holds only text; the blocks of [^{label}] are set as lines.",
            )

    def _define(self, note: Branch) -> None:
        label = note.token.meta["label"]
        if label in self._notes:
            self._margin.error(
                "footnote-twice",
                note.line,
                f"The footnote [^{label}] is written twice; the first one holds.",
                "Give this one a label of its own.",
            )
        self._notes.setdefault(label, note)
