"""Inline nodes spelt as Markdown: light marks where they are unambiguous, spans elsewhere.

Each emphasis, superscript, … begins in its lightest form. The whole text is put together and every
light form looked at where it stands; one that the parser would not read there takes its next
form, until all hold. The last form, a span, always does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from pubkit.model import Break, Code, Emph, Footnote, Inline, Link, Strong, Sub, Sup, Text
from pubkit.readers.markdown.emphasis import flanks
from pubkit.readers.markdown.marks import SUB, SUP

__all__ = ["BREAK", "BREAK_LINE", "spell", "target"]

BREAK = "[ ]{.br}"
"""A break where the source must stay on one line."""
BREAK_LINE = "\\\n"
"""A break in a paragraph."""

Path: TypeAlias = tuple[int, ...]
"""A node's place in the content: the index on each level."""


@dataclass
class _Piece:
    """A part of the source that one rule of the parser reads as a whole."""

    source: str
    """How it is spelt; of plain text, before it is escaped."""
    kind: str = "mark"
    """`text`, `open` or `close` of an emphasis, `whole` for a light form in one piece, `mark`."""
    path: Path = ()
    """The node whose form it is."""
    labelled: bool = False
    """Whether it stands between brackets."""


def spell(
    content: Sequence[Inline],
    note: Callable[[Footnote], str],
    *,
    line_break: str = BREAK,
    labelled: bool = False,
) -> str:
    """The content of one block as Markdown.

    `note` takes in a footnote and returns its mark. `labelled` if the source is to stand between
    brackets, as a caption does.
    """
    return _Spelling(note, line_break).source(content, labelled)


class _Spelling:
    """The forms chosen so far for the nodes of one content."""

    def __init__(self, note: Callable[[Footnote], str], line_break: str) -> None:
        self._note = note
        self._line_break = line_break
        self._marks: dict[Path, str] = {}
        self._forms: dict[Path, int] = {}

    def source(self, content: Sequence[Inline], labelled: bool) -> str:
        while True:
            pieces = list(self._run(content, (), labelled))
            _escape(pieces, at_edge=not labelled)
            misread = _misread(pieces)
            if not misread:
                return "".join(piece.source for piece in pieces)
            for path in misread:
                self._forms[path] = self._forms.get(path, 0) + 1

    def _run(self, content: Iterable[Inline], path: Path, labelled: bool) -> Iterator[_Piece]:
        for index, node in enumerate(content):
            yield from self._inline(node, (*path, index), labelled)

    def _inline(self, node: Inline, path: Path, labelled: bool) -> Iterator[_Piece]:
        match node:
            case Text():
                yield _Piece(node.text, "text", path, labelled)
            case Break():
                yield _Piece(self._line_break)
            case Code():
                yield from self._code(node, path, labelled)
            case Strong():
                yield from self._wrapped(node, path, labelled, ("**",), "strong")
            case Emph():
                yield from self._wrapped(node, path, labelled, ("*", "_"), "emph")
            case Sup():
                yield from self._script(node, path, labelled, "^", "sup")
            case Sub():
                yield from self._script(node, path, labelled, "~", "sub")
            case Link():
                yield from self._link(node, path, labelled)
            case Footnote():
                if path not in self._marks:
                    self._marks[path] = self._note(node)
                yield _Piece(self._marks[path])
            case _:
                assert_never(node)

    def _wrapped(
        self, node: Strong | Emph, path: Path, labelled: bool, marks: Sequence[str], span: str
    ) -> Iterator[_Piece]:
        form = self._forms.get(path, 0)
        if form < len(marks):
            yield _Piece(marks[form], "open", path)
            yield from self._run(node.content, path, labelled)
            yield _Piece(marks[form], "close", path)
        else:
            yield from self._span(node.content, path, span)

    def _script(
        self, node: Sup | Sub, path: Path, labelled: bool, mark: str, span: str
    ) -> Iterator[_Piece]:
        match node.content:
            case (Text(text),) if not self._forms.get(path):
                yield _Piece(f"{mark}{text}{mark}", "whole", path)
            case _:
                yield from self._span(node.content, path, span)

    def _code(self, node: Code, path: Path, labelled: bool) -> Iterator[_Piece]:
        # In a bracket at a line's start, `]:` would define a link, code or not.
        if self._forms.get(path) or (labelled and "]" in node.text):
            yield from self._span((Text(node.text),), path, "code")
        else:
            yield _Piece(_ticked(node.text), "whole", path)

    def _span(self, content: Iterable[Inline], path: Path, name: str) -> Iterator[_Piece]:
        yield _Piece("[")
        yield from self._run(content, path, labelled=True)
        yield _Piece(f"]{{.{name}}}")

    def _link(self, node: Link, path: Path, labelled: bool) -> Iterator[_Piece]:
        if _is_bare(node) and not (labelled and "]" in node.href):
            yield _Piece(f"<{node.href}>")
            return
        title = f' "{_ESCAPED_TITLE.sub(_backslash, node.title)}"' if node.title else ""
        yield _Piece("[")
        yield from self._run(node.content, path, labelled=True)
        yield _Piece(f"]({target(node.href)}{title})")


# ── text ────────────────────────────────────────────────────────────────────────────────────

