"""Books: what was found of an article in one artifact, as it comes in."""

from __future__ import annotations

from collections import Counter

from pubkit.proof import Count, Finding, Kind, State
from pubkit.verify.edits import edits
from pubkit.verify.owed import Owed

__all__ = ["Books"]


class Books:
    """Findings, and a count for each kind of part."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        """In the order in which they were entered."""
        self._counts: dict[Kind, Counter[str]] = {}

    def count(self, kind: Kind, *columns: str) -> None:
        """Add one to each of these fields of the kind's Count."""
        self._counts.setdefault(kind, Counter()).update(columns)

    def recount(self, kind: Kind, column: str, other: str) -> None:
        """Let one that was counted in a field of the kind's Count stand in another."""
        self._counts[kind].update({column: -1, other: 1})

    def counts(self) -> dict[Kind, Count]:
        """The Count of each kind that has one."""
        return {kind: Count(**count) for kind, count in self._counts.items()}

    def find(
        self, part: Owed, state: State, *, found: str = "", changes: tuple[str, str] | None = None
    ) -> None:
        """Enter a finding; `changes` are the part's canonical words and those that stand there."""
        self.findings.append(
            Finding(
                kind=part.kind,
                where=part.where,
                state=state,
                owed=changes[0] if changes else part.text,
                found=found,
                edits=edits(*changes) if changes else (),
            )
        )
