"""Remarks: notices with the file and line that they are about, as programs read them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from pubkit.notice import Notice
from pubkit.places import Place
from pubkit.record import ImportRecord

__all__ = ["ImportReport", "Remark", "dump_remarks", "remark"]


class Remark(Notice, frozen=True, kw_only=True, order=True):
    """A notice, and where an editor finds what it is about."""

    file: str
    """The file that was read."""
    line: int | None = None
    """Its line, counted from 1; null where none is known."""
    context: str = ""
    """That line as it is, else the node's text; at most 200 characters of it."""


class ImportReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `pubkit import --report` writes."""

    record: ImportRecord
    """What the reader decided, and why."""
    notices: tuple[Remark, ...] = ()
    """What reading and the checks brought up."""

    def dump(self) -> bytes:
        """UTF-8 JSON, indented by two, ending in a line feed."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n"


_CONTEXT = 200
"""Characters: enough to know a line by."""


def remark(notice: Notice, place: Place, file: str) -> Remark:
    """`notice` with its place in `file`."""
    return Remark(
        **msgspec.structs.asdict(notice),
        file=file,
        line=place.line,
        context=_round(place),
    )


def _round(place: Place) -> str:
    """The characters in question with their neighbours."""
    spare = max(_CONTEXT - (place.end - place.start), 0)
    start = max(min(place.start - spare // 2, len(place.text) - _CONTEXT), 0)
    return place.text[start : start + _CONTEXT]


def dump_remarks(remarks: Iterable[Remark]) -> bytes:
    """A JSON array: UTF-8, indented by two, ending in a line feed."""
    return msgspec.json.format(msgspec.json.encode(list(remarks)), indent=2) + b"\n"
