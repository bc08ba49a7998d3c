"""Manuscript: a stranger's document as an article.

What a style's name or the outline says is settled first, then what stands beside a picture, then
what is set in larger or bolder type; the rest is judged by the rules for raw pages of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pubkit.model import (
    Article,
    Block,
    Box,
    Credit,
    Figure,
    Footnote,
    Inline,
    Paragraph,
    Quote,
    Section,
    Subheading,
    Text,
)
from pubkit.readers.galley.assembly import UNTITLED, is_chinese, language
from pubkit.readers.galley.captions import contextual_captions
from pubkit.readers.galley.dates import dates
from pubkit.readers.galley.forms import captioned as with_credit
from pubkit.readers.galley.forms import formed
from pubkit.readers.galley.front import fronted
from pubkit.readers.galley.furniture import date_of
from pubkit.readers.galley.headings import lone_lines, plain_headings, rows
from pubkit.readers.galley.labelling import labelled_headings
from pubkit.readers.galley.labels import is_complete, labelled
from pubkit.readers.galley.outline import Outline, outlined
from pubkit.readers.galley.pieces import BODY, Piece, Pieces, judged
from pubkit.readers.galley.speech import speeches
from pubkit.readers.word.captioning import Shown, captioned, without_number
from pubkit.readers.word.document import Document
from pubkit.readers.word.flow import Leaf, Line, Node
from pubkit.readers.word.inlines import nested
from pubkit.readers.word.journal import Journal
from pubkit.readers.word.looks import (
    Look,
    body_size,
    by_look,
    by_style,
    headings,
    headline,
    is_quote,
)
from pubkit.readers.word.pictures import Pictures
from pubkit.readers.word.units import Unit, units
from pubkit.readers.word.words import bare, joined, part
from pubkit.record import DOUBTFUL, Added, Decision, Removed

__all__ = ["Stranger"]

_STANDS_FOR = "\ufffc"
"""Stands for what is no words, among pieces of text."""
_FIELDS = ("title", "kicker", "deck", "source", "page credit")


class Stranger:
    """One such document."""

    def __init__(self, document: Document, pictures: Pictures, journal: Journal) -> None:
        self._document = document
        self._pictures = pictures
        self._journal = journal
        self._units: list[Unit | Shown] = []
        self._levels: dict[int, int] = {}
        self._figures = 0

    def article(self, nodes: Sequence[Node]) -> Article:
        """The article in `nodes`, not yet admitted."""
        found = units(nodes, self._document)
        self._units = captioned(found, body_size(found))
        pieces = self._judged()
        outline = outlined(pieces)
        self._journal.order = outline.order
        article = self._assembled(pieces, outline)
        self._report(article, outline)
        return article

    # ── what the pieces are ─────────────────────────────────────────────────────────────────

    def _judged(self) -> Pieces:
        pieces = [self._piece(at, unit) for at, unit in enumerate(self._units)]
        words = [
            unit if isinstance(unit, Unit) else Unit([Line(0)], block=Box()) for unit in self._units
        ]
        pieces = self._styled(words, pieces)
        looks = by_look(words, pieces)
        titled = any(piece.kind == "title" for piece in pieces)
        top = None if titled else headline(words, pieces)
        if top is not None:
            looks.pop(top, None)
            pieces[top] = judged(pieces[top], "title", 0.85, "the largest type, at the head")
        parted = [
            part
            for at, piece in enumerate(pieces)
            for part in ([piece] if piece.fixed or at in looks else formed(piece))
        ]
        done = [replace(piece, number=number) for number, piece in enumerate(parted)]
        places = {piece.lines[0]: looks[piece.lines[0] - 1] for piece in done
                  if piece.lines[0] - 1 in looks and not piece.fixed}  # fmt: skip
        done = self._looked(done, places)
        return self._ruled(done)

    def _piece(self, at: int, unit: Unit | Shown) -> Piece:
        """The unit as a piece whose one line is its place among the units, from 1."""
        lines = (at + 1,)
        if isinstance(unit, Shown):
            return self._shown(unit, lines)
        if unit.block is not None:
            kept = Piece(lines, _STANDS_FOR, unit.gap)
            return judged(kept, "list item", 0.95, "a list, table or box")
        return Piece(lines, unit.text, unit.gap)

    def _shown(self, shown: Shown, lines: tuple[int, ...]) -> Piece:
        unit = shown.caption
        self._figures += 1
        if unit is None:
            return judged(Piece(lines, _STANDS_FOR), "caption", 0.95, "a picture")
        number = without_number(unit.text, self._figures)
        piece = with_credit(Piece(lines, unit.text, unit.gap), 0.95, shown.why)
        if number:
            why = "the figure's number follows from the order"
            gone = Removed(line=lines[0], text=number.strip(), why=why)
            text = piece.text.removeprefix(number)
            return replace(piece, text=text, removed=(*piece.removed, gone))
        return piece

    def _styled(self, words: Sequence[Unit], pieces: Pieces) -> Pieces:
        """The pieces judged by the names of their styles and the outline."""
        done = [
            by_style(unit, piece) if unit.is_words and not piece.fixed else piece
            for unit, piece in zip(words, pieces, strict=True)
        ]
        done = _one_title(done)
        levels = {
            at: unit.line.level
            for at, (unit, piece) in enumerate(zip(words, done, strict=True))
            if piece.kind == "heading" and unit.lines and unit.line.level is not None
        }
        titled = any(piece.kind == "title" for piece in done)
        if levels and not titled:
            first, *rest = sorted(levels)
            if all(levels[first] < levels[other] for other in rest) and not _text_before(
                done, first
            ):
                why = "the only heading of its level, before the text"
                done[first] = judged(replace(pieces[first]), "title", 0.95, why)
                del levels[first]
        return self._levelled(done, levels)

    def _levelled(self, pieces: Pieces, levels: dict[int, int]) -> Pieces:
        """Headings of the highest level open sections, the others are subheadings."""
        depths = headings(list(levels.values()))
        tops: list[int] = []
        for at, level in levels.items():
            self._levels[pieces[at].lines[0]] = depths[level]
            if depths[level]:
                pieces[at] = replace(pieces[at], kind="subheading")
            else:
                tops.append(at)
        return _unlabelled(pieces, tops)

    def _looked(self, pieces: Pieces, looks: dict[int, tuple[Piece, Look]]) -> Pieces:
        """Headings known by their type, the larger above the smaller, all below the styled."""
        if not looks:
            return pieces
        styled = any(piece.kind == "heading" for piece in pieces)
        sizes = sorted({look[1] for _, look in looks.values()}, reverse=True)
        tops: list[int] = []
        for at, piece in enumerate(pieces):
            if piece.fixed or piece.lines[0] not in looks:
                continue
            made, look = looks[piece.lines[0]]
            depth = sizes.index(look[1]) + (1 if styled else 0)
            pieces[at] = replace(piece, kind="heading" if depth == 0 else "subheading",
                                 confidence=made.confidence, why=made.why, fixed=True)  # fmt: skip
            self._levels[piece.lines[0]] = (0, 3, 4)[min(depth, 2)]
            if depth == 0:
                tops.append(at)
        return _unlabelled(pieces, tops)

    def _ruled(self, pieces: Pieces) -> Pieces:
        """The rest by the rules for raw pages."""
        has_pictures = any(isinstance(unit, Shown) for unit in self._units)
        titled = any(piece.kind == "title" for piece in pieces)
        done = labelled_headings(speeches(dates(pieces)))
        done = _below_title(done) if titled else fronted(done)
        done = rows(done)
        done = done if has_pictures else contextual_captions(done)
        if not any(piece.kind == "heading" for piece in done):
            done = plain_headings(done)
        done = lone_lines(done)
        return [
            piece if piece.fixed else replace(piece, confidence=0.9, why="running text")
            for piece in done
        ]

    # ── the article ─────────────────────────────────────────────────────────────────────────

    def _assembled(self, pieces: Pieces, outline: Outline) -> Article:
        texts = [unit.text for unit in self._units if isinstance(unit, Unit)]
        chinese = is_chinese("".join(texts))
        words: dict[str, str] = dict.fromkeys((*_FIELDS, "date"), "")
        credits: list[Credit] = []
        for piece in pieces:
            self._front(piece, words, credits)
        lead = self._blocks(outline.lead, "lead")
        sections = tuple(
            Section(
                self._content(p.heading, heading=True),
                self._blocks(p.pieces, f"sections[{i}].blocks"),
            )
            for i, p in enumerate(outline.sections)
        )
        for i, opened in enumerate(outline.sections):
            self._decide(opened.heading, f"sections[{i}]")
        return Article(
            title=words["title"] or UNTITLED[chinese],
            kicker=words["kicker"],
            deck=words["deck"],
            credits=tuple(credits),
            photo_credit=words["page credit"],
            lead=lead,
            sections=sections,
            numbering=outline.numbering,
            source=words["source"],
            published=date_of(words["date"]),
            lang=language(texts) if chinese else "en",
        )

    def _front(self, piece: Piece, words: dict[str, str], credits: list[Credit]) -> None:
        """Take what stands in the article's head."""
        kind = "page credit" if piece.kind == "credit" and not piece.credits else piece.kind
        if kind in words and not (kind == "date" and words[kind]):
            words[kind] = f"{words[kind]} {piece.text}".lstrip()
            places = {"page credit": "photo_credit", "date": "published"}
            self._decide(piece, places.get(kind, kind))
            self._keep_notes(piece)
        elif kind in ("byline", "credit"):
            self._decide(piece, f"credits[{len(credits)}]")
            credits += piece.credits
            self._keep_notes(piece)
        elif kind in ("mark", "date"):
            self._decide(piece, "")

    def _keep_notes(self, piece: Piece) -> None:
        """Say which footnotes have no place in the article's head."""
        for leaf in self._leaves(piece):
            if isinstance(leaf.node, Footnote):
                words = bare(leaf.node.content)
                text = f"The {piece.kind} has a footnote, which is left out: “{words[:80]}”."
                self._document.remarks.enter(
                    "footnote-flattened",
                    "warning",
                    text,
                    "Put it into the text.",
                    line=self._line(piece),
                )

    def _blocks(self, pieces: Sequence[Piece], path: str) -> tuple[Block, ...]:
        blocks: list[Block] = []
        quoting = False
        label: Piece | None = None
        for piece in pieces:
            unit = self._units[piece.lines[0] - 1]
            made = list(self._block(piece, unit))
            if not made:
                continue
            if label is not None and piece.kind in BODY:
                blocks.append(Box(self._content(label), tuple(made)))
                self._decide(piece, f"{path}[{len(blocks) - 1}].blocks[0]")
                label = None
                continue
            if piece.kind == "box label" and path == "lead":
                label = piece
                self._decide(piece, f"{path}[{len(blocks)}]")
                continue
            quoted = isinstance(unit, Unit) and is_quote(unit)
            if quoted and quoting and isinstance(blocks[-1], Quote):
                blocks[-1] = Quote((*blocks[-1].blocks, *made))
            else:
                blocks += [Quote(tuple(made))] if quoted else made
            quoting = quoted
            self._decide(piece, f"{path}[{len(blocks) - 1}]")
        if label is not None:
            blocks.append(Box(self._content(label)))
        return tuple(blocks)

    def _block(self, piece: Piece, unit: Unit | Shown) -> Iterator[Block]:
        if isinstance(unit, Shown):
            yield from self._pictured(piece, unit)
        elif unit.block is not None:
            yield unit.block
        elif piece.kind == "caption":
            yield Figure(caption=self._content(piece, heading=True), credit=piece.credit)
        elif piece.kind in ("subheading", "box label"):
            words = self._content(piece, heading=True)
            yield Subheading(words, 4 if self._levels.get(piece.lines[0]) == 4 else 3)
        elif piece.kind in BODY:
            yield Paragraph(self._content(piece))

    def _pictured(self, piece: Piece, shown: Shown) -> Iterator[Figure]:
        last = len(shown.pictures) - 1
        for at, (line, picture) in enumerate(shown.pictures):
            key = self._pictures.key(picture, line.number)
            words = self._content(piece, heading=True) if at == last and shown.caption else ()
            credit = piece.credit if at == last else ""
            if key is None and not words and not picture.alt:
                continue
            yield Figure(photo=key, caption=words, credit=credit, alt=_one_line(picture.alt))

    def _content(self, piece: Piece, *, heading: bool = False) -> tuple[Inline, ...]:
        """The piece's words with their emphasis, as far as they stand so in the document."""
        if piece.text == _STANDS_FOR:
            return ()
        return nested(part(self._leaves(piece), piece.text, plain=heading))

    def _leaves(self, piece: Piece) -> list[Leaf]:
        """What the document has for the piece."""
        found: list[list[Leaf]] = []
        for number in piece.lines:
            unit = self._units[number - 1]
            words = unit.caption if isinstance(unit, Shown) else unit
            if words is not None:
                label = [Leaf(Text(words.label))] if words.label else []
                found.append([*label, *words.leaves])
        return joined(found)

    # ── on record ───────────────────────────────────────────────────────────────────────────

    def _line(self, piece: Piece) -> int:
        return self._numbers(piece)[0]

    def _numbers(self, piece: Piece) -> tuple[int, ...]:
        """The paragraphs that the piece is made of."""
        found: list[int] = []
        for place in piece.lines:
            unit = self._units[place - 1]
            if isinstance(unit, Shown):
                found += [line.number for line, _ in unit.pictures]
                found += [unit.caption.number] if unit.caption else []
            else:
                found += [line.number for line in unit.lines] or [unit.number]
        return tuple(dict.fromkeys(found)) or (1,)

    def _decide(self, piece: Piece, where: str) -> None:
        numbers = self._numbers(piece)
        first = numbers[0]
        self._journal.keep(
            Decision(
                kind=piece.kind,
                lines=numbers,
                text="" if piece.text == _STANDS_FOR else piece.text,
                where=where,
                label=piece.label.text if piece.label else "",
                confidence=piece.confidence,
                why=piece.why,
            )
        )
        for gone in piece.removed:
            self._journal.removed.append(Removed(line=first, text=gone.text, why=gone.why))
        for new in piece.added:
            self._journal.added.append(Added(line=first, text=new.text, why=new.why))
        unit = self._units[piece.lines[0] - 1]
        if isinstance(unit, Unit) and unit.label and not piece.label:
            why = "a number that Word counts itself"
            self._journal.added.append(Added(line=first, text=unit.label.strip(), why=why))

    def _report(self, article: Article, outline: Outline) -> None:
        enter = self._document.remarks.enter
        if article.title in UNTITLED.values():
            enter("title-missing", "error", "The document has no headline.",
                "Write one in the head.")  # fmt: skip
        if outline.order.restored:
            text = (
                f"The sections stood in the order {' '.join(outline.order.source)}; "
                f"they were put in the order {' '.join(outline.order.reading)}."
            )
            enter("sections-reordered", "warning", text,
                "Look whether each section begins and ends as it should.")  # fmt: skip


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _one_title(pieces: Pieces) -> Pieces:
    """The pieces with one headline: what is styled so further down heads a section."""
    places = [at for at, piece in enumerate(pieces) if piece.kind == "title"]
    for before, at in pairwise(places):
        if at != before + 1 or pieces[before].kind != "title":
            pieces[at] = replace(pieces[at], kind="heading")
    return pieces


