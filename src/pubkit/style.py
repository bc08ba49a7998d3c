"""Style: the tokens that all channels share, a stylesheet a channel, and the fonts."""

from __future__ import annotations

import contextlib
import hashlib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, TypeAlias

import msgspec
from msgspec import Meta

from pubkit.errors import PubkitError, StyleError, did_you_mean, located
from pubkit.units import Length

__all__ = [
    "Colors",
    "Condition",
    "Face",
    "Families",
    "Inks",
    "Page",
    "Size",
    "Sizes",
    "Style",
    "WordFaces",
]

_COLOUR = "^#[0-9A-Fa-f]{6}$"
_LENGTH = r"^\d+(\.\d+)?(pt|mm|px)$"
_PERCENT = r"(100|\d{1,2})"
_INKS = f"^{_PERCENT}( {_PERCENT}){{3}}$"
_FORMS = {
    _COLOUR: "a colour such as #B4282D",
    _LENGTH: "a length such as 10.5pt, 28mm or 16px",
    _INKS: 'cyan, magenta, yellow and black in percent, such as "0 100 90 0"',
}
"""Pattern → what a designer calls it."""

Hex: TypeAlias = Annotated[str, Meta(pattern=_COLOUR)]
"""An sRGB colour, `#RRGGBB`."""
Size: TypeAlias = Annotated[str, Meta(pattern=_LENGTH)]
"""A length with its unit; `units.Length.parse` reads it."""
Ink: TypeAlias = Annotated[str, Meta(pattern=_INKS)]
"""Cyan, magenta, yellow and black in percent: `0 100 90 0`."""


