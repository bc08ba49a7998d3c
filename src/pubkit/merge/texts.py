"""Texts: what two people made of one paragraph, merged where their hands did not meet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pubkit.diff.correction import corrected
from pubkit.merge.lines import NOTE, START, Line, Mark, Noted, Wrap, content_of, line_of
from pubkit.merge.values import Side, merged_value
from pubkit.model import Code, Emph, Inline, Link, Strong, Sub, Sup

__all__ = ["Clash", "Starts", "TextMerge", "merged_content", "merged_text"]

_APART = 4
"""Characters that must stand between the marks of two people, if no punctuation does: with fewer,
one clause was rewritten by both (as many as one person's marks are joined over)."""
_ANEW = 0.35
"""Share of the shorter text that must stand in the longer; with less it was written anew, and
what they have in common is chance."""
_PAUSE = re.compile(r"[，。！？；：、…—,.!?;:\n\u2028\u2029]")
"""What closes a clause."""
_RANKS = {kind: rank for rank, kind in enumerate((Link, Strong, Emph, Sup, Sub, Code))}
"""In which order what two people put round one character stands, outer before inner."""


class Clash(NamedTuple):
    """What could not be merged in a text."""

    about: str
    """`text`, `emphasis`, `footnote`, or what the maker of the starts says."""
    base: str = ""
    """Only of a footnote: its text as it was."""
    ours: str = ""
    """As we have it."""
    theirs: str = ""
    """As they have it."""


Starts = Callable[[Mark, Mark, Mark], tuple[Mark, Sequence[str]]]
"""Merges the marks of one START: the result, and what clashed."""


@dataclass
class TextMerge:
    """A line that came out, and what clashed on the way."""

    line: Line
    """The line."""
    clashes: list[Clash] = field(default_factory=list)
    """What stands in it as the preferred side has it."""


class _Edit(NamedTuple):
    """Characters of the base, from `a` to `b`, that are those from `c` to `d` in a version."""

    a: int
    b: int
    c: int
    d: int


def _first(base: Mark, ours: Mark, theirs: Mark) -> tuple[Mark, Sequence[str]]:
    return ours, ()


def merged_text(
    base: Line, ours: Line, theirs: Line, *, prefer: Side, starts: Starts = _first
) -> TextMerge:
    """The line with what both changed in it. Where they touch, `prefer` has it, and it clashes."""
    return _Texts(base, ours, theirs, prefer, starts).merged()


def merged_content(
    base: Sequence[Inline], ours: Sequence[Inline], theirs: Sequence[Inline], *, prefer: Side
) -> tuple[tuple[Inline, ...], list[Clash]]:
    """The same of the content of a cell, caption or note."""
    plain, clash = merged_value(tuple(base), tuple(ours), tuple(theirs), prefer=prefer)
    if not clash:
        return plain, []
    found = merged_text(line_of(base), line_of(ours), line_of(theirs), prefer=prefer)
    return content_of(found.line, 1), found.clashes


# ── what was changed ────────────────────────────────────────────────────────────────────────


def _edits(base: Line, new: Line) -> list[_Edit]:
    """What differs, in marks as whole as a person's. The first START is nobody's edit."""
    old_text, new_text = base.text[1:], new.text[1:]
    if old_text == new_text:
        return []
    found: list[_Edit] = []
    a = c = 1
    same = 0
    for mark, text in ((s.mark, s.text) for s in corrected(old_text, new_text)):
        gone, put = (len(text) * (mark != kind) for kind in ("new", "gone"))
        if mark == "same":
            same += len(text)
        elif found and (found[-1].b, found[-1].d) == (a, c):
            found[-1] = found[-1]._replace(b=a + gone, d=c + put)
        else:
            found.append(_Edit(a, a + gone, c, c + put))
        a, c = a + gone, c + put
    if same < _ANEW * min(len(old_text), len(new_text)):
        return [_Edit(1, len(base.text), 1, len(new.text))]
    return found


class _Region(NamedTuple):
    """Edits that touch each other; of one version, or of both."""

    ours: tuple[_Edit, ...]
    theirs: tuple[_Edit, ...]

    @property
    def a(self) -> int:
        """Where in the base it begins."""
        return min(edit.a for edit in self.ours + self.theirs)

    @property
    def b(self) -> int:
        """Where it ends."""
        return max(edit.b for edit in self.ours + self.theirs)


def _regions(base: Line, ours: Line, theirs: Line) -> Iterator[_Region]:
    """The edits in order; those of two people that touch as one, and those that both made."""
    made = [
        {(e.a, e.b, version.text[e.c : e.d]): e for e in _edits(base, version)}
        for version in (ours, theirs)
    ]
    region = _Region((), ())
    for key in sorted(made[0].keys() | made[1].keys()):
        own = _Region(*((side[key],) if key in side else () for side in made))
        shared = bool(own.ours and own.theirs)
        if any(region) and (shared or not _touches(base.text, region, own)):
            yield region
            region = _Region((), ())
        if shared:
            yield own
        else:
            region = _Region(region.ours + own.ours, region.theirs + own.theirs)
    if any(region):
        yield region


def _touches(text: str, region: _Region, own: _Region) -> bool:
    """Whether an edit touches the other person's before it."""
    others = region.theirs if own.ours else region.ours
    if not others:
        return False
    end = others[-1].b
    return own.a <= end or (own.a - end < _APART and not _PAUSE.search(text, end, own.a))


# ── the merge ───────────────────────────────────────────────────────────────────────────────


class _Texts:
    def __init__(self, base: Line, ours: Line, theirs: Line, prefer: Side, starts: Starts) -> None:
        self._base, self._versions = base, (ours, theirs)
        self._prefer, self._starts = prefer, starts
        self._text: list[str] = []
        self._marks: list[Mark] = []
        self._clashes: dict[Clash, None] = {}

    def merged(self) -> TextMerge:
        at, shifts = 0, [0, 0]
        for region in _regions(self._base, *self._versions):
            self._stand(at, region.a, shifts)
            starts = [region.a + shift for shift in shifts]
            shifts = [
                shift + sum(e.d - e.c - e.b + e.a for e in own)
                for shift, own in zip(shifts, region, strict=True)
            ]
            ends = [region.b + shift for shift in shifts]
            self._change(region, starts, ends)
            at = region.b
        self._stand(at, len(self._base.text), shifts)
        return TextMerge(Line("".join(self._text), self._marks), list(self._clashes))

    def _clash(self, about: str, *texts: str) -> None:
        self._clashes[Clash(about, *texts)] = None

    # ── what stands ─────────────────────────────────────────────────────────────────────────

    def _stand(self, start: int, end: int, shifts: Sequence[int]) -> None:
        """The characters from `start` to `end`, which nobody changed; their marks may have been."""
        self._text.append(self._base.text[start:end])
        ours, theirs = (version.marks for version in self._versions)
        for i in range(start, end):
            self._marks.append(
                self._mark(self._base.marks[i], ours[i + shifts[0]], theirs[i + shifts[1]], i)
            )

    def _mark(self, base: Mark, ours: Mark, theirs: Mark, at: int) -> Mark:
        if ours is theirs or ours == theirs:
            return ours
        if self._base.text[at] == START:
            mark, clashes = self._starts(base, ours, theirs)
            for about in clashes:
                self._clash(about)
            return mark
        if base == ours:
            return theirs
        if base == theirs:
            return ours
        if self._base.text[at] == NOTE:
            return self._note(base, ours, theirs)
        return self._wraps(base, ours, theirs)

    def _note(self, base: Noted, ours: Noted, theirs: Noted) -> Noted:
        content, clashes = merged_content(
            base.content, ours.content, theirs.content, prefer=self._prefer
        )
        if clashes:
            self._clash("footnote", *(_plain(note.content) for note in (base, ours, theirs)))
        wraps, clash = merged_value(base.wraps, ours.wraps, theirs.wraps, prefer=self._prefer)
        return Noted(self._wraps(base.wraps, ours.wraps, theirs.wraps) if clash else wraps, content)

    def _wraps(
        self, base: tuple[Wrap, ...], ours: tuple[Wrap, ...], theirs: tuple[Wrap, ...]
    ) -> tuple[Wrap, ...]:
        """What stands round one character when both changed it."""
        put = (set(ours) | set(theirs)) - set(base)
        kept = set(base) & set(ours) & set(theirs)
        both = sorted(kept | put, key=lambda wrap: (_RANKS[wrap.kind], wrap))
        if len({wrap.kind for wrap in both}) < len(both):  # two links
            self._clash("emphasis")
            return theirs if self._prefer == "theirs" else ours
        return tuple(both)

    # ── what was changed ────────────────────────────────────────────────────────────────────

    def _change(self, region: _Region, starts: Sequence[int], ends: Sequence[int]) -> None:
        if not region.ours or not region.theirs:
            side = 0 if region.ours else 1
            self._put_in(side, region, starts, ends)
            return
        texts = [v.text[c:d] for v, c, d in zip(self._versions, starts, ends, strict=True)]
        if texts[0] == texts[1]:
            marks = [v.marks[c:d] for v, c, d in zip(self._versions, starts, ends, strict=True)]
            if list(marks[0]) != list(marks[1]):
                self._clash("emphasis")
        elif all(edit.c == edit.d for edit in region.ours + region.theirs):
            self._thin(region, starts)
            return
        else:
            self._clash("text")
        side = 1 if self._prefer == "theirs" else 0
        self._take(side, starts[side], ends[side])

    def _take(self, side: int, start: int, end: int) -> None:
        self._text.append(self._versions[side].text[start:end])
        self._marks.extend(self._versions[side].marks[start:end])

    def _thin(self, region: _Region, starts: Sequence[int]) -> None:
        """Both took out something, and in part the same: what neither took out stands."""
        gone = {i for edit in region.ours + region.theirs for i in range(edit.a, edit.b)}
        at = list(starts)
        for i in range(region.a, region.b):
            if i not in gone:
                self._stand(i, i + 1, [at[0] - i, at[1] - i])
            for side in (0, 1):
                at[side] += not any(edit.a <= i < edit.b for edit in region[side])

    def _put_in(
        self, side: int, region: _Region, starts: Sequence[int], ends: Sequence[int]
    ) -> None:
        """What one person wrote; the other may have changed the marks of what stood there."""
        written = range(len(self._marks), len(self._marks) + ends[side] - starts[side])
        self._take(side, starts[side], ends[side])
        other = 1 - side
        replaced, shift = range(region.a, region.b), starts[other] - region.a
        for about in {self._about(i) for i in replaced if self._is_marked(other, i, shift)}:
            if about != "emphasis":
                self._clash(about)
        near = [*replaced] or [region.a - 1, region.b]
        near = [i for i in near if 0 < i < len(self._base.text) and self._about(i) == "emphasis"]
        deltas = {self._delta(other, i, shift) for i in near}
        if len(deltas) == 1:
            put, gone = deltas.pop()
            for at in written if put or gone else ():
                self._rewrap(at, put, gone)
        elif replaced and written and deltas:
            self._clash("emphasis")

    def _about(self, at: int) -> str:
        """What the mark of a character of the base is about."""
        return {START: "paragraphs", NOTE: "footnote"}.get(self._base.text[at], "emphasis")

    def _is_marked(self, side: int, at: int, shift: int) -> bool:
        return bool(self._base.marks[at] != self._versions[side].marks[at + shift])

    def _delta(self, side: int, at: int, shift: int) -> tuple[frozenset[Wrap], frozenset[Wrap]]:
        """What was put round a character, and what was taken away."""
        old, new = (
            frozenset(marks)
            for marks in (self._base.marks[at], self._versions[side].marks[at + shift])
        )
        return new - old, old - new

    def _rewrap(self, at: int, put: frozenset[Wrap], gone: frozenset[Wrap]) -> None:
        mark = self._marks[at]
        if not isinstance(mark, tuple) or isinstance(mark, Noted) or self._is_start(mark):
            return
        kinds = {wrap.kind for wrap in put}
        kept = [wrap for wrap in mark if wrap not in gone and wrap.kind not in kinds]
        self._marks[at] = tuple(
            sorted((*kept, *put), key=lambda wrap: (_RANKS[wrap.kind], wrap[1:]))
        )

    def _is_start(self, mark: Mark) -> bool:
        return not all(isinstance(wrap, Wrap) for wrap in mark)


def _plain(content: Sequence[Inline]) -> str:
    return line_of(content).text[1:].replace(NOTE, "")
