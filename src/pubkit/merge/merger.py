"""Merger: an article, what we made of it and what they made of it, as one article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any, cast

import msgspec

from pubkit import walk
from pubkit.admit import admit
from pubkit.diff import article_parts, compare
from pubkit.merge.assembly import Piece, body
from pubkit.merge.fields import Head
from pubkit.merge.lines import START, Line, Mark, content_of
from pubkit.merge.record import Conflict, Merged
from pubkit.merge.slots import Slots, slots
from pubkit.merge.tables import merged_table
from pubkit.merge.texts import merged_content, merged_text
from pubkit.merge.units import Form, Unit, manuscript
from pubkit.merge.values import Side, merged_row, merged_value
from pubkit.merge.whereto import followed
from pubkit.model import Article, Figure, Table
from pubkit.whereabouts import Whereabouts

__all__ = ["merge"]

_Units = tuple[Unit, ...]
_WHY = {
    "text": "both changed it",
    "kind": "both made something else of it",
    "id": "both gave it an anchor",
    "setting": "both set it elsewhere",
    "emphasis": "both changed its emphasis or links",
    "paragraphs": "one made a paragraph of it, the other changed what it is",
    "footnote": "both changed the footnote",
}


def merge(base: Article, ours: Article, theirs: Article, *, prefer: Side = "ours") -> Merged:
    """`ours` with everything that was changed from `base` to `theirs`.

    Where both changed the same, each otherwise, the article has what `prefer` says, and a Conflict
    holds the rest: nothing that either wrote is lost.
    """
    merging = _Merging(base, ours, theirs, prefer)
    article = merging.article()
    changes = compare(
        article_parts(ours),
        article_parts(article),
        (Whereabouts(ours).of, Whereabouts(article).of),
    )
    return Merged(article, merging.in_order(), changes)


class _Merging:
    def __init__(self, base: Article, ours: Article, theirs: Article, prefer: Side) -> None:
        self._versions = base, ours, theirs
        self._places = [Whereabouts(version) for version in self._versions]
        self._prefer = prefer
        self.conflicts: list[Conflict] = []

    def article(self) -> Article:
        merged = msgspec.structs.replace(self._versions[1], **self._body())
        base, ours, theirs = (
            msgspec.structs.replace(version, accept=followed(version, merged))
            for version in self._versions
        )
        fields = Head(base, ours, theirs, self._prefer, self._clashed).merged()
        return admit(msgspec.structs.replace(merged, **fields))

    def in_order(self) -> tuple[Conflict, ...]:
        """The conflicts: those of the head, then as we have the text, then what only they have."""
        places = {unit.where: i for i, unit in enumerate(manuscript(self._versions[1]).units)}
        return tuple(
            sorted(
                self.conflicts,
                key=lambda one: (one.place != "", places.get(one.where, len(places))),
            )
        )

    def _body(self) -> dict[str, Any]:
        """Lead and sections."""
        found = slots(*map(manuscript, self._versions))
        row = merged_row(
            found.base,
            found.ours,
            found.theirs,
            merge=self._pieces,
            prefer=self._prefer,
            same=_says_the_same,
            bond=lambda before, name: _bond(_first(before, found), _first(name, found)),
        )
        for name in row.torn:
            why = "we took it out, they changed it"
            if name in found.ours:
                why = "we changed it, they took it out"
            self._conflict(why, found, [name], [name])
        for left, right in row.added:
            self._conflict("both put in something here", found, left, right)
        for name in row.moved:
            self._conflict("both moved it", found, [name], [name])
        pieces = (piece for several in row.values.values() for piece in several)
        lead, sections = body(pieces, found.lists)
        return {"lead": lead, "sections": sections}

    # ── conflicts ───────────────────────────────────────────────────────────────────────────

    def _clashed(self, field: str, sides: Iterable[str], why: str) -> None:
        """A field of the head clashed."""
        name = field.replace("_", " ")
        base, ours, theirs = sides
        self.conflicts.append(
            Conflict(kind=name, where=field, place="", base=base, ours=ours, theirs=theirs, why=why)
        )

    def _conflict(self, why: str, found: Slots, ours: Sequence[int], theirs: Sequence[int]) -> None:
        base = _held(found.base, dict.fromkeys((*ours, *theirs)))
        self._differ(why, base, _held(found.ours, ours), _held(found.theirs, theirs))

    def _differ(
        self, why: str, base: _Units, ours: _Units, theirs: _Units, texts: Sequence[str] = ()
    ) -> None:
        sides = (ours, 1), (theirs, 2), (base, 0)
        units, number = next(side for side in sides if side[0])
        where = units[0].where
        base_text, ours_text, theirs_text = texts or map(_text, (base, ours, theirs))
        self.conflicts.append(
            Conflict(
                kind=units[0].form.kind,
                where=where,
                place=self._places[number].of(where),
                base=base_text,
                ours=ours_text,
                theirs=theirs_text,
                why=why,
            )
        )

    # ── units ───────────────────────────────────────────────────────────────────────────────

    def _pieces(
        self, base: _Units | None, ours: _Units | None, theirs: _Units | None
    ) -> list[Piece]:
        """What came of one slot."""
        if ours is None or theirs is None:
            return [_piece(unit) for unit in ours or theirs or ()]
        if base is None or _same(base, theirs) or _same(ours, theirs):
            return [_piece(unit) for unit in ours]
        if _same(base, ours):
            return [_piece(unit) for unit in theirs]
        if base[0].node is None:
            return self._text(base, ours, theirs)
        return [self._node(base[0], ours[0], theirs[0])]

    def _text(self, base: _Units, ours: _Units, theirs: _Units) -> list[Piece]:
        lines = [_line(units) for units in (base, ours, theirs)]
        found = merged_text(*lines, prefer=self._prefer, starts=self._form)
        for clash in found.clashes:
            texts = clash[1:] if clash.base else ()
            self._differ(_WHY[clash.about], base, ours, theirs, texts)
        line = found.line
        starts = [i for i, character in enumerate(line.text) if character == START]
        return [
            Piece(cast(Form, line.marks[start]), content_of(line, start + 1, end))
            for start, end in zip(starts, [*starts[1:], len(line.text)], strict=True)
        ]

    def _form(self, base: Mark, ours: Mark, theirs: Mark) -> tuple[Form, list[str]]:
        values, clashes = [], []
        for name, sides in zip(Form._fields, zip(base, ours, theirs, strict=True), strict=True):
            value, clash = merged_value(*sides, prefer=self._prefer)
            values.append(value)
            clashes += [name] * clash
        return Form(*values), clashes

    def _node(self, base: Unit, ours: Unit, theirs: Unit) -> Piece:
        form, clashes = self._form(base.form, ours.form, theirs.form)
        node, content = ours.node, ours.content
        if isinstance(base.node, Table):
            assert isinstance(ours.node, Table)  # a slot is of one sort
            assert isinstance(theirs.node, Table)
            node, torn = merged_table(base.node, ours.node, theirs.node, prefer=self._prefer)
            clashes += torn
        else:
            node = self._figure(base, ours, theirs)
            content, torn_text = merged_content(
                base.content, ours.content, theirs.content, prefer=self._prefer
            )
            clashes += [clash.about for clash in torn_text]
        for about in dict.fromkeys(clashes):
            self._differ(_WHY[about], (base,), (ours,), (theirs,))
        return Piece(form, content, node)

    def _figure(self, base: Unit, ours: Unit, theirs: Unit) -> Figure:
        assert isinstance(ours.node, Figure)
        values = {}
        for name in ("photo", "credit", "alt", "place", "focus", "crop", "id"):
            sides = [getattr(unit.node, name) for unit in (base, ours, theirs)]
            values[name], clash = merged_value(*sides, prefer=self._prefer)
            if clash:
                texts = ["" if side is None else str(side) for side in sides]
                self._differ(f"both changed its {name}", (base,), (ours,), (theirs,), texts)
        return msgspec.structs.replace(ours.node, **values)


def _first(name: int | None, found: Slots) -> _Units:
    """What a slot holds in ours, else in theirs."""
    if name is None:
        return ()
    return found.ours.get(name) or found.theirs.get(name, ())


def _bond(before: _Units, units: _Units) -> int:
    """How many holders go on from what stands before; less than none where a section begins."""
    if any(unit.form.kind == "heading" for unit in units):
        return -1
    settings = (before[-1].form.setting if before else ()), units[0].form.setting
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*settings, strict=False)))


def _held(version: dict[int, _Units], names: Sequence[int] | dict[int, None]) -> _Units:
    return tuple(unit for name in names for unit in version.get(name, ()))


def _says_the_same(one: _Units, other: _Units) -> bool:
    """Whether the words are the same, wherever they stand."""
    return [unit.said for unit in one] == [unit.said for unit in other]


def _same(one: _Units, other: _Units) -> bool:
    return len(one) == len(other) and all(
        a.form == b.form and a.said == b.said for a, b in zip(one, other, strict=True)
    )


def _piece(unit: Unit) -> Piece:
    return Piece(unit.form, unit.content, unit.node)


def _line(units: _Units) -> Line:
    line = units[0].line
    for unit in units[1:]:
        line = line + unit.line
    return line


def _text(units: _Units) -> str:
    return "\n".join(
        "\n".join(walk.lines([unit.node]))
        if unit.node
        else walk.plain(unit.content, walk.bracketed)
        for unit in units
    )
