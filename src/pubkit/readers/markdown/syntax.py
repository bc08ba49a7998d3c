"""The parser: CommonMark, tables and footnotes, and what Chinese articles need besides.

markdown-it-py does the parsing; the rules below add boxes, spans, super- and subscripts, braces
after pictures, emphasis beside Chinese punctuation, and keep count of what would be lost.
This module loads markdown-it-py; import it only when there is something to read.
"""

from __future__ import annotations

import re
from functools import cache
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.helpers import parseLinkDestination, parseLinkTitle
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

__all__ = ["Env", "Token", "parse_blocks", "parse_inline"]

_MAX_NESTING = 80
"""Levels of tokens: a list takes two for each of the model's, which allows 24. What is deeper is
skipped by the parser and refused by the reader."""


class Env(dict[str, Any]):
    """What the rules of one parse tell each other, and the reader."""

    def __init__(self) -> None:
        super().__init__(references=_References(), footnotes={"refs": {}, "list": {}})
        self.undefined_notes: list[str] = []
        """Labels of footnote marks without a footnote, taken since last asked."""
        self.unknown_spans: list[str] = []
        """Names of spans that do not exist, taken since last asked."""

    @property
    def unused_references(self) -> list[tuple[int, str]]:
        """Link definitions that no link uses: line of the parsed text from 0, and label."""
        references = self["references"]
        unused = [
            (entry["map"][0], label)
            for label, entry in references.items()
            if label not in references.used
        ]
        twins = [(entry["map"][0], entry["label"]) for entry in self.get("duplicate_refs", ())]
        return unused + twins


class _References(dict[str, Any]):
    """Link definitions by label, remembering which were looked up."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        self.used.add(key)
        return super().get(key, default)


def parse_blocks(text: str, env: Env) -> list[Token]:
    """The blocks of a text as markdown-it's flat tokens, inline content unparsed."""
    tokens: list[Token] = []
    parser = _parser()
    parser.block.parse(text, parser, env, tokens)
    return tokens


def parse_inline(text: str, env: Env) -> list[Token]:
    """The inline tokens of one block's content; after `parse_blocks`, which finds the notes."""
    parser = _parser()
    return parser.inline.parse(text, parser, env, [])


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING, "html": False})
    parser.disable(["html_block", "html_inline"])
    parser.enable("table")
    block, inline = parser.block.ruler, parser.inline.ruler
    block.at("table", _table, {"alt": ["paragraph", "reference"]})
    block.before("fence", "box", _box, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    block.before("reference", "footnote", footnote_def, {"alt": ["paragraph", "reference"]})
    inline.at("emphasis", _emphasis)
    inline.at("image", _image)
    inline.before("link", "footnote", _footnote)
    inline.before("footnote", "script", _script)
    inline.after("link", "span", _span)
    # Targets stay as written: renderers decide what they can show.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # the documented way
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # the documented way
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]  # the same
    parser.helpers = SimpleNamespace(  # type: ignore[assignment]  # a module by default
        parseLinkLabel=_label_end,
        parseLinkDestination=parseLinkDestination,
        parseLinkTitle=parseLinkTitle,
    )
    return parser


# ── blocks ──────────────────────────────────────────────────────────────────────────────────

_BOX_OPEN = re.compile(r"(:{3,})[ \t]*([^\s:]\S*)(?:\s+(.*))?")
_BOX_CLOSE = re.compile(r"(:{3,})[ \t]*")


def _box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
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


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
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

_NOTE = re.compile(r"\[\^([^\s\[\]]+)\]")
_SPAN = re.compile(r"\{\.([A-Za-z][A-Za-z-]*)\}")


def _emphasis(state: StateInline, silent: bool) -> bool:
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


def _script(state: StateInline, silent: bool) -> bool:
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


def _footnote(state: StateInline, silent: bool) -> bool:
    """`[^1]`, where such a note is defined."""
    match = _NOTE.match(state.src, state.pos, state.posMax)
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


def _span(state: StateInline, silent: bool) -> bool:
    """`[content]{.sup}` and its like: for everything the light syntax cannot say."""
    if state.src[state.pos] != "[":
        return False
    start, end, last = state.pos + 1, _label_end(state, state.pos), state.posMax
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


def _image(state: StateInline, silent: bool) -> bool:
    """`![caption](key)`, with braces behind it."""
    if not commonmark_image(state, silent):
        return False
    found = attributes.scan(state.src, state.pos, state.posMax)
    if found is not None:
        if not silent:
            state.tokens[-1].meta["attributes"] = found[0]
        state.pos = found[1]
    return True


def _label_end(state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: N803 - markdown-it calls it so
    """Where the bracket that opens at `start` closes; -1 if it does not.

    Like markdown-it's own, but a link's text may hold spans and footnotes, not only plain
    brackets; links alone cannot nest (CommonMark 0.31.2, §6.3).
    """
    position, depth = state.pos, 1
    state.pos = start + 1
    while state.pos < state.posMax:
        marker, before = state.src[state.pos], state.pos
        if marker == "]":
            depth -= 1
            if not depth:
                break
        state.md.inline.skipToken(state)
        if marker != "[":
            continue
        if state.pos == before + 1:
            depth += 1
        elif disableNested and state.src[before + 1] != "^" and state.src[state.pos - 1] != "}":
            depth = -1
            break
    end = state.pos if depth == 0 else -1
    state.pos = position
    return end
