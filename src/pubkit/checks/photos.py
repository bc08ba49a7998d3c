"""Rules on photos and their words."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit import walk
from pubkit.credits import photo_credit
from pubkit.notice import Notice
from pubkit.reading import Reading

__all__ = ["PHOTOS"]


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


def _without_words(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    article = reading.article
    for where, figure in walk.figures(article):
        for missing, code, text, hint in (
            (not figure.caption, "caption-missing", "has no caption", "Say what it shows."),
            (
                not photo_credit(article, figure),
                "credit-missing",
                "has no credit, and the page has none either",
                'Write credit="…" behind it, or photo_credit in the head.',
            ),
            (
                not figure.alt and not figure.caption,
                "alt-missing",
                "has neither alt text nor a caption for readers who cannot see it",
                'Write alt="…" behind it.',
            ),
        ):
            if missing:
                yield Notice(
                    code=code,
                    severity="warning",
                    where=where,
                    text=f"The photo {figure.photo or '(awaited)'} {text}.",
                    hint=hint,
                )


PHOTOS = (_awaited, _without_words)
