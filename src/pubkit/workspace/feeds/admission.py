"""Admission: what may go into a feed, which nobody can call back."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

import msgspec

from pubkit.acceptance import accepted, unmatched
from pubkit.admit import admit
from pubkit.checks import check
from pubkit.clearance import refusal
from pubkit.errors import RenderError
from pubkit.metadata import bare
from pubkit.notice import Findings
from pubkit.reading import Reading
from pubkit.renderers.feed.making import CHANNEL, Made, Original, made

__all__ = ["admitted"]


def admitted(
    reading: Reading, accept: Iterable[str] = (), corrects: Original | None = None
) -> tuple[Made, Findings]:
    """The article's item, and what was found on the way.

    Raises: RenderError while an error stands, if no editor has read the article, or if it has no
    date or id.
    """
    reading = dataclasses.replace(
        reading, article=admit(reading.article), assets=bare(reading.assets)
    )
    accept = (*reading.article.accept, *accept)
    _refuse(reading, Findings())  # a page that nobody has read lacks more than it says
    checked = check(reading, [CHANNEL])
    _refuse(reading, accepted(checked, accept))
    item = made(reading.article, reading.assets, reading.config.site, corrects)
    own = (msgspec.structs.replace(notice, renderer=CHANNEL) for notice in item.notices)
    raised = (*checked, *own)
    found = Findings((*accepted(raised, accept), *unmatched(raised, accept)))
    _refuse(reading, found)
    return item, found


def _refuse(reading: Reading, found: Findings) -> None:
    """Raises RenderError if the article must not go out."""
    refused = refusal(reading, found, CHANNEL)
    if refused is None:
        return
    why = refused.text.partition(": ")[2].rstrip(".")
    hint = refused.hint.replace("render again", "add it again").replace("render that", "add that")
    raise RenderError(f"it does not go into a feed: {why}. {hint}")
