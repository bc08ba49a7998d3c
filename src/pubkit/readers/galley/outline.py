"""Outline: which headings open sections, what stands below each, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pubkit.model import Numbering
from pubkit.readers.galley.labels import is_complete
from pubkit.readers.galley.pieces import Piece, Pieces
from pubkit.record import Order, Removed

__all__ = ["Outline", "Part", "outlined"]

_NUMBERINGS: dict[str, Numbering] = {"alpha": "upper-alpha", "cjk": "cjk", "decimal": "decimal"}
"""Schemes that an article counts by itself; any other label stays in its heading's words."""
_UNCOUNTED = ("plain", "ornament", "clock")


@dataclass(slots=True)
class Part:
    """A section: its heading, and the pieces under it."""

    heading: Piece
    """Judged `heading`."""
    pieces: Pieces = field(default_factory=list)
    """What stands under it, subheadings included."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The page as sections in reading order."""

    lead: Pieces
    """What stands before the first section."""
    sections: list[Part]
    """In reading order."""
    numbering: Numbering
    """How the article will letter them."""
    order: Order
    """Their labels before and after."""
    numbers: tuple[int, ...]
    """What the labels say, in the order of the source; empty if they say nothing."""


def outlined(pieces: Pieces) -> Outline:
    """The outline of `pieces`.

    Sections are put in order only if their labels are a complete run, each once.
    """
    levels = _levels(pieces)
    lead: Pieces = []
    parts: list[Part] = []
    for piece in pieces:
        if piece.kind == "heading" and levels[_shape(piece)] == 0:
            parts.append(Part(piece))
        else:
            (parts[-1].pieces if parts else lead).append(_levelled(piece, levels))
    numbers = _numbers(parts)
    ordered = sorted(parts, key=_number) if is_complete(list(numbers)) else parts
    numbering = _numbering(parts, numbers)
    for part in ordered:
        part.heading = _worded(part.heading, derived=numbering != "none")
    order = Order(source=_shown(parts), reading=_shown(ordered))
    return Outline(lead, ordered, numbering, order, numbers)


def _shape(piece: Piece) -> str:
    return piece.label.scheme if piece.label else "plain"


def _levels(pieces: Sequence[Piece]) -> dict[str, int]:
    """Shape of heading → depth: 0 opens a section.

    A way of counting that runs once through the page is the page's own; one that begins again and
    again is nested under what stands over it. Else whatever comes first stands above.
    """
    headings = [piece for piece in pieces if piece.kind == "heading"]
    shapes = list(dict.fromkeys(map(_shape, headings)))
    counted = [s for s in shapes if s not in _UNCOUNTED and _runs_once(s, headings)]
    if counted:
        top = "alpha" if "alpha" in counted else counted[0]
        first = next(i for i, h in enumerate(headings) if _shape(h) == top)
        before = {_shape(h) for h in headings[:first] if _shape(h) in _UNCOUNTED}
        rest = [s for s in shapes if s != top and s not in before]
        return {top: 0} | dict.fromkeys(before, 0) | {s: n for n, s in enumerate(rest, 1)}
    return {shape: n for n, shape in enumerate(shapes)}


def _runs_once(shape: str, headings: Sequence[Piece]) -> bool:
    numbers = [h.label.number for h in headings if h.label and h.label.scheme == shape]
    return len(numbers) > 1 and len(set(numbers)) >= 0.7 * len(numbers)


def _levelled(piece: Piece, levels: dict[str, int]) -> Piece:
    """A heading below a section's as a subheading, its label in its words."""
    if piece.kind != "heading":
        return piece
    return replace(_worded(piece, derived=False), kind="subheading")


def _numbers(parts: Sequence[Part]) -> tuple[int, ...]:
    """The sections' numbers in the order of the source; empty unless all count in one way."""
    labels = [part.heading.label for part in parts]
    if not labels or len({label.scheme if label else "" for label in labels}) > 1:
        return ()
    numbers = tuple(label.number for label in labels if label)
    return numbers if all(numbers) else ()


def _number(part: Part) -> int:
    return part.heading.label.number if part.heading.label else 0


def _numbering(parts: Sequence[Part], numbers: tuple[int, ...]) -> Numbering:
    label = parts[0].heading.label if parts else None
    if label is None or not is_complete(list(numbers)):
        return "none"
    return _NUMBERINGS.get(label.scheme, "none")


def _worded(piece: Piece, *, derived: bool) -> Piece:
    """The heading with its label in its words; removed where it only adorns or is derived."""
    label = piece.label
    if label is None:
        return piece
    if derived or label.scheme == "ornament":
        why = "the label follows from the order" if derived else "an ornament before a heading"
        mark = Removed(line=piece.lines[0], text=label.text, why=why)
        return replace(piece, removed=(*piece.removed, mark))
    tight = not piece.text or (not label.alone and label.text[-1] in "、．.）):：")
    return replace(piece, text=label.text + ("" if tight else " ") + piece.text)


def _shown(parts: Sequence[Part]) -> tuple[str, ...]:
    labels = [part.heading.label for part in parts]
    return tuple(label.text.strip("、．.") for label in labels if label and label.number)
