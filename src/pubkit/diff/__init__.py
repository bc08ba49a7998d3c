"""Differences between two versions of an article, as a proofreader marks them (核红)."""

from pubkit.diff.comparison import compare
from pubkit.diff.parts import Part, article_parts
from pubkit.diff.record import Change, Changes, Spot

__all__ = ["Change", "Changes", "Part", "Spot", "article_parts", "compare"]
