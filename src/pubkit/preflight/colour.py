"""Rules on colour: the space of every object, drawn or not, and what the page adds to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pubkit.notice import Notice
from pubkit.preflight.colours import Space, space_of
from pubkit.preflight.geometry import overlap
from pubkit.preflight.job import Fault, Job
from pubkit.preflight.marks import Mark, Sheet
from pubkit.preflight.objects import entries, inner, kids, name

if TYPE_CHECKING:
    from pikepdf import Object

__all__ = ["PAGE_COLOUR", "undrawn"]

_CONVERT = "Convert it to CMYK or grey for the press."
_PROCESS = frozenset(("Cyan", "Magenta", "Yellow", "Black", "None", "All"))
_THINGS = {
    "fill": "A fill",
    "stroke": "A line",
    "text": "Text",
    "image": "A photo",
    "stencil": "A stencil",
    "shading": "A shading",
    "soft mask": "A soft mask",
}
_ARRAYS = frozenset(
    ("ICCBased", "CalRGB", "CalGray", "Lab", "Indexed", "Separation", "DeviceN", "Pattern")
)


def _spaces(sheet: Sheet, job: Job) -> Iterator[Fault]:
    for mark in sheet.marks:
        for fault in _wrong(mark.paint.space, _THINGS[mark.kind]):
            yield Fault(fault.code, fault.severity, fault.text, fault.hint, mark.box)
    for group in sheet.groups:
        yield from _wrong(group, "A transparency group")
    for device, default in sheet.defaults.items():
        yield from _wrong(default, f"All that is in Device{device}")


def _screened(sheet: Sheet, job: Job) -> Iterator[Fault]:
    """Curves and screens are the press's own."""
    if sheet.screening & {"TR", "TR2"}:
        yield Fault(
            "press-transfer",
            "error",
            "The page has a transfer curve of its own, which makes it lighter or darker",
            "Take it out; the press has its own.",
        )
    if "HT" in sheet.screening:
        yield Fault(
            "press-screen",
            "warning",
            "The page has a screen of its own",
            "Take it out; the press has its own.",
        )


def _wrong(space: Space, thing: str) -> Iterator[Fault]:
    """What is wrong with a colour space, its base or its alternate."""
    for one in space.chain:
        under = "" if one is space else f" under {space}"
        if one.process in ("RGB", "Lab") or one.says in ("RGB", "Lab"):
            code = "press-rgb" if one.process == "RGB" or one.says == "RGB" else "press-lab"
            yield Fault(code, "error", f"{thing} is in {one}{under}", _CONVERT)
        elif one.family == "CalGray" or (one.family == "ICCBased" and one.process == "Gray"):
            grey = f"{thing} is in a grey of its own ({one}{under})"
            why = "Make it DeviceGray or black; a press may mix it from four inks."
            yield Fault("press-grey-profile", "warning", grey, why)
        elif one.family == "ICCBased" and one.process == "CMYK":
            own = f"{thing} has a profile of its own ({one}{under})"
            why = "Make it DeviceCMYK; converted once more, its black would become four inks."
            yield Fault("press-cmyk-profile", "warning", own, why)
        elif one.family == "Unknown" or (one.family == "ICCBased" and not one.process):
            none = f"{thing} has a colour space that cannot be read{under}"
            yield Fault("press-colour-unknown", "error", none, _CONVERT)
        spots = [colourant for colourant in one.colourants if colourant not in _PROCESS]
        if spots:
            plates = f"{thing} prints a plate of its own: {', '.join(spots)}"
            yield Fault("press-spot", "error", plates, "Mix the colour from the four inks.")


def _registration(sheet: Sheet, job: Job) -> Iterator[Fault]:
    """The colour of all plates belongs to the marks round the page."""
    for mark in sheet.marks:
        if mark.paint.space.colourants != ("All",) or mark.box is None:
            continue
        if _inside(mark, sheet):
            yield Fault(
                "press-registration",
                "error",
                f"{_THINGS[mark.kind]} in the colour of the registration marks stands on the page",
                "Make it black; this colour prints on every plate at once.",
                mark.box,
            )


def _inside(mark: Mark, sheet: Sheet) -> bool:
    """Whether it reaches into the trimmed page: touching its edge is no reaching."""
    shared = overlap(mark.box, sheet.finished) if mark.box else None
    slack = mark.size / 2 + 0.1 if mark.kind == "stroke" else 0.1
    if shared is None:
        return False
    left, bottom, right, top = sheet.finished
    within = (left + slack, bottom + slack, right - slack, top - slack)
    return overlap(shared, within) is not None


def undrawn(job: Job, met: set[int]) -> Iterator[Notice]:
    """Colour in objects that no page draws: nobody knows what a press does with them.

    A profile of its own does no harm where nothing is drawn in it.
    """
    from pikepdf import Object

    for item in job.pdf.objects:
        number = item.objgen[0] if isinstance(item, Object) else 0
        written = _coloured(item) if number and number not in met else None
        if written is None:
            continue
        for fault in _wrong(space_of(written, {}), f"Object {number}, which no page draws,"):
            if fault.severity == "error":
                yield Notice(
                    code=fault.code,
                    severity=fault.severity,
                    text=f"{fault.text}.",
                    hint="Take it out, or convert it to CMYK or grey.",
                )


def _coloured(item: Object) -> Object | None:
    """The colour space that an object of the file has, or is."""
    own = entries(item)
    if name(own.get("Subtype")) == "Image" or "ShadingType" in own:
        return own.get("ColorSpace")
    group: Object | None = inner(item, "Group", "CS")
    if group is None and name(next(kids(item), None)) in _ARRAYS:
        return item
    return group


PAGE_COLOUR = (_spaces, _screened, _registration)
