"""Notice: what was lost, doubtful or over a limit, as a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, overload

import msgspec

__all__ = ["Findings", "Notice", "Severity"]

Severity = Literal["error", "warning", "info"]
"""`error` must not be published; `warning` is doubtful; `info` is on record."""


class Notice(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One thing that an editor should know.

    A terminal shows the source line that `where` names with `quote` marked under its characters.
    A rule that means certain characters gives exactly those, and as many round them as it takes
    for them to stand only once in the node: `，,` rather than `,`.
    """

    code: str
    """Stable name of the rule, in kebab case: `photo-missing`."""
    severity: Severity
    """How much it weighs."""
    where: str = ""
    """Node path (`sections[2].blocks[4]`) or `file:line`; empty for the whole article."""
    text: str
    """One sentence: what is the matter."""
    hint: str = ""
    """One sentence: what to do; may be empty."""
    renderer: str = ""
    """The channel that reported it; empty if it holds for all."""
    quote: str = ""
    """The characters in question as they stand in the node; empty if all of it is meant."""

    def __str__(self) -> str:
        """`error photo-missing at sections[2].blocks[4]: …`."""
        place = f" at {self.where}" if self.where else ""
        channel = f" [{self.renderer}]" if self.renderer else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.severity} {self.code}{place}{channel}: {self.text}{hint}"


class Findings(Sequence[Notice]):
    """Notices in the order they were found."""

    def __init__(self, notices: Iterable[Notice] = ()) -> None:
        self._notices = tuple(notices)

    @property
    def errors(self) -> tuple[Notice, ...]:
        """What must not be published."""
        return tuple(n for n in self._notices if n.severity == "error")

    @property
    def warnings(self) -> tuple[Notice, ...]:
        """What is doubtful."""
        return tuple(n for n in self._notices if n.severity == "warning")

    @overload
    def __getitem__(self, index: int) -> Notice: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Notice, ...]: ...
    def __getitem__(self, index: int | slice) -> Notice | tuple[Notice, ...]:
        return self._notices[index]

    def __len__(self) -> int:
        return len(self._notices)

    def __iter__(self) -> Iterator[Notice]:
        return iter(self._notices)

    def __str__(self) -> str:
        """One notice a line."""
        return "\n".join(map(str, self._notices))

    def __repr__(self) -> str:
        return f"Findings({list(self._notices)!r})"
