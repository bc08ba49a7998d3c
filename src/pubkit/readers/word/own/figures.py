"""Figures: pictures with captions, credits, and what their names say of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pubkit.model import Figure, Inline, Place, Text
from pubkit.readers.word.flow import Leaf, Line, Picture
from pubkit.readers.word.inlines import nested
from pubkit.readers.word.own.names import Names
from pubkit.readers.word.pictures import Pictures

__all__ = ["Figures", "text_of"]

_PLACES: tuple[Place, ...] = ("lead", "column", "wide", "end")


class Figures:
    """The figures of one document."""

    def __init__(
        self, pictures: Pictures, names: Names, said: Mapping[str, str], after_number: str
    ) -> None:
        """`said` are custom properties; `after_number` stands behind a figure's number."""
        self._pictures = pictures
        self._names = names
        self._said = said
        self._after_number = after_number

    def figure(
        self, line: Line, picture: Picture | None, name: str, caption: Line | None
    ) -> Figure:
        """The figure that `line` shows; `name` is its bookmark's."""
        said = self._said.get(f"pubkit.{name}", "") if picture is None else picture.label
        values = _described(said)
        name = self._names.claimed(name or values.get("", ""))
        if name and "id" in values:
            self._names.identify(name, values["id"])
        words, credit = self._captioned(caption) if caption is not None else ((), "")
        key = values.get("photo")
        if picture is not None:
            key = self._pictures.key(picture, line.number, key or "")
        return Figure(
            photo=key,
            caption=words,
            credit=credit,
            alt=picture.alt if picture is not None else _awaited_alt(line),
            place=next((p for p in _PLACES if p == values.get("place")), "column"),
            focus=_focus(values.get("focus", "")),
            crop="never" if values.get("crop") == "never" else "auto",
            id=name,
        )

    def _captioned(self, line: Line) -> tuple[tuple[Inline, ...], str]:
        """The words of a caption and the credit behind them."""
        credit = "".join(text_of(one) for one in line.leaves if one.style == "photo credit")
        words = [one for one in line.leaves if one.style not in ("photo credit", "figure number")]
        if any(one.style == "figure number" for one in line.leaves):
            words = _without_first(words, self._after_number)
        if credit:
            words = _without_last(words, " ")
        return nested(words), credit


def text_of(leaf: Leaf) -> str:
    """The characters of plain text; nothing of other leaves."""
    return leaf.node.text if isinstance(leaf.node, Text) else ""


def _without_first(found: Sequence[Leaf], words: str) -> list[Leaf]:
    """The leaves without `words`, or the white space that stands for them, at their beginning."""
    done = list(found)
    if done and isinstance(done[0].node, Text):
        text = done[0].node.text
        cut = len(words) if text.startswith(words) else len(text) - len(text.lstrip(" \u3000"))
        done[0] = replace(done[0], node=Text(text[cut:]))
    return [leaf for leaf in done if leaf.node != Text("")]


def _without_last(found: Sequence[Leaf], words: str) -> list[Leaf]:
    done = list(found)
    if done and isinstance(done[-1].node, Text):
        done[-1] = replace(done[-1], node=Text(done[-1].node.text.removesuffix(words)))
    return [leaf for leaf in done if leaf.node != Text("")]


def _awaited_alt(line: Line) -> str:
    """What stands behind the first break of the place that is kept for a photo."""
    return line.text.partition("\n")[2].replace("\n", " ")


def _described(line: str) -> dict[str, str]:
    """What a picture's name says, the bookmark's name under no name; nothing of a foreign one."""
    if not line.startswith("fig_"):
        return {}
    head, found, photo = line.partition(" photo=")
    name, *words = head.split(" ")
    values = dict(word.split("=", 1) for word in words if "=" in word)
    return {"": name} | values | ({"photo": photo} if found else {})


def _focus(text: str) -> tuple[float, float] | None:
    x, _, y = text.partition(",")
    try:
        point = (float(x), float(y))
    except ValueError:
        return None
    return point if all(0 <= part <= 1 for part in point) else None
