"""Fields: what Word computes, of which a reader sees the result alone (ISO 29500-1, §17.16)."""

from __future__ import annotations

import re

__all__ = ["Fields", "hyperlink"]

_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?!\\)(?:"([^"]*)"|(\S+))', re.IGNORECASE)
_ANCHOR = re.compile(r'\\l\s+(?:"([^"]*)"|(\S+))', re.IGNORECASE)


class Fields:
    """The fields that are open at one point of a text, the outermost first."""

    def __init__(self) -> None:
        self._open: list[list[str] | None] = []
        self._unseen = 0

    @property
    def seen(self) -> bool:
        """Whether text at this point is a result, or in no field."""
        return self._unseen == 0

    def begin(self) -> None:
        """A field begins, with its instruction."""
        self._open.append([])
        self._unseen += 1

    def instruct(self, text: str) -> None:
        """A piece of the instruction."""
        if self._open and self._open[-1] is not None:
            self._open[-1].append(text)

    def separate(self) -> str:
        """The instruction ends, the result begins; gives the instruction."""
        if not self._open or self._open[-1] is None:
            return ""
        instruction = "".join(self._open[-1])
        self._open[-1] = None
        self._unseen -= 1
        return instruction

    def end(self) -> None:
        """A field ends."""
        if self._open and self._open.pop() is not None:
            self._unseen -= 1


def hyperlink(instruction: str) -> str:
    """Where a HYPERLINK field leads; empty if it is another field."""
    if not instruction.lstrip().upper().startswith("HYPERLINK"):
        return ""
    target, anchor = _HYPERLINK.match(instruction), _ANCHOR.search(instruction)
    address = (target[1] or target[2] or "") if target else ""
    return address + (f"#{anchor[1] or anchor[2] or ''}" if anchor else "")
