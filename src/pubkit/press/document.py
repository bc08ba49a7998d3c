"""A page engine's PDF made into a press file: the structure of PDF/X-4 (ISO 15930-7).

Only the structure is changed: nothing moves on the page. What the file then is worth, a preflight
says, which shares nothing with this.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pubkit.errors import RenderError
from pubkit.press.content import STATES, Foreign, overprinting
from pubkit.press.declarations import declare
from pubkit.press.marks import ROOM, Box, drawing, registration_black
from pubkit.press.pictures import IDENTITY, Matrix, Places, convert, drawn, matrix_of, note, put_in
from pubkit.press.profiles import UNREGISTERED, Profile
from pubkit.press.slug import Slug
from pubkit.press.spaces import kind
from pubkit.style import Face

if TYPE_CHECKING:
    from pikepdf import Object, Page, Pdf, Stream

__all__ = ["pressed"]

_CATALOGUE = ("/Type", "/Pages", "/Lang", "/PageLabels", "/ViewerPreferences")
"""What stays of the catalogue: no actions, forms, attachments, bookmarks or tags."""
_PAGE = ("/Type", "/Parent", "/Contents", "/Resources", "/Group")
"""What stays of a page, boxes apart: no links or other annotations."""
_DEFAULTS = ("/DefaultGray", "/DefaultRGB", "/DefaultCMYK")
"""Names that would give the press's own spaces another meaning (ISO 32000-1, 8.6.5.6)."""
_REGISTRATION = "/PubkitRegistration"
_NO_PHOTOS: Mapping[bytes, bytes] = MappingProxyType({})
_NESTED = 12
"""How deep drawings inside drawings are followed."""


def pressed(
    data: bytes,
    profile: Profile,
    *,
    bleed_pt: float,
    marks: bool,
    title: str,
    identifier: str,
    face: Face | None = None,
    photos: Mapping[bytes, bytes] = _NO_PHOTOS,
) -> bytes:
    """The PDF for a press with this profile; the same input gives the same bytes.

    Each page of `data` reaches from the foot of its bleed to the head: its MediaBox is the trimmed
    page with `bleed_pt` on all sides. `identifier` names the document, not this version of it. With
    `face` a line beside the marks, in that, names title, page and printing condition.
    Pictures that are not in inks yet are separated; black ink overprints. `photos` are plates that
    were made already, each by the `stand_in` that the page has in its place.
    Raises: RenderError naming what is painted in RGB, or for no PDF; MissingDependency.
    """
    pikepdf = _pikepdf()
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            slug = Slug(face, _REGISTRATION, title) if face else None
            _Press(pdf, profile, bleed_pt, marks, slug, photos).run()
            declare(
                pdf, profile, title, identifier, (data, *(photos[name] for name in sorted(photos)))
            )
            return _saved(pdf)
    except pikepdf.PdfError as error:
        raise RenderError(
            f"the engine's PDF cannot be made ready for the press: {error}"
        ) from error


