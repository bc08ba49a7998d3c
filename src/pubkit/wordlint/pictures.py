"""Pictures: whether they are there, undistorted, told apart, and described."""

from __future__ import annotations

import io
from collections.abc import Iterator

from lxml import etree

from pubkit.fault import Fault
from pubkit.ooxml import attribute, named
from pubkit.wordlint.job import Job, Story

__all__ = ["PICTURES"]

_STRETCH = 0.02
"""How much two proportions may differ: what rounding to pixels and units gives stays below."""


def _numbered(job: Job) -> Iterator[Fault]:
    """No two pictures of a part have one id."""
    for story in job.stories:
        met: set[str] = set()
        for drawn in _drawn(story):
            number = attribute(drawn, "id")
            if number in met or not number.isdecimal():
                yield Fault(
                    "word-picture-id",
                    "error",
                    story.place(drawn),
                    f"The picture's id {number!r} is not its own",
                    "Insert it anew; some versions of Word call the file damaged.",
                )
            met.add(number)


def _described(job: Job) -> Iterator[Fault]:
    """Every picture says what it shows to those who cannot see it."""
    for story in job.stories[:1]:
        for drawn in _drawn(story):
            holds_picture = any(named(str(one.tag)) == "a:blip" for one in _parent(drawn).iter())
            if holds_picture and not attribute(drawn, "descr").strip():
                yield Fault(
                    "word-alt",
                    "warning",
                    story.place(drawn),
                    f"The picture {attribute(drawn, 'name')!r} has no alternative text",
                    "Describe it: right click, Edit Alt Text.",
                )


def _shown(job: Job) -> Iterator[Fault]:
    """Every picture can be opened and keeps its proportions."""
    for story in job.stories:
        for drawn in _drawn(story):
            frame = _parent(drawn)
            extent = next((one for one in frame if named(str(one.tag)) == "wp:extent"), None)
            for blip in frame.iter():
                if named(str(blip.tag)) != "a:blip":
                    continue
                relation = story.relations.get(attribute(blip, "r:embed"))
                if relation is None or relation.external:
                    continue
                size = _size(job.package.part(relation.target) or b"")
                if size is None:
                    yield Fault(
                        "word-picture-broken",
                        "error",
                        story.place(drawn),
                        f"The picture {relation.target!r} cannot be opened",
                        "Insert it anew.",
                    )
                elif size != (0, 0) and extent is not None:
                    yield from _stretched(story, drawn, blip, extent, size)


def _stretched(
    story: Story,
    drawn: etree._Element,
    blip: etree._Element,
    extent: etree._Element,
    size: tuple[int, int],
) -> Iterator[Fault]:
    across, down = attribute(extent, "cx"), attribute(extent, "cy")
    beside = _parent(blip)
    if not (across.isdecimal() and down.isdecimal()) or 0 in (int(across), int(down)):
        yield Fault(
            "word-picture-stretched",
            "error",
            story.place(drawn),
            "The picture has no size",
            "Set its size.",
        )
    elif not any(named(str(one.tag)) == "a:srcRect" for one in beside):
        shown, own = int(across) / int(down), size[0] / size[1]
        few = max(2 / size[0], 2 / size[1])  # a pixel of a small picture
        if abs(shown / own - 1) > _STRETCH + few:
            yield Fault(
                "word-picture-stretched",
                "warning",
                story.place(drawn),
                f"The picture is {shown / own:.2f} times as wide as its proportions have it",
                "Reset its size.",
            )


def _size(data: bytes) -> tuple[int, int] | None:
    """Pixels across and down; none of a vector picture; None if it cannot be opened."""
    from PIL import Image

    if data[:4] in (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x00\x00") or b"<svg" in data[:1024]:
        return 0, 0  # Windows metafiles ([MS-WMF], [MS-EMF]) and SVG, which have no pixels
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return picture.size
    except (OSError, ValueError, Image.DecompressionBombError):
        return None


def _drawn(story: Story) -> Iterator[etree._Element]:
    return (one for one in story.root.iter() if named(str(one.tag)) == "wp:docPr")


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None  # neither is ever a root
    return parent


PICTURES = (_numbered, _described, _shown)
