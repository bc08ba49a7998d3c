"""English bylines: `By Ann Lee`, `Photographs by …`, `To contact the reporter …`."""

from __future__ import annotations

import re

from pubkit.model import Credit

__all__ = ["contact", "english_byline"]

_NAME = r"[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|de|van|von|der|bin|al)){0,4}"
_NAMES = rf"{_NAME}(?:(?:\s*,\s*|\s+and\s+|\s*&\s*|\s*,\s*and\s+){_NAME})*"
_ROLES = (
    "By|Words by|Text by|Story by|Written by|Reported by|Reporting by|Edited by|Editing by|Editors?|Writers?|"
    "Photos? by|Photographs by|Photography by|Pictures by|Images by|Photos?|Photographs|Words|Text|Story|"
    "Design(?:ed)? by|Illustrations? by|Graphics? by|Translated by|Additional reporting by"
)
_BYLINE = re.compile(rf"[—–-]*\s*(?P<role>{_ROLES})\s*:?\s+(?P<names>{_NAMES})\s*(?:,\s*(?P<desk>[A-Z][\w .'’-]{{2,40}}))?", re.IGNORECASE)  # fmt: skip
_STRICT = re.compile(_NAMES)
_STAFF = re.compile(rf"(?P<names>{_NAMES})\s*[,/|]\s*(?P<role>(?:Senior |Chief |Special )?(?:Staff Writers?|Staff Reporters?|Correspondents?|Reporters?|Columnists?|Contributors?))")  # fmt: skip
_CONTACT = re.compile(
    r"(?P<role>To contact the (?:reporters?|editors?|writers?|authors?)[^:：]{0,60}|Contact (?:the )?(?:reporters?|editors?|writers?))\s*[:：]\s*(?P<names>.+)",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    rf"(?P<names>{_NAMES})\s+(?P<role>(?:also )?(?:contributed|reported)\b.{{0,80}})"
)
_PARTED = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*")


def english_byline(text: str) -> tuple[Credit, ...]:
    """The credit that the line is; empty if it is none."""
    core = text.strip().rstrip(".")
    if len(core) > 140:
        return ()
    match = _BYLINE.fullmatch(core)
    if match and _STRICT.fullmatch(match["names"]):
        names = [*_PARTED.split(match["names"]), *([match["desk"]] if match["desk"] else [])]
        return (Credit(match["role"], tuple(n for n in names if n)),)
    match = _STAFF.fullmatch(core) or _CONTRIBUTED.fullmatch(core)
    return (Credit(match["role"], tuple(_PARTED.split(match["names"]))),) if match else ()


def contact(text: str) -> tuple[Credit, ...]:
    """Who can be written to: `To contact the reporter on this story: …`."""
    match = _CONTACT.fullmatch(text) if len(text) < 400 else None
    return (Credit(match["role"].strip(), (match["names"].strip(),)),) if match else ()
