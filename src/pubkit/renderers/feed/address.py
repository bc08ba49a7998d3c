"""Addresses as feeds write them: in ASCII, whole, and safe to follow."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

__all__ = ["uri"]

_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


def uri(address: str) -> str:
    """A web address with all that is not ASCII encoded; nothing if it is no web address.

    Source: RFC 3987, §3.1 (an IRI made a URI); the host as RFC 5891 has it.
    """
    try:
        parts = urlsplit(address.strip())
        port = f":{parts.port}" if parts.port else ""
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme.lower() not in ("http", "https") or not _HOST.fullmatch(host):
        return ""
    made = f"{parts.scheme.lower()}://{host}{port}{_encoded(parts.path, '/')}"
    made += f"?{_encoded(parts.query, '/?')}" if parts.query else ""
    return made + (f"#{_encoded(parts.fragment, '/?')}" if parts.fragment else "")


def _encoded(text: str, more: str) -> str:
    return quote(_STRAY.sub("%25", text), safe=f":@!$&'()*+,;=%~{more}")
