"""The galley: raw newspaper text, read in stages.

Lines → classified pieces → healed paragraphs → sections in order → Article, each stage a module
that can be tried alone, each decision on record.
"""

from pubkit.readers.galley.reader import GalleyReader

__all__ = ["GalleyReader"]
