"""The lint of Word files: what an office trips over, a rule a line.

It shares no code with what writes such files: it is their independent judge. Rules of one subject
stand in one module; `docs/word.md` lists every code with its reason.
"""

from pubkit.wordlint.rules import lint

__all__ = ["lint"]
