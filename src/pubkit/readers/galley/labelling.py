"""Labelling: which letters and numbers are headings' labels, judged by the run they make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pubkit.readers.galley.labels import labelled
from pubkit.readers.galley.pieces import Label, Piece, Pieces, judged
from pubkit.readers.galley.shapes import is_heading_like, is_row

__all__ = ["labelled_headings"]

_COUNTED = frozenset(
    {"alpha", "cjk", "paren-cjk", "formal", "decimal", "paren-decimal", "roman", "part", "noun"}
)
_ITEMS = frozenset({"decimal", "paren-decimal", "cjk", "paren-cjk"})
"""Schemes that also count the entries of a list."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    at: int
    label: Label
    rest: str


def labelled_headings(pieces: Pieces) -> Pieces:
    """The pieces, those judged headings or list entries that a run of labels shows to be such."""
    found: dict[str, list[_Candidate]] = defaultdict(list)
    entries: dict[str, list[_Candidate]] = defaultdict(list)
    for at, piece in enumerate(pieces):
        form = None if piece.fixed or is_row(piece.text) else labelled(piece.text)
        if form is None:
            continue
        label, rest = form
        heads = _heads(pieces, at) if label.alone else is_heading_like(rest) or len(rest) == 1
        (found if heads else entries)[label.scheme].append(_Candidate(at, label, rest))
    marked = list(pieces)
    for scheme, candidates in found.items():
        if not _is_run(scheme, candidates):
            continue
        if scheme in _ITEMS and _is_list(pieces, candidates):
            entries[scheme] += candidates
            continue
        for candidate in candidates:
            marked[candidate.at] = _heading(pieces[candidate.at], candidate)
    for scheme, candidates in entries.items():
        if scheme in _ITEMS and len(candidates) > 1:
            for candidate in candidates:
                marked[candidate.at] = judged(
                    pieces[candidate.at], "list item", 0.8, f"counted {candidate.label.text}"
                )
    return _with_their_lines(marked)


def _heads(pieces: Sequence[Piece], at: int) -> bool:
    """Whether something follows that a label alone can stand over."""
    following = next((p for p in pieces[at + 1 :] if p.kind != "mark"), None)
    return following is not None and following.kind not in ("source", "date")


def _is_run(scheme: str, candidates: Sequence[_Candidate]) -> bool:
    """Whether the labels count, so that they are not letters and numbers by chance."""
    if scheme not in _COUNTED:
        return len(candidates) > 1 or scheme == "ornament"
    numbers = {candidate.label.number for candidate in candidates}
    return len(numbers) > 1 and min(numbers) <= 2 and max(numbers) <= 2 * len(numbers) + 1


def _is_list(pieces: Sequence[Piece], candidates: Sequence[_Candidate]) -> bool:
    """Whether most stand one right below the other, with no text between."""
    places = {candidate.at for candidate in candidates}
    close = sum(candidate.at + 1 in places for candidate in candidates)
    return not any(c.label.alone for c in candidates) and close >= 0.6 * (len(candidates) - 1)


def _heading(piece: Piece, candidate: _Candidate) -> Piece:
    label = candidate.label
    why = f"labelled {label.text}, one of a run" if label.number else f"marked {label.text}"
    done = judged(piece, "heading", 0.95 if label.number else 0.85, why)
    return replace(done, text=candidate.rest, label=label)


def _with_their_lines(pieces: Pieces) -> Pieces:
    """A label alone joined with the line below it, which is its heading."""
    done: Pieces = []
    for piece in pieces:
        last = done[-1] if done else None
        if (
            last is not None
            and last.label is not None
            and last.label.alone
            and not last.text
            and not piece.fixed
            and is_heading_like(piece.text)
        ):
            done[-1] = replace(
                last, lines=(*last.lines, *piece.lines), text=piece.text,
                removed=(*last.removed, *piece.removed), why=f"{last.why}, on a line of its own",
            )  # fmt: skip
        else:
            done.append(piece)
    return done
