"""Fault: what a rule found; and the excerpt that tells where."""

from __future__ import annotations

from msgspec import Struct

from pubkit.notice import Notice, Severity

__all__ = ["Fault"]


class Fault(Struct, frozen=True):
    """Something that a rule found; the same rule's faults become one notice."""

    code: str
    """The rule."""
    severity: Severity
    """How much it weighs."""
    where: str
    """The element, by name, number and first words; empty for the whole article."""
    text: str
    """What is the matter: a sentence without its stop."""
    hint: str
    """What to do."""

    def notice(self, others: int) -> Notice:
        """The notice; `others` of its kind stand elsewhere in the article."""
        more = f", and {others} more like it" if others else ""
        return Notice(
            code=self.code,
            severity=self.severity,
            where=self.where,
            text=f"{self.text}{more}.",
            hint=self.hint,
        )
