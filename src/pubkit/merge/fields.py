"""Fields: the head of an article, merged field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Literal, TypeVar

import msgspec

from pubkit import walk
from pubkit.merge.texts import merged_content
from pubkit.merge.values import Row, Side, merged_row, merged_value
from pubkit.model import Article, Credit, Override, Text

__all__ = ["TEXTS", "Head"]

TEXTS = ("kicker", "title", "deck", "photo_credit", "source", "digest")
"""Fields that are prose."""
_WHOLES = ("numbering", "published", "updated", "id", "url", "lang", "cover")
_SETS: tuple[Literal["keywords", "accept"], ...] = ("keywords", "accept")
_OWN = ("title", "author", "digest", "cover")

_Name = TypeVar("_Name", bound=Hashable)
_Clashed = Callable[[str, Iterable[str], str], None]
"""Told a field's name, what base, ours and theirs say, and what happened."""


class Head:
    """The fields of three versions."""

    def __init__(
        self, base: Article, ours: Article, theirs: Article, prefer: Side, clashed: _Clashed
    ) -> None:
        self._versions = base, ours, theirs
        self._prefer, self._clashed = prefer, clashed

    def merged(self) -> dict[str, Any]:
        """Every field but lead and sections."""
        found: dict[str, Any] = {name: self._prose(name) for name in TEXTS}
        found |= {name: self._whole(name) for name in _WHOLES}
        found |= {name: self._several(name) for name in _SETS}
        return found | {"credits": self._credits(), "channels": self._channels()}

    def _prose(self, name: str) -> str:
        texts = [getattr(version, name) for version in self._versions]
        lines = [(Text(text),) if text else () for text in texts]
        content, clashes = merged_content(*lines, prefer=self._prefer)
        if clashes or (name == "title" and not content):
            self._clashed(name, texts, "both changed it")
        return walk.plain(content) or (texts[1] if name == "title" else "")

    def _whole(self, name: str) -> object:
        values = [getattr(version, name) for version in self._versions]
        value, clash = merged_value(*values, prefer=self._prefer)
        if clash:
            self._clashed(name, map(_said, values), "both changed it")
        return value

    def _several(self, name: Literal["keywords", "accept"]) -> tuple[str, ...]:
        sides = [getattr(version, name) for version in self._versions]
        values, clash = _several(*sides, prefer=self._prefer)
        if clash:
            self._clashed(name, map("、".join, sides), "both changed them")
        return values

    # ── credits ─────────────────────────────────────────────────────────────────────────────

    def _credits(self) -> tuple[Credit, ...]:
        base, ours, theirs = (version.credits for version in self._versions)
        old = _numbered(credit.role for credit in base)
        known = dict(zip(old, base, strict=True))
        left, right = (dict(_called(known, side)) for side in (ours, theirs))

        def merge(was: Credit | None, here: Credit | None, there: Credit | None) -> Credit:
            if here is None or there is None:
                only = here or there
                assert only is not None  # every credit is in one of them
                return only
            role, clash = merged_value(
                was.role if was else here.role, here.role, there.role, prefer=self._prefer
            )
            names, torn = _several(
                was.names if was else (), here.names, there.names, prefer=self._prefer
            )
            if clash or torn or not names:
                sides = (_line(credit) if credit else "" for credit in (was, here, there))
                self._clashed("credits", sides, "both changed it")
            return Credit(role or here.role, names or here.names)

        row = merged_row(known, left, right, merge=merge, prefer=self._prefer)
        if _doubtful(row):
            sides = ("　".join(map(_line, side)) for side in (base, ours, theirs))
            self._clashed("credits", sides, _why(row))
        return tuple(row.values.values())

    # ── channels ────────────────────────────────────────────────────────────────────────────

    def _channels(self) -> tuple[Override, ...]:
        sides = [{own.channel: own for own in version.channels} for version in self._versions]

        def merge(was: Override | None, here: Override | None, there: Override | None) -> Override:
            own = here or there
            assert own is not None  # every override is in one of them
            was, here, there = (
                side or Override(own.channel) if here and there else own
                for side in (was, here, there)
            )
            values = {}
            for name in _OWN:
                told = [getattr(side, name) for side in (was, here, there)]
                values[name], clash = merged_value(*told, prefer=self._prefer)
                if clash:
                    field = f"{own.channel} {name}"
                    self._clashed(field, map(_said, told), "both changed it")
            return Override(own.channel, **values)

        row = merged_row(*sides, merge=merge, prefer=self._prefer)
        for name in row.torn:
            told = [_override(side.get(name)) for side in sides]
            self._clashed(name, told, "one took it out, the other changed it")
        return tuple(row.values.values())


_Called = tuple[str, int]
"""A role, and which of those with this role."""


def _called(
    known: dict[_Called, Credit], side: Sequence[Credit]
) -> Iterable[tuple[_Called, Credit]]:
    """The credits under the base's names: by the role, then by the persons."""
    names = _numbered(credit.role for credit in side)
    lost = {known[name].names: name for name in reversed(known) if name not in names}
    for name, credit in zip(names, side, strict=True):
        was = lost.pop(credit.names, name) if name not in known else name
        yield was, credit


def _numbered(names: Iterable[_Name]) -> list[tuple[_Name, int]]:
    """Each name with how often it has stood before."""
    seen: Counter[_Name] = Counter()
    found = []
    for name in names:
        found.append((name, seen[name]))
        seen[name] += 1
    return found


def _several(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], *, prefer: Side
) -> tuple[tuple[str, ...], bool]:
    """Names or words in a row, and whether both put in something at one place."""
    sides = [dict.fromkeys(_numbered(side)) for side in (base, ours, theirs)]
    row = merged_row(*sides, merge=lambda *_: None, prefer=prefer)
    return tuple(name for name, _ in row.values), _doubtful(row)


def _doubtful(row: Row[Any, Any]) -> bool:
    return bool(row.torn or row.added or row.moved)


def _why(row: Row[Any, Any]) -> str:
    if row.torn:
        return "one took it out, the other changed it"
    return "both put in something here" if row.added else "both moved it"


def _line(credit: Credit) -> str:
    return f"{credit.role}：{' '.join(credit.names)}"


def _override(own: Override | None) -> str:
    return "" if own is None else "　".join(filter(None, (getattr(own, name) for name in _OWN)))


def _said(value: object) -> str:
    return "" if value is None else str(value)


assert {*TEXTS, *_WHOLES, *_SETS, "credits", "channels", "lead", "sections"} == {
    field.name for field in msgspec.structs.fields(Article)
}  # every field is somebody's