class _Press:
    """One file on its way."""

    def __init__(
        self, pdf: Pdf, profile: Profile, bleed: float, marks: bool, slug: Slug | None,
        photos: Mapping[bytes, bytes],
    ) -> None:  # fmt: skip
        self._pdf = pdf
        self._profile = profile
        self._bleed = bleed
        self._marks = marks
        self._slug = slug
        self._photos = photos
        self._places: Places = {}
        self._pictures: dict[tuple[int, int], Stream] = {}
        self._contents: dict[tuple[int, int], list[Any]] = {}
        self._spaces: list[Any] = []
        self._states = {name: pdf.make_indirect(_overprint(*on)) for on, name in STATES.items()}
        self._black = registration_black(pdf)

    def run(self) -> None:
        for number, page in enumerate(self._pdf.pages, 1):
            try:
                self._page(page, number)
            except Foreign as foreign:
                raise RenderError(
                    f"page {number} is painted in RGB ({foreign}), which no press prints; name a "
                    "token of [color] instead, whose inks stand in [ink]"
                ) from foreign
        for name, picture in self._pictures.items():
            put_in(picture, self._photos)
            convert(picture, self._profile, self._places.get(name, (1.0, 1.0)))
        for spaces in self._spaces:
            _drop_unused(spaces)
        _keep(self._pdf.Root, _CATALOGUE)

    # ── pages ───────────────────────────────────────────────────────────────────────────────

    def _page(self, page: Page, number: int) -> None:
        import pikepdf

        media: Box = tuple(map(float, page.mediabox))  # type: ignore[assignment]  # four by definition
        resources = page.resources
        instructions = pikepdf.parse_content_stream(page)
        self._note(instructions, resources, IDENTITY, 0)
        made = self._inked(instructions, resources, page=True)
        left, bottom, right, top = media
        clip = f"q {left:g} {bottom:g} {right - left:g} {top - bottom:g} re W n\n".encode()
        content = clip + pikepdf.unparse_content_stream(made) + b"\nQ"
        if self._marks:
            content += b"\n" + self._beside(self._trim(media), number)
        _keep(page.obj, _PAGE)
        _blend_in_inks(page.obj)
        page.obj.Resources = resources
        page.obj.Contents = self._pdf.make_stream(content)
        self._box(page.obj, media)
        if self._marks:
            _entry(resources, "/ColorSpace")[_REGISTRATION] = self._black

    def _beside(self, trim: Box, number: int) -> bytes:
        """What stands outside the bleed."""
        marks = drawing(trim, self._bleed, _REGISTRATION)
        if self._slug is None:
            return marks
        place, own = f"{number}/{len(self._pdf.pages)}", self._profile.condition == UNREGISTERED
        condition = self._profile.name if own else self._profile.condition
        return marks + b"\n" + self._slug.drawing(trim, self._bleed, place, condition)

    def _trim(self, media: Box) -> Box:
        left, bottom, right, top = media
        bleed = self._bleed
        return left + bleed, bottom + bleed, right - bleed, top - bleed

    def _box(self, page: Object, media: Box) -> None:
        from pikepdf import Array

        room = ROOM if self._marks else 0.0
        left, bottom, right, top = media
        page.TrimBox = Array([_short(side) for side in self._trim(media)])
        page.BleedBox = Array([_short(side) for side in media])
        page.MediaBox = Array(
            [_short(side) for side in (left - room, bottom - room, right + room, top + room)]
        )

    # ── what stands on them ─────────────────────────────────────────────────────────────────

    def _inked(self, instructions: Iterable[Any], resources: Object, *, page: bool) -> list[Any]:
        """The instructions for plates; what they name is made ready too."""
        self._ready(resources)
        return overprinting(instructions, resources, page=page)

    def _ready(self, resources: Object) -> None:
        """Makes ready, once, everything that the resources hold."""
        states = _entry(resources, "/ExtGState")
        if STATES[False, False] in states:
            return
        for state in _values(states):
            for key in ("/OP", "/op", "/OPM"):
                if key in state:
                    del state[key]
            if "/G" in (mask := _dictionary(state, "/SMask")):
                self._drawing(mask["/G"])
        for name, state in self._states.items():
            states[name] = state
        for item in _values(resources.get("/XObject", {})):
            if item.get("/Subtype") == "/Form":
                self._drawing(item)
            elif item.get("/Subtype") == "/Image":
                self._pictures[item.objgen] = item
        for pattern in _values(resources.get("/Pattern", {})):
            self._pattern(pattern)
        for shading in _values(resources.get("/Shading", {})):
            _check_shading(shading)
        for font in _values(resources.get("/Font", {})):
            for glyph in _values(font.get("/CharProcs", {})):
                self._drawing(glyph, font.get("/Resources", resources))
        self._spaces.append(resources.get("/ColorSpace", {}))

    def _drawing(self, form: Object, resources: Object | None = None) -> None:
        """A form, a pattern's tile, a glyph: a content stream of its own."""
        import pikepdf

        if form.objgen in self._contents:
            return
        instructions = pikepdf.parse_content_stream(form)
        self._contents[form.objgen] = instructions
        if resources is None:
            form.Resources = form.get("/Resources", pikepdf.Dictionary())
            resources = form.Resources
        form.write(pikepdf.unparse_content_stream(self._inked(instructions, resources, page=False)))
        _blend_in_inks(form)

    def _pattern(self, pattern: Object) -> None:
        if pattern.get("/PatternType") == 2:
            _check_shading(pattern.Shading)
            return
        self._drawing(pattern)
        matrix = matrix_of(pattern, IDENTITY)
        self._note(self._contents[pattern.objgen], pattern.Resources, matrix, 1)

    def _note(
        self, instructions: Iterable[Any], resources: Object, matrix: Matrix, depth: int
    ) -> None:
        """Remembers how large pictures are placed, also by drawings in drawings."""
        import pikepdf

        objects: Any = resources.get("/XObject", {})
        for name, inner in drawn(instructions, matrix):
            item = objects.get(name)
            if item is None:
                continue
            if item.get("/Subtype") == "/Image":
                note(self._places, item, inner)
            elif item.get("/Subtype") == "/Form" and depth < _NESTED:
                content = self._contents.get(item.objgen) or pikepdf.parse_content_stream(item)
                below = item.get("/Resources", resources)
                self._note(content, below, matrix_of(item, inner), depth + 1)


