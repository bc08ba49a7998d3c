"""Clearance: what keeps an article off the press, and the proof that is made instead."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any, cast

from pubkit.notice import Notice
from pubkit.reading import Reading
from pubkit.renderer import Renderer

__all__ = ["as_proof", "is_for_press", "refusal"]

_NAMED = 3
"""How many errors a refusal names."""


def is_for_press(channel: Renderer) -> bool:
    """Whether the renderer has an option `press`, and it is on."""
    return dataclasses.is_dataclass(channel) and getattr(channel, "press", False) is True


def as_proof(channel: Renderer) -> Renderer:
    """The same renderer with press output off."""
    return cast(Renderer, dataclasses.replace(cast(Any, channel), press=False))


def refusal(reading: Reading, notices: Iterable[Notice], channel: str) -> Notice | None:
    """Why nothing goes to the press, if so: an error stands, or no editor has read the article.

    `notices` are those of the article and of this channel, accepted errors being warnings.
    """
    standing = [n for n in notices if n.severity == "error" and n.renderer in ("", channel)]
    if standing:
        named = dict.fromkeys(f"{n.code} at {n.where}" if n.where else n.code for n in standing)
        more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
        why = f"errors stand ({', '.join([*named][:_NAMED])}{more})"
        hint = "Settle them, or accept by name what an editor has looked at; then render again."
    elif not reading.reviewed:
        why = "no editor has read the article"
        hint = "Import it, read and mend article.md, and render that."
    else:
        return None
    return Notice(
        code="press-refused",
        severity="warning",
        text=f"The file is a proof and not for a press: {why}.",
        hint=hint,
        renderer=channel,
    )
