"""wechat.css, understood: class name → what is written into each element's style attribute.

The platform drops classes and style sheets, so the style's sheet is a list of flat rules, one or
more classes each, and every element carries its declarations itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeAlias

import tinycss2

from pubkit.errors import StyleError, did_you_mean
from pubkit.style import Style

__all__ = ["CLASSES", "FILE", "Looks", "looks"]

FILE = "wechat.css"
"""The sheet's name in a style's folder."""
CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "article": "the whole: its type, and the sides that all text shares",
        "kicker": "the line that stood above the headline",
        "head": "the card round kicker and deck, where there is a deck",
        "deck": "the line below the headline",
        "heading-lettered": "a section's letter, and its heading in the next line",
        "letter": "the letter",
        "heading": "a section's heading where there is no letter",
        "section-break": "the empty line before a section that has neither letter nor heading",
        "subheading": "a heading inside a section",
        "subheading-minor": "a heading below that one",
        "text": "a paragraph",
        "strong": "strong emphasis",
        "emph": "emphasis",
        "code": "characters shown as typed",
        "link": "a link that the platform keeps",
        "raised": "superscript",
        "lowered": "subscript",
        "mark": "the raised number of a note or of a listed link",
        "figure": "a photo with its words",
        "figure-wide": "the same over the whole measure",
        "photo": "the picture",
        "awaited": "what stands for a picture that is not there",
        "legend": "the line or lines below the picture",
        "caption": "their text, as wide as it needs",
        "credit": "the photographer, in the line below the caption",
        "quote": "a quotation set apart",
        "box": "text in a box",
        "box-title": "its heading",
        "list": "a list that stands in no other",
        "item": "an entry of a list, its marker hanging",
        "marker": "the marker",
        "nested": "what belongs to an entry below its first paragraph",
        "table-frame": "what a table stands in",
        "table": "the table",
        "head-row": "the row of column heads",
        "row": "any other row",
        "head-cell": "a column head",
        "cell": "a cell",
        "notes": "footnotes, and the addresses of links",
        "notes-title": "the heading over either",
        "note": "a footnote or an address",
        "sign-off": "the credits at the end",
        "sign-off-line": "one role",
        "role": "the role's name",
        "page-credit": "the last line: the credit of all photos without their own",
    }
)
"""Every class that the sheet has to define, an empty rule included, and what it dresses."""
_Token: TypeAlias = Any  # a node of tinycss2, which carries no types
_BANNED = {
    "font-family": "the reader's phone chooses the face",
    "position": "the platform drops it",
    "opacity": "the platform hides text with it",
}
"""Properties that the platform's layout rules for editors forbid, and why."""
_LOADING = frozenset({"url", "src", "image", "image-set", "-webkit-image-set"})
"""Functions that name a picture to be fetched (CSS Images 4, §2; CSS Values 5, §4)."""

Looks: TypeAlias = Mapping[str, str]
"""Class name → the value of a style attribute; empty where the class adds nothing."""


def looks(style: Style) -> Looks:
    """The style's declarations by class name.

    Raises: StyleError naming the line that the platform or this program does not understand.
    """
    return _parsed(f"styles/{style.name}/{FILE}", style.sheet(FILE))


@lru_cache(maxsize=8)
def _parsed(place: str, css: str) -> Looks:
    found: dict[str, list[str]] = {name: [] for name in CLASSES}
    seen: set[str] = set()
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            raise StyleError(f"{place}:{rule.source_line}: only flat rules are possible here")
        declarations = list(_declarations(place, rule))
        for name in _classes(place, rule):
            seen.add(name)
            found[name] += declarations
    missing = ", ".join(f".{name}" for name in CLASSES if name not in seen)
    if missing:
        raise StyleError(f"{place}: no rule for {missing}; an empty one says that it is meant")
    return MappingProxyType({name: ";".join(parts) for name, parts in found.items()})


def _classes(place: str, rule: _Token) -> Iterator[str]:
    """The class names of `.a, .b`."""
    for selector in tinycss2.serialize(rule.prelude).split(","):
        name = selector.strip().removeprefix(".")
        if not selector.strip().startswith(".") or name not in CLASSES:
            hint = did_you_mean(name, CLASSES)
            raise StyleError(
                f"{place}:{rule.source_line}: nothing is called {selector.strip()!r}{hint}"
            )
        yield name


def _declarations(place: str, rule: _Token) -> Iterator[str]:
    for node in tinycss2.parse_blocks_contents(
        rule.content, skip_comments=True, skip_whitespace=True
    ):
        if node.type != "declaration":
            raise StyleError(f"{place}:{node.source_line}: this is no declaration")
        _refuse(place, node)
        _refuse_loading(place, node.value)
        yield f"{node.lower_name}:{_value(node.value)}"


def _refuse(place: str, declaration: _Token) -> None:
    name = declaration.lower_name
    if name in _BANNED:
        raise StyleError(f"{place}:{declaration.source_line}: {name}: {_BANNED[name]}")
    if declaration.important:
        raise StyleError(f"{place}:{declaration.source_line}: the platform forbids !important")


def _refuse_loading(place: str, tokens: Iterable[_Token]) -> None:
    """Raises StyleError for what would make a reader's phone fetch something."""
    for token in tokens:
        name = getattr(token, "lower_name", "")
        if token.type in ("url", "error") or (token.type == "function" and name in _LOADING):
            raise StyleError(f"{place}:{token.source_line}: a style cannot load anything by url()")
        inner = getattr(token, "arguments", None) or getattr(token, "content", None)
        _refuse_loading(place, inner if isinstance(inner, list) else ())


def _value(tokens: Iterable[_Token]) -> str:
    return " ".join(tinycss2.serialize(tokens).split()).replace('"', "'")
