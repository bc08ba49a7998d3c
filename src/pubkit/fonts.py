"""Faces cut to what an article needs, and the check that nothing it needs is missing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pubkit.errors import MissingDependency, StyleError
from pubkit.style import Face

if TYPE_CHECKING:
    import uharfbuzz

__all__ = ["cut", "lacking", "shows_nothing"]

_IGNORABLE = tuple(
    range(first, last + 1)
    for first, last in (
        (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5),
        (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164),
        (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8),
        (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    )
)  # fmt: skip
"""Default_Ignorable_Code_Point (Unicode 15.1, DerivedCoreProperties.txt)."""

_FEATURES = (b"ccmp", b"chws", b"halt", b"kern", b"liga", b"locl", b"mark", b"mkmk")
"""Layout features that our stylesheets switch on or a shaper wants by itself."""


def shows_nothing(character: str) -> bool:
    """Whether no glyph is owed: spaces, controls of white space, default ignorables."""
    point = ord(character)
    return character.isspace() or any(point in block for block in _IGNORABLE)


def lacking(text: str, faces: Iterable[Face]) -> str:
    """The characters of `text` that no face has, each once, in order of appearance.

    Composed (NFC) first: a shaper finds `é` for `e` and its accent.
    Raises: StyleError if a face is no font.
    """
    wanted = dict.fromkeys(unicodedata.normalize("NFC", text))
    wanted = {character: None for character in wanted if not shows_nothing(character)}
    for face in faces:
        if not wanted:
            break
        have = _opened(face).unicodes
        wanted = {character: None for character in wanted if ord(character) not in have}
    return "".join(wanted)


def cut(face: Face, characters: Iterable[str]) -> bytes:
    """The face with these characters only and its layout features, as a font file.

    Raises: StyleError if the face is no font.
    """
    hb = _harfbuzz()
    wish = hb.SubsetInput()
    wish.flags = hb.SubsetFlags.NO_HINTING
    wish.sets(hb.SubsetInputSets.UNICODE).update(map(ord, characters))
    features = wish.sets(hb.SubsetInputSets.LAYOUT_FEATURE_TAG)
    features.clear()
    features.update(int.from_bytes(tag, "big") for tag in _FEATURES)
    return bytes(hb.subset(_opened(face), wish).blob.data)


def _opened(face: Face) -> uharfbuzz.Face:
    opened: uharfbuzz.Face = _harfbuzz().Face(face.data)
    if not opened.glyph_count:
        raise StyleError(f"the file of {face.family!r} {face.weight} is no font")
    return opened


def _harfbuzz() -> Any:  # noqa: ANN401  # the module is imported late and only partly typed
    try:
        import uharfbuzz
    except ImportError as error:
        raise MissingDependency("fonts need uharfbuzz; type: pip install uharfbuzz") from error
    return uharfbuzz
