"""The item's description: what a reader's list shows before the full text is opened."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit.model import Article, Paragraph
from pubkit.notice import Notice
from pubkit.patterns import pattern
from pubkit.walk import blocks, plain

__all__ = ["description"]

_MAX = 200
"""Characters that a reader's list shows."""
_MIN = 100
"""Characters below which a cut between sentences would leave too little."""
_DASHES = "—–―─- \u3000"
"""What a deck may begin with: it hangs on the headline, and alone it is nothing's continuation."""
_SENTENCE_END = pattern(r"[。！？!?…][”’」』）)]*|\.(?=\s)")


def description(article: Article) -> tuple[str, tuple[Notice, ...]]:
    """The digest, else the deck without its dash, else how the text begins; with what was cut.

    Deck and beginning are also in the full text, so that a cut there is only on record.
    """
    text = next(filter(None, _candidates(article)))
    short = _shortened(text)
    if short == text:
        return text, ()
    notice = Notice(
        code="feed-description-cut",
        severity="warning" if article.digest else "info",
        text=f"The item's description has {len(text)} characters and is cut to {len(short)}.",
        hint=f"Write a digest of at most {_MAX} characters in the article's head.",
    )
    return short, (notice,)


def _candidates(article: Article) -> Iterator[str]:
    yield article.digest
    yield article.deck.lstrip(_DASHES)
    for _, block in blocks(article):
        if isinstance(block, Paragraph):
            yield " ".join(plain(block.content).split())
    yield article.title


def _shortened(text: str) -> str:
    """Whole sentences if they say enough, else as much as there is room for and an ellipsis."""
    if len(text) <= _MAX:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, _MAX)]
    if ends and ends[-1] >= _MIN:
        return text[: ends[-1]]
    return text[: _MAX - 1].rstrip() + "…"
