"""The page round a sheet: one file, without network or script, for light, dark and paper."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pubkit.markup import Element, Node, Raw, el, html

__all__ = ["page"]


@cache
def _sheet() -> str:
    return files("pubkit.proofsheet").joinpath("sheet.css").read_text("utf-8")


def page(kind: str, title: str, verdict: Element, *parts: Node | None) -> str:
    """The whole document: what it is, the article's headline, the verdict, and the rest."""
    head = el(
        "head",
        None,
        el("meta", {"charset": "utf-8"}),
        el("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        el("meta", {"name": "color-scheme", "content": "light dark"}),
        el("title", None, f"{kind}: {title}"),
        el("style", None, Raw(_sheet())),
    )
    front = el(
        "header",
        None,
        el("p", {"class": "what"}, kind),
        el("h1", {"lang": "zh", "dir": "auto"}, title),
        verdict,
    )
    body = el("body", None, el("main", None, front, *parts))
    return f"<!doctype html>\n{html([el('html', {'lang': 'en'}, head, body)])}\n"