_ENTITY = r"&(?=(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
_ASCII_MARK = r"[!-/:-@\[-`{-~]"
_SPEAKING = re.compile(
    rf"""(?P<harmless>\[[^\^\[\]\\`*_<&~!][^\[\]\\`*_<&~^!]*\](?=[^(\[{{:]|$))
       | (?P<mark>[\[`^] | \\(?={_ASCII_MARK}|\n) | <(?=[!-~]) | {_ENTITY} | !(?=\[)
         | ~(?=[A-Za-z0-9\u0370-\u03ff+\u2212-]*~)
         | (?<![ \t])\* | \*(?![ \t]) | (?<![^\W_])_ | _(?![^\W_]))
       | (?P<bracket>\])""",
    re.VERBOSE,
)
"""What the parser may take for more than text; `harmless` is `[1]`, which it does not.

`3 * 5` and `snake_case` open nothing; `~` speaks only before what could be a subscript's end.
"""
_AUTOLINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*")
"""Source: CommonMark 0.31.2, §6.5."""
_TRIMMED = "[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
"""White space that markdown-it takes off both ends of a block's text (`MD_TRIM_CHARS`)."""


def _escape(pieces: Sequence[_Piece], *, at_edge: bool) -> None:
    """Spell the plain text so that it stays text; from the right, since what follows matters."""
    after = ""
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if piece.kind == "text":
            piece.source = _plain(piece.source, after, piece.labelled)
            if at_edge and index == len(pieces) - 1:
                piece.source = re.sub(rf"{_TRIMMED}\Z", _entity, piece.source)
            if at_edge and index == 0:
                piece.source = re.sub(rf"\A{_TRIMMED}", _entity, piece.source)
            elif index and pieces[index - 1].source == BREAK_LINE:
                piece.source = re.sub(r"\A[ \t]", _entity, piece.source)
        after = piece.source[:1]


def _plain(text: str, after: str, labelled: bool) -> str:
    """Text with a backslash before every character that would speak; `after` follows it."""
    spelt: list[str] = []
    position = 0
    for match in _SPEAKING.finditer(text + after):
        start = match.start()
        if start >= len(text):
            break
        spelt.append(text[position:start])
        position = min(match.end(), len(text))
        spoken = text[start:position]
        if match["harmless"] and labelled:
            spoken = spoken.replace("[", "\\[").replace("]", "\\]")
        elif match["mark"] or (match["bracket"] and labelled):
            spoken = f"\\{spoken}"
        spelt.append(spoken)
    return "".join([*spelt, text[position:]])


def _backslash(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _is_bare(link: Link) -> bool:
    """Whether the link shows its own target, as `<https://…>` does."""
    shown = link.content == (Text(link.href),) and not link.title
    return shown and bool(_AUTOLINK.fullmatch(link.href))


def _ticked(text: str) -> str:
    """Code between more backticks than it holds, with spaces where the parser strips them."""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    spaced = text[0] in "` " and text[-1] in "` " and text.strip(" ")
    pad = " " if spaced or text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


# ── targets ─────────────────────────────────────────────────────────────────────────────────

_ENTITY_IN_TARGET = r"&(?=(?:#[0-9]|#[xX]|[A-Za-z])[A-Za-z0-9]{0,31};)"
_BARE = re.compile(r"[^\s<>()\\\x00-\x20\x7f]+")
_ESCAPED_TITLE = re.compile(rf'["\\]|{_ENTITY_IN_TARGET}')
_ESCAPED_TARGET = re.compile(rf"[<>\\]|{_ENTITY_IN_TARGET}")


def target(href: str) -> str:
    """A link's or photo's target, in angle brackets where it needs them."""
    escaped = _ESCAPED_TARGET.sub(_backslash, href)
    return escaped if not href or _BARE.fullmatch(href) else f"<{escaped}>"


# ── light forms, looked at where they stand ─────────────────────────────────────────────────


def _misread(pieces: Sequence[_Piece]) -> set[Path]:
    """The nodes whose light form the parser would not read as such."""
    source = "".join(piece.source for piece in pieces)
    found: set[Path] = set()
    start = 0
    for piece in pieces:
        end = start + len(piece.source)
        if piece.kind in ("open", "close") and not _delimits(piece, source, start, end):
            found.add(piece.path)
        elif piece.kind == "whole" and not _stands(piece, source, start, end):
            found.add(piece.path)
        elif _collides(piece, source, start, end):
            found.add(piece.path)
        start = end
    return found


def _delimits(piece: _Piece, source: str, start: int, end: int) -> bool:
    opens, closes = flanks(
        source[max(0, start - 2) : start], source[end : end + 1], piece.source[0]
    )
    return opens if piece.kind == "open" else closes


def _stands(piece: _Piece, source: str, start: int, end: int) -> bool:
    """Whether a superscript, subscript or code is read from here to here."""
    mark = piece.source[0]
    if mark == "`":
        return source[end : end + 1] != "`"
    match = (SUP if mark == "^" else SUB).match(source, start)
    return match is not None and match.end() == end


def _collides(piece: _Piece, source: str, start: int, end: int) -> bool:
    """Whether a single `*` touches another run of its kind, on either side.

    Where emphasis meets strong emphasis it is the weaker that gives way.
    """
    if piece.kind not in ("open", "close") or len(piece.source) > 1:
        return False
    mark = piece.source
    return source[end : end + 1] == mark or source[start - 1 : start] == mark
