"""article.md: CommonMark with a YAML head, read and written."""

from __future__ import annotations

from pubkit.readers.markdown.reader import MarkdownReader
from pubkit.readers.markdown.writer import write

__all__ = ["MarkdownReader", "write"]
