"""Stages: from a page's bytes to its article, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pubkit.admit import admit
from pubkit.errors import ReadError
from pubkit.notice import Findings
from pubkit.readers.galley.assembly import Assembled, assembled, is_chinese
from pubkit.readers.galley.classification import classified
from pubkit.readers.galley.decoding import Decoded, decode
from pubkit.readers.galley.doubts import doubts
from pubkit.readers.galley.gluing import splits
from pubkit.readers.galley.healing import Healed, healed
from pubkit.readers.galley.lines import split
from pubkit.readers.galley.outline import Outline, outlined
from pubkit.readers.galley.pieces import Piece
from pubkit.readers.galley.wrapping import pieces
from pubkit.reading import Manuscript
from pubkit.record import Added, Decision, Heal, ImportRecord, Removed

__all__ = ["understood"]


def understood(data: bytes, file: str) -> Manuscript:
    """The article in `data`, with the record of every decision; `file` is its name.

    Raises: ReadError for what is no text, or holds none.
    """
    decoded = decode(data, file)
    lines, illegal = split(decoded.text)
    if not lines:
        raise ReadError(f"{file}: the file holds only white space; it should hold the page's text")
    unwrapped, wraps = pieces(lines)
    judged = classified(unwrapped)
    whole = healed(judged)
    outline = outlined(whole.pieces)
    done = assembled(whole.pieces, outline, chinese=is_chinese(decoded.text))
    record = _record(file, decoded, whole, outline, done, wraps, illegal)
    article = admit(done.article)
    return Manuscript(
        article=article,
        notices=Findings(doubts(record, outline, done, decoded)),
        lines={d.where: d.lines[0] for d in reversed(record.decisions) if d.where},
        record=record,
    )


def _record(
    file: str,
    decoded: Decoded,
    whole: Healed,
    outline: Outline,
    done: Assembled,
    wraps: Sequence[Heal],
    illegal: Sequence[Removed],
) -> ImportRecord:
    final = list(_final(whole.pieces, outline))
    removed = (*illegal, *(r for piece in final for r in piece.removed))
    return ImportRecord(
        file=file,
        encoding=decoded.encoding,
        characters=len(decoded.text),
        lines=decoded.text.count("\n") + 1,
        order=outline.order,
        decisions=tuple(_decision(piece, done) for piece in final),
        heals=tuple(sorted((*wraps, *whole.heals), key=lambda heal: heal.lines)),
        splits=tuple(splits(final)),
        removed=tuple(sorted(removed, key=lambda r: r.line)),
        added=tuple(_added(final, done)),
    )


def _added(final: Iterable[Piece], done: Assembled) -> Iterator[Added]:
    if done.untitled:
        yield Added(line=1, text=done.article.title, why="the page has no headline")
    for piece in final:
        yield from piece.added


def _final(judged: Iterable[Piece], outline: Outline) -> Iterator[Piece]:
    """The pieces in the order of the source, headings as the outline worded them."""
    worded = {part.heading.number: part.heading for part in outline.sections}
    for group in (outline.lead, *(part.pieces for part in outline.sections)):
        worded |= {piece.number: piece for piece in group}
    for piece in judged:
        yield worded.get(piece.number, piece)


def _decision(piece: Piece, done: Assembled) -> Decision:
    return Decision(
        kind=piece.kind,
        lines=piece.lines,
        text=piece.text,
        where=done.places.get(piece.number, ""),
        label=piece.label.text if piece.label else "",
        confidence=piece.confidence,
        why=piece.why,
    )
