"""Galleys: the whole matter set in one column at every body size, read back line by line.

Columns of one size are equally wide, so that lines break alike wherever they come to stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from pubkit.display import Measure, broken, ems, shares
from pubkit.renderers.page.engine import Engine
from pubkit.renderers.page.layout import Grid, Slug
from pubkit.renderers.page.look import Body, Look, pt
from pubkit.renderers.page.matter import (
    BREAK,
    Art,
    Head,
    Matter,
    Prose,
    Run,
    Runs,
    Tabular,
    text_of,
)
from pubkit.renderers.page.rows import BANDS, Strip, is_seen, shown, strips
from pubkit.renderers.page.source import (
    Code,
    array,
    call,
    dictionary,
    line,
    literal,
    number,
    points,
)
from pubkit.renderers.page.yielding import bound, trimmed, yielding

__all__ = ["CELL", "Caption", "Part", "Proof", "Stick", "grid_code", "pulled", "split"]

CELL = 0.92, 0.5
"""A cell's type by the text's, and the white beside it in characters; as in the templates."""
_UNDER = 3.5
"""Least white under a section head that has none above, in pt; its letter and the text's first line
have some of their own."""
_HEAD_LINES = 2
"""Lines that a section head should not have more of."""
_GUTTER = 40.0
"""White between two bands of a galley's page, in pt: more than any marker hangs out."""


class Part(Struct, frozen=True):
    """Some lines of one piece of matter."""

    piece: int
    """Which piece, by its place in the matter; of a table also its rows."""
    first: int
    """Its first line, or row."""
    last: int
    """The line, or row, behind its last one."""
    lines: int
    """Height in lines."""


class Stick(Struct, frozen=True):
    """What a slug holds."""

    parts: tuple[Part, ...]
    """From top to bottom."""
    panel: int = 0
    """Which box it belongs to; 0 for none."""
    above: int = 0
    """Lines of white above: half outside, half inside of a box."""
    below: int = 0
    """The same below."""


class Caption(Struct, frozen=True):
    """A photo's words at one width."""

    lines: int
    """How many there are."""
    own: bool
    """Whether the credit stands on a line of its own."""


@dataclass
class Proof:
    """One galley, read: what P4b's slugs hold, and how each line is broken."""

    body: Body
    """Its type."""
    grid: Grid
    """Its columns."""
    heading: float = 0.0
    """Type size of its section heads, in pt."""
    broken: dict[int, tuple[Runs, ...]] = field(default_factory=dict)
    """Piece → its lines."""
    rows: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """Piece that is a table → the height of each row in lines."""
    slugs: list[Slug] = field(default_factory=list)
    """For copyfitting."""
    sticks: list[Stick] = field(default_factory=list)
    """What each of them holds."""
    captions: dict[int, tuple[Caption, ...]] = field(default_factory=dict)
    """Piece that is a photo → its words at each span from 1 on."""
    anchors: dict[int, int] = field(default_factory=dict)
    """Piece that is a photo → how many slugs stand before it."""


def pulled(
    engine: Engine, matter: Sequence[Matter], look: Look, grids: Sequence[tuple[Body, Grid]],
    heading: Measure,
) -> list[Proof]:  # fmt: skip
    """A proof of the matter at each body size; `heading` measures section heads."""
    proofs = [Proof(body, grid) for body, grid in grids]
    band = max(grid.width(grid.columns) for _, grid in grids) + _GUTTER
    widths = sorted({grid.width(span) for _, g in grids for grid in [g] for span in _spans(g)})
    # Lines break alike where only the leading differs.
    alike = {_measure(proof): proof for proof in reversed(proofs)}
    texts = [_text_page(proof, matter, look, band) for proof in alike.values()]
    words = _caption_page(matter, look, widths, band)
    code = '#import "page.typ": *\n' + "\n#pagebreak()\n".join((*texts, words))
    leadings = [*(proof.grid.leading for proof in alike.values()), pt(look.photo.caption_leading)]
    # A page without a word is a page all the same.
    *pages, last = strips(engine.set(code, tagged=False), band, leadings)
    captions = _captions(last, matter, look, widths)
    read = dict(zip(alike, pages, strict=True))
    for proof in proofs:
        proof.heading = _head_size(matter, look, proof.grid, heading)
        _read(proof, read[_measure(proof)], matter)
        _compose(proof, matter, look, heading)
        for piece, by_width in captions.items():
            proof.captions[piece] = tuple(by_width[proof.grid.width(s)] for s in _spans(proof.grid))
    return proofs


