"""What every renderer owes its users, as assertions."""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from pubkit import walk
from pubkit.admit import admit
from pubkit.errors import PubkitError
from pubkit.model import (
    Article,
    Box,
    Code,
    Credit,
    Emph,
    Figure,
    Footnote,
    Link,
    List,
    Paragraph,
    Quote,
    Section,
    Strong,
    Subheading,
    Table,
    Text,
)
from pubkit.renderer import COMPANIONS, File, Output, Renderer
from pubkit.style import Style
from pubkit.testing.samples import picture, sample, sample_assets
from pubkit.workspace import load_style

__all__ = ["HOSTILE", "ReadText", "check_renderer"]

ReadText = Callable[[bytes], str]
"""How the channel's main file is read back as text, white space being free."""

HOSTILE = "<script>alert('x')</script> & \"]]>\" </section> {{ x }} ${x} %s"
"""Text that must come out as text, whatever the channel's language."""


def check_renderer(
    renderer: Renderer, text: ReadText, *, style: str = "daily", omits: Iterable[str] = ()
) -> Output:
    """Assert what every renderer owes its users; gives its output of `sample()`.

    It satisfies the protocol; the same input gives the same bytes and stays unchanged; every part
    of the article stands in the text once at least, in order, unless the output declares that it
    omits it; hostile text is escaped; a missing photo breaks nothing. `omits` adds to what the
    output declares. Parts are `kicker`, `title`, `deck`, `authors`, `headings`, `paragraphs`,
    `captions`, `credits`, `photo-credit`, `footnotes`, `tables`.
    """
    look = load_style(style)
    assert isinstance(renderer, Renderer), f"{renderer!r} lacks name, version or render"
    assert re.fullmatch(r"[a-z][a-z0-9-]*", renderer.name), f"{renderer.name!r} is no channel name"
    output = _check_pure(renderer, look)
    _check_files(output)
    _check_text(output, text, frozenset((*output.omits, *omits)))
    _check_hostile(renderer, text, look)
    _check_without_photos(renderer, text, look)
    return output


def _check_pure(renderer: Renderer, style: Style) -> Output:
    article, assets = sample(), sample_assets()
    before = copy.deepcopy(dict(assets))
    first, second = (renderer.render(article, assets, style) for _ in range(2))
    assert first == second, "the same input gives other bytes the second time"
    assert article == sample(), "the article was changed"
    assert dict(assets) == before, "the assets were changed"
    return first


def _check_files(output: Output) -> None:
    assert isinstance(output, Output), f"render returns {type(output).__name__}, not Output"
    assert output.main.name.startswith("."), "the main file's name is a suffix such as .txt"
    names = [extra.name for extra in output.extras]
    assert len(names) == len(set(names)), "two extras have one name"
    for file in (output.main, *output.extras):
        assert isinstance(file, File)
        assert isinstance(file.data, bytes), f"{file.name}: data must be bytes"
        assert "/" in file.media_type, f"{file.name}: {file.media_type!r} is no media type"
        assert ".." not in file.name.split("/"), f"{file.name} leaves the output folder"


def _check_text(output: Output, read: ReadText, omits: frozenset[str]) -> None:
    found = _squeezed(read(_placed(output)))
    place = 0
    for part, words in _owed(sample()):
        if part in omits:
            continue
        wanted = _squeezed(words)
        assert wanted in found, f"lost from {part}: {words!r}"
        if part in _ORDERED:
            later = found.find(wanted, place)
            assert later >= 0, f"out of order: {words!r}"
            place = later


_ORDERED = frozenset({"headings", "paragraphs"})
"""Parts that no channel moves; captions follow their photos."""


def _owed(article: Article) -> Iterator[tuple[str, str]]:
    """Kind of part and its words, in reading order."""
    yield from (("kicker", article.kicker), ("title", article.title))
    yield from (("deck", article.deck), ("photo-credit", article.photo_credit))
    for credit in article.credits:
        yield from (("authors", name) for name in credit.names)
    headings = {f"sections[{i}]": s for i, s in enumerate(article.sections)}
    for path, block in walk.blocks(article):
        section = headings.pop(path.partition(".")[0], None)
        if section is not None:
            yield "headings", walk.plain(section.heading)
        match block:
            case Paragraph():
                yield from (("paragraphs", line) for line in _lines(block.content))
                yield from _notes(block)
            case Subheading():
                yield "headings", walk.plain(block.content)
            case Figure():
                yield from (("captions", walk.plain(block.caption)), ("credits", block.credit))
            case Table():
                cells = (*block.header, *(cell for row in block.rows for cell in row))
                yield from (("tables", walk.plain(cell)) for cell in cells)
            case Box():
                yield "headings", walk.plain(block.title)
            case Quote() | List():
                pass


def _lines(content: Iterable[object]) -> Iterator[str]:
    """The pieces of a paragraph between nodes that channels show in their own way."""
    for node in content:
        if isinstance(node, Text | Strong | Emph | Link | Code):
            yield from walk.plain(node).split("\n")


def _notes(block: Paragraph) -> Iterator[tuple[str, str]]:
    for node in block.content:
        if isinstance(node, Footnote):
            yield "footnotes", walk.plain(node.content)


def _check_hostile(renderer: Renderer, read: ReadText, style: Style) -> None:
    words = (Text(HOSTILE),)
    article = admit(
        Article(
            title=f"题 {HOSTILE}",
            deck=HOSTILE,
            credits=(Credit("撰文", (HOSTILE,)),),
            published=sample().published,
            id="urn:x:hostile",
            url="https://example.org/x",
            lead=(Figure("a.png", words, HOSTILE, HOSTILE), Paragraph(words)),
            sections=(Section(words, (Paragraph(words),)),),
        )
    )
    output = renderer.render(article, {"a.png": picture()}, style)
    found = _squeezed(read(_placed(output)))
    assert _squeezed(HOSTILE) in found, "markup in the author's text is not shown as text"


def _check_without_photos(renderer: Renderer, read: ReadText, style: Style) -> None:
    try:
        output = renderer.render(sample(), {}, style)
    except PubkitError as error:
        raise AssertionError(f"a missing photo breaks the channel: {error}") from error
    if "captions" not in output.omits:
        caption = walk.plain(next(walk.figures(sample()))[1].caption)
        found = _squeezed(read(_placed(output)))
        assert _squeezed(caption) in found, "without its photo a caption is lost"


def _placed(output: Output) -> bytes:
    data = output.placed("companions").main.data
    assert COMPANIONS.encode() not in data
    return data


def _squeezed(text: str) -> str:
    """`text` without white space and without characters that show nothing.

    Composed (NFC), since a PDF may give a letter and its accent apart.
    """
    kept = (c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")
    return re.sub(r"\s+", "", "".join(kept))
