"""The parser: CommonMark, tables and footnotes, and what Chinese articles need besides.

markdown-it-py does the parsing; `rules` adds boxes, spans, super- and subscripts, braces behind
photos, emphasis beside Chinese punctuation, and keeps count of what would be lost.
Loads markdown-it-py: import this only when there is something to read.
"""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.token import Token

from pubkit.readers.markdown import rules

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
        self.ends: dict[object, int] = {}
        """Where the brackets of one block close, as far as the rules have asked."""

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

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - as dict has it
        """The definition; a link was looked for."""
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
    env.ends.clear()
    return parser.inline.parse(text, parser, env, [])


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING, "html": False})
    parser.disable(["html_block", "html_inline"])
    parser.enable("table")
    block, inline = parser.block.ruler, parser.inline.ruler
    block.at("table", rules.table, {"alt": ["paragraph", "reference"]})
    block.before(
        "fence", "box", rules.box, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    block.before("reference", "footnote", rules.note, {"alt": ["paragraph", "reference"]})
    inline.at("emphasis", rules.emphasis)
    inline.at("image", rules.image)
    inline.before("link", "footnote", rules.footnote)
    inline.before("footnote", "script", rules.script)
    inline.after("link", "span", rules.span)
    # Targets stay as written: renderers decide what they can show.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # the documented way
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # the documented way
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]  # the same
    parser.helpers = SimpleNamespace(  # type: ignore[assignment]  # a module by default
        parseLinkLabel=rules.label_end,
        parseLinkDestination=parseLinkDestination,
        parseLinkTitle=parseLinkTitle,
    )
    return parser