def _measure(proof: Proof) -> tuple[str, float]:
    """What a proof's lines depend on."""
    return proof.body.size, proof.grid.column


def _spans(grid: Grid) -> range:
    return range(1, grid.columns + 1)


def characters(proof: Proof) -> float:
    """How many characters of the body a column holds."""
    return proof.grid.column / pt(proof.body.size)


# ── setting ─────────────────────────────────────────────────────────────────────────────────


def grid_code(body: Body, grid: Grid) -> Code:
    """The grid as the template is given it."""
    return dictionary(
        {
            "size": points(pt(body.size)),
            "leading": points(grid.leading),
            "column": points(grid.column),
            "gap": points(grid.gap),
            "measure": points(grid.width(grid.columns)),
        }
    )


def _text_page(proof: Proof, matter: Sequence[Matter], look: Look, band: float) -> Code:
    """The text in one column, each piece in the band next to the one before."""
    lines = [_sheet(band), f"#let g = {grid_code(proof.body, proof.grid)}"]
    for turn, (_, code) in enumerate(_pieces(matter, look, characters(proof))):
        width = points(proof.grid.column)
        left = points(turn % BANDS * band + _GUTTER / 2)
        lines.append(f"#pad(left: {left}, block(width: {width}, {code}))")
    return "\n".join(lines)


def _sheet(band: float) -> Code:
    return (
        f"#set page(width: {points(band * BANDS)}, height: auto, margin: 0pt)\n"
        "#set block(above: 0pt, below: 0pt)\n"
        '#set text(lang: "zh", region: "cn", hyphenate: false, ligatures: false, overhang: false)'
    )


def _pieces(
    matter: Sequence[Matter], look: Look, measure: float
) -> Iterator[tuple[tuple[int, int], Code]]:
    """Every paragraph and every row of a table that shows anything, with its place."""
    for index, piece in enumerate(matter):
        if isinstance(piece, Prose) and shown(piece.marker + text_of(piece.runs)):
            room = measure - indent(piece, look, begins=False)
            yield (
                (index, 0),
                prose(piece, look, line(begun(piece, bound(yielding(piece.runs, room))))),
            )
        elif isinstance(piece, Tabular):
            for number_, cells in enumerate((piece.header, *piece.rows)):
                if shown("".join(map(text_of, cells))):
                    yield (index, number_), row(piece, number_, measure)


def indent(piece: Prose, look: Look, *, begins: bool) -> float:
    """What a piece's lines are shorter than the column by, or the one that `begins` it, in ems."""
    inset = 2 * look.panel.inset if piece.panel else 0.0
    return piece.left + inset + (piece.first if begins else 0.0)


def prose(piece: Prose, look: Look, body: Code, *, begins: bool = True) -> Code:
    """A paragraph, or a part of it; only what begins it is indented and marked."""
    named = {"left": number(piece.left + (look.panel.inset if piece.panel else 0))}
    if piece.panel:
        named["right"] = number(look.panel.inset)
    if begins and piece.first:
        named["first"] = number(piece.first)
    if begins and piece.marker:
        named["marker"] = literal(piece.marker)
        named["hang"] = number(min(piece.left, piece.hang))
    return call("prose", "g", literal(piece.voice), **named) + f"[#{body}]"


def begun(piece: Prose, runs: Runs) -> Runs:
    """The runs that a piece begins with, opening marks trimmed as at any line's start."""
    return trimmed(runs) if piece.first or piece.marker else runs


def row(table: Tabular, index: int, measure: float) -> Code:
    """One row of a table `measure` characters wide, the header being row 0."""
    cells = (table.header, *table.rows)[index]
    weights = _weights(table, measure)
    columns = array(f"{number(weight)}fr" for weight in weights)
    sides = {"": "left", "left": "left", "center": "center", "right": "right"}
    return call(
        "row",
        "g",
        columns,
        array(sides[side] for side in table.align),
        array(
            f"[#{line(yielding(cell, (room - CELL[1]) / CELL[0]))}]"
            for cell, room in zip(cells, weights, strict=True)
        ),
        head="true" if index == 0 else "false",
        last="true" if index == len(table.rows) else "false",
    )


def _weights(table: Tabular, measure: float) -> list[float]:
    """Widths of the columns in characters: what their longest cells want, or a fair share."""
    rows = (table.header, *table.rows)
    type_, white = CELL
    longest = (max(ems(text_of(row[at])) for row in rows) for at in range(len(table.header)))
    return shares([length * type_ + white for length in longest], measure)


