"""Titles: kicker, headline and deck, and the heights that the block of them may take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from msgspec import Struct

from pubkit.display import Measure, broken
from pubkit.model import Article
from pubkit.renderers.page.layout import Grid
from pubkit.renderers.page.look import Look, PaperLook, pt
from pubkit.renderers.page.source import Code, array, call, literal, number, points

__all__ = ["Title", "titles", "turned"]

_STEP = 1.0
"""By how many points the headline grows from one try to the next."""
_ONE_LINE = 0.75
"""Part of the greatest size at which a headline still goes in one line rather than in two."""
_TURNED = 0.6
"""Size of the headline over a further page, by the least that one may have."""
_CALLED = 4.0
"""Characters by which a headline's first part is known."""
_MOST = 12
"""How many heights copyfitting is given to choose from."""


class Title(Struct, frozen=True):
    """The block at one size of the headline."""

    lines: int
    """Its height, in lines of text."""
    size: float
    """Size of the headline, in pt."""
    title: tuple[str, ...]
    """The headline in lines."""
    deck: tuple[str, ...]
    """The deck in lines."""

    def turn(self, words: str, look: Look, sheet: PaperLook, grid: Grid) -> Code:
        """The block of a page that goes on with the text, under the words that say so."""
        named = {"title_size": points(self.size), "title_leading": number(look.headline.leading)}
        named |= {"kicker": literal(words), "kicker_size": sheet.kicker}
        named["title"] = array(map(literal, self.title))
        return call("title-block", "g", points(self.lines * grid.leading), **named)

    def code(self, article: Article, look: Look, sheet: PaperLook, grid: Grid) -> Code:
        """The block as the template is given it."""
        named = {"title_size": points(self.size), "title_leading": number(look.headline.leading)}
        named["kicker_size"], named["deck_size"] = sheet.kicker, sheet.deck
        if article.kicker:
            named["kicker"] = literal(article.kicker)
        named["title"] = array(map(literal, self.title))
        named["deck"] = array(map(literal, self.deck))
        return call("title-block", "g", points(self.lines * grid.leading), **named)


def turned(article: Article, look: Look, sheet: PaperLook, grid: Grid, headline: Measure) -> Title:
    """The headline over a further page (转版标题): its first part, as its own spaces part it."""
    parts = article.title.split()
    words = parts[0] if parts and headline(parts[0]) >= _CALLED else " ".join(parts)
    measure = grid.width(grid.columns) * look.headline.room
    size = min(pt(sheet.headline[0]) * _TURNED, measure / _widest((words,), headline))
    kicker = pt(sheet.kicker) * look.headline.deck_leading
    height = kicker + size * look.headline.leading + 3 * pt(look.headline.gap)
    return Title(ceil(height / grid.leading), size, (words,), ())


def titles(
    article: Article, look: Look, sheet: PaperLook, grid: Grid, headline: Measure, text: Measure
) -> tuple[Title, ...]:
    """The blocks that may stand over a text of this grid, the most welcome first; one a height.

    `headline` and `text` measure the headline's face and the deck's.
    """
    least, most = map(pt, sheet.headline)
    measure = grid.width(grid.columns) * look.headline.room
    deck_size = pt(sheet.deck)
    deck = _lines(article.deck, broken(article.deck, measure / deck_size, text))
    size = _size(article.title, least, most, measure, headline)
    found: dict[int, Title] = {}
    # A headline in fewer lines, and so smaller, is for a page that is short of room.
    for one in dict.fromkeys((min(least, size), size)):
        title = _lines(article.title, broken(article.title, measure / one, headline))
        block = _Block(article, look, sheet, grid, title, deck)
        best = block.lines(one)
        fit = min(size, measure / _widest(title, headline))
        found |= {t.lines: t for t in block.tries(fit, min(least, size))}
    near = sorted(found, key=lambda lines: (abs(lines - best), -lines))
    return tuple(found[lines] for lines in near[:_MOST])


def _size(text: str, least: float, most: float, measure: float, length: Measure) -> float:
    """The headline's size: in one line if that is large enough, else the largest in fewest lines.

    Under the least size only where a single word is longer than the measure.
    """
    single = measure / _widest((text,), length)
    if single >= most * _ONE_LINE:
        return min(most, single)
    lines = len(broken(text, measure / least, length))
    size = least
    while size < most and len(broken(text, measure / (size + _STEP), length)) <= max(lines, 2):
        size += _STEP
    widest = _widest(_lines(text, broken(text, measure / size, length)), length)
    return min(size, measure / widest)


def _widest(lines: Iterable[str], length: Measure) -> float:
    """The longest line in its size; a character at least, though it show nothing."""
    return max((1.0, *map(length, lines)))


def _lines(text: str, ends: list[int]) -> tuple[str, ...]:
    starts = (0, *ends)
    pieces = (text[start:end].strip() for start, end in zip(starts, ends, strict=False))
    return tuple(piece for piece in pieces if piece)


class _Block(Struct, frozen=True):
    """What the heights are made of."""

    article: Article
    look: Look
    sheet: PaperLook
    grid: Grid
    title: tuple[str, ...]
    deck: tuple[str, ...]

    def lines(self, size: float, air: float = 0.0) -> int:
        return ceil((self._height(size) + air) / self.grid.leading)

    def tries(self, size: float, least: float) -> Iterator[Title]:
        """The smallest headline first, so that of one height the largest one stays.

        The largest is also given more air than it needs.
        """
        shares = self.look.headline.share
        low, high = (share * self.grid.lines for share in shares)
        sizes = [size - step * _STEP for step in range(int((size - least) // _STEP), -1, -1)]
        for one in sizes:
            yield Title(self.lines(one), one, self.title, self.deck)
        fit = self.lines(size)
        for lines in range(fit, self.lines(size, pt(self.look.headline.air)) + 1):
            if lines == fit or low <= lines <= high:
                yield Title(lines, size, self.title, self.deck)

    def _height(self, size: float) -> float:
        """In pt, with the least white."""
        look, leading = self.look.headline, self.look.headline.deck_leading
        kicker = pt(self.sheet.kicker) * leading if self.article.kicker else 0.0
        deck = pt(self.sheet.deck) * leading * len(self.deck)
        parts = 1 + bool(kicker) + bool(deck)
        return kicker + deck + len(self.title) * size * look.leading + parts * pt(look.gap)
