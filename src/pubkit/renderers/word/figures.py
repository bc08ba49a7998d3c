"""Figures: the picture at its size, its caption with a real number, or a place kept for it."""

from __future__ import annotations

from collections.abc import Mapping

from pubkit.assets import Asset
from pubkit.credits import photo_credit
from pubkit.errors import RenderError
from pubkit.images import as_web
from pubkit.markup import Element, Node, el
from pubkit.model import Figure
from pubkit.renderers.word.frame import Frame
from pubkit.renderers.word.job import Job
from pubkit.renderers.word.marks import described
from pubkit.renderers.word.names import Character, Paragraph
from pubkit.renderers.word.runs import Runs
from pubkit.renderers.word.sheet import Layout
from pubkit.renderers.word.wordml import NAMESPACES, field, p, r, t, w
from pubkit.units import PT_PER_PX, Length

__all__ = ["Figures", "fitted", "reference"]

_DEPTHS: Mapping[Layout, float] = {"news": 0.48, "manuscript": 0.36, "gongwen": 0.28}
"""Greatest share of the page's depth that a photo across the measure takes: one that does not fit
leaves a hole as deep. In a manuscript they stand behind the text, two a page."""
_ALONE_DEPTH = 0.36
"""The most where there is one column, and so no other one to fill."""
_COLUMN_DEPTH = 0.42
"""The same in a column, where a photo that does not fit leaves a hole of its own depth: an upright
3:4 photo is still as wide as the column."""
_PPI = 220
"""Pixels an inch that print in an office needs: Word's own default when it compresses."""
_SURPLUS = 1.1
"""A photo is made smaller beyond this many times what it needs …"""
_HEAVY = 300_000
"""… if its file has more bytes than this: making one smaller takes ten times as long as the rest of
the document, and thirty lighter ones still go through any mailbox (10 MB)."""
_ENOUGH = 0.9
"""Below this share of what it needs it stays as it is: a drawing may weigh more when it is smaller,
and would be shrunk, or made a JPEG, until it does not."""
_SMALL = 0.6
"""Below this share of the measure a picture is too narrow for its caption."""
_UNLIMITED = 1 << 62


