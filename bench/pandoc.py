"""The article as pandoc wants it, and the stylesheet for its page in bare WeasyPrint."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

__all__ = ["in_pandoc_markdown", "print_css"]

_HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_FIGURE = re.compile(r'^!\[(.*)\]\((\S+)\)\{(?:credit="([^"]*)" )?(?:alt="([^"]*)")?.*\}$', re.M)
_BOX = re.compile(r"^::: box (.+)$", re.M)


def in_pandoc_markdown(source: str) -> str:
    """The text of an article.md with the same words in pandoc's own Markdown.

    Title, deck, authors and date stand in the head, where pandoc's templates look for them; what
    its templates have no place for stands in the text.
    """
    match = _HEAD.match(source)
    assert match is not None, "the sample has a head"
    head: dict[str, Any] = yaml.safe_load(match[1])
    body = _BOX.sub(r"::: box\n**\1**\n", source[match.end() :])
    body = _FIGURE.sub(_figure, body)
    return f"---\n{_head(head)}---\n\n{head['kicker']}\n\n{body.strip()}\n\n{_sign_off(head)}\n"


def _head(head: dict[str, Any]) -> str:
    writers = head["credits"][0]["names"]
    kept = {
        "title": head["title"],
        "subtitle": head["deck"],
        "author": writers,
        "date": head["published"].isoformat(),
        "lang": head["lang"],
    }
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False)


def _figure(match: re.Match[str]) -> str:
    """An image alone in a paragraph, which pandoc makes a figure with its text as the caption."""
    caption, photo, credit, alt = match.groups(default="")
    return f'![{f"{caption} {credit}".rstrip()}]({photo}){{alt="{alt}"}}'


def _sign_off(head: dict[str, Any]) -> str:
    lines = [f"来源：{head['source']}"]
    lines += [f"{credit['role']}：{' '.join(credit['names'])}" for credit in head["credits"]]
    return "\n\n".join([*lines, head["photo_credit"]])


_FACES = (("Song", 400), ("Song", 700), ("Song", 900), ("Hei", 400), ("Hei", 700))


def print_css(fonts: Path) -> str:
    """Two columns on A4 in the font files of `fonts`: the page geometry of the style `daily`."""
    faces = "".join(
        f'@font-face {{ font-family: "Pubkit {family}"; font-weight: {weight}; '
        f"src: url({(fonts / f'Pubkit{family}-{weight}.otf').as_uri()}) }}\n"
        for family, weight in _FACES
    )
    return faces + _LAYOUT


_LAYOUT = """\
@page { size: 210mm 297mm; margin: 28mm 23.5mm 25mm; @bottom-center { content: counter(page) } }
html { font: 10.5pt/17pt "Pubkit Song"; }
body { columns: 2; column-gap: 21pt; max-width: none; margin: 0; padding: 0; text-align: justify; }
p { margin: 0; text-indent: 2em; }
header { column-span: all; text-align: center; }
h1 { font: 900 28pt/1.2 "Pubkit Song"; }
h2 { font: 700 15pt/1.3 "Pubkit Hei"; break-after: avoid; }
figure { margin: 8pt 0; break-inside: avoid; }
img { width: 100%; }
figcaption { font: 9pt/13pt "Pubkit Hei"; }
"""