def _pikepdf() -> Any:  # noqa: ANN401  # a module
    from pubkit.errors import MissingDependency

    try:
        import pikepdf
    except ImportError as error:
        raise MissingDependency("press output needs pikepdf; install pubkit's libraries") from error
    return pikepdf


def _saved(pdf: Pdf) -> bytes:
    from pikepdf import ObjectStreamMode

    stream = io.BytesIO()
    pdf.save(
        stream,
        force_version="1.6",  # PDF/X-4 is made of that (ISO 15930-7, 6.1)
        object_stream_mode=ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return stream.getvalue()


def _overprint(fill: bool, stroke: bool) -> Object:
    from pikepdf import Dictionary, Name

    # Mode 1: an ink of which there is nothing leaves what is below (ISO 32000-1, 8.6.7).
    return Dictionary(Type=Name.ExtGState, op=fill, OP=stroke, OPM=1)


def _keep(dictionary: Object, keys: Iterable[str]) -> None:
    for key in {*dictionary.keys()} - {*keys}:
        del dictionary[key]


def _entry(resources: Object, key: str) -> Object:
    from pikepdf import Dictionary

    if key not in resources:
        resources[key] = Dictionary()
    return resources[key]


def _dictionary(parent: Object, key: str) -> Any:  # noqa: ANN401  # a PDF dictionary or a Python one
    from pikepdf import Dictionary

    found = parent.get(key)
    return found if isinstance(found, Dictionary) else {}


def _values(dictionary: Any) -> list[Any]:  # noqa: ANN401  # a PDF dictionary or a Python one
    return [dictionary[key] for key in dictionary.keys()]  # noqa: SIM118  # pikepdf iterates else


def _blend_in_inks(item: Object) -> None:
    """Where things shine through each other, they are mixed as inks."""
    from pikepdf import Name

    group = item.get("/Group")
    if group is not None and "/CS" in group and kind(group.CS) != "cmyk":
        group.CS = Name.DeviceCMYK


def _check_shading(shading: Object) -> None:
    """Raises: Foreign for a gradient in colours that no press has."""
    if kind(shading.ColorSpace) == "foreign":
        raise Foreign(f"a gradient in {shading.ColorSpace}")


def _drop_unused(spaces: Any) -> None:  # noqa: ANN401  # a PDF dictionary or a Python one
    """Takes out colour spaces that nothing uses any more: greys are tints, RGB has been refused."""
    for name in [*spaces.keys()]:
        if name in _DEFAULTS or kind(spaces[name]) in ("calibrated grey", "foreign"):
            del spaces[name]


def _short(side: float) -> Any:  # noqa: ANN401  # whole numbers stay whole
    from decimal import Decimal

    return Decimal(f"{side:.4f}").normalize() + 0
