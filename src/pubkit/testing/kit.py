"""What every renderer owes its users, as assertions."""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Callable, Iterable

from pubkit import registry, walk
from pubkit.admit import admit
from pubkit.errors import PubkitError
from pubkit.extract import Extract
from pubkit.model import (
    Article,
    Credit,
    Figure,
    Paragraph,
    Section,
    Text,
)
from pubkit.renderer import COMPANIONS, File, Output, Renderer
from pubkit.style import Style
from pubkit.testing.samples import picture, sample, sample_assets
from pubkit.verify.canonical import canonical
from pubkit.verify.judging import judged
from pubkit.verify.terms import Terms
from pubkit.workspace import load_style

__all__ = ["HOSTILE", "ReadText", "check_renderer"]

ReadText = Callable[[bytes], str]
"""How the channel's main file is read back as text, white space being free."""

HOSTILE = "<script>alert('x')</script> & \"]]>\" </section> {{ x }} ${x} %s"
"""Text that must come out as text, whatever the channel's language."""


def check_renderer(
    renderer: Renderer,
    text: ReadText | None = None,
    *,
    style: str = "daily",
    omits: Iterable[str] = (),
) -> Output:
    """Assert what every renderer owes its users; gives its output of `sample()`.

    It satisfies the protocol; the same input gives the same bytes and stays unchanged; every part
    of the article stands in the text, as `pubkit verify` judges it, unless the output declares
    that it omits it; hostile text is escaped; a missing photo breaks nothing. `text` reads the
    main file back; without it the extractor installed for its media type does. `omits` adds to
    what the output declares. Parts are `kicker`, `title`, `deck`, `authors`, `headings`, `letters`,
    `paragraphs`, `captions`, `credits`, `photo-credit`, `source`, `footnotes`, `tables`.
    """
    look = load_style(style)
    assert isinstance(renderer, Renderer), f"{renderer!r} lacks name, version or render"
    assert re.fullmatch(r"[a-z][a-z0-9-]*", renderer.name), f"{renderer.name!r} is no channel name"
    output = _check_pure(renderer, look)
    _check_files(output)
    read = _witness(output) if text is None else text
    form = _squeezed if text else canonical(registry.extractor_for(output.main.media_type))[0]
    _check_text(output, read, form, frozenset((*output.omits, *omits)))
    _check_hostile(renderer, read, look)
    _check_without_photos(renderer, read, look)
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


def _witness(output: Output) -> ReadText:
    """The installed extractor for the channel's media type, as a function."""
    extractor = registry.extractor_for(output.main.media_type)
    return lambda data: "\n".join(extractor.extract(data, {}).lines)


def _check_text(
    output: Output, read: ReadText, form: Callable[[str], str], omits: frozenset[str]
) -> None:
    """The judge of `pubkit verify` on what was read back."""
    extract = Extract(tuple(read(_placed(output)).split("\n")))

    def bare(text: str) -> str:
        return _squeezed(form(text))

    terms = Terms(sample(), {}, bare, joiner="", omits=omits | {"links", "photos"}, parted=False)
    proof = judged(terms, extract).proof
    for finding in proof.findings:
        found = f"; found {finding.found!r}" if finding.found else ""
        raise AssertionError(
            f"{finding.state} {finding.kind} at {finding.where}: {finding.owed!r}{found}"
        )


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
