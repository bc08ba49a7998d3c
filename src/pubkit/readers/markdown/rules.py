"""The rules that article.md adds to CommonMark, in the form that markdown-it calls.

With `silent` a rule only says whether it matches. Loads markdown-it-py.
"""

from __future__ import annotations

import re

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.rules_block.table import table as commonmark_table
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.image import image as commonmark_image
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def

from pubkit.readers.markdown import attributes
from pubkit.readers.markdown.emphasis import flanks
from pubkit.readers.markdown.marks import SPANS, SUB, SUP

__all__ = [
    "box",
    "emphasis",
    "footnote",
    "image",
    "label_end",
    "note",
    "script",
    "span",
    "table",
]

# ── blocks ──────────────────────────────────────────────────────────────────────────────────

_BOX_OPEN = re.compile(r"(:{3,})[ \t]*([^\s:]\S*)(?:\s+(.*))?")
_BOX_CLOSE = re.compile(r"(:{3,})[ \t]*")
_NOTE = r"\[\^([^\s\[\]\\]+)\]"
_NOTE_START = re.compile(f"{_NOTE}:")


def box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`::: box 标题` … `:::`, or another name; a longer fence holds shorter ones."""
    opening = None if state.is_code_block(start) else _BOX_OPEN.fullmatch(getLine(state, start))
    if opening is None:
        return False
    if silent:
        return True
    stop, closed = _box_end(state, start + 1, end, len(opening[1]))
    parent, last = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", stop
    token = state.push("box_open", "", 1)
    token.map = [start, stop]
    token.meta = {"name": opening[2], "title": mdTrim(opening[3] or ""), "closed": closed}
    state.md.block.tokenize(state, start + 1, stop)
    state.push("box_close", "", -1)
    state.parentType, state.lineMax = parent, last
    state.line = stop + closed
    return True


def _box_end(state: StateBlock, start: int, end: int, fence: int) -> tuple[int, bool]:
    """The line that closes the box, or that ends what the box stands in."""
    for line in range(start, end):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < state.blkIndent:
            return line, False
        closing = _BOX_CLOSE.fullmatch(getLine(state, line))
        if closing and len(closing[1]) >= fence and not state.is_code_block(line):
            return line, True
    return end, False


def note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`[^1]: …`, where `[^1]` could be a footnote's mark."""
    return bool(_NOTE_START.match(getLine(state, start))) and footnote_def(
        state, start, end, silent
    )


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A GFM table whose rows remember cells for which there is no column."""
    first = len(state.tokens)
    if not commonmark_table(state, start, end, silent):
        return False
    rows = [token for token in state.tokens[first:] if token.type == "tr_open"]
    width = len(_cells(state, rows[0])) if rows else 0
    for row in rows:
        row.meta = {"lost": [cell for cell in _cells(state, row)[width:] if cell]}
    return True


def _cells(state: StateBlock, row: Token) -> list[str]:
    line = row.map[0] if row.map else 0
    cells = escapedSplit(mdTrim(getLine(state, line)))
    inner = cells[1 if cells[0] == "" else 0 :]
    return [mdTrim(cell) for cell in (inner[:-1] if inner and inner[-1] == "" else inner)]


# ── inline ──────────────────────────────────────────────────────────────────────────────────

_NOTE_MARK = re.compile(_NOTE)
_SPAN = re.compile(r"\{\.([A-Za-z][A-Za-z-]*)\}")


def emphasis(state: StateInline, silent: bool) -> bool:
    """Runs of `*` and `_`; markdown-it pairs them afterwards."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    start = end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    before, after = (
        state.src[max(0, start - 2) : start],
        state.src[end : min(end + 1, state.posMax)],
    )
    opens, closes = flanks(before, after, marker)
    for _ in range(end - start):
        token = state.push("text", "", 0)
        token.content = marker
        place = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(marker), end - start, place, -1, opens, closes))
    state.pos = end
    return True


def script(state: StateInline, silent: bool) -> bool:
    """`^2^` and `~2~`."""
    kind, pattern = ("sup", SUP) if state.src[state.pos] == "^" else ("sub", SUB)
    match = pattern.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push(f"{kind}_open", "", 1)
        state.push("text", "", 0).content = match[1]
        state.push(f"{kind}_close", "", -1)
    state.pos = match.end()
    return True


def footnote(state: StateInline, silent: bool) -> bool:
    """`[^1]`, where such a note is defined."""
    match = _NOTE_MARK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if f":{match[1]}" not in state.env["footnotes"]["refs"]:
        if not silent and state.src[match.end() : match.end() + 1] not in ("(", "{", "["):
            state.env.undefined_notes.append(match[1])  # type: ignore[attr-defined]  # it is an Env
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": match[1]}
    state.pos = match.end()
    return True


def span(state: StateInline, silent: bool) -> bool:
    """`[content]{.sup}` and its like: for everything the light syntax cannot say."""
    if state.src[state.pos] != "[":
        return False
    start, end, last = state.pos + 1, label_end(state, state.pos), state.posMax
    match = _SPAN.match(state.src, end + 1, last) if end >= 0 else None
    if match is None:
        return False
    if match[1] not in SPANS:
        if not silent:
            state.env.unknown_spans.append(match[1])  # type: ignore[attr-defined]  # it is an Env
        return False
    if not silent:
        state.pos, state.posMax = start, end
        state.push(f"{match[1]}_open", "", 1)
        state.md.inline.tokenize(state)
        state.push(f"{match[1]}_close", "", -1)
        state.posMax = last
    state.pos = match.end()
    return True


def image(state: StateInline, silent: bool) -> bool:
    """`![caption](key)`, with braces behind it."""
    if not commonmark_image(state, silent):
        return False
    found = attributes.scan(state.src, state.pos, state.posMax)
    if found is not None:
        if not silent:
            state.tokens[-1].meta["attributes"] = found[0]
        state.pos = found[1]
    return True


def label_end(state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: N803 - markdown-it calls it so
    """Where the bracket that opens at `start` closes; -1 if it does not.

    Like markdown-it's own, but a link's text may hold spans and footnotes, not only plain
    brackets; links alone cannot nest (CommonMark 0.31.2, §6.3). Answers are kept: each bracket is
    asked about by several rules, and again by every bracket around it.
    """
    ends: dict[object, int] = state.env.ends  # type: ignore[attr-defined]  # it is an Env
    key = (state.src, start, state.posMax, disableNested)
    if key not in ends:
        position, state.pos = state.pos, start + 1
        ends[key] = _label_end(state, disableNested, ends)
        state.pos = position
    return ends[key]


def _label_end(state: StateInline, no_links: bool, ends: dict[object, int]) -> int:
    depth = 1
    while state.pos < state.posMax:
        marker, before = state.src[state.pos], state.pos
        if marker == "]":
            depth -= 1
            if not depth:
                return before
        state.md.inline.skipToken(state)
        if marker != "[":
            continue
        if state.pos == before + 1:
            end = ends.get((state.src, before, state.posMax, no_links))
            if end == -1:
                break  # what stays open within keeps this one open, too
            if end is None:
                depth += 1
            else:
                state.pos = end + 1
        elif no_links and not _may_nest(state.src, before, state.pos):
            break
    return -1


def _may_nest(source: str, start: int, end: int) -> bool:
    """Whether the bracketed token between two places is a footnote's mark or a span."""
    return source.startswith("[^", start) or source[end - 1 : end] == "}"
