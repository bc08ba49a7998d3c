"""Runs: inline nodes as WordprocessingML, each character in the face it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, TypeAlias, assert_never

from pubkit.markup import Element, Node
from pubkit.model import (
    Break,
    Code,
    Emph,
    Footnote,
    Inline,
    Link,
    Strong,
    Sub,
    Sup,
    Text,
)
from pubkit.patterns import pattern
from pubkit.renderers.word import formats
from pubkit.renderers.word.job import Job
from pubkit.renderers.word.links import address
from pubkit.renderers.word.names import Character
from pubkit.renderers.word.package import Part
from pubkit.renderers.word.wordml import r, t, w

__all__ = ["Runs"]

_Styles: TypeAlias = tuple[Character, ...]
"""Character styles that meet in a run, the named one first."""
_Script: TypeAlias = Literal["", "chinese", "latin"]
"""What must be said of a run's script: nothing, marks are Chinese, letters are set italic."""

_AMBIGUOUS = pattern("[\u00b7\u2010-\u2027\u2030-\u203b\u2100-\u218f\u2190-\u22ff\u2460-\u27bf]")
"""Marks that both scripts use. Word sets them in the Latin face unless the run has a hint
(§17.3.2.26), and a dash or quotation mark from Times tears a Chinese line."""
_LETTER = "A-Za-z\u00c0-\u024f"
_APOSTROPHE = pattern(f"(?<=[{_LETTER}])(\u2019)(?=[{_LETTER}])")
"""A mark that is Chinese only outside Latin words."""
_LATIN = pattern(f"([{_LETTER}](?:[ 0-9{_LETTER}.,;:&'\u2019-]*[0-9{_LETTER}])?)")
"""Latin words with what stands between them."""
_STYLE: dict[type[Inline], Character] = {
    Strong: Character.STRONG,
    Emph: Character.EMPHASIS,
    Sup: Character.SUPERSCRIPT,
    Sub: Character.SUBSCRIPT,
}
_ORDER = (
    "w:rStyle",
    "w:rFonts",
    "w:b",
    "w:bCs",
    "w:i",
    "w:color",
    "w:spacing",
    "w:sz",
    "w:szCs",
    "w:u",
    "w:shd",
    "w:vertAlign",
)
"""The schema's order (§17.3.2.28) of what can meet in a run."""
_MAX_TOOLTIP = 260
"""The longest screen tip that Word takes."""