class Figures:
    """Sets the figures of one document and counts them."""

    def __init__(self, job: Job, runs: Runs, *, original_photos: bool) -> None:
        self._job = job
        self._runs = runs
        self._original = original_photos
        self._count = 0

    def next(self) -> int:
        """The number of the next figure."""
        self._count += 1
        return self._count

    def figure(self, path: str, figure: Figure, frame: Frame) -> list[Node]:
        """The picture's paragraph and the caption's, if there are words to print."""
        number = self.next() if figure.caption or figure.credit else None
        return self.numbered(path, figure, frame, number)

    def numbered(self, path: str, figure: Figure, frame: Frame, number: int | None) -> list[Node]:
        """The same with its number given."""
        style, content, width = self._picture(path, figure, frame)
        released = None if number else w("keepNext", val=0)
        marked = self._job.bookmarked(self._job.marks[path].name, *content)
        found: list[Node] = [p(style.id, marked, released, frame.indent())]
        if number:
            found.append(self._caption(path, figure, number, frame, width))
        return found

    # ── words ───────────────────────────────────────────────────────────────────────────────

    def _caption(
        self, path: str, figure: Figure, number: int, frame: Frame, width: Length
    ) -> Element:
        """Number, caption and credit, as wide as the picture; centred below a small one."""
        words = self._job.words
        content = list(self._number(number))
        content += self._runs.text(words.after_number)
        content += self._runs.content(figure.caption, f"{path}.caption")
        if figure.caption and figure.credit:
            content += self._runs.text(" ")
        content += self._runs.text(figure.credit, Character.PHOTO_CREDIT) if figure.credit else ()
        beside = Length((frame.width.pt - width.pt) / 2).twips
        left = frame.inset_twips + beside
        if width.pt < frame.width.pt * _SMALL:
            return p(Paragraph.CAPTION.id, content, frame.indent(), w("jc", val="center"))
        place = w("ind", left=left, right=beside) if beside else frame.indent()
        return p(Paragraph.CAPTION.id, content, place)

    def _number(self, number: int) -> tuple[Node, ...]:
        """`图 1`, counted by Word, in the hidden bookmark that its cross-references look for."""
        words = self._job.words
        look = self._runs.properties((Character.FIGURE_NUMBER,))
        counter = field(f"SEQ {words.sequence} \\* ARABIC", str(number), look)
        before = r(t(words.figure), look)
        return self._job.bookmarked(reference(number), before, *counter)

    # ── pictures ────────────────────────────────────────────────────────────────────────────

    def _picture(
        self, path: str, figure: Figure, frame: Frame
    ) -> tuple[Paragraph, list[Node], Length]:
        """Style, content and width of the picture's paragraph, or of the place kept for it."""
        asset = self._job.assets.get(figure.photo) if figure.photo else None
        if asset is None:
            return self._place(path, figure, frame)
        spanning = frame.width.pt >= self._job.geometry.measure.pt
        most = self._job.geometry.depth.pt * (self._depth() if spanning else _COLUMN_DEPTH)
        size = fitted(asset, frame.width, Length(most))
        try:
            shown = self._shown(asset, size[0])
        except RenderError as error:
            text = f"{figure.photo}: {error}."
            self._job.report("photo-unusable", "error", path, text, "Save it as an RGB JPEG.")
            return self._place(path, figure, frame)
        relation = self._job.embed(shown.data, shown.media_type)
        name = described(self._job.marks[path], figure)
        return Paragraph.FIGURE, [r([self._drawing(figure, relation, size, name)])], size[0]

    def _depth(self) -> float:
        """The share of the depth that a photo across the measure may take."""
        own = _DEPTHS[self._job.layout]
        return own if self._job.geometry.page.columns > 1 else min(own, _ALONE_DEPTH)

    def _shown(self, asset: Asset, width: Length) -> Asset:
        """The picture as Word takes it, smaller where it has far more pixels than its place."""
        needed = max(1, round(width.pt / 72 * _PPI))
        wasted = asset.width_px > needed * _SURPLUS and len(asset.data) > _HEAVY
        if wasted and not self._original:
            made = as_web(asset, max_bytes=len(asset.data) - 1, max_width_px=needed)
            blurred = asset.media_type == "image/png" != made.media_type
            if made.width_px >= needed * _ENOUGH and not blurred:
                return made
        return as_web(asset, max_bytes=_UNLIMITED, max_width_px=asset.width_px)

    def _place(
        self, path: str, figure: Figure, frame: Frame
    ) -> tuple[Paragraph, list[Node], Length]:
        """A place kept for the photo, with the words that a reader who cannot see it would get.

        What a picture's name would say of the figure is put on record beside it.
        """
        mark = self._job.marks[path]
        if (said := described(mark, figure)) != mark.name:
            self._job.nodes[mark.name] = said
        return Paragraph.AWAITED, self._awaited(figure), frame.width

    def _awaited(self, figure: Figure) -> list[Node]:
        content: list[Node] = list(self._runs.text(self._job.words.awaited))
        if figure.alt:
            content += (r([w("br")]), *self._runs.text(figure.alt))
        return content

    def _drawing(
        self, figure: Figure, relation: str, size: tuple[Length, Length], name: str
    ) -> Element:
        """An inline picture (§20.4.2.8) with its alternative text, its credit as the title."""
        width, height = (str(max(1, side.emu)) for side in size)
        number = str(self._job.next_picture())
        extent = {"cx": width, "cy": height}
        credit = photo_credit(self._job.article, figure)
        words = {"descr": figure.alt, "title": credit} if credit else {"descr": figure.alt}
        locks = el("a:graphicFrameLocks", {"noChangeAspect": "1"})
        picture = el(
            "pic:pic",
            None,
            el(
                "pic:nvPicPr",
                None,
                el("pic:cNvPr", {"id": number, "name": name} | words),
                el("pic:cNvPicPr"),
            ),
            el(
                "pic:blipFill",
                None,
                el("a:blip", {"r:embed": relation}),
                el("a:stretch", None, el("a:fillRect")),
            ),
            el(
                "pic:spPr",
                None,
                el("a:xfrm", None, el("a:off", {"x": "0", "y": "0"}), el("a:ext", extent)),
                el("a:prstGeom", {"prst": "rect"}, el("a:avLst")),
            ),
        )
        inline = el(
            "wp:inline",
            {"distT": "0", "distB": "0", "distL": "0", "distR": "0"},
            el("wp:extent", extent),
            el("wp:docPr", {"id": number, "name": name} | words),
            el("wp:cNvGraphicFramePr", None, locks),
            el("a:graphic", None, el("a:graphicData", {"uri": NAMESPACES["pic"]}, picture)),
        )
        return w("drawing", inline)


def reference(number: int) -> str:
    """The hidden bookmark of a figure's number, called as Word's own dialog calls them."""
    return f"_Ref{100_000_000 + number}"


def fitted(asset: Asset, width: Length, height: Length) -> tuple[Length, Length]:
    """The picture's size within `width` and `height`: its proportions kept, never enlarged.

    Its natural size is a pixel a CSS px.
    """
    across, down = max(1, asset.width_px), max(1, asset.height_px)
    scale = min(width.pt / across, height.pt / down, PT_PER_PX)
    return Length(across * scale), Length(down * scale)
