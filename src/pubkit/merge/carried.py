"""Carried: what a Word file says of an article, and what it cannot say.

An editor's file is silent on much: a photo's place, an accepted error, the anchor of a heading that
was typed anew. Silence is no deletion, so everything that the file cannot say is taken from the
article that the file was made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from pubkit import walk
from pubkit.merge.assembly import Piece, body
from pubkit.merge.lines import START, content_of, line_of
from pubkit.merge.matching import matched
from pubkit.merge.merger import merge
from pubkit.merge.slots import RUNNING, entries
from pubkit.merge.units import Unit, manuscript
from pubkit.model import Article, Figure, Inline
from pubkit.readers.word.normal import CHANNEL

__all__ = ["SILENT", "UNSAID", "brought_back"]

UNSAID = frozenset(
    {"accept", "channels", "cover", "id", "lang", "numbering", "published", "updated", "url"}
)
"""Fields that an editor cannot change in Word: they are not in the file, or only as properties.

All letters can be taken off, which changes `numbering` to none."""
SILENT = frozenset({"digest", "keywords"})
"""Fields that stand in the file's properties, which programs lose: an empty one says nothing."""
_AFTER_LABEL = re.compile(r"[\s、.．。:：]+")
"""What a typed letter is parted by from the heading's words."""


def brought_back(base: Article, plain: Article, theirs: Article) -> Article:
    """`theirs`, read from a Word file, with everything of `base` that such a file cannot say.

    `plain` is what the file would be read as if nobody had touched it: `base` without what Word
    cannot tell apart.
    """
    said = _completed(plain, theirs)
    if plain == base:
        return said
    merged = merge(plain, base, said, prefer="theirs").article
    return msgspec.structs.replace(merged, **_overridden(base, plain, said))


def _overridden(base: Article, plain: Article, said: Article) -> dict[str, Any]:
    """What the file has of the channel's own title and digest goes back to where it is from."""
    own = walk.override(base, CHANNEL)
    names = [name for name in ("title", "digest") if getattr(own, name) is not None]
    changed = {
        name: getattr(said, name) for name in names if getattr(said, name) != getattr(plain, name)
    }
    channels = tuple(
        msgspec.structs.replace(one, **changed) if one.channel == CHANNEL else one
        for one in base.channels
    )
    return {"channels": channels, **{name: getattr(base, name) for name in names}}


def _completed(plain: Article, theirs: Article) -> Article:
    silent = {name for name in SILENT if not getattr(theirs, name)}
    fields = {name: getattr(plain, name) for name in UNSAID | silent}
    if theirs.numbering == "none" and not _shows_letters(plain, theirs):
        fields["numbering"] = "none"
    old, new = manuscript(plain), manuscript(theirs)
    pairs = matched(entries(old.units), entries(new.units), RUNNING)
    known = {p.new[0]: old.units[p.old[0]] for p in pairs}
    labels = iter(walk.labels(msgspec.structs.replace(theirs, numbering=plain.numbering)))
    anchors = frozenset(_anchors(old.units))
    pieces = []
    for index, unit in enumerate(new.units):
        piece = _piece(unit, known.get(index), anchors)
        if piece.form.kind == "heading":
            content = _unlabelled(piece.content, next(labels), known.get(index))
            piece = piece._replace(content=content)
        pieces.append(piece)
    lead, sections = body(pieces, new.lists)
    return msgspec.structs.replace(theirs, lead=lead, sections=sections, **fields)


def _shows_letters(plain: Article, theirs: Article) -> bool:
    """Whether letters are to be thought of, though the file is not read as lettered.

    Programs that lose their style leave them as words; and without a heading there is nothing that
    could show one.
    """
    headings = [walk.plain(section.heading) for section in theirs.sections]
    labels = walk.labels(msgspec.structs.replace(theirs, numbering=plain.numbering))
    shown = any(h.startswith(label) for h, label in zip(headings, labels, strict=True) if label)
    return shown or not any(headings)


def _anchors(units: Sequence[Unit]) -> Iterator[str]:
    for unit in units:
        yield unit.node.id if isinstance(unit.node, Figure) else unit.form.id


def _piece(unit: Unit, was: Unit | None, anchors: frozenset[str]) -> Piece:
    """The unit with what it was and does not say: an anchor, and how a photo is placed."""
    node, form = unit.node, unit.form
    if isinstance(node, Figure):
        before = was.node if was else None
        if isinstance(before, Figure):
            node = _figure(node, before)
        elif node.id in anchors:
            node = msgspec.structs.replace(node, id="")
    elif was and was.form.kind == form.kind:
        form = form._replace(id=was.form.id)
    elif form.id in anchors:
        form = form._replace(id="")
    return Piece(form, unit.content, node)


def _figure(figure: Figure, was: Figure) -> Figure:
    """The figure where it was; another photo has another centre, and shows something else."""
    kept = {"place": was.place, "crop": was.crop, "id": was.id}
    if figure.photo == was.photo:
        return msgspec.structs.replace(figure, focus=was.focus, alt=figure.alt or was.alt, **kept)
    alt = "" if figure.alt == was.alt else figure.alt
    return msgspec.structs.replace(figure, focus=None, alt=alt, **kept)


def _unlabelled(content: tuple[Inline, ...], label: str, was: Unit | None) -> tuple[Inline, ...]:
    """A heading without its own letter, typed by hand; another letter is part of the words."""
    line = line_of(content)
    text = line.text.removeprefix(START)
    if not label or not text.startswith(label) or (was and was.text.startswith(label)):
        return content
    gap = _AFTER_LABEL.match(text, len(label))
    return content_of(line, 1 + gap.end()) if gap else content
