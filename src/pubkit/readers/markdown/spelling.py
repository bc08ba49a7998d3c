"""Inline nodes spelt as Markdown: light marks where they are unambiguous, spans elsewhere.

Each emphasis, superscript, … begins in its lightest form. The whole text is put together and every
light form looked at where it stands; one that the parser would not read there takes its next
form, until all hold. The last form, a span, always does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never

from pubkit.model import Break, Code, Emph, Footnote, Inline, Link, Strong, Sub, Sup, Text
from pubkit.readers.markdown.emphasis import flanks
from pubkit.readers.markdown.escapes import (
    AUTOLINK,
    at_edges,
    at_line_start,
    plain,
    quoted,
    target,
    ticked,
)
from pubkit.readers.markdown.marks import SUB, SUP

__all__ = ["BREAK", "BREAK_LINE", "spell"]

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
    kind: Literal["text", "open", "close", "whole", "mark"] = "mark"
    """Plain text; the two ends of an emphasis; a light form in one piece; any other mark."""
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
            _escape(pieces, ends_block=not labelled)
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
            yield _Piece(ticked(node.text), "whole", path)

    def _span(self, content: Iterable[Inline], path: Path, name: str) -> Iterator[_Piece]:
        yield _Piece("[")
        yield from self._run(content, path, labelled=True)
        yield _Piece(f"]{{.{name}}}")

    def _link(self, node: Link, path: Path, labelled: bool) -> Iterator[_Piece]:
        if _is_bare(node) and not (labelled and "]" in node.href):
            yield _Piece(f"<{node.href}>")
            return
        title = f" {quoted(node.title)}" if node.title else ""
        yield _Piece("[")
        yield from self._run(node.content, path, labelled=True)
        yield _Piece(f"]({target(node.href)}{title})")


# ── text ────────────────────────────────────────────────────────────────────────────────────


def _escape(pieces: Sequence[_Piece], *, ends_block: bool) -> None:
    """Spell the plain text so that it stays text; from the right, since what follows matters."""
    after = "" if ends_block else "]"
    last = len(pieces) - 1
    for index in range(last, -1, -1):
        piece = pieces[index]
        if piece.kind == "text":
            start, text, end = at_edges(
                piece.source, first=ends_block and index == 0, last=ends_block and index == last
            )
            piece.source = start + plain(text, end or after, piece.labelled) + end
            if index and pieces[index - 1].source == BREAK_LINE:
                piece.source = at_line_start(piece.source)
        after = piece.source[:1]


def _is_bare(link: Link) -> bool:
    """Whether the link shows its own target, as `<https://…>` does."""
    shown = link.content == (Text(link.href),) and not link.title
    return shown and bool(AUTOLINK.fullmatch(link.href))


# ── light forms, looked at where they stand ─────────────────────────────────────────────────


def _misread(pieces: Sequence[_Piece]) -> set[Path]:
    """The nodes whose light form the parser would not read as such."""
    source = "".join(piece.source for piece in pieces)
    found: set[Path] = set()
    start = 0
    for piece in pieces:
        end = start + len(piece.source)
        if not _is_read(piece, source, start, end):
            found.add(piece.path)
        start = end
    return found


def _is_read(piece: _Piece, source: str, start: int, end: int) -> bool:
    """Whether the parser reads the piece between two places as it is meant."""
    match piece.kind:
        case "open" | "close":
            return _delimits(piece, source, start, end)
        case "whole" if piece.source[0] == "`":
            return source[end : end + 1] != "`"
        case "whole":
            script = (SUP if piece.source[0] == "^" else SUB).match(source, start)
            return script is not None and script.end() == end
    return True


def _delimits(piece: _Piece, source: str, start: int, end: int) -> bool:
    """Whether emphasis opens or closes here, and its mark touches no other of its kind.

    Where emphasis meets strong emphasis it is the weaker that gives way.
    """
    mark = piece.source
    if len(mark) == 1 and mark in (source[start - 1 : start], source[end : end + 1]):
        return False
    opens, closes = flanks(source[max(0, start - 2) : start], source[end : end + 1], mark[0])
    return opens if piece.kind == "open" else closes
