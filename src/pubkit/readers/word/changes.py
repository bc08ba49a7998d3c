"""Changes: tracked insertions, deletions and moves, by the policy that was asked for."""

from __future__ import annotations

from collections import Counter
from typing import Literal, TypeAlias

from lxml import etree

from pubkit.ooxml import attribute, child

__all__ = ["Changes", "Policy"]

Policy: TypeAlias = Literal["accept", "reject", "error"]
"""What is done with tracked changes: taken as made, taken back, or refused with the file."""

_KINDS = {
    "w:ins": "insertion", "w:del": "deletion", "w:moveTo": "move", "w:moveFrom": "",
    "w:cellIns": "insertion", "w:cellDel": "deletion",
}  # fmt: skip
"""Element → what is counted; a move is counted where it goes to."""
_NEW = frozenset({"w:ins", "w:moveTo", "w:cellIns"})
"""What is only in the changed text; the others are only in the earlier one."""


class Changes:
    """The tracked changes of one document."""

    def __init__(self, policy: Policy) -> None:
        self._new = policy != "reject"
        self.counts: Counter[tuple[str, str]] = Counter()
        """Kind and author → how many."""

    @property
    def earlier(self) -> bool:
        """Whether the text is read as it was before the changes."""
        return not self._new

    def keeps(self, name: str, element: etree._Element) -> bool:
        """Whether what the change holds is read; counts it."""
        if kind := _KINDS[name]:
            self.counts[kind, attribute(element, "w:author") or "someone"] += 1
        return (name in _NEW) == self._new

    def joins(self, properties: etree._Element | None) -> bool:
        """Whether a paragraph's own end is read as gone, so that the next one goes on in it."""
        mark = child(properties, "w:rPr")
        gone = [n for n in ("w:ins", "w:del", "w:moveTo", "w:moveFrom")
                if child(mark, n) is not None]  # fmt: skip
        return any((name in _NEW) != self._new for name in gone)

    def __str__(self) -> str:
        """`林晓 (3 insertions, 1 deletion), 周一帆 (2 deletions)`."""
        authors = dict.fromkeys(author for _, author in self.counts)
        return ", ".join(f"{author} ({self._of(author)})" for author in authors)

    def _of(self, author: str) -> str:
        found = [(kind, n) for (kind, who), n in self.counts.items() if who == author]
        return ", ".join(f"{n} {kind}{'s' if n > 1 else ''}" for kind, n in found)
