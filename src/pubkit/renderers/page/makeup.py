"""Makeup: a fitted page as Typst code, everything at the place that copyfitting gave it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from pubkit import wording
from pubkit.credits import authors
from pubkit.display import reckoned
from pubkit.model import Article
from pubkit.renderers.page.galleys import (
    Part,
    Proof,
    begun,
    caption,
    characters,
    grid_code,
    head_leading,
    indent,
    prose,
    row,
)
from pubkit.renderers.page.language import language
from pubkit.renderers.page.layout import Frame, Layout, Picture, Placed
from pubkit.renderers.page.look import Look, PaperLook, pt
from pubkit.renderers.page.matter import RAGGED, Art, Head, Matter, Prose, Tabular, text_of
from pubkit.renderers.page.photos import Shot
from pubkit.renderers.page.sequence import Stand, position
from pubkit.renderers.page.source import (
    Code,
    array,
    call,
    dictionary,
    line,
    literal,
    points,
    running,
)
from pubkit.renderers.page.titles import Title

__all__ = ["Makeup", "Mounted"]


_FULL = 0.3
"""Of a last line that ends so near to the measure nobody sees that it does not reach it: it is
filled. In characters."""
_OVER = 0.65
"""Part of the white round a subheading that stands over it."""


class Mounted(Struct, frozen=True):
    """A photo ready for its place."""

    shot: Shot
    """How large it is."""
    file: str
    """Its picture's name; empty while it is awaited."""


