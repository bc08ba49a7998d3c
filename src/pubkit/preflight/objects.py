"""Objects of a PDF as plain values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Object

__all__ = [
    "box",
    "entries",
    "flag",
    "floats",
    "inner",
    "is_stream",
    "kids",
    "name",
    "names",
    "number",
    "reason",
]

_SOURCE = re.compile(r"^(?:stream )?<[^>]*>(?:, ([^:]*)| \(([^)]*)\))?: ")
"""How qpdf begins: with what it reads from, which says nothing and is never twice the same."""
_LONGEST = 100

_BROKEN = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,  # Pillow's word for a picture that is none
    RuntimeError,  # also of too deep a nesting
    TypeError,
    ValueError,
)


def faulty() -> tuple[type[Exception], ...]:
    """What a broken object raises, wherever it is touched."""
    from pikepdf.exceptions import PikepdfError

    return (*_BROKEN, PikepdfError)


def reason(fault: object) -> str:
    """What an exception or a warning says, in a part of a sentence."""
    said = (str(fault).splitlines() or [""])[0]
    found = _SOURCE.match(said)
    if found:
        place = found[1] or found[2]
        said = said[found.end() :] + (f" ({place})" if place else "")
    if len(said) > _LONGEST:
        said = f"{said[: _LONGEST - 1]}…"
    return said.rstrip(".") or type(fault).__name__


def name(value: object) -> str | None:
    """A name without its slash; None for anything else."""
    from pikepdf import Name, Object

    if isinstance(value, Object) and isinstance(value, Name):
        return str(value)[1:]
    return None


def names(value: Any) -> tuple[str, ...]:  # noqa: ANN401  # any object of a PDF, however broken
    """The names in an array."""
    return tuple(found for item in value if (found := name(item)) is not None)


def number(value: object, default: float = 0.0) -> float:
    """A number; `default` for anything else."""
    try:
        return float(value)  # type: ignore[arg-type]  # what is none is caught
    except (TypeError, ValueError, ArithmeticError):
        return default


def floats(value: Any) -> tuple[float, ...]:  # noqa: ANN401  # any object of a PDF, however broken
    """The numbers of an array.

    Raises: TypeError, ValueError for what is no array of numbers.
    """
    return tuple(float(item) for item in value)


def flag(value: object) -> bool:
    """Whether it is true."""
    return value is True or value == 1


def entries(value: object) -> Mapping[str, Object]:
    """A dictionary's entries by their names without slash; none for anything else."""
    from pikepdf import Dictionary, Object, Stream

    if isinstance(value, Object) and isinstance(value, Dictionary | Stream):
        return {key[1:]: item for key, item in value.items()}
    return {}


def inner(value: object, *keys: str) -> Any:  # noqa: ANN401  # any object of a PDF
    """What stands below `value` under these keys one after the other; None where one is missing."""
    from pikepdf import Dictionary, Object, Stream

    for key in keys:
        if not (isinstance(value, Object) and isinstance(value, Dictionary | Stream)):
            return None
        value = value.get(f"/{key}")
    return value


def is_stream(value: object) -> bool:
    """Whether it is a stream."""
    from pikepdf import Object, Stream

    return isinstance(value, Object) and isinstance(value, Stream)


def box(value: object) -> tuple[float, float, float, float] | None:
    """A rectangle with its corners in order; None for anything else."""
    try:
        left, bottom, right, top = floats(value)
    except (TypeError, ValueError, ArithmeticError):
        return None
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def kids(value: object) -> Iterator[Object]:
    """The items of an array; none for anything else."""
    from pikepdf import Array, Object

    if isinstance(value, Object) and isinstance(value, Array):
        yield from value