def _caption_page(
    matter: Sequence[Matter], look: Look, widths: Sequence[float], band: float
) -> Code:
    """The photos' words at every width that a photo may have."""
    lines = [_sheet(band)]
    turn = 0
    for piece in matter:
        if isinstance(piece, Art) and shown(text_of(piece.caption) + piece.credit):
            for width in widths:
                code = caption(piece, width, look, own=False)
                left = points(turn % BANDS * band + _GUTTER / 2)
                lines.append(f"#pad(left: {left}, {code})")
                turn += 1
    return "\n".join(lines)


def caption(art: Art, width: float, look: Look, *, own: bool) -> Code:
    """A photo's words under it."""
    words = yielding(art.caption, width / pt(look.photo.caption))
    words = bound(words, ends=not art.credit)
    named = {"own": "true" if own and art.caption else "false"}
    if art.credit:
        named["credit"] = literal(art.credit)
    return call("caption", points(width), **named) + f"[#{line(words)}]"


# ── reading ─────────────────────────────────────────────────────────────────────────────────


def _read(proof: Proof, page: list[Strip], matter: Sequence[Matter]) -> None:
    """Fills `broken` and `rows`. A piece whose band is missing shows nothing: one line."""
    heights: dict[int, list[int]] = {}
    turn = at = 0
    for index, piece in enumerate(matter):
        if isinstance(piece, Head | Art):
            continue
        texts = (
            [piece.marker + text_of(piece.runs)]
            if isinstance(piece, Prose)
            else ["".join(map(text_of, cells)) for cells in (piece.header, *piece.rows)]
        )
        for text in texts:
            strip = None
            if shown(text):
                if at < len(page) and page[at].band == turn % BANDS:
                    strip, at = page[at], at + 1
                turn += 1
            if isinstance(piece, Prose):
                rows = [found for _, found in strip.rows] if strip else [""]
                proof.broken[index] = split(piece.runs, rows, len(shown(piece.marker)))
            else:
                tall = strip.rows[-1][0] - strip.rows[0][0] + 1 if strip else 1
                heights.setdefault(index, []).append(tall)
    proof.rows = {index: tuple(found) for index, found in heights.items()}


def split(runs: Runs, rows: Sequence[str], marker: int = 0) -> tuple[Runs, ...]:
    """The runs in lines, each as long as the row that was read; `marker` characters stand before.

    White space at the end of a line is left out; a Break stays with the line that it ends, and ends
    one by itself where nothing was read.
    """
    text = text_of(runs)
    breaks = (at for at, character in enumerate(text, 1) if character == BREAK)
    ends = sorted({*_ends(text, rows, marker), *breaks})
    lines: list[Runs] = []
    start = 0
    for end in ends:
        lines.append(_slice(runs, start, end))
        start = end
    return tuple(map(_trimmed, lines))


def _ends(text: str, rows: Sequence[str], marker: int) -> list[int]:
    """Where each row ends in the text."""
    visible = [at for at, character in enumerate(text) if is_seen(character)]
    total = sum(map(len, rows)) - marker
    ends: list[int] = []
    seen = -marker
    for this in rows[:-1]:
        seen += len(this)
        at = min(max(seen, 0), len(visible))
        if total != len(visible):
            at = _resumed(text, visible, at, rows[len(ends) + 1])
            seen = at
        ends.append(visible[at] if at < len(visible) else len(text))
    return [*ends, len(text)]


_REACH = 12
"""How many characters a row that was read may be off, for ligatures and the like."""
_KNOWN = 3
"""How many characters at a row's head tell where it begins."""


def _resumed(text: str, visible: Sequence[int], at: int, row: str) -> int:
    """Where the row begins, near `at`: what was read is not always what was written."""
    head = row[:_KNOWN]
    for off in sorted(range(-_REACH, _REACH + 1), key=abs):
        place = at + off
        found = "".join(text[v] for v in visible[max(place, 0) : place + len(head)])
        if 0 <= place < len(visible) and found == head:
            return place
    return at


def _slice(runs: Runs, start: int, end: int) -> Runs:
    found, at = [], 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        at += len(run.text)
        if text:
            found.append(replace(run, text=text))
    return tuple(found)


