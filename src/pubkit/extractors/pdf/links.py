"""Links: where the areas of a document lead, in the order of the lines that they lie on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pubkit.extractors.pdf.marks import Line, Sheet, Target

__all__ = ["addresses"]

_REACH_EM = 0.6
"""An area that ends nearer to the end of its line reaches it."""
_HIGHEST_PT = 72.0
"""No line is higher."""


@dataclass(frozen=True)
class _Laid:
    """A link on its line."""

    address: str
    """Where it leads."""
    line: int
    """The line's index."""
    left: float
    """Where it begins."""
    first: bool
    """Whether it begins with the line."""
    last: bool
    """Whether it ends with the line."""


def addresses(sheets: Sequence[Sheet], lines: Sequence[Line]) -> Iterator[str]:
    """One address a link; a link that runs over the end of a line is one."""
    on: dict[int, list[tuple[float, int]]] = {}
    for index, line in enumerate(lines):
        on.setdefault(line.page, []).append((line.bottom, index))
    laid = []
    for page, sheet in enumerate(sheets):
        feet = sorted(on.get(page, ()))
        laid += [_laid(target, lines, feet) for target in sheet.targets]
    before: _Laid | None = None
    for link in sorted(laid, key=lambda link: (link.line, link.left)):
        if not (before and _continues(before, link)):
            yield link.address
        before = link


def _continues(one: _Laid, other: _Laid) -> bool:
    return one.address == other.address and one.last and other.first and other.line == one.line + 1


def _laid(target: Target, lines: Sequence[Line], feet: list[tuple[float, int]]) -> _Laid:
    """A link on the line that it covers; on the next one down where it covers none."""
    place = bisect_left(feet, (target.middle, -1))
    for foot, index in feet[place:]:
        line = lines[index]
        if foot > target.middle + _HIGHEST_PT:
            break
        if line.top <= target.middle and line.left < target.right and target.left < line.right:
            reach = _REACH_EM * line.size
            return _Laid(
                target.address,
                index,
                target.left,
                target.left <= line.left + reach,
                target.right >= line.right - reach,
            )
    below = feet[place][1] if place < len(feet) else len(lines)
    return _Laid(target.address, below, target.left, False, False)
