"""Media RSS 1.5.1: its elements and their values (https://www.rssboard.org/media-rss)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pubkit.fault import Fault
from pubkit.feedlint.grammar import (
    FULL,
    LANGUAGE,
    MEDIA_TYPE,
    NATURAL,
    NUMBER,
    POSITIVE,
    Attribute,
    Child,
    Model,
    Value,
    chosen,
    many,
    once,
)
from pubkit.feedlint.sheet import Sheet
from pubkit.feedlint.words import COUNTRIES

__all__ = ["MEDIA", "relations"]

MEDIA_SPACE = "{http://search.yahoo.com/mrss/}"
_TIME = re.compile(r"now|\d+(?:\.\d+)?|\d+:[0-5]\d(?::[0-5]\d)?(?:\.\d+)?")
_HASH_FIGURES = {"md5": 32, "sha-1": 40}
_RATINGS = {
    "urn:simple": frozenset({"adult", "nonadult"}),
    "urn:mpaa": frozenset({"g", "pg", "pg-13", "r", "nc-17", "m", "x"}),
    "urn:v-chip": frozenset(
        {"14+", "18+", "c", "c8", "g", "pg", "tv-14", "tv-g", "tv-ma", "tv-pg", "tv-y", "tv-y7",
         "tv-y7-fv"}
    ),
}  # fmt: skip
_ICRA = re.compile(r"r \((?:[a-z]{2} [01])(?: [a-z]{2} [01])*\)")
_EBU = frozenset(
    """
    actor|adaptor|anchor person|animal trainer|animator|announcer|armourer|art director
    artist|artist/performer|performer|assistant camera|assistant chief lighting technician
    assistant director|assistant producer|assistant visual editor|author|broadcast assistant
    broadcast journalist|camera operator|carpenter|casting|causeur|chief lighting technician|choir
    choreographer|clapper loader|commentary or commentator|commissioning broadcaster|composer
    computer programmer|conductor|consultant|continuity checker|correspondent|costume designer
    dancer|dialogue coach|director|director of photography|distribution company|draughtsman|dresser
    dubber|editor|editor/producer|ensemble|executive producer|expert|fight director|floor manager
    focus puller|foley artist|foley editor|foley mixer|graphic assistant|graphic designer|greensman
    grip|hairdresser|illustrator|interviewed guest|interviewer|key character|key grip|key talents
    leadman|librettist|lighting director|lighting technician|location manager|lyricist
    make up artist|manufacturer|matte artist|music arranger|music group|musician|news reader
    orchestra|owner|participant|photographer|post|producer|production assistant|production company
    production department|production manager|production secretary|programme production researcher
    property manager|publishing company|puppeteer|pyrotechnician|reporter|rigger|runner|scenario
    scenic operative|script supervisor|second assistant camera|second assistant director
    second unit director|set designer|set dresser|sign language|singer|sound designer|sound mixer
    sound recordist|special effects|stunts|subtitles|technical director|term|translation
    transportation manager|treatment|programme proposal|treatment proposal
    treatment/programme proposal|vision mixer|visual editor|visual effects|wardrobe|witness
    """.replace("\n", "|")
    .replace("    ", "")
    .strip("|")
    .split("|")
)
"""Roles of the European Broadcasting Union (Media RSS, media:credit), in small letters."""
_BAD_WORDS = "Take a word from the specification."


def _time(value: str) -> str:
    """What is wrong with a time within a clip (RFC 2326, §3.6)."""
    return "" if _TIME.fullmatch(value.strip()) else "a time looks like 12.5 or 0:01:30"


def _address(*, required: bool = False) -> Attribute:
    return Attribute((FULL,), required=required)


_SIZE = Attribute((NATURAL,))
_PLAIN = Attribute((chosen("plain", "html"),))
_AT = Attribute((Value("feed-media", _time, "Write seconds, or hours, minutes and seconds."),))
_ANY = Model(holds="anything", strict=False)

MEDIA: dict[str, Child] = {
    "adult": once(Model((chosen("true", "false"),))),
    "backLinks": once(_ANY),
    "category": many(Model(attributes={"scheme": _address(), "label": Attribute()})),
    "comments": once(_ANY),
    "community": once(_ANY),
    "copyright": once(Model(attributes={"url": _address()})),
    "credit": many(Model(attributes={"role": Attribute(), "scheme": Attribute()})),
    "description": once(Model(attributes={"type": _PLAIN})),
    "embed": many(_ANY),
    "hash": many(Model(attributes={"algo": Attribute()})),
    "keywords": once(Model()),
    "license": many(_ANY),
    "location": many(_ANY),
    "peerLink": many(_ANY),
    "player": once(
        Model(
            holds="nothing",
            attributes={"url": _address(required=True), "height": _SIZE, "width": _SIZE},
        )
    ),
    "price": many(_ANY),
    "rating": many(Model(attributes={"scheme": Attribute()})),
    "responses": once(_ANY),
    "restriction": many(
        Model(
            attributes={
                "relationship": Attribute((chosen("allow", "deny"),), required=True),
                "type": Attribute((chosen("country", "uri", "sharing"),)),
            }
        )
    ),
    "rights": once(_ANY),
    "scenes": once(_ANY),
    "status": once(_ANY),
    "subTitle": many(_ANY),
    "text": many(
        Model(
            attributes={
                "type": _PLAIN,
                "lang": Attribute((LANGUAGE,)),
                "start": _AT,
                "end": _AT,
            }
        )
    ),
    "thumbnail": many(
        Model(
            holds="nothing",
            attributes={
                "url": _address(required=True),
                "height": _SIZE,
                "width": _SIZE,
                "time": _AT,
            },
        )
    ),
    "title": once(Model(attributes={"type": _PLAIN})),
}
MEDIA = {f"{MEDIA_SPACE}{name}": child for name, child in MEDIA.items()}
_CONTENT = Model(
    holds="elements",
    children=MEDIA,
    attributes={
        "url": _address(),
        "fileSize": Attribute((POSITIVE,)),
        "type": Attribute((MEDIA_TYPE,)),
        "medium": Attribute((chosen("image", "audio", "video", "document", "executable"),)),
        "isDefault": Attribute((chosen("true", "false"),)),
        "expression": Attribute((chosen("sample", "full", "nonstop"),)),
        "bitrate": Attribute((NUMBER,)),
        "framerate": Attribute((NUMBER,)),
        "samplingrate": Attribute((NUMBER,)),
        "channels": _SIZE,
        "duration": Attribute((NUMBER,)),
        "height": _SIZE,
        "width": _SIZE,
        "lang": Attribute((LANGUAGE,)),
    },
)
_CONTENT_TAG = f"{MEDIA_SPACE}content"
_GROUP = Model(holds="elements", children={**MEDIA, _CONTENT_TAG: many(_CONTENT)})
MEDIA |= {_CONTENT_TAG: many(_CONTENT), f"{MEDIA_SPACE}group": many(_GROUP)}


def relations(sheet: Sheet) -> Iterator[Fault]:
    """What grammar cannot say of Media RSS."""
    for element in sheet.root.iter(f"{MEDIA_SPACE}*"):
        rule = _RULES.get(str(element.tag).removeprefix(MEDIA_SPACE))
        wrong = rule(element) if rule else ""
        if wrong:
            yield sheet.fault("feed-media", element, wrong, _BAD_WORDS)
    for element in sheet.root.iter("*"):
        if str(element.tag).startswith("{http://search.yahoo.com/mrss}"):
            text = "The namespace of Media RSS lacks its last stroke, and readers pass it over"
            hint = "Write http://search.yahoo.com/mrss/."
            yield sheet.fault("feed-media", element, text, hint)
            return


def _content(element: etree._Element) -> str:
    player = element.find(f"{MEDIA_SPACE}player")
    above = element.getparent()
    player = player if player is not None or above is None else above.find(f"{MEDIA_SPACE}player")
    if not element.get("url") and player is None:
        return "A <media:content> has neither an address nor a player"
    return ""


def _credit(element: etree._Element) -> str:
    role, scheme = element.get("role", ""), element.get("scheme", "urn:ebu")
    if role != role.lower():
        return f"The role {role!r} of a credit is not in small letters"
    if role and scheme == "urn:ebu" and role not in _EBU:
        return f"{role!r} is no role of the European Broadcasting Union"
    return ""


def _group(element: etree._Element) -> str:
    alternatives = len(element.findall(_CONTENT_TAG))
    if alternatives > 1:
        return ""
    return "A <media:group> is for several forms of one thing, and holds one or none"


def _hash(element: etree._Element) -> str:
    algorithm = element.get("algo", "md5")
    if algorithm not in _HASH_FIGURES:
        return f"{algorithm!r} is no hash of Media RSS"
    figures = _HASH_FIGURES[algorithm]
    text = (element.text or "").strip()
    fits = re.fullmatch(rf"[0-9A-Za-z]{{{figures}}}", text)
    return "" if fits else f"A hash of {algorithm} has {figures} figures"


def _rating(element: etree._Element) -> str:
    scheme, text = element.get("scheme", "urn:simple"), (element.text or "").strip()
    if scheme == "urn:icra":
        return "" if _ICRA.fullmatch(text) else f"{text!r} is no rating of {scheme}"
    known = _RATINGS.get(scheme)
    if known is None:
        return FULL.wrong(scheme)
    return "" if text in known else f"{text!r} is no rating of {scheme}"


def _restriction(element: etree._Element) -> str:
    kind, text = element.get("type", ""), (element.text or "").strip()
    if not kind:
        return "" if text in ("all", "none", "") else f"{text!r} is neither all nor none"
    if kind == "country":
        bad = [word for word in text.split() if word.upper() not in COUNTRIES]
        return f"{bad[0]!r} is no country's two letters" if bad else ""
    return FULL.wrong(text) if kind == "uri" else ""


_RULES = {
    "content": _content,
    "credit": _credit,
    "group": _group,
    "hash": _hash,
    "rating": _rating,
    "restriction": _restriction,
}
