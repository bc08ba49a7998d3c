"""Merging what came back: three versions of an article become one, or a conflict is named."""

from pubkit.merge.carried import SILENT, UNSAID, brought_back
from pubkit.merge.merger import merge
from pubkit.merge.record import Conflict, Merged

__all__ = ["SILENT", "UNSAID", "Conflict", "Merged", "brought_back", "merge"]