class Runs:
    """Sets inline content for one part of the package."""

    def __init__(
        self,
        job: Job,
        part: Part,
        add_note: Callable[[Footnote, str], int] | None = None,
    ) -> None:
        """Runs for `part`, which gets their relationships.

        `add_note` takes a footnote with its place and gives its id; None where none can stand.
        """
        self._job = job
        self._part = part
        self._add_note = add_note
        self._chinese = job.article.lang.lower().startswith(("zh", "ja", "ko"))
        self._targets = {mark.anchor: mark.name for mark in job.marks.values()}
        self._base = job.article.url
        self._properties: dict[tuple[_Styles, _Script], tuple[Element, ...]] = {}

    def content(self, content: Iterable[Inline], where: str) -> list[Node]:
        """The runs of a block's content; `where` is its node path."""
        found: list[Node] = []
        for inline in content:
            found.extend(self._inline(inline, where, ()))
        return found

    def text(self, text: str, *styles: Character) -> Iterator[Element]:
        """Runs of plain text in the character styles given."""
        for piece, script in self._pieces(text, styles):
            yield r(t(piece), self.properties(styles, script))

    def _inline(self, inline: Inline, where: str, styles: _Styles) -> Iterable[Node]:
        match inline:
            case Text():
                return self.text(inline.text, *styles)
            case Code():
                return self.text(inline.text, *_with(styles, Character.CODE))
            case Strong() | Emph() | Sup() | Sub():
                inner = self._within(inline, where, styles)
                return self._inlines(inline.content, where, inner)
            case Link():
                return self._link(inline, where, styles)
            case Break():
                return (r([w("br")], self.properties(styles)),)
            case Footnote():
                return (self._footnote(inline, where),)
            case _:
                assert_never(inline)

    def _inlines(self, content: Iterable[Inline], where: str, styles: _Styles) -> Iterator[Node]:
        for inline in content:
            yield from self._inline(inline, where, styles)

    def _within(self, node: Strong | Emph | Sup | Sub, where: str, styles: _Styles) -> _Styles:
        own = _STYLE[type(node)]
        height = {Character.SUPERSCRIPT, Character.SUBSCRIPT}
        outer = height & set(styles)
        if own in height and outer:
            self._job.report(
                "script-nested",
                "warning",
                where,
                "Word knows no subscript within a superscript: the inner one is shown.",
                "Write the formula so that it needs one of them.",
            )
            styles = tuple(style for style in styles if style not in outer)
        return _with(styles, own)

    # ── links and notes ─────────────────────────────────────────────────────────────────────

    def _link(self, link: Link, where: str, styles: _Styles) -> Iterable[Node]:
        target = self._target(link.href, where)
        if not target:
            return self._inlines(link.content, where, styles)
        tip = link.title if len(link.title) <= _MAX_TOOLTIP else ""
        if link.title and not tip:
            text = f"The title of the link to {link.href[:80]!r} is too long for Word."
            self._job.report("link-title", "warning", where, text, "Make it shorter.")
        attributes = target | ({"w:tooltip": tip} if tip else {}) | {"w:history": "1"}
        inner = self._inlines(link.content, where, _with(styles, Character.LINK))
        return (Element("w:hyperlink", attributes, tuple(inner)),)

    def _target(self, href: str, where: str) -> dict[str, str]:
        """The attribute that leads there; empty, with a notice, where nothing does."""
        if href.startswith("#"):
            if name := self._targets.get(href[1:]):
                return {"w:anchor": name}
            self._lose("link-anchor", where, f"nothing in the article is called {href[:80]}")
        elif uri := address(href, self._base):
            return {"r:id": self._part.link(uri)}
        else:
            self._lose(
                "link-scheme", where, f"{href[:80]!r} is no http, https, mailto or tel address"
            )
        return {}

    def _lose(self, code: str, where: str, why: str) -> None:
        text = f"The link is printed as text: {why}."
        self._job.report(code, "warning", where, text, "Correct its target, or take the link off.")

    def _footnote(self, note: Footnote, where: str) -> Element:
        assert self._add_note is not None  # admitted: no footnote in a footnote
        number = self._add_note(note, where)
        return r([w("footnoteReference", id=number)], self.properties((Character.NOTE_MARK,)))

    # ── properties ──────────────────────────────────────────────────────────────────────────

    def _pieces(self, text: str, styles: _Styles) -> Iterator[tuple[str, _Script]]:
        """The text in pieces that take one face each."""
        looks = [self._job.sheet.character[style] for style in styles]
        if any(look.latin_italic for look in looks):
            for index, piece in enumerate(_LATIN.split(text)):
                if piece:
                    yield piece, "latin" if index % 2 else self._script(piece)
        elif self._chinese and "\u2019" in text:
            for index, piece in enumerate(_APOSTROPHE.split(text)):
                if piece:
                    yield piece, "" if index % 2 else self._script(piece)
        else:
            yield text, self._script(text)

    def _script(self, text: str) -> _Script:
        return "chinese" if self._chinese and _AMBIGUOUS.search(text) else ""

    def properties(self, styles: _Styles, script: _Script = "") -> tuple[Element, ...]:
        """Children of `w:rPr` for text in these styles."""
        key = (styles, script)
        if key not in self._properties:
            self._properties[key] = self._made(styles, script)
        return self._properties[key]

    def _made(self, styles: _Styles, script: _Script) -> tuple[Element, ...]:
        """The first style by name, for a run has one; what the others add as direct formatting."""
        looks = [self._job.sheet.character[style] for style in styles]
        found: dict[str, Element] = {}
        for look in looks[:0:-1]:
            found |= {element.tag: element for element in formats.of_letters(look)}
        if styles:
            own = {element.tag for element in formats.of_letters(looks[0])}
            found = {tag: element for tag, element in found.items() if tag not in own}
            found["w:rStyle"] = w("rStyle", val=styles[0].id)
        if script == "chinese":
            faces = found.get("w:rFonts", w("rFonts")).attributes
            found["w:rFonts"] = Element("w:rFonts", {"w:hint": "eastAsia", **faces})
        if script == "latin":
            found["w:i"] = w("i")
        return tuple(found[tag] for tag in _ORDER if tag in found)


def _with(styles: _Styles, more: Character) -> _Styles:
    """The styles with one more, in the order in which they name a run."""
    return tuple(style for style in Character if style in styles or style is more)
