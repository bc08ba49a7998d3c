"""What in a block's text looks like Markdown that was meant and could not be read.

Only what the parser left as plain text is looked at: escaped marks, code and addresses are tokens
of their own, so nobody is asked about them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pubkit.readers.markdown.margin import Margin

if TYPE_CHECKING:
    from pubkit.readers.markdown.syntax import Token

__all__ = ["mark_headings", "mark_leftovers"]

_OTHER = "\0"
"""Stands for a token that is no plain text; an article holds no such character."""
_EMPHASIS = "\x01"
"""Stands for either end of emphasis."""
_FIGURE = re.compile(r"!\[(?!\^)(?:(?!!\[).)*")
"""From one `![` to the next; before `^` it is an exclamation mark and a footnote."""
_LINK = re.compile(r"(?<!!)\[[^\[\]]*\]\([^\[]*")
_TARGET = re.compile(r"""\]\(((?:[^()"<>]|\([^()"<>]*\))*)(?=[)"])""")
"""What stands between a photo's or link's parentheses, up to its title."""
_HEADING = re.compile(r"(#{2,4})(?!#)(.+)")
_NO_EMPHASIS = re.compile(r"\*{4,}|[0-9A-Za-z)](?:\*{2,3}| \*{2,3} )(?=[0-9A-Za-z(])")
"""A masked number (`138****1234`) and a power (`2**3`)."""
_UNPAIRED = re.compile(rf"(?:\*{{2,3}}|\*(?={_EMPHASIS})|(?<={_EMPHASIS})\*).*")
"""Two stars that pair with nothing, or one that emphasis beside it has left over."""
_LONGEST = 32
"""Characters of the source that a message repeats."""


def mark_leftovers(tokens: Sequence[Token], line: int, margin: Margin) -> None:
    """Mark photos, links and emphasis that stayed text; the tokens begin on `line`."""
    for place, words in enumerate(_plain(tokens), line):
        for broken in _FIGURE.finditer(words):
            margin.error(
                "figure-broken",
                place,
                f"{_excerpt(broken[0])} cannot be read as a photo, so none is shown.",
                _way_out(broken[0], "![caption](photos/name.jpg)"),
            )
        if link := _LINK.search(words):
            margin.warning(
                "link-broken",
                place,
                f"{_excerpt(link[0])} cannot be read as a link, so it stays in the text.",
                _way_out(link[0], "[text](https://…)"),
            )
        if unpaired := _UNPAIRED.search(_NO_EMPHASIS.sub(" ", words)):
            margin.warning(
                "emphasis-broken",
                place,
                f"The stars at {_excerpt(unpaired[0])} have no partner and stay in the text.",
                "Pair them; if they are text, write \\*.",
            )


def mark_headings(tokens: Sequence[Token], line: int, margin: Margin) -> None:
    """Mark the lines of a paragraph that were to be headings; it begins on `line`."""
    for place, words in enumerate(_plain(tokens), line):
        if broken := _HEADING.match(words):
            margin.warning(
                "heading-broken",
                place,
                f"{_excerpt(words)} is no heading: no space follows the #.",
                f"Write {broken[1]} and a space; if it is text, write \\#.",
            )


def _plain(tokens: Sequence[Token]) -> Iterator[str]:
    """What is left of the source as plain text, line by line, other tokens as one character."""
    address = False
    line: list[str] = []
    for token in tokens:
        match token.type:
            case "softbreak" | "hardbreak":
                yield "".join(line)
                line = []
            case "text" if not address:
                line.append(token.content)
            case "em_open" | "em_close" | "strong_open" | "strong_close":
                line.append(_EMPHASIS)
            case _:
                line.append(_OTHER)
        address = token.type == "link_open" and token.markup == "autolink"
    yield "".join(line)


def _way_out(broken: str, form: str) -> str:
    """How it is written, or where its target goes if a space in that is the cause."""
    target = _TARGET.search(broken)
    name = target[1].strip() if target else ""
    if " " in name and _OTHER not in name:
        return f"What holds spaces goes in angle brackets: (<{name}>)."
    return f"Write {form}; if it is text, write \\[."


def _excerpt(words: str) -> str:
    """The beginning of the words, in quotes."""
    words = words.replace(_OTHER, "").replace(_EMPHASIS, "")
    return f"'{words}'" if len(words) <= _LONGEST else f"'{words[:_LONGEST]}…'"
