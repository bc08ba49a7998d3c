"""Word: a document that came back, or anyone's manuscript, as an article.

Package → flow (what is seen) → the file's own names, or the galley's rules → Article, each decision
on record. `normalised` says what Word cannot tell apart.
"""

from pubkit.readers.word.normal import normalised
from pubkit.readers.word.reader import WordReader

__all__ = ["WordReader", "normalised"]
