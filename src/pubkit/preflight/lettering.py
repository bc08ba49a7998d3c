"""Rules on fonts, type and lines."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit.preflight.colours import Inks
from pubkit.preflight.job import Fault, Job
from pubkit.preflight.marks import Mark, Sheet

__all__ = ["PAGE_LETTERING"]

_ROUNDING_PT = 0.01
_INDEX_EM = 2.5
"""em: three figures are shorter."""
_INK = 0.005
"""The least of an ink that a plate shows: half a percent."""
_DARK = 0.8
"""Black from which text is meant to be black."""
_DARK_TINTS = 0.5
"""Cyan, magenta and yellow, each, from which they look black together."""


def _fonts(sheet: Sheet, job: Job) -> Iterator[Fault]:
    for face in sheet.faces.values():
        if not face.embedded:
            yield Fault(
                "press-font-missing",
                "error",
                f"The font {face.name} is not in the file",
                "Embed it; a press would take another.",
            )
        if face.kind == "Type3":
            yield Fault(
                "press-font-type3",
                "error",
                f"The font {face.name} is drawn by programs (Type 3)",
                "Set the text in an OpenType font; this one prints coarse.",
            )
        elif not face.unicode:
            yield Fault(
                "press-font-unicode",
                "warning",
                f"The font {face.name} does not say which characters it shows (ToUnicode)",
                "Write the file with it; nobody can search or mend the text.",
            )


def _small(sheet: Sheet, job: Job) -> Iterator[Fault]:
    for mark in _texts(sheet):
        if 0 < mark.size < job.limits.type_pt - _ROUNDING_PT and not _is_index(mark):
            yield Fault(
                "press-type-small",
                "warning",
                f"Text is set in {mark.size:.1f} pt; below {job.limits.type_pt:g} pt it fills in",
                "Set it larger.",
                mark.box,
            )


def _thin(sheet: Sheet, job: Job) -> Iterator[Fault]:
    """Lines, and fills that are no wider than one."""
    least = job.limits.hairline_pt
    for mark in sheet.marks:
        if mark.kind not in ("stroke", "fill") or mark.box is None or _is_white(mark):
            continue
        if mark.size < least - _ROUNDING_PT:
            yield Fault(
                "press-hairline",
                "error",
                f"A line is {mark.size:.2f} pt thin; below {least:g} pt it breaks up",
                "Draw it thicker.",
                mark.box,
            )


def _black(sheet: Sheet, job: Job) -> Iterator[Fault]:
    """Black text of several inks: the least shift of a plate puts a fringe round it."""
    for mark in _texts(sheet):
        inks = mark.paint.inks
        if inks is None or mark.paint.space.colourants == ("All",):
            continue
        dark = inks[3] >= _DARK or min(inks[:3]) >= _DARK_TINTS
        if max(inks[:3]) > _INK and (dark or min(inks) > _INK):
            yield Fault(
                "press-text-black",
                "error",
                f"Text is printed in {_counted(inks)} inks ({_written(inks)})",
                "Set it in black only; no press lays four plates exactly on one another.",
                mark.box,
            )


def _coloured(sheet: Sheet, job: Job) -> Iterator[Fault]:
    for mark in _texts(sheet):
        inks = mark.paint.inks
        if inks is None or mark.size >= job.limits.coloured_pt - _ROUNDING_PT:
            continue
        if _counted(inks) > 2 and min(inks) <= _INK:
            yield Fault(
                "press-text-inks",
                "warning",
                f"Text of {mark.size:.1f} pt is printed in {_counted(inks)} inks "
                f"({_written(inks)})",
                "Set it in one or two inks, or larger.",
                mark.box,
            )


def _is_index(mark: Mark) -> bool:
    """Whether it is as short as the figure of a note, which may be smaller than what is read."""
    return mark.box is not None and mark.box[2] - mark.box[0] < _INDEX_EM * mark.size


def _texts(sheet: Sheet) -> Iterator[Mark]:
    return (mark for mark in sheet.marks if mark.kind == "text" and mark.box is not None)


def _is_white(mark: Mark) -> bool:
    return mark.paint.inks == (0.0, 0.0, 0.0, 0.0)


def _counted(inks: Inks) -> int:
    return sum(ink > _INK for ink in inks)


def _written(inks: Inks) -> str:
    """`C 60 M 40 Y 40 K 100`."""
    return " ".join(f"{plate} {ink * 100:.0f}" for plate, ink in zip("CMYK", inks, strict=True))


PAGE_LETTERING = (_fonts, _small, _thin, _black, _coloured)
