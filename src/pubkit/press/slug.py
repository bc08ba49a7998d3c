"""The slug: a line outside the bleed that tells the pressman what he has in his hands.

Its letters are outlines: they are on every plate, as marks are, and no text of the page.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, cached_property, partial
from itertools import accumulate
from typing import Any

from pubkit.press.marks import CENTRE, Box
from pubkit.style import Face, Style

__all__ = ["Slug", "face_of"]

_SIZE = 6.0
"""Type size, in pt."""
_MIDDLE = 0.35
"""How far the middle of capitals stands over the baseline, in em."""
_AWAY = 8.0
"""Air beside the crop marks and the registration mark, in pt."""
_PLATES = (("C", "1 0 0 0"), ("M", "0 1 0 0"), ("Y", "0 0 1 0"), ("K", "0 0 0 1"))
"""The name of each plate, which stands on that alone."""


def face_of(style: Style) -> Face:
    """The face in which slugs are set: the captions', which is made for small sizes."""
    wanted = (face for face in style.faces if face.family == style.font.caption)
    return min(wanted, key=lambda face: abs(face.weight - 400), default=style.faces[0])


class Slug:
    """Slugs of one file, in one face."""

    def __init__(self, face: Face, space: str, title: str) -> None:
        """`space` names the colour space that is on every plate."""
        self._face = face
        self._space = space
        self._title = title
        self._drawn: dict[str, tuple[str, float]] = {}

    def drawing(self, trim: Box, bleed: float, place: str, condition: str) -> bytes:
        """Content that draws the plates' names, the title, the page's place, and the condition.

        They stand between the left crop mark at the foot and the registration mark; where there is
        no room for all, the title is cut.
        """
        left, bottom, right, _ = trim
        x, y = left + _AWAY, bottom - bleed - CENTRE - _MIDDLE * _SIZE
        end = (left + right) / 2 - 2 * _AWAY
        parts = []
        for name, inks in _PLATES:
            parts.append(f"q {inks} k\n{self._line(name, x, y)}\nQ")
            x += self._width(f"{name} ")
        rest = self._fitted(f"  {place}  {condition}", end - x)
        words = self._fitted(self._title, end - x - self._width(rest)) + rest
        parts.append(f"q {self._space} cs 1 scn\n{self._line(words, x, y)}\nQ")
        return "\n".join(parts).encode()

    def _fitted(self, words: str, room: float) -> str:
        """The words, or as many as there is room for with an ellipsis."""
        ends = [*accumulate(self._glyph(character)[1] * _SIZE for character in words)]
        if not ends or ends[-1] <= room:
            return words
        kept = bisect_right(ends, room - self._width("…"))
        return f"{words[:kept]}…" if kept else ""

    def _width(self, words: str) -> float:
        return sum(self._glyph(character)[1] for character in words) * _SIZE

    def _line(self, words: str, x: float, y: float) -> str:
        """The words filled, from here on."""
        drawn = []
        scale = _SIZE / self._em
        for character in words:
            outline, advance = self._glyph(character)
            if outline:
                drawn.append(f"q {scale:.6f} 0 0 {scale:.6f} {x:.3f} {y:.3f} cm {outline} f Q")
            x += advance * _SIZE
        return "\n".join(drawn)

    def _glyph(self, character: str) -> tuple[str, float]:
        """A character's outline in the font's units, and its advance in em; nothing without."""
        if character not in self._drawn:
            glyph = self._font.get_nominal_glyph(ord(character))
            made = ("", 0.0)
            if glyph:
                made = _outline(self._font, glyph), self._font.get_glyph_h_advance(glyph) / self._em
            self._drawn[character] = made
        return self._drawn[character]

    @cached_property
    def _font(self) -> Any:  # noqa: ANN401  # uharfbuzz is imported late
        import uharfbuzz

        return uharfbuzz.Font(uharfbuzz.Face(self._face.data))

    @cached_property
    def _em(self) -> int:
        em: int = self._font.face.upem
        return em


def _outline(font: Any, glyph: int) -> str:  # noqa: ANN401  # as above
    """A glyph's outline as a path of PDF."""
    drawn: list[str] = []
    font.draw_glyph(glyph, _draw_funcs(), drawn)
    return " ".join(drawn)


@cache
def _draw_funcs() -> Any:  # noqa: ANN401  # as above
    import uharfbuzz

    made = uharfbuzz.DrawFuncs()
    made.set_move_to_func(partial(_draw, "m"))
    made.set_line_to_func(partial(_draw, "l"))
    made.set_cubic_to_func(partial(_draw, "c"))
    made.set_close_path_func(partial(_draw, "h"))
    return made


def _draw(operator: str, *numbers: Any) -> None:  # noqa: ANN401  # numbers, then what gathers them
    *at, drawn = numbers
    drawn.append(" ".join((*(f"{number:g}" for number in at), operator)))
