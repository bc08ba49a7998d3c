"""Text spelt so that Markdown takes it for text: backslashes, entities, fences of backticks."""

from __future__ import annotations

import re

from pubkit.patterns import pattern

__all__ = ["AUTOLINK", "at_edges", "at_line_start", "plain", "quoted", "target", "ticked"]

_ENTITY = r"&(?=(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
_ASCII_MARK = r"[!-/:-@\[-`{-~]"
_SPEAKING = pattern(
    rf"""(?P<harmless>\[[^\^\[\]\\`*_<&~!][^\[\]\\`*_<&~^!]*\](?=[^(\[{{:]|$))
       | (?P<mark>[\[`^] | \\(?={_ASCII_MARK}) | !(?=\[) | {_ENTITY}
         | <(?=[A-Za-z/!?] | [^\s<>]*(?:@|$))
         | ~(?=[A-Za-z0-9\u0370-\u03ff+\u2212-]*~)
         | (?<![ \t])\* | \*(?![ \t]) | (?<![^\W_])_ | _(?![^\W_]))
       | (?P<bracket>\])""",
    re.VERBOSE,
)
"""What the parser may take for more than text; `harmless` is `[1]`, which it does not.

`3 * 5` and `snake_case` open nothing; `~` speaks only before what could be a subscript's end.
"""
AUTOLINK = pattern(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*")
"""Source: CommonMark 0.31.2, §6.5."""
_TRIMMED = "[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
"""White space that markdown-it takes off both ends of a block's text (`MD_TRIM_CHARS`)."""


def plain(text: str, after: str, labelled: bool) -> str:
    """Text with a backslash before every character that would speak; `after` follows it."""
    spelt: list[str] = []
    position = 0
    for match in _SPEAKING.finditer(text + after):
        start = match.start()
        if start >= len(text):
            break
        spelt.append(text[position:start])
        position = min(match.end(), len(text))
        spoken = text[start:position]
        if match["harmless"] and labelled:
            spoken = spoken.replace("[", "\\[").replace("]", "\\]")
        elif match["mark"] or (match["bracket"] and labelled):
            spoken = f"\\{spoken}"
        spelt.append(spoken)
    return "".join([*spelt, text[position:]])


def at_edges(text: str, *, first: bool, last: bool) -> tuple[str, str, str]:
    """Text at a block's ends: what the parser would strip there, as entities, and the rest."""
    start = re.match(_TRIMMED, text) if first else None
    text = text[1:] if start else text
    end = re.search(rf"{_TRIMMED}\Z", text) if last else None
    text = text[:-1] if end else text
    return _entity(start) if start else "", text, _entity(end) if end else ""


def at_line_start(text: str) -> str:
    """Text behind a line break in the source, where the parser strips spaces and tabs."""
    return re.sub(r"\A[ \t]", _entity, text)


def _backslash(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def ticked(text: str) -> str:
    """Code between more backticks than it holds, with spaces where the parser strips them."""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    spaced = text[0] in "` " and text[-1] in "` " and text.strip(" ")
    pad = " " if spaced or text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


# ── targets ─────────────────────────────────────────────────────────────────────────────────

_ENTITY_IN_TARGET = r"&(?=(?:#[0-9]|#[xX]|[A-Za-z])[A-Za-z0-9]{0,31};)"
_BARE = pattern(r"[^\s<>()\\\x00-\x20\x7f]+")
_ESCAPED_TITLE = pattern(rf'["\\]|{_ENTITY_IN_TARGET}')
_ESCAPED_TARGET = pattern(rf"[<>\\]|{_ENTITY_IN_TARGET}")


def target(href: str) -> str:
    """A link's or photo's target, in angle brackets where it needs them."""
    escaped = _ESCAPED_TARGET.sub(_backslash, href)
    return escaped if not href or _BARE.fullmatch(href) else f"<{escaped}>"


def quoted(title: str) -> str:
    """A link's title in quotation marks."""
    return f'"{_ESCAPED_TITLE.sub(_backslash, title)}"'
