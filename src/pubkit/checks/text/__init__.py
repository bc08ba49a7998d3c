"""Rules on the text itself, one family a file."""

from __future__ import annotations

from pubkit.checks.text.brackets import BRACKETS
from pubkit.checks.text.doubled import DOUBLED
from pubkit.checks.text.frames import FRAMES
from pubkit.checks.text.paragraphs import PARAGRAPHS
from pubkit.checks.text.punctuation import PUNCTUATION
from pubkit.checks.text.repeated import REPEATED
from pubkit.checks.text.terms import TERMS

__all__ = ["TEXT"]

TEXT = (*BRACKETS, *PUNCTUATION, *DOUBLED, *REPEATED, *FRAMES, *TERMS, *PARAGRAPHS)
