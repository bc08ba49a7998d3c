"""The reader of article.md."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pubkit.admit import admit
from pubkit.errors import ModelError, ReadError
from pubkit.model import Article
from pubkit.readers.markdown.head import read_head
from pubkit.readers.markdown.margin import Margin
from pubkit.readers.markdown.source import divide
from pubkit.reading import Manuscript

__all__ = ["MarkdownReader"]


class MarkdownReader:
    """Understands article.md."""

    name = "markdown"
    suffixes = (".md", ".markdown")

    def read(self, data: bytes, file: str) -> Manuscript:
        """The article in `data`; `file` is its name, for messages.

        Raises: ReadError naming file and line.
        """
        margin = Margin(file)
        try:
            return _read(data, margin)
        except RecursionError as error:
            raise ReadError(f"{file} nests too deeply to be read; flatten it") from error


def _read(data: bytes, margin: Margin) -> Manuscript:
    # The parser is loaded when there is something to read, not when readers are listed.
    from pubkit.readers.markdown.body import read_body

    source = divide(data, margin)
    head = read_head(source.head, source.head_line, margin)
    body = read_body(source.body, source.body_line, head.numbering, margin)
    if not body.lead and not body.sections:
        margin.refuse(
            source.body_line - 1, "there is only a head; write at least one paragraph below it"
        )
    lines = {**head.lines, **body.lines}
    article = Article(
        **head.fields, lead=body.lead, sections=body.sections, numbering=body.numbering
    )
    try:
        return Manuscript(admit(article), margin.findings, lines)
    except ModelError as error:
        raise ReadError(f"{margin.place(_line(str(error), lines))}: {error}") from error


def _line(sentence: str, lines: Mapping[str, int]) -> int:
    """The line of the node that begins the sentence, or of the nearest one around it."""
    path = re.match(r"[\w.\[\]]*", sentence)
    place = path[0] if path else ""
    while place and place not in lines:
        place = re.sub(r"(?:^|\.)\w*$|\[\d*\]$|.$", "", place, count=1)
    return lines.get(place, 0)
