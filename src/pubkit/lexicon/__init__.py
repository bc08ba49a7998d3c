"""Chinese words with their frequencies, and how characters sound.

`words.txt` and `syllables.txt` are written by `script/build-lexicon` from jieba's dictionary and
pypinyin's table, both MIT; their licences stand beside. Each is read on first use and kept.
"""

from pubkit.lexicon.syllables import syllable
from pubkit.lexicon.words import HAN, cut_word, frequency, is_han, likeliest, partner, segment

__all__ = [
    "HAN",
    "cut_word",
    "frequency",
    "is_han",
    "likeliest",
    "partner",
    "segment",
    "syllable",
]
