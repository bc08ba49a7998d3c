"""Running every rule over a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from pubkit.errors import ReadError
from pubkit.fault import Fault, merged
from pubkit.notice import Notice
from pubkit.wordlint.files import FILES
from pubkit.wordlint.job import Job, opened
from pubkit.wordlint.leftovers import LEFTOVERS
from pubkit.wordlint.looks import LOOKS
from pubkit.wordlint.marks import MARKS
from pubkit.wordlint.pictures import PICTURES
from pubkit.wordlint.structure import STRUCTURE

__all__ = ["lint"]

Rule: TypeAlias = Callable[[Job], Iterator[Fault]]

_RULES: tuple[Rule, ...] = (*STRUCTURE, *LOOKS, *MARKS, *PICTURES, *LEFTOVERS)


def lint(data: bytes) -> tuple[Notice, ...]:
    """What an office would trip over in a Word file; nothing if it is sound.

    A `where` is a part, with the paragraph if there is one. What is no Word file, or cannot be
    read, gives one notice that says so; of a file with a broken part only the package is judged.
    The same bytes give the same notices.
    """
    try:
        job = opened(data)
        broken = list(FILES[0](job))
        faults = broken or [fault for rule in (*FILES[1:], *_RULES) for fault in rule(job)]
    except ReadError as error:
        text = f"{str(error)[:1].upper()}{str(error)[1:]}."
        hint = "Give a .docx."
        return (Notice(code="word-unreadable", severity="error", text=text, hint=hint),)
    return tuple(merged(faults, kind=_part))


def _part(fault: Fault) -> str:
    return fault.where.partition(",")[0]
