"""Own: a file that pubkit wrote, read back by the names of its styles, bookmarks and properties.

`docs/word.md` says what stands for what. What an editor has added in other styles is read by its
place: a paragraph of the text, unless the outline says that it heads something.
"""

from pubkit.readers.word.own.article import Own, is_own

__all__ = ["Own", "is_own"]
