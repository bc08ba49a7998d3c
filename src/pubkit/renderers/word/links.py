"""Links: web addresses made safe."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

__all__ = ["address"]

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What may be live: anything else could run a program or read a file when it is clicked."""
_LEGAL = "!#$%&'()*+,/:;=?@[]~"
"""What RFC 3986 §2 allows unescaped beside letters, digits, `-`, `.` and `_`."""
_WHITE = "".join(map(chr, range(0x21)))
"""What an address is freed of at its ends (WHATWG URL, §4.4); a full-width space belongs to it."""
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def address(href: str, base: str) -> str | None:
    """The target as a URI that Word accepts; None where it is unsafe or no address.

    A relative target is resolved against `base`, the article's own address, where there is one.
    One target that is not a URI makes Word call the whole file corrupt.
    """
    target = href.strip(_WHITE)
    try:
        if urlsplit(href.strip()).scheme.lower() not in {*_SCHEMES, ""}:
            return None  # also where white space of another kind stands before it
        parts = urlsplit(urljoin(base, target) if base else target)
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
