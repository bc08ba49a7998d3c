"""Proof that everyone set the whole article: every result is read back.

python -m bench.proof STAGE
"""

from __future__ import annotations

import html
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from bench.layout import SAMPLE, Stage
from pubkit import Article, plain, read, walk
from pubkit.model import Box, Figure, Paragraph, Subheading, Table

_RESULTS = (
    f"pubkit-docx/{SAMPLE}/{SAMPLE}.docx",
    f"pubkit-rss/{SAMPLE}/{SAMPLE}.rss.xml",
    f"pubkit-wechat/{SAMPLE}/{SAMPLE}.wechat.html",
    "pandoc.docx",
    "pandoc.html",
    "docxtpl.docx",
)
"""What can be read without a library; the PDFs are made from the same words."""
_TAG = re.compile(r"<[^>]*>")
_HAN = re.compile(r"[\u3400-\u9fff]+")


def missing(article: Article, result: Path) -> list[str]:
    """The article's lines, in Chinese characters only, that `result` lacks."""
    found = _han(_text(result))
    return [line for line in _lines(article) if _han(line) not in found]


def _lines(article: Article) -> Iterator[str]:
    for section in article.sections:
        yield plain(section.heading)
    for _, block in walk.blocks(article):
        match block:
            case Paragraph() | Subheading():
                yield plain(block.content)
            case Figure():
                yield plain(block.caption)
                yield block.credit
            case Table():
                yield from (plain(cell) for row in (block.header, *block.rows) for cell in row)
            case Box():
                yield plain(block.title)
            case _:
                pass  # lists and quotes: what they hold comes by itself


def _text(result: Path) -> str:
    if result.suffix != ".docx":
        # Twice unescaped, since a feed escapes its HTML.
        words = html.unescape(result.read_text(encoding="utf-8"))
        return html.unescape(_TAG.sub("", words))
    with zipfile.ZipFile(result) as package:
        return _TAG.sub("", package.read("word/document.xml").decode())


def _han(text: str) -> str:
    return "".join(_HAN.findall(text))


def main(stage: Stage) -> None:
    """Stop at the first result that lacks something."""
    article = read(stage.article).article
    for name in _RESULTS:
        lost = missing(article, stage.results / name)
        if lost:
            raise SystemExit(f"bench: {name} lacks {len(lost)} lines, the first being {lost[0]!r}")


if __name__ == "__main__":
    main(Stage(Path(sys.argv[1])))
