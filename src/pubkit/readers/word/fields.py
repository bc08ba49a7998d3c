"""Fields: what Word computes, of which a reader sees the result alone (ISO 29500-1, §17.16)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from pubkit.ooxml import attribute, named
from pubkit.readers.word.flow import Target
from pubkit.readers.word.words import line

__all__ = ["Fields", "hyperlink", "shown", "unbalanced"]

_WORD = r'(?:"([^"]*)"|(\S+))'
_HYPERLINK = re.compile(r"\s*HYPERLINK\s+(?!\\)" + _WORD, re.IGNORECASE)
_ANCHOR = re.compile(r"\\l\s+" + _WORD)
_TIP = re.compile(r"\\o\s+" + _WORD)
_RUBY = re.compile(r"\\s\\up\s?\d*\(([^()]*)\)\s*[,;]\s*([^()]*)\)")
_CIRCLED = re.compile(r"\\o\\ac\(([^,;()]*)[,;]([^()]*)\)")
_FRACTION = re.compile(r"\\f\(([^,;()]*)[,;]([^()]*)\)", re.IGNORECASE)
_SYMBOL = re.compile(r"\s*SYMBOL\s+(\d{1,5}|0x[0-9a-f]{1,4})(?:.*?\\f\s+" + _WORD + ")?", re.I)


@dataclass(slots=True)
class _Open:
    instruction: list[str] = field(default_factory=list)
    is_result: bool = False
    link: Target | None = None


class Fields:
    """The fields that are open at one point of a text, the outermost first."""

    def __init__(self) -> None:
        self._open: list[_Open] = []

    @property
    def seen(self) -> bool:
        """Whether text at this point is a result, or in no field."""
        return all(one.is_result for one in self._open)

    @property
    def link(self) -> Target | None:
        """Where the innermost hyperlink field leads."""
        return next((one.link for one in reversed(self._open) if one.link), None)

    def begin(self) -> None:
        """A field begins, with its instruction."""
        self._open.append(_Open())

    def instruct(self, text: str) -> None:
        """A piece of the instruction."""
        if self._open and not self._open[-1].is_result:
            self._open[-1].instruction.append(text)

    def separate(self, number: int) -> str:
        """The instruction ends, the result begins; gives the instruction.

        `number` tells its link from others.
        """
        if not self._open or self._open[-1].is_result:
            return ""
        last = self._open[-1]
        instruction = "".join(last.instruction)
        last.is_result = True
        last.link = hyperlink(instruction, number)
        return instruction

    def end(self) -> str:
        """A field ends; gives the instruction of one that has no result."""
        if not self._open:
            return ""
        last = self._open.pop()
        return "" if last.is_result else "".join(last.instruction)


def unbalanced(root: etree._Element) -> frozenset[etree._Element]:
    """The beginnings of fields that never end, which would hide all that follows."""
    opened: list[etree._Element] = []
    for element in root.iter("{*}fldChar"):
        if named(str(element.tag)) != "w:fldChar":
            continue
        kind = attribute(element, "w:fldCharType")
        if kind == "begin":
            opened.append(element)
        elif kind == "end" and opened:
            opened.pop()
    return frozenset(opened)


def hyperlink(instruction: str, number: int = 0) -> Target | None:
    """Where a HYPERLINK field leads; None if it is another field."""
    if not instruction.lstrip().upper().startswith("HYPERLINK"):
        return None
    found, anchor, tip = (p.search(instruction) for p in (_HYPERLINK, _ANCHOR, _TIP))
    address = _word(found) + (f"#{_word(anchor)}" if anchor else "")
    return Target(line(address), line(_word(tip)), number) if address else None


def shown(instruction: str) -> tuple[str, str]:
    """What a field without a result shows, and what of it plain text leaves out.

    Older Chinese documents write glosses, circled figures and fractions as EQ fields.
    """
    code = instruction.strip()
    if code.upper().startswith("EQ"):
        if ruby := _RUBY.search(code):
            return ruby[2], ruby[1]
        if circled := _CIRCLED.search(code):
            return circled[2], circled[1]
        if fraction := _FRACTION.search(code):
            return f"{fraction[1]}/{fraction[2]}", ""
        return "", code
    if symbol := _SYMBOL.match(code):
        number = int(symbol[1], 0 if symbol[1].lower().startswith("0x") else 10)
        return (chr(number) if number else ""), ""
    return "", ""


def _word(match: re.Match[str] | None) -> str:
    return (match[1] or match[2] or "") if match else ""
