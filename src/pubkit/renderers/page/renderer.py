"""The page renderer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import floor
from typing import Annotated, assert_never

import msgspec

from pubkit import wording
from pubkit.assets import Asset, Assets
from pubkit.config import Issue, Press, Site
from pubkit.display import Measure, measure
from pubkit.errors import RenderError
from pubkit.fonts import cut, demand
from pubkit.model import Article
from pubkit.notice import Notice
from pubkit.press.document import pressed
from pubkit.press.pictures import stand_in
from pubkit.press.profiles import Profile, profile
from pubkit.press.slug import face_of
from pubkit.renderer import File, Output
from pubkit.renderers.page import look as looks
from pubkit.renderers.page.directions import directed, narrowed
from pubkit.renderers.page.engine import Engine
from pubkit.renderers.page.estimate import likely
from pubkit.renderers.page.fitting import fitted
from pubkit.renderers.page.galleys import CELL, Proof, pulled
from pubkit.renderers.page.language import unknown
from pubkit.renderers.page.layout import Galley, Grid, Layout, Overset, Picture, Placed
from pubkit.renderers.page.look import Look, Paper, pt
from pubkit.renderers.page.makeup import Makeup, Mounted
from pubkit.renderers.page.masthead import masthead, names, turns, unnumbered, words
from pubkit.renderers.page.matter import Art, Head, Matter, Prose, Tabular, text_of
from pubkit.renderers.page.photos import Shot, cropped, inked, ratios, screened
from pubkit.renderers.page.source import Code, array, dictionary, literal
from pubkit.renderers.page.titles import Title, titles, turned
from pubkit.renderers.page.writer import Writer
from pubkit.renderers.tables import wide_tables
from pubkit.style import Style
from pubkit.units import Length

__all__ = ["Page"]

_ADDS = ("page-numbers", "byline", "list-markers", "photo-placeholders")
_OMITS = ("links", "photo-edges")
_TEMPLATE = "page.typ"


@dataclass(frozen=True)
class Page:
    """One newspaper page, filled to its foot."""

    paper: Paper = "broadsheet"
    """The paper: broadsheet (390 x 543 mm), tabloid (272 x 393 mm), A3 or A4."""
    pages: Annotated[int, msgspec.Meta(ge=1, le=8)] = 1
    """How many pages there may be where one does not hold the article."""
    press: bool = True
    """Whether it is made for the press: inks, bleed, marks."""
    site: Site = field(default_factory=Site)
    """The web site that the article belongs to."""
    issue: Issue = field(default_factory=Issue)
    """What the masthead line says."""
    printer: Press = field(default_factory=Press)
    """What the printer asks for."""

    name = "page"
    version = "2"

    def render(self, article: Article, assets: Assets, style: Style) -> Output:
        """The article as one page; as a proof with an error where it does not fit.

        Raises: RenderError naming the characters that no face of the style has, and where they
        stand; StyleError for a wrong page.toml or page.typ; MissingDependency.
        """
        return _Job(self, article, assets, style).output()


class _Job:
    """One page on its way."""

    def __init__(self, page: Page, article: Article, assets: Assets, style: Style) -> None:
        self._page = page
        self._article = article
        self._assets = assets
        self._style = style
        self._look = looks.of(style)
        self._sheet = self._look.paper[page.paper]
        self._profile = profile(page.printer, style) if page.press else None
        room = min(grid.column / pt(body.size) for body, grid in self._look.grids(page.paper))
        writer = Writer(article, self._look.list, room)
        self._matter = writer.matter()
        self._arts = [index for index, piece in enumerate(self._matter) if isinstance(piece, Art)]
        # Which section each piece of matter belongs to, counted from 0, the lead.
        self._sections = list(accumulate(isinstance(piece, Head) for piece in self._matter))
        self._measures: dict[tuple[str, int], Measure] = {}
        # What stands for a photo on the page → the photo for the press.
        self._photos: dict[bytes, bytes] = {}
        self._notices = [*writer.notices, *unknown(article.lang), *unnumbered(page.issue)]
        self._notices += wide_tables(article, room, sum(CELL))

    def output(self) -> Output:
        """Sets, fits and makes up the page."""
        text = self._text()
        demand(self._article, text, self._style)
        fonts = {f"{n}.otf": cut(face, text) for n, face in enumerate(self._style.faces)}
        template = self._style.sheet(_TEMPLATE)
        with Engine(template, _tokens(self._style, self._look, self._profile), fonts) as engine:
            return self._made_up(engine)

    def _text(self) -> str:
        article, page = self._article, self._page
        parts = [article.title, article.kicker, article.deck, words(article, page.site, page.issue)]
        parts.extend(_words(piece) for piece in self._matter)
        return "".join((*parts, wording.of(article).awaited, "未排完余行字第页 0123456789-:：，"))

    # ── fitting ─────────────────────────────────────────────────────────────────────────────

    def _made_up(self, engine: Engine) -> Output:
        look, page = self._look, self._page
        grids = likely(self._matter, look, look.grids(page.paper), page.pages)
        heading = self._measure(self._style.font.heading, look.heading.weight)
        proofs = pulled(engine, self._matter, look, grids, heading)
        blocks = [self._titles(proof) for proof in proofs]
        galleys = [self._galley(*pair) for pair in zip(proofs, blocks, strict=True)]
        found = fitted(galleys, look.limits, page.pages)
        layout = found if isinstance(found, Layout) else found.layout
        chosen = layout.galley
        title = next(one for one in blocks[chosen] if one.lines == layout.head)
        made = self._makeup(engine, proofs[chosen], galleys[chosen], layout, title, found)
        for_press = self._is_for_press(found)
        data = engine.set(made.code(), tagged=not for_press)
        self._notices.extend(self._fill(found, proofs[chosen], layout))
        arts = [piece for piece in self._matter if isinstance(piece, Art)]
        self._notices.extend(directed(arts, layout.placed))
        self._notices.extend(narrowed(arts, layout.placed, galleys[chosen].grid.columns))
        if isinstance(found, Overset):
            return self._finished(".page-overset.pdf", data)
        return self._finished(".page.pdf", self._pressed(data) if for_press else data)

    def _is_for_press(self, found: Layout | Overset) -> bool:
        """Whether the page becomes a press file: an overset is a proof."""
        return self._profile is not None and isinstance(found, Layout)

    def _finished(self, name: str, data: bytes) -> Output:
        file = File(name, data, "application/pdf")
        head = names(self._article, self._page.site, self._page.issue)
        adds = *_ADDS, f"running-head: {head or self._article.title}"
        return Output(file, notices=tuple(self._notices), adds=adds, omits=_OMITS)

    def _titles(self, proof: Proof) -> tuple[Title, ...]:
        font, look = self._style.font, self._look
        headline = self._measure(font.title, look.headline.weight)
        deck = self._measure(font.body, 400)
        return titles(self._article, look, self._sheet, proof.grid, headline, deck)

    def _measure(self, family: str, weight: int) -> Measure:
        if (family, weight) not in self._measures:
            self._measures[family, weight] = measure(self._style.face(family, weight))
        return self._measures[family, weight]

    def _galley(self, proof: Proof, blocks: Sequence[Title]) -> Galley:
        pictures = (self._picture(proof, number) for number in range(len(self._arts)))
        heads = tuple(block.lines for block in blocks)
        sections = tuple(self._sections[stick.parts[0].piece] for stick in proof.sticks)
        turn = self._turned(proof.grid).lines if self._page.pages > 1 else 0
        return Galley(proof.grid, tuple(proof.slugs), tuple(pictures), heads, sections, turn)

    def _turned(self, grid: Grid) -> Title:
        headline = self._measure(self._style.font.title, self._look.headline.weight)
        return turned(self._article, self._look, self._sheet, grid, headline)

    def _picture(self, proof: Proof, number: int) -> Picture:
        piece = self._arts[number]
        art, look = self._art(number), self._look.photo
        ratio, narrowest, widest = ratios(art.figure, self._asset(art), look.crop, look.awaited)
        leading, gap = pt(look.caption_leading), pt(look.caption_gap)
        place = art.figure.place
        spans = self._spans(self._asset(art), proof.grid)
        captions = proof.captions[piece][:spans]
        return Picture(
            number,
            ratio,
            "" if place == "column" else place,
            proof.anchors[piece],
            tuple(c.lines * leading + (gap if c.lines else 0) for c in captions),
            narrowest,
            widest,
            pair=piece + 1 in self._arts,
            section=self._sections[piece],
        )

    def _spans(self, asset: Asset | None, grid: Grid) -> int:
        """How many columns a photo may cross without becoming coarse; one in any case."""
        least = self._look.photo.coarse
        widths = [grid.width(span) for span in range(1, grid.columns + 1)]
        fine = [w for w in widths if asset is None or asset.width_px * 72 / w >= least]
        return max(1, len(fine))

    def _art(self, number: int) -> Art:
        art = self._matter[self._arts[number]]
        assert isinstance(art, Art)
        return art

    def _asset(self, art: Art) -> Asset | None:
        return self._assets.get(art.figure.photo or "")

    # ── making up ───────────────────────────────────────────────────────────────────────────

    def _makeup(
        self, engine: Engine, proof: Proof, galley: Galley, layout: Layout, title: Title,
        found: Layout | Overset,
    ) -> Makeup:  # fmt: skip
        page, article = self._page, self._article
        remark = ""
        if isinstance(found, Overset):
            remark = f"未排完：余{found.lines}行，{self._left(found, proof)}字"
        return Makeup(
            article,
            self._look,
            self._sheet,
            self._matter,
            proof,
            layout,
            galley.pictures,
            self._arts,
            self._mounted(engine, proof, layout, for_press=self._is_for_press(found)),
            title.code(article, self._look, self._sheet, proof.grid),
            [masthead(article, page.site, page.issue, turn) for turn in range(page.pages)],
            turns(article, page.issue, page.pages),
            self._turned(proof.grid),
            page.printer.bleed if self._profile and not remark else "",
            remark,
        )

    def _mounted(
        self, engine: Engine, proof: Proof, layout: Layout, *, for_press: bool
    ) -> dict[int, Mounted]:
        """Every photo, made for its place, by its number in the layout.

        A press file gets its photos last: Typst would decode them all, and write them as they are.
        """

        def lay(file: str, photo: bytes) -> None:
            if for_press:
                placeholder = stand_in(file)
                self._photos[placeholder] = photo
                photo = placeholder
            engine.lay(file, photo)

        # One after another: what two threads set free, neither Typst nor the preflight could use.
        return {one.picture: self._mount(lay, proof, one) for one in layout.placed}

    def _mount(self, lay: Callable[[str, bytes], None], proof: Proof, placed: Placed) -> Mounted:
        """A photo made for its place; what is wrong with it is noted."""
        art = self._art(placed.picture)
        asset = self._asset(art)
        width = proof.grid.width(placed.span)
        if asset is None:
            return Mounted(Shot(width, placed.photo), "")
        shot, file = cropped(art.figure, asset, width, placed.photo), f"{placed.picture}.jpg"
        made = inked(self._profile) if self._profile else screened
        try:
            lay(file, made(asset, shot))
        except RenderError as error:
            self._notices.append(_unusable(art, error))
            return Mounted(shot, "")
        self._notices.extend(self._coarse(art, asset, shot))
        return Mounted(shot, file)

    def _pressed(self, data: bytes) -> bytes:
        assert self._profile is not None
        printer = self._page.printer
        return pressed(
            data,
            self._profile,
            bleed_pt=pt(printer.bleed),
            marks=printer.marks,
            title=self._article.title,
            identifier=self._article.id or self._article.title,
            face=face_of(self._style),
            photos=self._photos,
        )

    # ── notices ─────────────────────────────────────────────────────────────────────────────

    def _coarse(self, art: Art, asset: Asset, shot: Shot) -> Iterator[Notice]:
        ppi, least = shot.ppi(asset), self._look.photo.coarse
        if ppi < least:
            yield Notice(
                code="photo-coarse-on-page",
                severity="warning",
                where=art.path,
                text=f"The photo {art.figure.photo} has {floor(ppi)} pixels an inch where it "
                f"stands, {Length(shot.width).mm:.0f} mm wide; {least} are the least.",
                hint="Ask for the original, or give it a smaller place.",
            )

    def _fill(self, found: Layout | Overset, proof: Proof, layout: Layout) -> Iterator[Notice]:
        if isinstance(found, Overset):
            characters = self._left(found, proof)
            yield Notice(
                code="page-overset",
                severity="error",
                text=f"The article does not fit: {found.lines} lines, {characters} characters, "
                "are too many at the smallest size.",
                hint="Cut it by as much, take a photo out, or allow another page "
                f"(pages = {self._page.pages + 1}).",
            )
        elif layout.slack > 1:
            yield Notice(
                code="page-underfull",
                severity="warning",
                text=f"The article does not fill the page: {layout.slack} lines stay empty, over "
                f"{proof.grid.columns} columns.",
                hint=self._wanted(proof.grid),
            )

    def _wanted(self, grid: Grid) -> str:
        """What would fill a page: first of all a photo of more pixels, where few keep it narrow."""
        arts = map(self._art, range(len(self._arts)))
        few = (art for art in arts if self._spans(self._asset(art), grid) < grid.columns)
        if art := next(few, None):
            return f"Ask for the original of {art.figure.photo}, add text or choose smaller paper."
        return "Add text or a photo, or choose smaller paper."

    def _left(self, found: Overset, proof: Proof) -> int:
        """How many characters find no room."""
        count = 0
        for stick in proof.sticks[found.first :]:
            for part in stick.parts:
                piece = self._matter[part.piece]
                if isinstance(piece, Tabular):
                    cells = (piece.header, *piece.rows)[part.first : part.last]
                    count += sum(len(text_of(runs)) for row in cells for runs in row)
                else:
                    lines = proof.broken[part.piece][part.first : part.last]
                    count += sum(map(len, map(text_of, lines)))
        return count


def _unusable(art: Art, error: RenderError) -> Notice:
    return Notice(
        code="photo-unusable",
        severity="error",
        where=art.path,
        text=f"{art.figure.photo}: {error}.",
        hint="Save it as an RGB JPEG.",
    )


def _words(piece: Matter) -> str:
    """Every character of a piece."""
    match piece:
        case Prose():
            return piece.marker + text_of(piece.runs)
        case Head():
            return piece.letter + text_of(piece.runs)
        case Tabular():
            return "".join(text_of(cell) for row in (piece.header, *piece.rows) for cell in row)
        case Art():
            return text_of(piece.caption) + piece.credit
        case _:
            assert_never(piece)


# ── tokens ──────────────────────────────────────────────────────────────────────────────────


def _tokens(style: Style, look: Look, profile: Profile | None) -> Code:
    """The module of tokens that a template imports."""
    families = dict.fromkeys(face.family for face in style.faces)
    color = {
        name: _ink(getattr(style.ink, name)) if profile else f'rgb("{getattr(style.color, name)}")'
        for name in style.color.__struct_fields__
    }
    font = {
        name: array(map(literal, dict.fromkeys((getattr(style.font, name), *families))))
        for name in style.font.__struct_fields__
    }
    tokens = {
        "color": dictionary({name.replace("_", "-"): code for name, code in color.items()}),
        "font": dictionary(font),
        "caption-size": look.photo.caption,
        "caption-leading": look.photo.caption_leading,
        "caption-gap": look.photo.caption_gap,
        "heading-size": look.heading.size,
        "heading-leading": look.heading.leading,
    }
    return "".join(f"#let {name} = {code}\n" for name, code in tokens.items())


def _ink(ink: str) -> Code:
    return f"cmyk({', '.join(f'{percent}%' for percent in ink.split())})"
