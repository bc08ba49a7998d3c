"""What the platform makes of an article's markup before it keeps it."""

from __future__ import annotations

import re

import lxml.html
from lxml import etree

__all__ = ["filtered"]

_DROPPED = ("script", "style", "link", "iframe", "form", "input", "object", "embed", "meta")
_KEPT_DATA = frozenset({"data-w", "data-ratio", "data-type", "data-src"})
_BANNED = re.compile(r"(?:^|;)\s*(?:position|--[\w-]+)\s*:[^;]*|(?:^|;)[^;]*var\([^;]*", re.I)
_OWN = re.compile(r"https?://mp\.weixin\.qq\.com([:/?#]|$)", re.I)
_PICTURES = re.compile(r"https?://mmbiz\.q(pic|logo)\.cn/", re.I)


def filtered(markup: str, *, keeps_data: bool = True) -> str:
    """The markup as it is kept: no scripts, ids, classes, positions, variables, foreign links.

    Pictures that lie elsewhere lose their address. Style attributes are written anew, so that
    nothing comes back byte for byte. Without `keeps_data` the attributes of other tools go too.
    """
    if not markup.strip():
        return ""
    root = lxml.html.fragment_fromstring(markup, create_parent="div")
    for element in list(root.iterdescendants()):
        if not isinstance(element.tag, str) or element.tag in _DROPPED:
            element.drop_tree()
        elif element.tag == "div":
            element.tag = "section"
    for element in list(root.iterdescendants()):
        _clean(element, keeps_data=keeps_data)
    inner = [root.text or ""]
    inner += [etree.tostring(one, encoding="unicode", method="html") for one in root]
    return "".join(inner)


def _clean(element: lxml.html.HtmlElement, *, keeps_data: bool) -> None:
    for name in list(element.attrib):
        is_data = name.startswith("data-") and name not in _KEPT_DATA
        if name in ("id", "class") or name.startswith("on") or (is_data and not keeps_data):
            del element.attrib[name]
    if element.get("style"):
        kept = _BANNED.sub("", element.get("style", ""))
        pairs = (part.partition(":") for part in kept.split(";"))
        told = (f"{name.strip()}: {value.strip()}" for name, _, value in pairs if name.strip())
        element.set("style", "; ".join(told) + ";")
    if element.tag == "img" and not _PICTURES.match(element.get("src", "")):
        element.attrib.pop("src", None)
    if element.tag == "a" and not _OWN.match(element.get("href", "")):
        element.drop_tag()
