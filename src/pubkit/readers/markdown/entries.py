"""The head's YAML as text with line numbers, both ways.

Every scalar is taken as it is written: `2026`, `no` and `1.0` are words in an article's head, and
a date is checked where a date is wanted. Anchors are refused, so that no head can grow.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from pubkit.characters import is_wide
from pubkit.readers.markdown.margin import Margin

if TYPE_CHECKING:
    from yaml.nodes import Node
from pubkit.patterns import pattern

__all__ = ["Entry", "parse", "spell"]

Value: TypeAlias = "str | list[Entry] | dict[str, Entry]"

_MAX_DEPTH = 8
"""Levels; a head needs four (`channels: {wechat: {title: …}}`)."""
_ACCEPT = pattern(r"^accept:[ \t]*\[.*(?:\n[ \t].*)*", re.MULTILINE)
"""The head's list of accepted errors, where it stands in brackets."""
_QUOTED_OR_INDEXED = pattern(
    r"""(?<![^\s,\[]) (?: "(?:\\.|[^"\\])*" | '[^']*'
          | (?P<name>[\w.-]+@[^\s,\[\]"']*\[\d+\](?:\[\d+\]|[\w.])*) (?=[\s,\]]) )""",
    re.VERBOSE,
)
"""An entry of it in quotes, or `code@lead[0]` without."""
_HINT = "put a text that holds : or # or begins with a mark in quotes"


class Entry(Struct, frozen=True):
    """A value in the head."""

    value: Value
    """A text, a list or a mapping of further entries."""
    line: int
    """Where it stands in the file: the line of its key, if it has one."""

    @property
    def kind(self) -> str:
        """What it is, for messages."""
        if isinstance(self.value, str):
            return "a text" if self.value else "empty"
        return "a list" if isinstance(self.value, list) else "a mapping"


def parse(text: str, first_line: int, margin: Margin) -> Entry:
    """The head's entries; `text` begins on `first_line` of the file.

    Raises: ReadError if it is not YAML, nests too deeply, repeats a key or uses an anchor.
    """
    import yaml

    text = _ACCEPT.sub(_indices_quoted, text)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _guard(yaml.parse(text, Loader=loader), first_line, margin)
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + mark.line if mark else first_line
        margin.refuse(line, f"the head is not YAML ({error.problem}); {_HINT}")
    except yaml.YAMLError as error:
        margin.refuse(first_line, f"the head is not YAML ({error}); {_HINT}")
    if root is None:
        return Entry({}, first_line)
    return _entry(root, first_line, root.start_mark.line + first_line, margin)


def _indices_quoted(accept: re.Match[str]) -> str:
    """The list with quotes round its node paths, whose indices YAML would take for lists."""
    return _QUOTED_OR_INDEXED.sub(
        lambda one: f'"{one[0]}"' if one["name"] else one[0],
        accept[0],
    )


def _guard(events: object, first_line: int, margin: Margin) -> None:
    """Refuse anchors, and nesting that the C parser would follow to the bottom of the stack."""
    from yaml import events as kinds

    depth = 0
    for event in events:  # type: ignore[attr-defined]  # types-PyYAML: parse() returns Any
        line = first_line + event.start_mark.line
        if getattr(event, "anchor", None):
            margin.refuse(line, "the head uses an anchor (& or *); write the text out, or quote it")
        if isinstance(event, kinds.CollectionStartEvent):
            depth += 1
            if depth > _MAX_DEPTH:
                margin.refuse(line, "the head nests too deeply; no key needs that")
        elif isinstance(event, kinds.CollectionEndEvent):
            depth -= 1


def _entry(node: Node, first_line: int, line: int, margin: Margin) -> Entry:
    from yaml.nodes import MappingNode, SequenceNode

    if isinstance(node, SequenceNode):
        items = [
            _entry(item, first_line, item.start_mark.line + first_line, margin)
            for item in node.value
        ]
        return Entry(items, line)
    if not isinstance(node, MappingNode):
        return Entry(_text(node.value, line, margin), line)
    found: dict[str, Entry] = {}
    for key, value in node.value:
        place = key.start_mark.line + first_line
        if not isinstance(key.value, str):
            margin.refuse(place, f"a key must be a word; {_HINT}")
        if key.value in found:
            first = found[key.value].line
            margin.refuse(place, f"{key.value} is written twice (first on line {first}); keep one")
        found[key.value] = _entry(value, first_line, place, margin)
    return Entry(found, line)


def _text(value: str, line: int, margin: Margin) -> str:
    """A scalar as one line: the breaks of a `|` block join as those of a paragraph do."""
    words = margin.legal(value.rstrip("\n"), line)
    return re.sub(r"[ \t]*\n\s*", lambda match: _joint(words, match), words)


def _joint(text: str, match: re.Match[str]) -> str:
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    if not before or not after or (is_wide(before) and is_wide(after)):
        return ""
    return " "


# ── writing ─────────────────────────────────────────────────────────────────────────────────

_PLAIN = pattern(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<\\.\ufeff](?:(?!: | #|:$)[^\t\ufeff])*(?<! )")
"""What YAML 1.1 and 1.2 read as a plain text on one line (a sure part of it)."""
_IN_FLOW = pattern(r"[,\[\]{}:]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\ufeff": "\\uFEFF"}


def spell(text: str, *, flow: bool = False) -> str:
    """The text as a YAML scalar: plain where every reader takes it for a text, else quoted.

    `flow` if it stands between brackets or braces.
    """
    if _PLAIN.fullmatch(text) and not (flow and _IN_FLOW.search(text)) and _is_word(text):
        return text
    return '"' + "".join(_ESCAPES.get(character, character) for character in text) + '"'


def _is_word(text: str) -> bool:
    """Whether YAML's own types leave the text alone: not `no`, `2026` or `12:30`."""
    from yaml.nodes import ScalarNode
    from yaml.resolver import Resolver

    tag = Resolver().resolve(ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # PyYAML's stubs
    return bool(tag == "tag:yaml.org,2002:str")
