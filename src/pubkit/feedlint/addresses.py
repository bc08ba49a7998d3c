"""Addresses and identities: IRIs, tag: and urn: URIs, e-mail."""

from __future__ import annotations

import re
from urllib.parse import unquote

__all__ = ["anywhere", "email", "email_doubt", "full", "identity", "named_email", "uri", "web"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\x9f<>\"{}|\\^`\u2028\u2029\ufffe\uffff\ud800-\udfff]")
"""Characters that neither URIs nor IRIs hold (RFC 3986, §2; RFC 3987, §2.2)."""
_AUTHORITY = re.compile(
    r"(?:[^@/?#\[\]]*@)?(?:\[[0-9A-Fa-f:.]+\]|[^:@/?#\[\]]*)(?::\d*)?", re.IGNORECASE
)
_HIERARCHIC = frozenset({"http", "https", "ftp", "feed"})
_TAG = re.compile(
    r"tag:(?:[A-Za-z0-9._-]+@)?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?,"
    r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?%]*"
    r"(?:#[A-Za-z0-9\-._~!$&'()*+,;=:@/?%]*)?",
    re.IGNORECASE,
)
"""RFC 4151, §2.1."""
_URN = re.compile(
    r"urn:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:(?:[a-z0-9()+,\-.:=@;$_!*'/~&]|%[0-9a-f]{2})+"
    r"(?:\?[+=][^#]*)?(?:#.*)?",
    re.IGNORECASE,
)
"""RFC 8141, §2."""
_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
"""RFC 9562, §4."""
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
)
"""RFC 5322, §3.4.1, without quoted and literal forms."""
_NAMED = re.compile(rf"(?P<address>{_ADDRESS.pattern})(?:\s+\(.*\))?", re.DOTALL)
_WITHIN = re.compile(rf"(?:^|[\s<,:(]){_ADDRESS.pattern}(?:$|[\s>,;?)])")


def anywhere(value: str) -> str:
    """What is wrong with an address, absolute or relative; nothing if it is one."""
    if found := _FORBIDDEN.search(value):
        return f"an address holds no {_named(found[0])}"
    if _PERCENT.search(value):
        return "a % stands there without two hexadecimal figures"
    match = _SCHEME.fullmatch(value)
    if match is None:
        return _rest(value)
    scheme, rest = match[1].lower(), match[2]
    if scheme in _HIERARCHIC and not re.match(r"//[^/?#]", rest):
        return f"{scheme}: stands there without //host"
    if scheme in ("tag", "urn"):
        return identity(value)
    return "an address does not end with its scheme" if not rest else _rest(rest)


def full(value: str) -> str:
    """What is wrong with an address that has to be absolute."""
    if not value.strip():
        return "there is no address"
    wrong = anywhere(value)
    return wrong or ("" if _SCHEME.fullmatch(value) else "the address lacks its scheme and host")


def web(value: str) -> str:
    """What is wrong with an address that a browser has to open."""
    wrong = uri(value)
    if wrong:
        return wrong
    return "" if value.lower().startswith(("http://", "https://")) else "it is no web address"


def identity(value: str) -> str:
    """What is wrong with an identity that is a full URI (RFC 4287, §4.2.6)."""
    low = value.lower()
    if low.startswith("tag:"):
        match = _TAG.fullmatch(value)
        if match is None or not _day(match[2], match[3]) or _PERCENT.search(value):
            return "a tag: URI looks like tag:example.org,2026:name"
        return ""
    if low.startswith("urn:uuid:"):
        return "" if _UUID.fullmatch(value) else "a UUID has 8-4-4-4-12 hexadecimal figures"
    if low.startswith("urn:"):
        return "" if _URN.fullmatch(value) else "a URN looks like urn:isbn:9787000000000"
    return ""


def _day(month: str | None, day: str | None) -> bool:
    return 1 <= int(month or 1) <= 12 and 1 <= int(day or 1) <= 31


def email(value: str) -> str:
    """What is wrong with a bare e-mail address."""
    return "" if _ADDRESS.fullmatch(value) else "it is no e-mail address"


def named_email(value: str) -> str:
    """What is wrong with an address that a name may follow: `a@example.org (Lin Xiao)`."""
    return "" if _WITHIN.search(unquote(value)) else "it holds no e-mail address"


def email_doubt(value: str) -> str:
    """Why readers may not find the address in a value that holds one."""
    return "" if _NAMED.fullmatch(value.strip()) else "the name stands behind it, in brackets"


def uri(value: str) -> str:
    """What is wrong with an address of RSS, which is ASCII: a URI and no IRI (RFC 3986, §2)."""
    wrong = full(value)
    return wrong or ("" if value.isascii() else "its letters outside ASCII are not encoded")


def _rest(text: str) -> str:
    """What is wrong with authority, path, query and fragment."""
    if text.count("#") > 1:
        return "an address has one # at most"
    if not text.startswith("//"):
        return "" if not re.search(r"[\[\]]", text) else "brackets stand only round an IPv6 address"
    authority = re.split("[/?#]", text[2:], maxsplit=1)[0]
    if not _AUTHORITY.fullmatch(authority):
        return "its host or port is none"
    after = text[2 + len(authority) :]
    return "brackets stand only round an IPv6 address" if re.search(r"[\[\]]", after) else ""


def _named(character: str) -> str:
    return "blank or line break" if character.isspace() else repr(character)