class _Tokens(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of style.toml."""


class Colors(_Tokens, frozen=True):
    """Colours on screen and in office print."""

    accent: Hex
    """The one strong colour."""
    on_accent: Hex
    """Text on a block of the accent."""
    text: Hex
    """Body text."""
    muted: Hex
    """Captions, credits, running heads."""
    rule: Hex
    """Hairlines."""
    panel: Hex
    """Background of boxes; neutral grey, since dark modes dim tinted cards."""


class Inks(_Tokens, frozen=True):
    """The same colours on a press.

    Small type wants one full ink: what is screened has no sharp edge, and two inks never meet
    exactly. Black text is black ink alone.
    """

    accent: Ink
    """The one strong colour: two inks at most, one of them in full."""
    on_accent: Ink
    """Text on a block of the accent."""
    text: Ink
    """Body text."""
    muted: Ink
    """Captions, credits, running heads."""
    rule: Ink
    """Hairlines."""
    panel: Ink
    """Background of boxes."""


class Families(_Tokens, frozen=True):
    """Families of our own faces, for the channels that carry fonts."""

    body: str
    """Running text."""
    title: str
    """The headline."""
    heading: str
    """Section heads."""
    caption: str
    """Captions and credits."""
    emph: str
    """Emphasis, which Chinese type does not slant."""


class WordFaces(_Tokens, frozen=True):
    """Families that Word names and the reader's machine supplies."""

    body: str
    """Running text: 宋体."""
    title: str
    """The headline."""
    heading: str
    """Section heads: 黑体."""
    caption: str
    """Captions and credits."""
    emph: str
    """Emphasis: 楷体."""
    latin: str
    """Latin letters and figures in running text."""
    latin_heading: str
    """Latin letters and figures in heads and captions."""


class Sizes(_Tokens, frozen=True):
    """Type sizes and leading."""

    body: Size
    """Running text."""
    leading: Size
    """Distance of its baselines."""
    title: Size
    """The headline in print."""
    title_word: Size
    """The headline in Word."""
    deck: Size
    """The line below the headline."""
    kicker: Size
    """The line above the headline."""
    heading: Size
    """Section heads."""
    subheading: Size
    """Heads inside a section."""
    caption: Size
    """Captions and credits."""
    caption_leading: Size
    """Distance of their baselines."""


class Page(_Tokens, frozen=True):
    """An office page; broadsheets have their own stylesheet."""

    width: Size
    """Paper width."""
    height: Size
    """Paper height."""
    top: Size
    """Head margin."""
    bottom: Size
    """Foot margin."""
    side: Size
    """Left and right margin."""
    columns: Annotated[int, Meta(ge=1, le=8)]
    """Text columns."""
    gap: Size
    """Space between columns."""


class _FaceFile(_Tokens, frozen=True):
    family: str
    weight: Annotated[int, Meta(ge=100, le=900)]
    file: str
    fallback: bool = False


class _ProfileFile(_Tokens, frozen=True):
    file: str
    identifier: str
    info: str
    ink: Annotated[int, Meta(ge=100, le=400)]
    resolution: Annotated[int, Meta(ge=72, le=600)]


class _File(_Tokens, frozen=True):
    """style.toml as a whole."""

    description: str
    color: Colors
    ink: Inks
    font: Families
    word: WordFaces
    size: Sizes
    page: Page
    face: tuple[_FaceFile, ...]


@dataclass(frozen=True)
class Face:
    """One static font file."""

    family: str
    """Our own family name."""
    weight: int
    """100 to 900."""
    fallback: bool
    """Whether it only steps in for characters that a family lacks."""
    load: Callable[[], bytes]
    """Gives the file's bytes."""

    @cached_property
    def data(self) -> bytes:
        """The font file's bytes, read once."""
        return self.load()


@dataclass(frozen=True)
class Condition:
    """A printing condition, press and paper, that comes with pubkit."""

    name: str
    """What pubkit.toml calls it: `newsprint`."""
    identifier: str
    """What printers call it: the name of its characterization data."""
    info: str
    """The same in words."""
    ink: int
    """Most ink on one spot, in percent over all four inks."""
    resolution: int
    """Pixels an inch that its screen resolves."""
    load: Callable[[], bytes]
    """Gives the ICC profile's bytes."""

    @cached_property
    def data(self) -> bytes:
        """The ICC profile's bytes, read once."""
        return self.load()


def _font_digest(face: Face) -> bytes:
    hashed = hashlib.sha256(f"{face.family}\0{face.weight}\0{face.fallback}\0".encode())
    with contextlib.suppress(PubkitError, OSError):
        hashed.update(face.data)  # not joined to what goes before: that would copy megabytes
    return hashed.digest()


_VAR = re.compile(r"var\(\s*--([A-Za-z0-9_-]+)\s*\)")


@dataclass(frozen=True)
class Style:
    """One look for every channel."""

    name: str
    """The folder's name."""
    description: str
    """One sentence for those who choose."""
    color: Colors
    """Colours."""
    ink: Inks
    """The same on a press."""
    font: Families
    """Our own families."""
    word: WordFaces
    """The families that Word names."""
    size: Sizes
    """Type sizes."""
    page: Page
    """Page geometry."""
    faces: tuple[Face, ...]
    """Font files, loaded when first used."""
    sheets: Mapping[str, str]
    """File name → stylesheet in its channel's own language, as written."""
    place: str = ""
    """The style's folder, for messages."""
    profiles: tuple[Condition, ...] = ()
    """The printing conditions that come with pubkit, loaded when first used."""

    def sheet(self, name: str, *, press: bool = False) -> str:
        """The stylesheet `name` (`print.css`, `word.toml`), its tokens resolved.

        For the press the colours are inks, as CSS writes them: `device-cmyk(0% 100% 90% 0%)`.
        Raises: StyleError if the style has none, or if it names an unknown token.
        """
        if name not in self.sheets:
            raise StyleError(
                f"style {self.name!r} has no {name}; copy one from another style and adapt it"
            )
        tokens = {**self._tokens, **self._inked} if press else self._tokens
        return _resolved(f"{self.place}/{name}", self.sheets[name], tokens)

    def face(self, family: str, weight: int) -> Face:
        """The family's face that comes nearest to a weight; any face if there is no such family."""
        own = [face for face in self.faces if face.family == family] or list(self.faces)
        return min(own, key=lambda face: abs(face.weight - weight))

    @cached_property
    def sha256(self) -> str:
        """Hash of all that a channel can see of it, hexadecimal: tokens, stylesheets, fonts.

        Its name, its folder and the order of the files there play no part. The fonts are read for
        it; one that cannot be had counts as empty, since only some channels want it.
        """
        tokens = (f"{name}\0{value}" for name, value in sorted(self._tokens.items()))
        sheets = (f"{name}\0{text}" for name, text in sorted(self.sheets.items()))
        hashed = hashlib.sha256()
        for part in (*tokens, *sheets):
            hashed.update(hashlib.sha256(part.encode()).digest())
        for face in self.faces:
            hashed.update(_font_digest(face))
        return hashed.hexdigest()

    @cached_property
    def _inked(self) -> Mapping[str, str]:
        """The colour tokens as inks (CSS Color 5, §6)."""
        return {
            f"color-{field}".replace("_", "-"): _device_cmyk(getattr(self.ink, field))
            for field in Colors.__struct_fields__
        }

    @cached_property
    def _tokens(self) -> Mapping[str, str]:
        groups = {name: getattr(self, name) for name in _GROUPS}
        return {
            f"{name}-{field}".replace("_", "-"): str(getattr(group, field))
            for name, group in groups.items()
            for field in group.__struct_fields__
        }


def _device_cmyk(ink: str) -> str:
    return f"device-cmyk({' '.join(f'{percent}%' for percent in ink.split())})"


def conditions(
    toml: str, profile: Callable[[str], Callable[[], bytes]], place: str
) -> tuple[Condition, ...]:
    """The printing conditions that a file of profiles lists, a table each.

    `profile` turns a file name into its loader; `place` is the file, for messages.
    Raises: StyleError naming file and key.
    """
    try:
        found = msgspec.toml.decode(toml, type=dict[str, _ProfileFile])
    except ValueError as error:  # no TOML, or not what it should say
        raise StyleError(f"{place}: {error}") from error
    return tuple(
        Condition(name, row.identifier, row.info, row.ink, row.resolution, profile(row.file))
        for name, row in found.items()
    )


def parse(
    name: str,
    toml: str,
    sheets: Mapping[str, str],
    font: Callable[[str], Callable[[], bytes]],
    place: str = "",
    profiles: tuple[Condition, ...] = (),
) -> Style:
    """The style that `style.toml` and its stylesheets describe.

    In a stylesheet `var(--color-accent)` stands for the token `accent` of the table `color`.
    `font` turns a face's file name into its loader; `place` is the folder, for messages;
    `profiles` are the printing conditions to choose from.
    Raises: StyleError naming file and token.
    """
    place = place or f"styles/{name}"
    try:
        data = tomllib.loads(toml)
    except RecursionError as error:
        raise StyleError(f"{place}/style.toml: it nests too deeply; flatten it") from error
    except ValueError as error:  # no TOML, or a number of thousands of digits
        raise StyleError(f"{place}/style.toml: {error}") from error
    file = _checked(place, data)
    _check_type_area(place, file)
    return Style(
        name=name,
        description=file.description,
        color=file.color,
        ink=file.ink,
        font=file.font,
        word=file.word,
        size=file.size,
        page=file.page,
        faces=tuple(Face(f.family, f.weight, f.fallback, font(f.file)) for f in file.face),
        sheets=sheets,
        place=place,
        profiles=profiles,
    )


def _checked(folder: str, data: dict[str, Any]) -> _File:
    for table, known in _KNOWN.items():
        found = data if not table else data.get(table, {})
        for key in found if isinstance(found, dict) else ():
            if key not in known:
                place = f"{table}.{key}" if table else key
                hint = did_you_mean(key, known)
                raise StyleError(f"{folder}/style.toml: unknown token {place!r}{hint}")
    try:
        return msgspec.convert(data, _File)
    except msgspec.ValidationError as error:
        message = worded(located(str(error), "the file"))
        raise StyleError(f"{folder}/style.toml: {message}") from error


def worded(message: str) -> str:
    """A message of msgspec's with the forms of tokens in a designer's words."""
    for pattern, words in _FORMS.items():
        message = message.replace(f"`str` matching regex {pattern!r}", words)
    return message


def _check_type_area(folder: str, file: _File) -> None:
    """Raises StyleError where no text could stand."""
    page = file.page
    across = _pt(page.width) - 2 * _pt(page.side)
    down = _pt(page.height) - _pt(page.top) - _pt(page.bottom)
    if across <= 0 or down <= 0:
        raise StyleError(f"{folder}/style.toml: the margins of [page] leave no room for text")
    for name in Sizes.__struct_fields__:
        if not _pt(getattr(file.size, name)):
            raise StyleError(f"{folder}/style.toml: size.{name} is 0; give it a size")


def _pt(size: str) -> float:
    return Length.parse(size).pt


_GROUPS: dict[str, type[_Tokens]] = {
    "color": Colors,
    "ink": Inks,
    "font": Families,
    "word": WordFaces,
    "size": Sizes,
    "page": Page,
}
_KNOWN = {"": _File.__struct_fields__} | {
    name: group.__struct_fields__ for name, group in _GROUPS.items()
}


def _resolved(place: str, sheet: str, tokens: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        token = match[1]
        if token not in tokens:
            line = sheet.count("\n", 0, match.start()) + 1
            hint = did_you_mean(token, tokens)
            raise StyleError(f"{place}:{line}: unknown token {token!r}{hint}")
        return tokens[token]

    return _VAR.sub(value, sheet)
