"""Fault: what a rule of a lint found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from pubkit.notice import Notice, Severity

__all__ = ["Fault", "merged"]


class Fault(Struct, frozen=True):
    """Something that a rule found in a file; faults that are alike become one notice."""

    code: str
    """The rule."""
    severity: Severity
    """How much it weighs."""
    where: str
    """The place, as the lint names places; empty for the whole file."""
    text: str
    """What is the matter: a sentence without its stop."""
    hint: str
    """What to do."""
    line: int = 0
    """Its line, counted from 1; 0 where there are none."""

    def notice(self, others: int) -> Notice:
        """The notice; `others` like it stand elsewhere in the file."""
        line = f" (line {self.line})" if self.line else ""
        more = f", and {others} more like it" if others else ""
        return Notice(
            code=self.code,
            severity=self.severity,
            where=self.where,
            text=f"{self.text}{line}{more}.",
            hint=self.hint,
        )


def merged(faults: Iterable[Fault], kind: Callable[[Fault], str] | None = None) -> Iterator[Notice]:
    """The faults of one rule and weight, and of one `kind`, as one notice, at the first."""
    alike: dict[tuple[str, str, str], list[Fault]] = {}
    for fault in faults:
        key = (fault.code, fault.severity, kind(fault) if kind else "")
        alike.setdefault(key, []).append(fault)
    for found in alike.values():
        yield found[0].notice(len(found) - 1)
