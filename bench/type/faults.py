"""A fault: what a compositor would mend, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from bench.type.makeup import Stack
from bench.type.rows import Row

__all__ = ["CODES", "Fault", "at", "quoted"]

CODES = {
    "line-start": "a mark that may not begin a line begins one",
    "line-end": "a mark that may not end a line ends one",
    "parted-mark": "a dash or dots are parted by a line's end",
    "overprint": "characters are printed over each other",
    "ragged": "a full line does not end at its column's edge",
    "loose": "the characters of a line stand too far apart",
    "tight": "the characters of a line stand too close",
    "untrimmed": "an opening mark keeps its blank half at a line's start",
    "indent": "a paragraph is not indented by two characters",
    "baseline": "the lines of neighbouring columns do not stand level",
    "uneven": "the columns of a page do not end level",
    "short": "a page does not reach its foot",
    "stranded": "a heading is the last of its column",
    "widow": "the last line of a paragraph is alone at the head of a column",
    "orphan": "the first line of a paragraph is alone at the foot of a column",
    "caption": "the words below a picture stand apart from it",
    "outside": "words stand outside the paper",
}
"""Every code with what it says."""

_SHOWN = 14
"""Characters of a line that are quoted from each end."""


@dataclass(frozen=True)
class Fault:
    """One fault."""

    code: str
    """One of `CODES`."""
    page: int
    """The page's number, from 1."""
    column: int
    """The column's number, from 1; 0 for the page."""
    text: str
    """What is wrong there."""

    def __str__(self) -> str:
        where = f"page {self.page}" + (f", column {self.column}" if self.column else "")
        return f"{self.code}: {where}: {self.text}"


def at(stack: Stack, code: str, text: str) -> Fault:
    """A fault in a column."""
    return Fault(code, stack.page, stack.column + 1, text)


def quoted(row: Row) -> str:
    """A row's words, the middle left out of a long one."""
    text = row.text
    if len(text) > 2 * _SHOWN:
        text = f"{text[:_SHOWN]} … {text[-_SHOWN:]}"
    return f"‘{text}’"
