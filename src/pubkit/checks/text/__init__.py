"""Rules on the text itself, one family a file.

They share one list of an article's passages, so that its words are looked up only once.
"""

from __future__ import annotations

from collections.abc import Iterator

from pubkit.checks.text.brackets import BRACKETS
from pubkit.checks.text.doubled import DOUBLED
from pubkit.checks.text.frames import FRAMES
from pubkit.checks.text.glyphs import GLYPHS
from pubkit.checks.text.lookalikes import LOOKALIKES
from pubkit.checks.text.names import NAMES
from pubkit.checks.text.paragraphs import PARAGRAPHS
from pubkit.checks.text.passages import Family, passages
from pubkit.checks.text.punctuation import PUNCTUATION
from pubkit.checks.text.repeated import REPEATED
from pubkit.checks.text.stutters import STUTTERS
from pubkit.checks.text.terms import TERMS
from pubkit.notice import Notice
from pubkit.reading import Reading

__all__ = ["TEXT"]

_RULES: Family = (
    *BRACKETS,
    *PUNCTUATION,
    *DOUBLED,
    *STUTTERS,
    *LOOKALIKES,
    *GLYPHS,
    *NAMES,
    *REPEATED,
    *FRAMES,
    *TERMS,
    *PARAGRAPHS,
)


def _text(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    found = tuple(passages(reading.article))
    for rule in _RULES:
        yield from rule(found)


TEXT = (_text,)
