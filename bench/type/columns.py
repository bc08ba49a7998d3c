"""What is measured in columns: their heads and feet, and how they stand beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from bench.type.faults import Fault, at, quoted
from bench.type.lines import Line
from bench.type.makeup import Makeup, Stack
from bench.type.measure import Measure

__all__ = [
    "LEVEL",
    "UNALIGNED",
    "break_faults",
    "caption_faults",
    "end_faults",
    "foot",
    "paper_faults",
    "shift",
    "slack",
    "spread",
    "unaligned",
]

UNALIGNED = 0.5
"""Most by which the lines of neighbouring columns may miss each other, in pt."""
LEVEL = 1.0
"""Most lines by which the ends of a page's columns may differ."""
_KEPT = 3.0
"""The same where a heading or lines that keep together begin the next column."""
_NEAR = 1.2
"""How far below a picture its words may begin, in lines."""
_ROUNDED = 0.35
"""What the feet of pictures and of small type differ from a line's, in lines."""


def foot(stack: Stack) -> float | None:
    """Where a column ends, in pt; None if nothing stands in it."""
    return min((part.bottom for part in stack.parts), default=None)


def spread(band: Sequence[Stack], measure: Measure) -> float:
    """By how many lines the ends of a band's columns differ."""
    feet = [end for stack in band if (end := foot(stack)) is not None]
    return (max(feet) - min(feet)) / measure.leading if len(feet) > 1 else 0.0


def slack(made: Makeup, lowest: float, measure: Measure) -> float | None:
    """By how many lines the shortest column of a page ends above the foot; None above notes."""
    if made.noted or not made.bands:
        return None
    feet = [end for stack in made.bands[-1] if (end := foot(stack)) is not None]
    return (max(feet) - lowest) / measure.leading


def unaligned(band: Sequence[Stack], measure: Measure) -> float:
    """By how much lines of text side by side in neighbouring columns miss each other, in pt."""
    most = 0.0
    for stack, beside in pairwise(band):
        heights = [row.baseline for row in beside.texts]
        for row in stack.texts:
            off = min((abs(row.baseline - height) for height in heights), default=0.0)
            if off <= measure.leading / 2:
                most = max(most, off)
    return most


# ── faults ──────────────────────────────────────────────────────────────────────────────────


def break_faults(makeups: Sequence[Makeup], found: Sequence[Line]) -> Iterator[Fault]:
    """Headings last in a column; lone lines at a column's head or foot."""
    for stack in _stacks(makeups):
        last = next((p for p in reversed(stack.parts) if p.kind not in ("picture", "small")), None)
        if last and last.kind == "heading" and last.row:
            yield at(stack, "stranded", quoted(last.row))
    for before, line in pairwise(found):
        if line.first and before.runs_on and not line.runs_on:
            yield at(line.stack, "widow", quoted(line.row))
    for line in found:
        if line.last and line.opens and line.runs_on:
            yield at(line.stack, "orphan", quoted(line.row))


def end_faults(made: Makeup, following: Makeup | None, measure: Measure) -> Iterator[Fault]:
    """Columns of a page that end too far apart."""
    for number, band in enumerate(made.bands):
        filled = [stack for stack in band if stack.parts]
        feet = [min(part.bottom for part in stack.parts) for stack in filled]
        if len(filled) < len(measure.columns):
            yield Fault("uneven", made.page.number, 0, "a column is empty")
        nexts = [*filled[1:], _first(made, number, following)]
        for stack, end, behind in zip(filled, feet, nexts, strict=True):
            short = (end - min(feet)) / measure.leading
            if short > _allowed(behind) + _ROUNDED:
                yield at(stack, "uneven", f"it ends {short:.1f} lines above the longest")


def _first(made: Makeup, band: int, following: Makeup | None) -> Stack | None:
    """The column that is read after a band."""
    later = [*made.bands[band + 1 :], *(following.bands if following else ())]
    return later[0][0] if later else None


def _allowed(behind: Stack | None) -> float:
    """How many lines a column may be short: more where what follows could not be parted.

    So are a heading and its text, lines that are kept together, a box, a table. The article's end
    is as good a reason: what stands before it may not be parted either.
    """
    parts = (
        [part for part in behind.parts if part.kind not in ("picture", "small")] if behind else []
    )
    if behind is None or not parts or parts[0].kind != "text" or not _could_part(behind):
        return _KEPT
    boxed = behind.parts[0].kind == "small"
    return _KEPT if boxed else LEVEL


def _could_part(stack: Stack) -> bool:
    """Whether lines of the paragraph at a column's head could stand at the foot before it.

    Two would have to stay at either end of it.
    """
    texts = stack.texts
    needed = 3 if texts[0].begins(stack.left) else 4
    return len(texts) >= needed and all(row.begins(stack.left) for row in texts[1:needed])


def caption_faults(made: Makeup, measure: Measure) -> Iterator[Fault]:
    """Pictures whose words do not stand right below them; one without words has none to lose."""
    words = [row for row in made.rows if not row.is_text(measure) and not row.is_larger(measure)]
    for area in made.pictures:
        below = [
            area.bottom - (row.baseline + row.size)
            for row in words
            if row.baseline < area.bottom and min(row.right, area.right) > max(row.left, area.left)
        ]
        gap = min(below, default=None)
        if gap is not None and gap > _NEAR * measure.leading:
            yield Fault("caption", made.page.number, 0, f"{gap:.0f} pt below the picture")
        elif gap is None:
            yield Fault("caption", made.page.number, 0, "no words below a picture")


def paper_faults(made: Makeup) -> Iterator[Fault]:
    """Words that stand outside the paper."""
    width, height = made.page.size
    for row in made.rows:
        if row.left < 0 or row.right > width or not 0 < row.baseline < height:
            yield Fault("outside", made.page.number, 0, quoted(row))


def shift(made: Makeup, measure: Measure) -> float:
    """By how much a page's neighbouring columns miss each other, in pt."""
    return max((unaligned(band, measure) for band in made.bands), default=0.0)


def _stacks(makeups: Sequence[Makeup]) -> Iterator[Stack]:
    return chain.from_iterable(band for made in makeups for band in made.bands)
