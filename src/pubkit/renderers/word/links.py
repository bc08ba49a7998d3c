"""Links: web addresses made safe, and the bookmarks that links within the article lead to."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from pubkit.model import Article
from pubkit.walk import anchors, labels

__all__ = ["address", "bookmarks"]

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What may be live: anything else could run a program or read a file when it is clicked."""
_LEGAL = "!#$%&'()*+,/:;=?@[]~"
"""What RFC 3986 §2 allows unescaped beside letters, digits, `-`, `.` and `_`."""
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_ASCII_WORD = re.compile("[A-Za-z0-9]+")


def address(href: str, base: str) -> str | None:
    """The target as a URI that Word accepts; None where it is unsafe or no address.

    A relative target is resolved against `base`, the article's own address, where there is one.
    One target that is not a URI makes Word call the whole file corrupt.
    """
    try:
        parts = urlsplit(urljoin(base, href.strip()) if base else href.strip())
        if parts.scheme.lower() not in _SCHEMES or not (parts.netloc or parts.path):
            return None
        if parts.scheme.lower().startswith("http") and not parts.hostname:
            return None
        _ = parts.port  # raises where it is no number
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    except (ValueError, UnicodeError):
        return None
    whole = urlunsplit(parts._replace(netloc=host))
    return quote(_LONE_PERCENT.sub("%25", whole), safe=_LEGAL)


def bookmarks(article: Article) -> dict[str, tuple[str, str]]:
    """Node path of each section and figure → its anchor and its bookmark.

    Bookmarks are `sec_A` (`sec_1` where the letter is not a Latin one) and `fig_1`: Word's names
    hold letters, digits and `_` alone, and short ones survive every office program.
    """
    letters = labels(article)
    found: dict[str, tuple[str, str]] = {}
    figures = 0
    for path, anchor in anchors(article).items():
        if path.startswith("sections[") and path.endswith("]") and path.count("[") == 1:
            index = int(path[len("sections[") : -1])
            label = letters[index]
            name = f"sec_{label if _ASCII_WORD.fullmatch(label) else index + 1}"
        else:
            figures += 1
            name = f"fig_{figures}"
        found[path] = (anchor, name)
    return found
