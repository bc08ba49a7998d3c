"""Assembly: units become lead and sections again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from pubkit.merge.units import Form, Holder
from pubkit.model import (
    Block,
    Box,
    Figure,
    Inline,
    Item,
    List,
    Paragraph,
    Quote,
    Section,
    Subheading,
    Table,
)

__all__ = ["Piece", "body"]


class Piece(NamedTuple):
    """A unit that was merged."""

    form: Form
    """What it is."""
    content: tuple[Inline, ...]
    """Its words."""
    node: Figure | Table | None = None
    """The figure or table itself."""


def body(
    pieces: Iterable[Piece], lists: Mapping[Holder, tuple[bool, int]]
) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """Lead and sections. Neighbours in one holder become one block; no anchor is given twice."""
    parts: list[tuple[Piece | None, list[Piece]]] = [(None, [])]
    taken: set[str] = set()
    for piece in (_alone(piece, taken) for piece in pieces):
        if piece.form.kind == "heading":
            parts.append((piece, []))
        elif piece.content or piece.node or piece.form.kind in ("box title", "empty entry"):
            parts[-1][1].append(piece)
    made = _Assembly(lists)
    sections = tuple(
        Section(head.content, made.blocks(inner, 0), head.form.id) for head, inner in parts if head
    )
    return made.blocks(parts[0][1], 0), sections


def _alone(piece: Piece, taken: set[str]) -> Piece:
    """The piece without an anchor that another one has."""
    node = piece.node
    given = node.id if isinstance(node, Figure) else piece.form.id
    if given and given in taken:
        if isinstance(node, Figure):
            return piece._replace(node=msgspec.structs.replace(node, id=""))
        return piece._replace(form=piece.form._replace(id=""))
    taken.add(given)
    return piece


class _Assembly:
    def __init__(self, lists: Mapping[Holder, tuple[bool, int]]) -> None:
        self._lists = lists

    def blocks(self, pieces: Sequence[Piece], depth: int) -> tuple[Block, ...]:
        """What stands `depth` holders deep."""
        return tuple(
            self._held(holder, inner, depth) if holder else self._block(inner[0])
            for holder, inner in _groups(pieces, depth)
        )

    def _held(self, holder: Holder, pieces: Sequence[Piece], depth: int) -> Block:
        if holder.kind is Quote:
            return Quote(self.blocks(pieces, depth + 1))
        if holder.kind is List:
            ordered, start = self._lists.get(holder, (False, 1))
            items = tuple(
                Item(self.blocks([p for p in inner if not _is_blank(p, depth + 2)], depth + 2))
                for _, inner in _groups(pieces, depth + 1)
            )
            return List(items, ordered, start)
        title: tuple[Inline, ...] = ()
        if _titles(pieces[0], depth):
            title, pieces = pieces[0].content, pieces[1:]
        return Box(title, self.blocks(pieces, depth + 1))

    def _block(self, piece: Piece) -> Block:
        if piece.node is not None:
            if isinstance(piece.node, Table):
                return piece.node
            return msgspec.structs.replace(piece.node, caption=piece.content)
        if piece.form.kind.startswith("subheading"):
            return Subheading(piece.content, 3 if piece.form.kind.endswith("3") else 4)
        return Paragraph(piece.content)


def _groups(pieces: Sequence[Piece], depth: int) -> list[tuple[Holder | None, list[Piece]]]:
    """Neighbours in one holder together, what stands in none alone."""
    found: list[tuple[Holder | None, list[Piece]]] = []
    for piece in pieces:
        setting = piece.form.setting
        holder = setting[depth] if depth < len(setting) else None
        if holder is not None and found and found[-1][0] == holder and not _titles(piece, depth):
            found[-1][1].append(piece)
        else:
            found.append((holder, [piece]))
    return found


def _is_blank(piece: Piece, depth: int) -> bool:
    """Whether the piece only tells of an entry that is `depth` holders deep and holds nothing."""
    return not (piece.content or piece.node) and len(piece.form.setting) <= depth


def _titles(piece: Piece, depth: int) -> bool:
    """Whether the piece is the title of the box that is `depth` holders deep."""
    setting = piece.form.setting
    return (
        piece.form.kind == "box title" and len(setting) == depth + 1 and setting[depth].kind is Box
    )