def _trimmed(runs: Runs) -> Runs:
    """The runs without white space at their end; a Break there stays."""
    kept = list(runs)
    while kept and kept[-1].text != "\n":
        text = kept[-1].text.rstrip(" \u3000")
        if text:
            kept[-1] = Run(text, kept[-1].marks)
            break
        kept.pop()
    return tuple(kept)


def _captions(
    page: list[Strip], matter: Sequence[Matter], look: Look, widths: Sequence[float]
) -> dict[int, dict[float, Caption]]:
    found: dict[int, dict[float, Caption]] = {}
    turn = at = 0
    for index, piece in enumerate(matter):
        if not isinstance(piece, Art):
            continue
        found[index] = {}
        for width in widths:
            strip = None
            if shown(text_of(piece.caption) + piece.credit):
                if at < len(page) and page[at].band == turn % BANDS:
                    strip, at = page[at], at + 1
                turn += 1
            rows = list(strip.texts()) if strip else []
            found[index][width] = _worded(piece, rows, pt(look.photo.caption) / width)
    return found


def _worded(art: Art, rows: Sequence[str], em: float) -> Caption:
    """How many lines the words take, `em` being a character's part of the width."""
    words, credit = len(shown(text_of(art.caption))), len(shown(art.credit))
    if not words or not credit:
        return Caption(len(rows), own=False)
    seen, last, first = 0, 0, len(rows) - 1
    for place, text in enumerate(rows):
        if seen < words:
            last = place
        seen += len(text)
        if seen > words:
            first = min(first, place)
    if last == first == len(rows) - 1:
        return Caption(len(rows), own=False)
    return Caption(last + 1 + max(1, ceil(credit * em)), own=True)


# ── composing ───────────────────────────────────────────────────────────────────────────────


def _compose(proof: Proof, matter: Sequence[Matter], look: Look, heading: Measure) -> None:
    """Fills `slugs`, `sticks` and `anchors`; what belongs to one box comes as a whole if short."""
    runs = groupby(enumerate(matter), key=lambda found: _group(*found))
    for _, group in runs:
        pieces = list(group)
        for index, piece in pieces:
            if isinstance(piece, Art):
                proof.anchors[index] = len(proof.slugs)
        texts: list[tuple[int, Matter]] = [p for p in pieces if not isinstance(p[1], Art)]
        if not texts:
            continue
        index, piece = texts[0]
        if isinstance(piece, Head):
            add_head(proof, index, piece, look, heading)
        elif isinstance(piece, Tabular) or piece.panel:
            _add_group(proof, texts, look)
        elif isinstance(piece, Prose):
            _add_prose(proof, index, piece, matter[index - 1] if index else None)


def _group(index: int, piece: Matter) -> int:
    """What is composed together: a box, which its photos do not part; a table with its notes."""
    panel = 0 if isinstance(piece, Head) else piece.panel
    under = piece.under if isinstance(piece, Prose) else 0
    return -panel if panel else index - under + 1


