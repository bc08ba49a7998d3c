"""Inline tokens become the model's inline nodes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from pubkit.characters import is_wide
from pubkit.errors import did_you_mean
from pubkit.model import (
    Break,
    Code,
    Emph,
    Figure,
    Footnote,
    Inline,
    Link,
    Strong,
    Sub,
    Sup,
    Text,
)
from pubkit.readers.markdown import doubts, figures
from pubkit.readers.markdown.footnotes import Footnotes
from pubkit.readers.markdown.margin import Margin
from pubkit.readers.markdown.marks import SPANS
from pubkit.readers.markdown.syntax import Env, parse_inline
from pubkit.readers.markdown.tree import Branch

if TYPE_CHECKING:
    from pubkit.readers.markdown.syntax import Token

__all__ = ["InlineReader"]

_WRAPS: Mapping[str, type[Strong | Emph | Sup | Sub]] = {
    "strong": Strong,
    "em": Emph,
    "emph": Emph,
    "sup": Sup,
    "sub": Sub,
}
_SAFE_SCHEMES = ("http", "https", "mailto", "tel")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_PARTINGS = ("hardbreak", "br_open", "br_close")
"""Tokens that part the text before them from the text behind them."""


class InlineReader:
    """Reads the content of blocks, with the article's footnotes at hand."""

    def __init__(self, env: Env, notes: Footnotes, margin: Margin) -> None:
        self._env = env
        self._notes = notes
        self._margin = margin
        self._pictures: list[tuple[int, Figure]] = []
        self._line = 0

    def content(self, source: str, line: int) -> tuple[Inline, ...]:
        """What the source of one block says; the block begins on `line`."""
        return self.nodes(self.tokens(source, line), line)

    def tokens(self, source: str, line: int) -> list[Token]:
        """The source's tokens; what the parser could not make sense of is marked."""
        tokens = parse_inline(source, self._env)
        for label in self._env.undefined_notes:
            self._margin.warning(
                "footnote-undefined",
                line,
                f"There is no footnote [^{label}]; the mark stays in the text.",
                f"Write it: [^{label}]: …",
            )
        for name in self._env.unknown_spans:
            hint = did_you_mean(name, SPANS)
            self._margin.error(
                "unknown-key", line, f"There is no span {{.{name}}}{hint}; it stays in the text."
            )
        self._env.undefined_notes.clear()
        self._env.unknown_spans.clear()
        doubts.mark_leftovers(tokens, line, self._margin)
        return tokens

    def nodes(self, tokens: Sequence[Token], line: int) -> tuple[Inline, ...]:
        """The nodes that the tokens of one block stand for."""
        outer, self._line = self._line, line
        stack: list[tuple[Token | None, list[Inline]]] = [(None, [])]
        for index, token in enumerate(tokens):
            if token.nesting > 0:
                stack.append((token, []))
            elif token.nesting < 0:
                opening, inner = stack.pop()
                stack[-1][1].extend(self._wrapped(opening, token, tuple(inner)))
            elif token.type == "softbreak":
                self._line += 1
                stack[-1][1].append(Text(_joint(tokens, index)))
            else:
                stack[-1][1].extend(self._leaf(token))
        self._line = outer
        return tuple(stack[0][1])

    def pictures(self) -> list[tuple[int, Figure]]:
        """Pictures that stood inside text since last asked, with their lines."""
        taken, self._pictures = self._pictures, []
        return taken

    def figure(self, token: Token, line: int) -> Figure:
        """The figure that an image token stands for."""
        words = token.children or ()
        doubts.mark_leftovers(words, line, self._margin)
        caption = self.nodes(words, line)
        return figures.figure(token, caption, line, self._margin)

    # ── nodes ───────────────────────────────────────────────────────────────────────────────

    def _leaf(self, token: Token) -> tuple[Inline, ...]:
        match token.type:
            case "text" | "text_special":
                return (Text(self._words(token.content)),)
            case "code_inline":
                return (Code(self._words(token.content)),)
            case "hardbreak":
                self._line += 1
                return (Break(),)
            case "footnote_ref":
                return self._footnote(token.meta["label"])
            case "image":
                return self._picture(token)
        raise AssertionError(token.type)  # the parser has no other rule

    def _wrapped(
        self, opening: Token | None, closing: Token, content: tuple[Inline, ...]
    ) -> tuple[Inline, ...]:
        kind = closing.type.removesuffix("_close")
        if kind in _WRAPS:
            return (_WRAPS[kind](content),)
        if kind == "code":
            return _coded(content)
        if kind == "br":
            return (*(() if _is_blank(content) else content), Break())
        assert opening is not None and kind == "link"
        return self._link(opening, content)

    def _link(self, token: Token, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        href = self._words(str(token.attrs["href"]))
        title = self._words(str(token.attrs.get("title", "")))
        if not href:
            self._margin.warning(
                "link-empty", self._line, "A link has no target; its text stays.", "Write it in ()."
            )
            return content
        scheme = _SCHEME.match(href)
        if scheme and scheme[1].lower() not in _SAFE_SCHEMES:
            self._margin.warning(
                "link-scheme",
                self._line,
                f"Channels may drop the link to {href!r}.",
                "Use http, https, mailto or tel.",
            )
        return (Link(href, content, title),)

    def _words(self, text: str) -> str:
        """What an entity may have brought in, taken out again."""
        return self._margin.legal(text, self._line).replace("\r", " ").replace("\n", " ")

    def _picture(self, token: Token) -> tuple[Inline, ...]:
        self._margin.warning(
            "inline-image",
            self._line,
            "A photo stands inside text; it is shown as a figure after it.",
            "Give it a paragraph of its own.",
        )
        self._pictures.append((self._line, self.figure(token, self._line)))
        return ()

    # ── footnotes ───────────────────────────────────────────────────────────────────────────

    def _footnote(self, label: str) -> tuple[Inline, ...]:
        with self._notes.opened(label, self._line) as note:
            return (Footnote(self._note(note)),)

    def _note(self, note: Branch) -> tuple[Inline, ...]:
        """The note's blocks in one line of text, with breaks between them."""
        content: list[Inline] = []
        for branch in note.all():
            words = self._flat(branch)
            content += (Break(), *words) if content and words else words
        return tuple(content)

    def _flat(self, branch: Branch) -> tuple[Inline, ...]:
        match branch.kind:
            case "inline":
                return self.content(branch.token.content, branch.line)
            case "fence" | "code_block":
                return code_lines(branch.token.content)
            case "box":
                return self.content(branch.token.meta["title"], branch.line)
        return ()


def code_lines(text: str) -> tuple[Inline, ...]:
    """A block of code, line by line."""
    content: list[Inline] = []
    for line in text.rstrip("\n").split("\n"):
        content += (Code(line), Break())
    return tuple(content[:-1])


def _joint(tokens: Sequence[Token], index: int) -> str:
    """What a line break in the source stands for: nothing between wide characters, else a space."""
    before, after = _nearest(tokens, index, -1), _nearest(tokens, index, 1)
    if not before or not after or (is_wide(before[-1]) and is_wide(after[0])):
        return ""
    return " "


def _nearest(tokens: Sequence[Token], index: int, step: int) -> str:
    """The text that stands next to a token on one side; empty at an end or a break."""
    index += step
    while 0 <= index < len(tokens) and tokens[index].type not in _PARTINGS:
        if tokens[index].content and tokens[index].type != "image":  # a photo is taken out
            return tokens[index].content
        index += step
    return ""


def _coded(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """The content of a span of code: its text is code, whatever else it holds stays."""
    coded: list[Inline] = []
    for node in content:
        if not isinstance(node, Text):
            coded.append(node)
        elif coded and isinstance(last := coded[-1], Code):
            coded[-1] = Code(last.text + node.text)
        else:
            coded.append(Code(node.text))
    return tuple(coded)


def _is_blank(content: Iterable[Inline]) -> bool:
    return all(isinstance(node, Text) and not node.text.strip() for node in content)
