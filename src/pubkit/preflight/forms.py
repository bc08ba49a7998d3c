"""Forms: what is drawn again and again, looked up once (ISO 32000-1, §8.10)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from pubkit.preflight.colours import Space, space_of
from pubkit.preflight.faces import Face
from pubkit.preflight.geometry import IDENTITY, Box, Matrix
from pubkit.preflight.objects import box, entries, floats, inner
from pubkit.preflight.state import Shelf
from pubkit.preflight.streams import is_cut_off, parsed

if TYPE_CHECKING:
    from pikepdf import Object

__all__ = ["Form", "Forms", "group_space", "matrix"]

_KEPT = 100_000
"""Instructions of forms that are held ready; further forms are read each time."""


class Form(Struct, frozen=True):
    """A form, an appearance, a pattern's cell or a mask's group."""

    matrix: Matrix
    """From the form to what draws it; of a pattern, to the page."""
    outline: Box | None
    """What of it is seen."""
    grouped: bool
    """Whether it is a transparency group."""
    group: Space | None
    """The colour space that the group names."""
    shelf: Shelf | None
    """Its own resources; None if it draws on those of its caller."""
    instructions: list[Any]
    """What it draws."""
    cut_off: bool
    """Whether it ends within an instruction."""


@dataclass
class Forms:
    """The forms of one file."""

    faces: dict[int, Face]
    """Every font that was met, by its object."""
    _held: dict[int, Form] = field(default_factory=dict)
    _count: int = 0

    def of(self, form: Object) -> Form:
        """The form that an object is.

        Raises: Exhausted, and whatever pikepdf raises for a broken one.
        """
        key = form.objgen[0]
        found = self._held.get(key)
        if found is None:
            found = self._read(form)
            if key and self._count + len(found.instructions) <= _KEPT:
                self._count += len(found.instructions)
                self._held[key] = found
        return found

    def _read(self, form: Object) -> Form:
        group = inner(form, "Group")
        own = entries(inner(form, "Resources"))
        instructions = parsed(form)
        return Form(
            matrix=matrix(form),
            outline=box(inner(form, "BBox")),
            grouped=group is not None,
            group=group_space(group),
            shelf=Shelf(own, self.faces) if own else None,
            instructions=instructions,
            cut_off=is_cut_off(form, instructions),
        )


def matrix(form: object) -> Matrix:
    """Where a form or a pattern stands."""
    written = inner(form, "Matrix")
    if written is None:
        return IDENTITY
    a, b, c, d, e, f = floats(written)
    return a, b, c, d, e, f


def group_space(group: object) -> Space | None:
    """The colour space that a transparency group names."""
    space = inner(group, "CS")
    return None if space is None else space_of(space, {})