def add_head(proof: Proof, index: int, head: Head, look: Look, heading: Measure) -> None:
    """A section's head as one slug, whose white never goes under the least."""
    proof.heading = proof.heading or pt(look.heading.size)
    lines = headed(head, look, proof.grid, proof.heading, heading)
    proof.broken[index] = lines
    leading = proof.grid.leading
    tallest = 2.0 if head.letter else look.heading.bare
    body = max(tallest * leading, len(lines) * head_leading(proof, look))
    least = ceil((body + pt(look.heading.white)) / leading)
    tall = max(look.heading.lines, least)
    spare = max(look.heading.spare[0], least - tall), look.heading.spare[1]
    block = len(proof.slugs)
    over = (leading - pt(proof.body.size)) / 2
    sheds = int(((tall + spare[0]) * leading - body - over - _UNDER) // leading)
    proof.slugs.append(Slug(block, 0, tall, spare, stays=True, sheds=max(0, sheds)))
    proof.sticks.append(Stick((Part(index, 0, len(lines), tall),)))


def head_leading(proof: Proof, look: Look) -> float:
    """Distance of the baselines in a proof's section heads, in pt."""
    return _leading(look, proof.heading)


def _leading(look: Look, size: float) -> float:
    return pt(look.heading.leading) * size / pt(look.heading.size)


def _head_size(matter: Sequence[Matter], look: Look, grid: Grid, heading: Measure) -> float:
    """The largest size in which all heads go into two lines, or into as few as at the least size.

    One for all of a page.
    """
    first, *smaller = look.headings
    size = first
    for head in (piece for piece in matter if isinstance(piece, Head)):
        if not smaller or len(headed(head, look, grid, size, heading)) <= _HEAD_LINES:
            continue
        few = max(_HEAD_LINES, len(headed(head, look, grid, smaller[-1], heading)))
        tries = (one for one in (first, *smaller) if one <= size)
        size = next(
            (s for s in tries if len(headed(head, look, grid, s, heading)) <= few), smaller[-1]
        )
    return size


def headed(head: Head, look: Look, grid: Grid, size: float, heading: Measure) -> tuple[Runs, ...]:
    """A section head's words in lines, set in this size."""
    taken = _letter(head, look, grid, size) if head.letter else size
    text = text_of(head.runs)
    ends = broken(text, max(2.0, (grid.column - taken) / size), heading)
    return tuple(
        _stripped(_slice(head.runs, start, end))
        for start, end in zip((0, *ends), ends, strict=False)
    )


def _letter(head: Head, look: Look, grid: Grid, size: float) -> float:
    """Width of a section's letter with the white behind it, in pt, beside words of this size."""
    heading = look.heading
    of_text, of_head = heading.letter
    wide = max(of_text * grid.leading, of_head * _leading(look, size))
    return wide * (heading.long if len(head.letter) > 1 else 1.0) + pt(heading.beside)


def _stripped(runs: Runs) -> Runs:
    return tuple(Run(run.text.strip("\n"), run.marks) for run in _trimmed(runs))


_PARTED = ("subheading", "minor")
"""Voices with a line of white over them."""
_SET_OFF = "quote"
"""The voice that is parted from what stands before it and behind it."""
_ENDING = ("note", "sign-off")
"""Voices that are parted from what stands before them, not from each other."""


def _white(piece: Prose, before: Matter | None) -> int:
    if piece.voice in _ENDING:
        return 0 if _is_of(before, piece.voice) else 1
    if piece.voice == _SET_OFF or _is_of(before, _SET_OFF):
        return 0 if _is_of(before, piece.voice) else 1
    return 1 if piece.voice in _PARTED and not isinstance(before, Head) else 0


def _is_of(piece: Matter | None, voice: str) -> bool:
    return isinstance(piece, Prose) and piece.voice == voice


def _add_prose(proof: Proof, index: int, piece: Prose, before: Matter | None) -> None:
    lines = len(proof.broken[index])
    block = len(proof.slugs)
    white = _white(piece, before)
    # Copyfitting may take the white of what ends the text; of the rest only a column's head does.
    spare, sheds = (-white, 0) if piece.voice in _ENDING else (0, white)
    for at in range(lines):
        proof.slugs.append(
            Slug(
                block,
                at,
                1 if at else 1 + white,
                (0, 0) if at else (spare, 0),
                opens=lines > 1 and at == 0,
                closes=lines > 1 and at == lines - 1,
                stays=piece.leads,
                sheds=0 if at else sheds,
            )
        )
        proof.sticks.append(Stick((Part(index, at, at + 1, 1),)))


def _add_group(proof: Proof, pieces: Sequence[tuple[int, Matter]], look: Look) -> None:
    """A box or a table: one slug if it is short, else a slug a line with its ends kept together."""
    parts = [part for index, piece in pieces for part in _parts(proof, index, piece)]
    piece = pieces[0][1]
    panel = 0 if isinstance(piece, Head | Art) else piece.panel
    white = 1
    sticks: list[Stick]
    if sum(part.lines for part in parts) + 2 * white <= look.panel.whole or len(parts) < 3:
        sticks = [Stick(tuple(parts), panel, white, white)]
    else:
        inner = [Stick((part,), panel) for part in parts[1:-1]]
        first = Stick((parts[0],), panel, above=white)
        sticks = [first, *inner, Stick((parts[-1],), panel, below=white)]
    block = len(proof.slugs)
    for at, stick in enumerate(sticks):
        lines = sum(part.lines for part in stick.parts) + stick.above + stick.below
        several = len(sticks) > 1
        closes, stays = several and at == len(sticks) - 1, several and at == 0
        proof.slugs.append(Slug(block, at, lines, opens=stays, closes=closes, stays=stays))
        proof.sticks.append(stick)


def _parts(proof: Proof, index: int, piece: Matter) -> Iterator[Part]:
    if isinstance(piece, Tabular):
        for at, tall in enumerate(proof.rows[index]):
            yield Part(index, at, at + 1, tall)
    else:
        for at in range(len(proof.broken[index])):
            yield Part(index, at, at + 1, 1)
