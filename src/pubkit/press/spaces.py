"""Colour spaces of a PDF, sorted by what a press can do with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from pikepdf import Object

__all__ = ["Kind", "kind"]

Kind: TypeAlias = Literal["grey", "calibrated grey", "cmyk", "calibrated cmyk", "ink", "foreign"]
"""`grey` and `cmyk` are the press's own, `ink` is a named one on a plate of its own; what is
calibrated has a profile other than the press's; `foreign` is RGB or Lab."""

_CALIBRATED: dict[int, Kind] = {1: "calibrated grey", 3: "foreign", 4: "calibrated cmyk"}
"""Components of an ICC profile → kind (ISO 32000-1, table 66)."""
_NAMED: dict[str, Kind] = {
    "/DeviceGray": "grey",
    "/G": "grey",
    "/DeviceCMYK": "cmyk",
    "/CMYK": "cmyk",
    "/CalGray": "calibrated grey",
    "/Pattern": "ink",
}
"""Families (ISO 32000-1, table 62), also as inline images shorten them (table 94)."""


def kind(space: Object | str | None) -> Kind:
    """What the colour space is; that of an uncoloured pattern, an index or an ink is its base's."""
    from pikepdf import Array

    if not isinstance(space, Array):
        return _NAMED.get(str(space), "foreign")
    family = str(space[0])
    if family == "/ICCBased":
        return _CALIBRATED.get(int(space[1].get("/N", 0)), "foreign")
    if family in ("/Indexed", "/I"):
        return kind(space[1])
    if family == "/Pattern" and len(space) > 1:
        return kind(space[1])
    if family in ("/Separation", "/DeviceN"):
        return "foreign" if kind(space[2]) == "foreign" else "ink"
    return _NAMED.get(family, "foreign")
