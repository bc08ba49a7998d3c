"""Address: where a link leads, in the one spelling that all ways of writing it come to."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

__all__ = ["resolved"]

_LEGAL = "!#$%&'()*+,/:;=?@[]~"
"""What stands in a URI as it is, beside letters, digits, `-`, `.` and `_` (RFC 3986, §2)."""
_WHITE = "".join(map(chr, range(0x21)))
"""What an address is freed of at its ends (WHATWG URL, §4.4); a no-break space belongs to it."""
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")


def resolved(target: str, base: str = "") -> str:
    """The URI of an address as people type it; what is no address stays as it is.

    A relative one is resolved against `base`. Characters that no URI holds are escaped, as formats
    that take none demand (RFC 3987, §3.1), and a host is spelled in ASCII (RFC 3490).
    """
    try:
        parts = urlsplit(urljoin(base, target.strip(_WHITE)))
        host = unquote(parts.netloc)
        host = host if host.isascii() else host.encode("idna").decode()
    except (ValueError, UnicodeError):
        return target
    whole = _LONE_PERCENT.sub("%25", urlunsplit(parts._replace(netloc=host)))
    return _ESCAPE.sub(lambda escape: escape[0].upper(), quote(whole, safe=_LEGAL))
