"""Modules: elements of other namespaces that feeds borrow.

Sources: Dublin Core Metadata Element Set 1.1 and DCMI Terms, RSS 1.0 modules (content, slash,
syndication), RFC 4685 (thread), RFC 5005 (history), RFC 6721 (tombstones), RFC 5023 (app), GeoRSS
Simple, W3C Basic Geo, Apple's podcast requirements.
"""

from __future__ import annotations

import re

from pubkit.feedlint import words
from pubkit.feedlint.grammar import (
    ADDRESS,
    DATE_3339,
    DATE_W3C,
    EMAIL,
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
from pubkit.feedlint.media import MEDIA

__all__ = ["CHANNEL", "ENTRY", "EVERYWHERE", "FEED", "ITEM"]

_ANY = Model(holds="anything", strict=False)
_TEXT = Model(strict=False)
_DAY = Model((DATE_W3C,), strict=False)


def _named(space: str, children: dict[str, Child]) -> dict[str, Child]:
    return {f"{{{space}}}{name}": child for name, child in children.items()}


def _each(names: str, child: Child) -> dict[str, Child]:
    return dict.fromkeys(names.split(), child)


_DC = _named(
    "http://purl.org/dc/elements/1.1/",
    {
        **_each("contributor coverage creator identifier publisher relation subject", many(_ANY)),
        **_each("description format rights source title type", once(_TEXT)),
        "date": once(_DAY),
        "language": once(Model((LANGUAGE,), strict=False)),
    },
)
_DCTERMS = _named(
    "http://purl.org/dc/terms/",
    {
        **_each("created issued modified", once(_DAY)),
        **_each(
            "abstract accessRights accrualMethod accrualPeriodicity accrualPolicy alternative"
            " audience available bibliographicCitation conformsTo contributor coverage creator"
            " date dateAccepted dateCopyrighted dateSubmitted description educationLevel extent"
            " format hasFormat hasPart hasVersion identifier instructionalMethod isFormatOf"
            " isPartOf isReferencedBy isReplacedBy isRequiredBy isVersionOf language license"
            " mediator medium provenance publisher references relation replaces requires rights"
            " rightsHolder source spatial subject tableOfContents temporal title type valid",
            many(_ANY),
        ),
    },
)


def _point(value: str) -> str:
    """What is wrong with a latitude and a longitude."""
    parts = re.split(r"[\s,]+", value.strip())
    if len(parts) != 2:
        return "a point is a latitude and a longitude"
    return words.coordinate(90)(parts[0]) or words.coordinate(180)(parts[1])


def _points(value: str) -> str:
    """What is wrong with a row of points."""
    parts = value.replace(",", " ").split()
    wrong = [found for part in parts if (found := words.number(part))]
    return (wrong or ["" if len(parts) % 2 == 0 else "latitudes and longitudes are not in pairs"])[
        0
    ]


_PLACE_HINT = "Write degrees with a decimal point."
_LATITUDE = Model((Value("feed-place", words.coordinate(90), _PLACE_HINT),))
_LONGITUDE = Model((Value("feed-place", words.coordinate(180), _PLACE_HINT),))
_POINTS = Model((Value("feed-place", _points, _PLACE_HINT),), strict=False)
_GEO = {
    **_named(
        "http://www.w3.org/2003/01/geo/wgs84_pos#",
        {
            "lat": once(_LATITUDE),
            "long": once(_LONGITUDE),
            "alt": once(Model((NUMBER,))),
            "Point": many(_ANY),
        },
    ),
    **_named(
        "http://www.georss.org/georss",
        {
            "point": many(Model((Value("feed-place", _point, _PLACE_HINT),), strict=False)),
            **_each("line polygon box", many(_POINTS)),
            **_each("elev floor radius", many(Model((NUMBER,)))),
            **_each("featuretypetag relationshiptag featurename where circle", many(_ANY)),
        },
    ),
}
_SYNDICATION = _named(
    "http://purl.org/rss/1.0/modules/syndication/",
    {
        "updatePeriod": once(Model((chosen("hourly", "daily", "weekly", "monthly", "yearly"),))),
        "updateFrequency": once(Model((POSITIVE,))),
        "updateBase": once(_DAY),
    },
)


def _parade(value: str) -> str:
    """What is wrong with slash:hit_parade."""
    return "" if re.fullmatch(r"\s*\d+(?:\s*,\s*\d+)*\s*", value) else "it is no row of numbers"


_SLASH = _named(
    "http://purl.org/rss/1.0/modules/slash/",
    {
        "comments": once(Model((NATURAL,))),
        "department": once(_TEXT),
        "section": once(_TEXT),
        "hit_parade": once(Model((Value("feed-number", _parade, "Write 1,2,3."),))),
    },
)
_THREAD = _named(
    "http://purl.org/syndication/thread/1.0",
    {
        "in-reply-to": many(
            Model(
                holds="anything",
                attributes={
                    "ref": Attribute((FULL,), required=True),
                    "href": Attribute((ADDRESS,)),
                    "source": Attribute((ADDRESS,)),
                    "type": Attribute((MEDIA_TYPE,)),
                },
            )
        ),
        "total": once(Model((NATURAL,))),
    },
)
_HISTORY = _named(
    "http://purl.org/syndication/history/1.0",
    {
        **_each("complete archive incremental", once(Model(holds="nothing"))),
        "prev-archive": once(Model((FULL,))),
    },
)
_TOMBSTONES = _named(
    "http://purl.org/atompub/tombstones/1.0",
    {
        "deleted-entry": many(
            Model(
                holds="anything",
                attributes={
                    "ref": Attribute((FULL,), required=True),
                    "when": Attribute((DATE_3339,), required=True),
                },
            )
        )
    },
)
_EDITING = _named(
    "http://www.w3.org/2007/app",
    {"edited": once(Model((DATE_3339,))), "control": once(_ANY), "collection": many(_ANY)},
)
_LICENSES = {
    **_named(
        "http://backend.userland.com/creativeCommonsRssModule",
        {"license": many(Model((FULL,)))},
    ),
    **_named("http://wellformedweb.org/CommentAPI/", {"comment": once(Model((FULL,))),
                                                       "commentRss": once(Model((FULL,))),
                                                       "commentRSS": once(Model((FULL,)))}),
}  # fmt: skip

_TRACKBACK = _named(
    "http://madskills.com/public/xml/rss/module/trackback/",
    {
        "ping": once(Model((FULL,), blank="warning", strict=False)),
        "about": many(Model((FULL,), blank="warning", strict=False)),
    },
)
_FEEDBURNER = _named(
    "http://rssnamespace.org/feedburner/ext/1.0",
    {
        **_each("awareness origEnclosureLink origLink feedburnerHostname", once(Model((FULL,)))),
        **_each("browserFriendly emailServiceId info feedburnerAlias", once(_ANY)),
        **_each("feedFlare", many(_ANY)),
    },
)

# ── podcasts ────────────────────────────────────────────────────────────────────────────────

_MOST_SUMMARY, _MOST_LINE = 4000, 255
"""Characters (Apple, podcast requirements)."""


def _short(most: int) -> Value:
    def wrong(value: str) -> str:
        return f"it has more than {most} characters" if len(value) > most else ""

    return Value("feed-length", wrong, "Shorten it.")


def _duration(value: str) -> str:
    """What is wrong with an episode's length."""
    form = r"\s*\d+(?::[0-5]?\d){0,2}\s*"
    return "" if re.fullmatch(form, value) else "a duration looks like 1:02:03 or 3723"


_EXPLICIT = ("yes", "no", "clean", "explicit", "true", "false")
_PICTURE = Model(holds="nothing", attributes={"href": Attribute((FULL,), required=True)})
_YES_NO = Model((chosen("yes", "no", "true", "false", case=False),))
_ITUNES_SPACE = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_ITUNES = _named(
    _ITUNES_SPACE,
    {
        "author": once(Model((_short(_MOST_LINE),))),
        "block": once(_YES_NO),
        "category": many(Model(holds="anything", attributes={"text": Attribute(required=True)})),
        "complete": once(_YES_NO),
        "duration": once(Model((Value("feed-number", _duration, "Write H:MM:SS."),))),
        "episode": once(Model((POSITIVE,))),
        "episodeType": once(Model((chosen("full", "trailer", "bonus"),))),
        "explicit": once(Model((chosen(*_EXPLICIT, case=False),))),
        "image": once(_PICTURE),
        "isClosedCaptioned": once(_YES_NO),
        "keywords": once(_TEXT),
        "new-feed-url": once(Model((FULL,))),
        "order": once(Model((NATURAL,))),
        "owner": once(
            Model(
                holds="elements",
                children=_named(
                    _ITUNES_SPACE, {"name": once(_TEXT), "email": once(Model((EMAIL,)))}
                ),
            )
        ),
        "season": once(Model((POSITIVE,))),
        "subtitle": once(Model((_short(_MOST_LINE),))),
        "summary": once(Model((_short(_MOST_SUMMARY),))),
        "title": once(_TEXT),
        "type": once(Model((chosen("episodic", "serial"),))),
    },
)

# ── where they may stand ────────────────────────────────────────────────────────────────────

EVERYWHERE: dict[str, Child] = {
    **_DC,
    **_DCTERMS,
    **_GEO,
    **_LICENSES,
    **_FEEDBURNER,
    **_ITUNES,
    **MEDIA,
}
"""What a feed and its items may borrow."""
FEED: dict[str, Child] = {**_SYNDICATION, **_HISTORY, **_TOMBSTONES, **_THREAD}
"""What a feed may."""
CHANNEL = FEED
"""The same in RSS."""
ENTRY: dict[str, Child] = {**_THREAD, **_SLASH, **_EDITING, **_TRACKBACK}
"""What an entry may."""
ITEM: dict[str, Child] = {
    **ENTRY,
    **_named("http://purl.org/rss/1.0/modules/content/", {"encoded": once(Model(strict=False))}),
}
"""What an item of RSS may."""