class Makeup(Struct, frozen=True):
    """Everything that a page is made up from."""

    article: Article
    look: Look
    sheet: PaperLook
    matter: Sequence[Matter]
    proof: Proof
    layout: Layout
    pictures: Sequence[Picture]
    arts: Sequence[int]
    """The layout's picture → its piece of matter."""
    mounted: Mapping[int, Mounted]
    """The same → its photo."""
    title: Code
    """The block of kicker, headline and deck."""
    mastheads: Sequence[Code]
    """The line over each page."""
    turns: Sequence[tuple[str, str]] = ()
    """For each turn to another page, what stands at the one's end and at the other's head."""
    turned: Title | None = None
    """The headline over each page but the first."""
    bleed: str = ""
    """How far colour runs over the edge; empty without a press."""
    remark: str = ""
    """What a proof says in its foot margin."""

    def code(self) -> Code:
        """The whole document."""
        body = "\n#pagebreak()\n".join(self._page(number) for number in range(self._pages()))
        return "\n".join((*self._preamble(), body))

    def _pages(self) -> int:
        frames, photos = self.layout.frames, self.layout.placed
        return max((0, *(frame.page for frame in frames), *(photo.page for photo in photos))) + 1

    def _preamble(self) -> Iterator[Code]:
        article, sheet = self.article, self.sheet
        spoken, region = language(article.lang)
        margins = {"top": sheet.top, "bottom": sheet.bottom, "x": points(self._side())}
        named = {"width": sheet.width, "height": sheet.height, "margin": dictionary(margins)}
        if self.bleed:
            named["bleed"] = self.bleed
        yield '#import "page.typ": *'
        yield '#import "tokens.typ": color'
        yield "#set document({})".format(
            f"title: {literal(article.title)}, date: none, "
            f"author: {array(map(literal, authors(article)))}, "
            f"keywords: {array(map(literal, article.keywords))}"
        )
        yield f"#set page({', '.join(f'{name}: {code}' for name, code in named.items())})"
        yield "#set block(above: 0pt, below: 0pt)"
        yield (
            f"#set text(lang: {literal(spoken)}, "
            f"region: {literal(region) if region else 'none'}, "
            # Typst's own black is a grey of a profile, which no press wants.
            "hyphenate: false, ligatures: false, overhang: false, fill: color.text)"
        )
        yield f"#let g = {grid_code(self.proof.body, self.proof.grid)}"

    def _side(self) -> float:
        """The side margin: what whole characters leave is shared between the two sides."""
        return (pt(self.sheet.width) - self.proof.grid.width(self.proof.grid.columns)) / 2

    # ── a page ──────────────────────────────────────────────────────────────────────────────

    def _page(self, number: int) -> Code:
        parts = [self._masthead(number)]
        if number == 0:
            parts.append(_at(0, 0, self.title))
        parts.extend(self._rules(number))
        parts.extend(self._contents(number))
        parts.extend(self._turns(number))
        if self.remark and number == 0:
            parts.append(f"#place(bottom + left, dy: 16pt, remark(g, {literal(self.remark)}))")
        return "\n".join(parts)

    def _masthead(self, number: int) -> Code:
        code = self.mastheads[min(number, len(self.mastheads) - 1)]
        return f'#place(top + left, dy: -masthead-drop, pdf.artifact(kind: "header", {code}))'

    def _contents(self, number: int) -> Iterator[Code]:
        """Texts with the photos among them, in the order in which they are read."""
        texts = list(self._texts(number))
        stands = [stand for stand, _ in texts]
        ends = [self._ends(turn) for turn in (number - 1, number, number + 1)]
        runs_in, runs_on = (one[1:] == other[:1] != () for one, other in pairwise(ends))
        photos: dict[int, list[Code]] = defaultdict(list)
        for placed in self.layout.placed:
            if placed.page == number:
                at = position(stands, self._words(placed), runs_in=runs_in, runs_on=runs_on)
                photos[at].append(self._photo(placed))
        for at, (_, text) in enumerate(texts):
            yield from photos[at]
            yield text
        yield from photos[len(texts)]

    def _ends(self, page: int) -> tuple[int, ...]:
        """The first and the last piece of a page; nothing if no text stands on it."""
        frames = [frame for frame in self.layout.frames if frame.page == page]
        if not frames:
            return ()
        first, last = self.proof.sticks[frames[0].first], self.proof.sticks[frames[-1].last - 1]
        return first.parts[0].piece, last.parts[-1].piece

    def _turns(self, number: int) -> Iterator[Code]:
        """Where the text comes from, over the page; where it goes, under its last column."""
        grid = self.proof.grid
        if number and self.turned:
            words = self.turns[number - 1][1]
            code = self.turned.turn(words, self.look, self.sheet, grid)
            yield _at(0, 0, f"pdf.artifact({code})")
        if number + 1 < self._pages():
            words = f"h(1fr); {literal(self.turns[number][0])}"
            line = call("prose", "g", literal("sign-off")) + f"[#{{ {words} }}]"
            x, y = grid.width(grid.columns) - grid.column, (grid.lines - 1) * grid.leading
            yield _at(x, y, f"pdf.artifact(block(width: g.column, {line}))")

    def _top(self, page: int) -> int:
        """The first line of a page's columns."""
        return self.layout.head if page == 0 else self.turned.lines if self.turned else 0

    # ── column rules ────────────────────────────────────────────────────────────────────────

    def _rules(self, page: int) -> Iterator[Code]:
        """A rule in each gap, but where a photo crosses it."""
        grid = self.proof.grid
        head = self._top(page)
        placed = [one for one in self.layout.placed if one.page == page]
        for gap in range(grid.columns - 1):
            x = grid.width(gap + 1) + grid.gap / 2
            across = [p for p in placed if p.column <= gap < p.column + p.span - 1]
            foot = max(self._foot(page, gap), self._foot(page, gap + 1))
            for top, end in _open(head, foot, sorted((p.top, p.top + p.lines) for p in across)):
                white = (grid.leading - pt(self.proof.body.size)) / 2
                y, length = top * grid.leading + white, (end - top) * grid.leading - 2 * white
                code = call("column-rule", points(length))
                yield _at(x, y, f"pdf.artifact({code})")

    def _foot(self, page: int, column: int) -> int:
        """The line behind a column's last one."""
        frames = (f for f in self.layout.frames if f.page == page and f.column == column)
        photos = (
            p for p in self.layout.placed
            if p.page == page and p.column <= column < p.column + p.span
        )  # fmt: skip
        return max(
            (0, *(f.top + sum(f.heights) for f in frames), *(p.top + p.lines for p in photos))
        )

    # ── photos ──────────────────────────────────────────────────────────────────────────────

    def _photo(self, placed: Placed) -> Code:
        """A photo over its words. White goes above it, unless it begins its column."""
        grid, look = self.proof.grid, self.look.photo
        piece = self.arts[placed.picture]
        art = self.matter[piece]
        assert isinstance(art, Art)
        mounted = self.mounted[placed.picture]
        width, height = grid.width(placed.span), mounted.shot.height
        words = self.proof.captions[piece][placed.span - 1]
        gap = pt(look.caption_gap) if words.lines else 0.0
        taken = height + gap + words.lines * pt(look.caption_leading)
        white = max(0.0, placed.lines * grid.leading - taken)
        half = (grid.leading - pt(self.proof.body.size)) / 2
        head = self._top(placed.page)
        above = min(white, half) if placed.top == head else white * 0.6
        if placed.top != head and placed.top + placed.lines == grid.lines:
            above = white - min(white, half - 1)
        figure = call(
            "photo",
            self._picture(art, mounted, width),
            caption(art, width, self.look, own=words.own) if words.lines else "none",
            points(width),
        )
        x = grid.width(placed.column) + grid.gap if placed.column else 0.0
        return _at(x, placed.top * grid.leading + above, figure)

    def _words(self, placed: Placed) -> Stand:
        """Where a photo's words stand."""
        piece, foot = self.arts[placed.picture], placed.top + placed.lines
        lines = self.proof.captions[piece][placed.span - 1].lines
        tall = lines * pt(self.look.photo.caption_leading) / self.proof.grid.leading
        return Stand(piece, placed.column, foot - tall, foot, placed.span)

    def _picture(self, art: Art, mounted: Mounted, width: float) -> Code:
        shot = mounted.shot
        if not mounted.file:
            awaited = wording.of(self.article).awaited
            return call("awaited", points(width), points(shot.height), literal(awaited))
        alt = art.figure.alt or text_of(art.caption) or self.article.title
        return call(
            "image",
            literal(mounted.file),
            width=points(shot.width),
            height=points(shot.height),
            fit='"stretch"',
            alt=literal(alt),
        )

    # ── text ────────────────────────────────────────────────────────────────────────────────

    def _texts(self, page: int) -> Iterator[tuple[Stand, Code]]:
        """Each text of a page and where it stands, with what stands behind its column's."""
        for frame in self.layout.frames:
            if frame.page == page:
                yield from self._frame(frame)

    def _frame(self, frame: Frame) -> Iterator[tuple[Stand, Code]]:
        grid = self.proof.grid
        x = grid.width(frame.column) + grid.gap if frame.column else 0.0
        codes = [_at(x, y * grid.leading, code) for y, code in self._panels(frame)]
        for y, height, part in self._parts(frame):
            first = y == frame.top and frame.opens
            code = self._part(part, height * grid.leading, first=first)
            above = self._above(part, height, first=first)
            codes.append(_at(x, (y + above) * grid.leading, code))
            yield Stand(part.piece, frame.column, y, y + height), "\n".join(codes)
            codes.clear()

    def _above(self, part: Part, height: int, *, first: bool) -> float:
        """Lines of white over a part that was given more than it holds; a head has its own."""
        piece = self.matter[part.piece]
        if first or not isinstance(piece, Prose):
            return 0.0
        return (height - part.lines) * (_OVER if piece.leads else 1.0)

    def _panels(self, frame: Frame) -> Iterator[tuple[float, Code]]:
        """What stands behind each box, or the part of one that the frame holds."""
        y = start = float(frame.top)
        sticks = self.proof.sticks[frame.first : frame.last]
        for index, (stick, height) in enumerate(zip(sticks, frame.heights, strict=True)):
            if stick.panel:
                before = sticks[index - 1].panel if index else 0
                if before != stick.panel:
                    start = y + stick.above / 2
                after = sticks[index + 1].panel if index + 1 < len(sticks) else 0
                if after != stick.panel:
                    tall = (y + height - stick.below / 2 - start) * self.proof.grid.leading
                    opened = "true" if stick.above or before else "false"
                    code = call("panel", "g", points(tall), opened=opened)
                    yield start, f"pdf.artifact({code})"
            y += height

    def _parts(self, frame: Frame) -> Iterator[tuple[float, int, Part]]:
        """Top, height and lines of each piece of matter in a frame, a paragraph's lines as one."""
        found: list[tuple[float, int, Part]] = []
        y = frame.top
        for number, height in zip(range(frame.first, frame.last), frame.heights, strict=True):
            stick = self.proof.sticks[number]
            top = y + stick.above
            for part in stick.parts:
                tall = height if len(stick.parts) == 1 and not stick.panel else part.lines
                if found and self._continues(found[-1], part, top):
                    last_top, last_tall, last = found[-1]
                    merged = Part(part.piece, last.first, part.last, last.lines + part.lines)
                    found[-1] = last_top, last_tall + tall, merged
                else:
                    found.append((top, tall, part))
                top += part.lines
            y += height
        return iter(found)

    def _continues(self, before: tuple[float, int, Part], part: Part, top: float) -> bool:
        """Whether a paragraph goes on without white between."""
        y, tall, last = before
        same = last.piece == part.piece and last.last == part.first
        return same and isinstance(self.matter[part.piece], Prose) and y + tall == top

    def _part(self, part: Part, height: float, *, first: bool) -> Code:
        piece = self.matter[part.piece]
        if isinstance(piece, Head):
            return self._head(piece, part, height, first=first)
        if isinstance(piece, Tabular):
            made = (row(piece, at, characters(self.proof)) for at in range(part.first, part.last))
            return f"block(width: g.column, {{ {'; '.join(made)} }})"
        assert isinstance(piece, Prose)
        lines = self.proof.broken[part.piece]
        shown, closed = lines[part.first : part.last], part.last == len(lines)
        begins, ragged = part.first == 0, piece.voice in RAGGED
        if closed and not ragged:
            # Left to itself, a last line that was squeezed to the measure could become two.
            room = characters(self.proof) - indent(
                piece, self.look, begins=len(shown) == 1 and begins
            )
            closed = reckoned(text_of(shown[-1])) < room - _FULL
        if begins:
            shown = (begun(piece, shown[0]), *shown[1:])
        body = running(shown, closed=closed, ragged=ragged)
        code = prose(piece, self.look, body, begins=begins)
        return f"block(width: g.column, {code})"

    def _head(self, head: Head, part: Part, height: float, *, first: bool) -> Code:
        named = {"first": "true" if first else "false"}
        if head.letter:
            named["letter"] = literal(head.letter)
            named["long"] = "true" if len(head.letter) > 1 else "false"
        if self.proof.heading != pt(self.look.heading.size):
            named["size"] = points(self.proof.heading)
            named["leading"] = points(head_leading(self.proof, self.look))
        lines = array(map(line, self.proof.broken[part.piece]))
        code = call("section-head", "g", lines, points(height), **named)
        return f"block(width: g.column, {code})"


def _at(x: float, y: float, drawn: Code) -> Code:
    return f"#place(top + left, dx: {points(x)}, dy: {points(y)}, {drawn})"


def _open(top: int, end: int, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What photos leave of a stretch of lines."""
    for start, stop in taken:
        if start > top:
            yield top, min(start, end)
        top = max(top, stop)
    if end > top:
        yield top, end
