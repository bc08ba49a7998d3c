"""Journal: every decision about a document, for the record of its import."""

from __future__ import annotations

import msgspec

from pubkit.readers.word.flow import Grid, Line, lines_of
from pubkit.record import Added, Decision, ImportRecord, Kind, Order, Removed

__all__ = ["Journal"]

_ENCODING = "docx"


class Journal:
    """What each paragraph was taken for; its place is told when the article is whole."""

    def __init__(self) -> None:
        self._decisions: dict[int, Decision] = {}
        self.places: dict[int, str] = {}
        """A paragraph's number → its node path."""
        self.removed: list[Removed] = []
        self.added: list[Added] = []
        self.order = Order()

    def decide(
        self, line: Line, kind: Kind, why: str, where: str = "", confidence: float = 0.95
    ) -> None:
        """A paragraph was taken for `kind`."""
        self._decisions[line.number] = Decision(
            kind=kind, lines=(line.number,), text=line.text, where=where, confidence=confidence,
            why=why,
        )  # fmt: skip
        if where:
            self.place(line.number, where)

    def keep(self, decision: Decision) -> None:
        """A decision made elsewhere."""
        self._decisions[decision.lines[0]] = decision
        for number in decision.lines:
            if decision.where:
                self.place(number, decision.where)

    def grid(self, grid: Grid) -> None:
        """The paragraphs of a table were taken for its cells."""
        for line in lines_of([grid]):
            if line.leaves:
                self.decide(line, "table row", "it stands in a table")

    def place(self, number: int, path: str) -> None:
        """Where in the article a paragraph stands."""
        self.places.setdefault(number, path)

    def record(self, file: str, paragraphs: int) -> ImportRecord:
        """The whole record."""
        decisions = tuple(
            _placed(decision, self.places) for _, decision in sorted(self._decisions.items())
        )
        return ImportRecord(
            file=file,
            encoding=_ENCODING,
            characters=sum(len(decision.text) for decision in decisions),
            lines=paragraphs,
            order=self.order,
            decisions=decisions,
            removed=tuple(sorted(self.removed, key=lambda r: r.line)),
            added=tuple(self.added),
        )


def _placed(decision: Decision, places: dict[int, str]) -> Decision:

    if decision.where or decision.lines[0] not in places:
        return decision
    return msgspec.structs.replace(decision, where=places[decision.lines[0]])
