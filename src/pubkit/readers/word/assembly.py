"""Assembly: the judged pieces of a stranger's document as an article, each decision on record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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
from pubkit.readers.galley.furniture import date_of
from pubkit.readers.galley.outline import Outline
from pubkit.readers.galley.pieces import BODY, Piece
from pubkit.readers.word.captioning import Shown
from pubkit.readers.word.flow import Leaf
from pubkit.readers.word.inlines import nested
from pubkit.readers.word.journal import Journal
from pubkit.readers.word.judgement import STANDS_FOR
from pubkit.readers.word.looks import is_quote
from pubkit.readers.word.pictures import Pictures
from pubkit.readers.word.remarks import Remarks
from pubkit.readers.word.units import Unit
from pubkit.readers.word.words import bare, joined, part
from pubkit.record import Added, Decision, Removed

__all__ = ["Assembly"]

_FIELDS = ("title", "kicker", "deck", "source", "page credit")


class Assembly:
    """One article, as it is put together."""

    def __init__(
        self,
        units: Sequence[Unit | Shown],
        levels: Mapping[int, int],
        pictures: Pictures,
        journal: Journal,
        remarks: Remarks,
    ) -> None:
        """`levels` says how deep the heading at each place is."""
        self._units = units
        self._levels = levels
        self._pictures = pictures
        self._journal = journal
        self._remarks = remarks

    def article(self, pieces: Sequence[Piece], outline: Outline) -> Article:
        """The article of these pieces, whose body `outline` has in order."""
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
                self._remarks.enter(
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
        if piece.text == STANDS_FOR:
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
                text="" if piece.text == STANDS_FOR else piece.text,
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


def _one_line(text: str) -> str:
    return " ".join(text.split())