def _text_before(pieces: Sequence[Piece], at: int) -> bool:
    """Whether running text stands before a place."""
    return any(len(piece.text) > _SHORT for piece in pieces[:at])


_SHORT = 60
"""Characters of what may stand above a headline."""
_DECK = re.compile(r"(——|──).{1,58}\Z")


def _unlabelled(pieces: Pieces, tops: Sequence[int]) -> Pieces:
    """The headings of sections, their letters taken off where they count all of them."""
    found = [labelled(pieces[at].text) for at in tops]
    whole = [one for one in found if one is not None and one[1]]
    schemes = {label.scheme for label, _ in whole}
    if len(whole) != len(tops) or len(schemes) != 1:
        return pieces
    if schemes <= {"alpha", "cjk", "decimal"} and is_complete([label.number for label, _ in whole]):
        for at, (label, rest) in zip(tops, whole, strict=True):
            pieces[at] = replace(pieces[at], text=rest, label=label)
    return pieces


def _below_title(pieces: Pieces) -> Pieces:
    """The short lines round a known headline: what leads up to it, and its deck."""
    done = list(pieces)
    title = max(at for at, piece in enumerate(done) if piece.kind == "title")
    for at in range(title - 1, -1, -1):
        if not done[at].fixed and len(done[at].text) <= _SHORT:
            done[at] = judged(done[at], "kicker", DOUBTFUL, "a short line above the headline")
    below = title + 1
    if below < len(done) and not done[below].fixed and _DECK.match(done[below].text):
        done[below] = judged(done[below], "deck", 0.9, "a dash, below the headline")
    return done
