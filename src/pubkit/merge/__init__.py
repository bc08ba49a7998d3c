"""Merging what came back: three versions of an article become one, or a conflict is named."""

from pubkit.merge.merger import merge
from pubkit.merge.record import Conflict, Merged

__all__ = ["Conflict", "Merged", "merge"]
