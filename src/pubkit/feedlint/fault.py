"""Fault: what a rule found."""

from __future__ import annotations

from dataclasses import dataclass

from pubkit.notice import Notice, Severity

__all__ = ["Fault"]


@dataclass(frozen=True)
class Fault:
    """Something that a rule found; the same rule's faults of one kind become one notice."""

    code: str
    """The rule."""
    severity: Severity
    """How much it weighs."""
    where: str
    """The element: `channel/item[2]/pubDate`; a path of keys in JSON: `items[1].url`."""
    line: int
    """Its line, counted from 1; 0 where it is not known."""
    text: str
    """What is the matter: a sentence without its stop."""
    hint: str
    """What to do."""

    def notice(self, others: int) -> Notice:
        """The notice; `others` of its kind stand elsewhere in the feed."""
        line = f" (line {self.line})" if self.line else ""
        more = f", and {others} more like it" if others else ""
        return Notice(
            code=self.code,
            severity=self.severity,
            where=self.where,
            text=f"{self.text}{line}{more}.",
            hint=self.hint,
        )
