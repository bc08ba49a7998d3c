"""Rules on photos and their words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubkit import walk
from pubkit.checks.excerpt import head, tail
from pubkit.checks.extent import extent
from pubkit.credits import photo_credit
from pubkit.model import Figure
from pubkit.notice import Notice
from pubkit.patterns import pattern
from pubkit.reading import Reading

__all__ = ["PHOTOS"]

_LONG_CAPTION = 110
"""Characters; a longer caption is read as a paragraph. Real ones have 3 to 102."""
_TELLING = 8
"""Characters: shorter captions, such as 资料图。, may stand under any photo."""
_STOPS = "。！？…”’」』）》.!?)"
_WHOLE_PAGE = pattern(r"均[由为系]|全部[由为]|\b(all|every)\b", re.IGNORECASE)
_BUT_SIGNED = pattern(r"署名|注明|标注|除|\b(unless|except|otherwise)\b", re.IGNORECASE)
_MAKER = pattern(r"本[版报刊组]|图片|照片|图文|均|全部|[由为系]|提供|供图|摄影?|[/／图：:\s]")


def _awaited(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    for where, figure in walk.figures(reading.article):
        if figure.photo is None:
            yield Notice(
                code="photo-awaited",
                severity="error",
                where=where,
                text=f"The photo to the caption {walk.plain(figure.caption)!r} is still awaited.",
                hint="Put its file name into the brackets.",
            )


def _wordless(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    """Photos without a caption, a credit, or anything for those who cannot see them."""
    for where, figure in walk.figures(reading.article):
        if not figure.caption:
            yield _lacking(where, figure, "caption-missing", "no caption", "Say what it shows.")
        if not photo_credit(reading.article, figure):
            none = "no credit, and the page has none either"
            hint = 'Write credit="…" behind it, or photo_credit in the head.'
            yield _lacking(where, figure, "credit-missing", none, hint)
        if not figure.alt and not figure.caption:
            none = "neither alt text nor a caption for readers who cannot see it"
            yield _lacking(where, figure, "alt-missing", none, 'Write alt="…" behind it.')


def _lacking(where: str, figure: Figure, code: str, none: str, hint: str) -> Notice:
    return Notice(
        code=code,
        severity="warning",
        where=where,
        text=f"The photo {figure.photo or '(awaited)'} has {none}.",
        hint=hint,
    )


def _credit_against_page(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    """A photo with a maker of its own under a credit that claims every photo of the page."""
    page = reading.article.photo_credit
    if not _WHOLE_PAGE.search(page) or _BUT_SIGNED.search(page):
        return
    for where, figure in walk.figures(reading.article):
        if figure.credit and _maker(figure.credit) not in _maker(page):
            yield Notice(
                code="credit-differs",
                severity="warning",
                where=where,
                text=f"The photo is credited {figure.credit!r}, but the page's credit claims them "
                f"all: {page!r}.",
                hint="Correct one of the two, or write 除署名外 into the page's.",
            )


def _maker(credit: str) -> str:
    """Who is credited, without the words round the name."""
    return _MAKER.sub("", credit)


def _repeated_photo(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    shown: dict[str, str] = {}
    for where, figure in walk.figures(reading.article):
        if figure.photo is None:
            continue
        asset = reading.assets.get(figure.photo)
        picture = asset.sha256 if asset else figure.photo
        if picture in shown:
            other = f" as {shown[picture]}" if shown[picture] != figure.photo else ""
            yield Notice(
                code="photo-repeated",
                severity="warning",
                where=where,
                text=f"The photo {figure.photo} stands in the article already{other}.",
                hint="Show another one, or take this one out.",
            )
        shown.setdefault(picture, figure.photo)


def _repeated_caption(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    seen: set[str] = set()
    for where, figure in walk.figures(reading.article):
        caption = walk.plain(figure.caption).strip()
        if caption in seen and extent(caption) >= _TELLING:
            yield Notice(
                code="caption-repeated",
                severity="warning",
                where=where,
                text=f"Another photo has the same caption: {caption!r}.",
                hint="Say what this one shows.",
            )
        seen.add(caption)


def _caption_stops(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    """A caption without its stop where most of the others have one."""
    captions = [
        (where, caption)
        for where, figure in walk.figures(reading.article)
        if (caption := walk.plain(figure.caption).rstrip())
    ]
    bare = [(where, caption) for where, caption in captions if caption[-1] not in _STOPS]
    if 2 * len(bare) >= len(captions):
        return
    for where, caption in bare:
        yield Notice(
            code="caption-stop",
            severity="info",
            where=where,
            text=f"The caption ends without a stop, unlike most: {tail(caption)}.",
            hint="End them all in the same way.",
            quote=caption[-10:],
        )


def _long_captions(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    for where, figure in walk.figures(reading.article):
        caption = walk.plain(figure.caption)
        if extent(caption) > _LONG_CAPTION:
            yield Notice(
                code="caption-long",
                severity="info",
                where=where,
                text=f"The caption has {len(caption)} characters: {head(caption)}.",
                hint="Shorten it, or move a part of it into the text.",
            )


PHOTOS = (
    _awaited,
    _wordless,
    _credit_against_page,
    _repeated_photo,
    _repeated_caption,
    _caption_stops,
    _long_captions,
)
