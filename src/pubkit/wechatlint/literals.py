"""Declarations: what the platform forbids in a style attribute, or drops from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pubkit.fault import Fault
from pubkit.wechatlint.sheet import Piece, Sheet

__all__ = ["LITERALS"]

_Said = tuple[str, str, str]
"""Code, what is the matter, what to do."""

_LOADED = ("url(", "image-set(", "src(")


def _families(piece: Piece) -> Iterator[_Said]:
    if piece.style.get("font-family") or "font" in piece.style.values:
        yield (
            "wechat-font-family",
            "It names a typeface; the reader's phone chooses it",
            "Take font-family out.",
        )


def _importance(piece: Piece) -> Iterator[_Said]:
    for name in piece.style.important:
        yield (
            "wechat-important",
            f"{name} is marked !important, which the platform forbids",
            "Take the mark off.",
        )


def _variables(piece: Piece) -> Iterator[_Said]:
    for name, value in piece.style:
        if name.startswith("--") or "var(" in value.lower() or "env(" in value.lower():
            yield (
                "wechat-variable",
                f"{name} is or uses a variable, which the editor drops",
                "Write the value itself.",
            )


def _positions(piece: Piece) -> Iterator[_Said]:
    if piece.style.get("position") not in ("", "static"):
        yield (
            "wechat-position",
            f"position: {piece.style.get('position')} is dropped",
            "Let it stand in the flow.",
        )


def _loading(piece: Piece) -> Iterator[_Said]:
    for name, value in piece.style:
        if any(function in value.lower() for function in _LOADED):
            yield (
                "wechat-background-picture",
                f"{name} loads a picture from elsewhere",
                "Place the picture with <img>.",
            )


def _alignments(piece: Piece) -> Iterator[_Said]:
    if piece.style.get("text-align") in ("start", "end"):
        yield (
            "wechat-align",
            f"text-align: {piece.style.get('text-align')} is forbidden",
            "Write left or right.",
        )


def _gradients(piece: Piece) -> Iterator[_Said]:
    if piece.over_gradient and piece.own_text:
        yield (
            "wechat-gradient",
            "Text stands on a gradient or a picture, which dark mode changes under it",
            "Put it on a plain colour.",
        )


def _typed(piece: Piece) -> Iterator[_Said]:
    if (
        piece.tag == "pre"
        and len(piece.words) > 0
        and not any(str(one.tag) == "code" for one in piece.element.iter())
    ):
        yield (
            "wechat-pre",
            "Prose stands in <pre> and runs over the edge of a phone",
            "Use paragraphs.",
        )


def _motion(piece: Piece) -> Iterator[_Said]:
    for name in ("animation", "animation-name", "transition"):
        if piece.style.get(name):
            yield ("wechat-motion", f"{name} is dropped", "Take it out.")


_RULES: tuple[Callable[[Piece], Iterator[_Said]], ...] = (
    _families,
    _importance,
    _variables,
    _positions,
    _loading,
    _alignments,
    _gradients,
    _typed,
    _motion,
)


def _declarations(sheet: Sheet) -> Iterator[Fault]:
    for piece in sheet.pieces:
        if piece.in_drawing or piece.tag == "svg":
            continue
        for rule in _RULES:
            for code, text, hint in rule(piece):
                yield Fault(code, "error", piece.place, text, hint)


LITERALS = (_declarations,)
