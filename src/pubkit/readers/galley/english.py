"""English bylines: `By Ann Lee`, `Photographs by …`, `To contact the reporter …`."""

from __future__ import annotations

import re

from pubkit.model import Credit

__all__ = ["contact", "english_byline"]

_NAME = (
    r"[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|de|van|von|der|bin|al)){0,4}"
    r"(?:\s+in\s+[A-Z]\w+(?:\s+[A-Z]\w+)?)?"
)
_NAMES = rf"{_NAME}(?:(?:\s*,\s*|\s+and\s+|\s*&\s*|\s*,\s*and\s+){_NAME})*"
_ROLES = "|".join(
    (
        "By|(?:Words|Text|Story|Written|Reported|Reporting|Edited|Editing) by|Words|Text|Story",
        "(?:Photos?|Photographs|Photography|Pictures|Images) by|Photos?|Photographs",
        "(?:Design(?:ed)?|Illustrations?|Graphics?|Translated|Additional reporting) by",
        "Editors?|Writers?",
    )
)
_BYLINE = re.compile(
    rf"[—–-]*\s*(?P<role>{_ROLES})\s*:?\s+(?P<names>{_NAMES})"
    r"\s*(?:,\s*(?P<desk>[A-Z][\w .'’-]{2,40}))?",
    re.IGNORECASE,
)
_STRICT = re.compile(_NAMES)
_STAFF = re.compile(
    rf"(?P<names>{_NAMES})\s*[,/|]\s*(?P<role>(?:Senior |Chief |Special )?"
    r"(?:Staff Writers?|Staff Reporters?|Correspondents?|Reporters?|Columnists?|Contributors?))"
)
_CONTACT = re.compile(
    r"(?P<role>(?:To contact|Contact) the (?:reporters?|editors?|writers?|authors?)[^:：@]{0,60}?)"
    r"(?:\s*[:：]\s*|\s+at\s+)(?P<names>.+)",
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
