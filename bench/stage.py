"""Everything laid out before the clock starts: one folder a variant of the article.

python -m bench.stage FOLDER [--without-photos]
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, assert_never

import pypandoc  # type: ignore[import-untyped]  # it has no annotations

from bench import bare, pandoc, template
from bench.layout import CONTEXT, PAGE, PANDOC, ROOT, SAMPLE, SHEET, SOURCE, TEMPLATE, Stage
from bench.photos import weigh_out
from pubkit import Article, credits, plain, read, walk
from pubkit.model import Block, Box, Figure, List, Paragraph, Quote, Subheading, Table

_PICTURE = re.compile(r"^(!\[.*|cover: .*)\n\n?", re.MULTILINE)


def build(stage: Stage, *, photos: bool) -> None:
    """Lay everything out."""
    for folder in (stage.article / "photos", stage.theirs / "photos", stage.results):
        folder.mkdir(parents=True)
    shutil.copy(ROOT / "pubkit.toml", stage.ours)
    sample = ROOT / "content" / SAMPLE
    source = (sample / "article.md").read_text(encoding="utf-8")
    if photos:
        for photo in sorted((sample / "photos").glob("*.jpg")):
            weigh_out(photo, stage.article / "photos" / photo.name)
            shutil.copy(stage.article / "photos" / photo.name, stage.theirs / "photos")
    else:
        source = _PICTURE.sub("", source)
    (stage.article / "article.md").write_text(source, encoding="utf-8")
    (stage.folder / PANDOC).symlink_to(pypandoc.get_pandoc_path())
    shutil.copytree(stage.ours, stage.press)
    with (stage.press / "pubkit.toml").open("a", encoding="utf-8") as toml:
        toml.write("\n[renderers.pdf]\npress = true\n")
    reading = read(stage.article)
    _build_peers(stage.theirs, source, reading.article)
    bare.lay_out(reading, stage.theirs)


def _build_peers(folder: Path, source: str, article: Article) -> None:
    (folder / SOURCE).write_text(pandoc.in_pandoc_markdown(source), encoding="utf-8")
    # Without pandoc's own stylesheet, whose margins would cost WeasyPrint two pages more.
    options = ("--quiet", "--standalone", "--metadata", "document-css=false")
    command = [str(folder.parent / PANDOC), *options, SOURCE, "--output", PAGE]
    subprocess.run(command, cwd=folder, check=True)
    css = pandoc.print_css(ROOT / "styles" / "fonts")
    (folder / SHEET).write_text(css, encoding="utf-8")
    (folder / TEMPLATE).write_bytes(template.build())
    words = json.dumps(context(article), ensure_ascii=False)
    (folder / CONTEXT).write_text(words, encoding="utf-8")


# ── what fills docxtpl's template ───────────────────────────────────────────────────────────


def context(article: Article) -> dict[str, Any]:
    """What docxtpl's template asks for: the article's words, block by block."""
    blocks = list(_blocks(article.lead))
    for label, section in zip(walk.labels(article), article.sections, strict=True):
        heading = walk.heading(article.numbering, label, plain(section.heading))
        blocks += [_text("heading", heading), *_blocks(section.blocks)]
    signed = [f"{credit.role}：{' '.join(credit.names)}" for credit in credits.sign_off(article)]
    return {
        "kicker": article.kicker,
        "title": article.title,
        "deck": article.deck,
        "blocks": blocks,
        "sign_off": [*signed, article.photo_credit],
    }


def _text(kind: str, text: str) -> dict[str, Any]:
    return {"kind": kind, "text": text}


def _blocks(blocks: Iterable[Block], kind: str = "paragraph") -> Iterator[dict[str, Any]]:
    """The blocks one behind the other, `kind` being what a paragraph among them is."""
    for block in blocks:
        match block:
            case Paragraph():
                yield _text(kind, plain(block.content))
            case Subheading():
                yield _text("subheading", plain(block.content))
            case Figure():
                caption = f"{plain(block.caption)} {block.credit}".rstrip()
                yield {"kind": "figure", "text": caption, "photo": block.photo}
            case Quote():
                yield from _blocks(block.blocks, "quote")
            case List():
                for item in block.items:
                    yield from _blocks(item.blocks, "number" if block.ordered else "bullet")
            case Table():
                rows = [[plain(cell) for cell in row] for row in (block.header, *block.rows)]
                yield {"kind": "table", "rows": rows}
            case Box():
                yield _text("box", plain(block.title))
                yield from _blocks(block.blocks)
            case _:
                assert_never(block)


if __name__ == "__main__":
    build(Stage(Path(sys.argv[1])), photos="--without-photos" not in sys.argv)
