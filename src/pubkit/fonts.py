"""Faces cut to what an article needs, and the check that nothing it needs is missing."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from pubkit.charset import renumbered
from pubkit.errors import MissingDependency, RenderError, StyleError
from pubkit.model import Article
from pubkit.style import Face, Style

if TYPE_CHECKING:
    import uharfbuzz

__all__ = ["advances", "cut", "demand", "lacking", "shaper", "shows_nothing"]

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


@lru_cache(maxsize=16384)
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


def demand(article: Article, text: str, style: Style) -> None:
    """Raises RenderError for what of `text` the style's faces cannot show.

    It names the characters and where in the article they stand: to be called before anything is
    laid out.
    """
    lost = lacking(text, style.faces)
    if not lost:
        return
    shown = ", ".join(f"{c} (U+{ord(c):04X}{_place(article, c)})" for c in lost)
    raise RenderError(
        f"no face of the style {style.name!r} has {shown}; add a font that has it to style.toml, "
        "as a [[face]] with fallback = true"
    )


def _place(article: Article, character: str) -> str:
    """` in sections[0].heading[0].text`: the first place where the character stands."""
    for path, text in _strings("", msgspec.to_builtins(article)):
        if character in text:
            return f" in {path.lstrip('.')}"
    return ""


def _strings(path: str, node: object) -> Iterator[tuple[str, str]]:
    """Every string below a node with its place."""
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for name, value in node.items():
            yield from _strings(f"{path}.{name}", value)
    elif isinstance(node, list | tuple):
        for index, value in enumerate(node):
            yield from _strings(f"{path}[{index}]", value)


def advances(face: Face, characters: Iterable[str]) -> dict[str, float]:
    """How far each character moves the pen in display type, in em: marks take half their width.

    One that the face lacks counts as an em.
    Raises: StyleError if the face is no font.
    """
    hb, opened = _harfbuzz(), _opened(face)
    font = hb.Font(opened)
    found = {}
    for character in characters:
        if not font.get_nominal_glyph(ord(character)):
            found[character] = 0.0 if shows_nothing(character) and not character.isspace() else 1.0
            continue
        buffer = hb.Buffer()
        buffer.add_str(character)
        buffer.guess_segment_properties()
        hb.shape(font, buffer, {"halt": True})
        found[character] = sum(place.x_advance for place in buffer.glyph_positions) / opened.upem
    return found


def shaper(face: Face) -> Callable[[str], list[float]]:
    """Tells how far each character of a line moves the pen, in em, marks closed up, letters kerned.

    What of several characters makes one glyph is told of the first.
    Raises: StyleError if the face is no font.
    """
    hb, opened = _harfbuzz(), _opened(face)
    font = hb.Font(opened)

    def shaped(text: str) -> list[float]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(font, buffer, {"chws": True})
        found = [0.0] * len(text)
        for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            found[glyph.cluster] += place.x_advance / opened.upem if glyph.codepoint else 1.0
        return found

    return shaped


def cut(face: Face, characters: Iterable[str]) -> bytes:
    """The face with these characters only and its layout features, as a font file.

    Composed (NFC) as well as they are: a shaper that finds no `é` shows `e` and an empty box.
    Raises: StyleError if the face is no font.
    """
    hb = _harfbuzz()
    wish = hb.SubsetInput()
    wish.flags = hb.SubsetFlags.NO_HINTING
    text = "".join(characters)
    text += unicodedata.normalize("NFC", text)
    wish.sets(hb.SubsetInputSets.UNICODE).update(map(ord, text))
    features = wish.sets(hb.SubsetInputSets.LAYOUT_FEATURE_TAG)
    features.clear()
    features.update(int.from_bytes(tag, "big") for tag in _FEATURES)
    return renumbered(bytes(hb.subset(_opened(face), wish).blob.data))


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
