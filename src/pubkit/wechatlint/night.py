"""The article by night: what dark mode makes of each style attribute."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit.wechatlint import darkmode
from pubkit.wechatlint.colours import colours_in, shown
from pubkit.wechatlint.sheet import Piece, Sheet

__all__ = ["by_night"]

_EDGES = ("border", "border-top", "border-right", "border-bottom", "border-left")


def by_night(sheet: Sheet) -> Iterator[tuple[int, str]]:
    """Each element whose colours change, counted from 0, with the declarations to put behind."""
    for piece in sheet.pieces:
        changed = ";".join(_changed(piece))
        if changed:
            yield piece.number - 1, changed


def _changed(piece: Piece) -> Iterator[str]:
    painted = colours_in(piece.style.get("background-color") or piece.style.get("background"))
    if painted and painted[0][1] > 0:
        yield f"background-color:{shown(piece.night.ground)}"
    if painted or colours_in(piece.style.get("color")):
        yield f"color:{shown(piece.night.text)}"
    for edge in _EDGES:
        colour = colours_in(f"{piece.style.get(edge)} {piece.style.get(edge + '-color')}")
        if colour and darkmode.border(colour[-1][0]) != colour[-1][0]:
            yield f"{edge}-color:{shown(darkmode.border(colour[-1][0]))}"
