"""RSS 2.0: its grammar and what grammar cannot say; RSS 1.0, as far as it is the same.

Sources: the RSS 2.0 specification and its Best Practices Profile (RSS Advisory Board), RSS 1.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pubkit.fault import Fault
from pubkit.feedlint.addresses import full
from pubkit.feedlint.atom import IN_RSS
from pubkit.feedlint.grammar import (
    DATES_822,
    EMAILS,
    LANGUAGE,
    MEDIA_TYPE,
    NATURAL,
    POSITIVE,
    URI,
    WEB,
    Attribute,
    Child,
    Model,
    Value,
    chosen,
    many,
    once,
)
from pubkit.feedlint.modules import CHANNEL, EVERYWHERE, ITEM
from pubkit.feedlint.sheet import Sheet, split
from pubkit.feedlint.words import between

__all__ = ["RDF_MODEL", "RSS_MODEL", "described", "relations"]

_VERSIONS = ("0.91", "0.92", "0.93", "0.94", "2.0")
_HOURS, _DAYS = 24, 7
_WIDEST, _HIGHEST = 144, 400
"""Pixels of a channel's image (RSS 2.0, image)."""
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_TEXT = Model()
_NAMED = Model(blank="warning")
_LINK = Model((URI,))
_DATE = Model(DATES_822)
_CATEGORY = Model(attributes={"domain": Attribute()})
_EMAIL = Model(EMAILS)


def _pixels(most: int) -> Model:
    return Model((Value("feed-number", between(1, most), "Give the picture's size."),))


_IMAGE = Model(
    holds="elements",
    children={
        "url": once(_LINK),
        "title": once(_TEXT),
        "link": once(_LINK),
        "width": once(_pixels(_WIDEST)),
        "height": once(_pixels(_HIGHEST)),
        "description": once(_TEXT),
        **EVERYWHERE,
    },
    required=("url", "title", "link"),
)


def _field(value: str) -> str:
    """What is wrong with the name of a form's field (RSS 2.0, textInput; HTML 4, §6.2)."""
    return "" if re.fullmatch(r"[A-Za-z][\w:.-]*", value) else "a field's name begins with a letter"


_INPUT = Model(
    holds="elements",
    children={
        "title": once(_NAMED),
        "description": once(_TEXT),
        "name": once(Model((Value("feed-choice", _field, "Write a letter first."),))),
        "link": once(_LINK),
        **EVERYWHERE,
    },
    required=("title", "description", "name", "link"),
)
_CLOUD = Model(
    holds="nothing",
    attributes={
        "domain": Attribute(required=True),
        "port": Attribute((POSITIVE,), required=True),
        "path": Attribute(required=True),
        "registerProcedure": Attribute(required=True),
        "protocol": Attribute(required=True),
    },
)
_HOUR = Model((Value("feed-number", between(0, _HOURS), "Write an hour from 0 to 23."),))
_SKIP_HOURS = Model(holds="elements", children={"hour": many(_HOUR)}, required=("hour",))
_DAY = Model((chosen(*_DAY_NAMES),))
_SKIP_DAYS = Model(holds="elements", children={"day": many(_DAY)}, required=("day",))
_ENCLOSURE = Model(
    holds="nothing",
    attributes={
        "url": Attribute((WEB,), required=True),
        "length": Attribute((NATURAL,), required=True),
        "type": Attribute((MEDIA_TYPE,), required=True),
    },
)
_GUID = Model(attributes={"isPermaLink": Attribute((chosen("true", "false"),))}, blank="warning")
_SOURCE = Model(attributes={"url": Attribute((URI,), required=True)})
_ITEM = Model(
    holds="elements",
    children={
        "title": once(_TEXT),
        "link": once(_LINK),
        "description": once(_TEXT),
        "author": once(_EMAIL),
        "category": many(_CATEGORY),
        "comments": once(_LINK),
        "enclosure": many(_ENCLOSURE),
        "guid": once(_GUID),
        "pubDate": once(_DATE),
        "source": once(_SOURCE),
        **EVERYWHERE,
        **ITEM,
        **IN_RSS,
    },
)
_CHANNEL = Model(
    holds="elements",
    children={
        "title": once(_NAMED),
        "link": once(_LINK),
        "description": once(_TEXT),
        "language": once(Model((LANGUAGE,))),
        "copyright": once(_TEXT),
        "managingEditor": once(_EMAIL),
        "webMaster": once(_EMAIL),
        "pubDate": once(_DATE),
        "lastBuildDate": once(_DATE),
        "category": many(_CATEGORY),
        "generator": once(_TEXT),
        "docs": once(_LINK),
        "cloud": once(_CLOUD),
        "ttl": once(Model((POSITIVE,))),
        "image": once(_IMAGE),
        "rating": once(_TEXT),
        "textInput": once(_INPUT),
        "skipHours": once(_SKIP_HOURS),
        "skipDays": once(_SKIP_DAYS),
        "item": many(_ITEM),
        **EVERYWHERE,
        **CHANNEL,
        **IN_RSS,
    },
    required=("title", "link", "description"),
)
RSS_MODEL = Model(
    holds="elements",
    children={"channel": once(_CHANNEL)},
    required=("channel",),
    attributes={"version": Attribute(required=True)},
)

# ── RSS 1.0 ─────────────────────────────────────────────────────────────────────────────────

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_ABOUT = {f"{_RDF}about": Attribute((URI,), required=True)}
_FREE = Model(holds="anything", strict=False)
_SPACES = ("{http://purl.org/rss/1.0/}", "{http://my.netscape.com/rdf/simple/0.9/}")


def _rdf(space: str) -> dict[str, Child]:
    def own(names: str, model: Model) -> dict[str, Child]:
        return {f"{space}{name}": once(model) for name in names.split()}

    line, title, link = own("description", _TEXT), own("title", _NAMED), own("link", _LINK)
    address = own("url", _LINK)
    modern = space == _SPACES[0]
    about = _ABOUT if modern else {}
    listed = own("items image textinput", _FREE)
    items = (f"{space}items",) if modern else ()
    channel = Model(
        holds="elements",
        children={**title, **link, **line, **listed, **EVERYWHERE, **CHANNEL, **IN_RSS},
        required=(*title, *link, *line, *items),
        attributes=about,
        strict=False,
    )
    item = Model(
        holds="elements",
        children={**title, **link, **line, **EVERYWHERE, **ITEM, **IN_RSS},
        required=(*title, *link),
        attributes=about,
        strict=False,
    )
    image = Model(
        holds="elements",
        children={**title, **link, **address, **EVERYWHERE},
        required=(*title, *link, *address),
        attributes=about,
        strict=False,
    )
    field = Model(
        holds="elements",
        children={**title, **link, **line, **own("name", _NAMED), **EVERYWHERE},
        required=(*title, *link, *line, f"{space}name"),
        attributes=about,
        strict=False,
    )
    return {
        f"{space}channel": once(channel),
        f"{space}item": many(item),
        f"{space}image": once(image),
        f"{space}textinput": once(field),
    }


RDF_MODEL = Model(
    holds="elements",
    children={name: child for space in _SPACES for name, child in _rdf(space).items()},
    strict=False,
)

_CHANNELS = tuple(f"{space}channel" for space in _SPACES)

# ── what grammar cannot say ─────────────────────────────────────────────────────────────────


def relations(sheet: Sheet) -> Iterator[Fault]:
    """What holds between the elements of RSS 2.0."""
    version = sheet.root.get("version", "")
    if version.strip() and version not in _VERSIONS:
        text = f"RSS has no version {version[:20]!r}"
        yield sheet.fault("feed-format", sheet.root, text, "Write 2.0.")
    for item in sheet.root.iter("item"):
        yield from _item(sheet, item)
    for name, most in (("skipHours", _HOURS), ("skipDays", _DAYS)):
        for element in sheet.root.iter(name):
            yield from _skipped(sheet, element, most)


def described(sheet: Sheet) -> Iterator[Fault]:
    """RSS 1.0 has a channel, in its own namespace."""
    if not any(sheet.root.find(tag) is not None for tag in _CHANNELS):
        text = "<rdf:RDF> lacks its <channel>"
        yield sheet.fault("feed-missing", sheet.root, text, f"Write it, in {_SPACES[0][1:-1]}.")


def _item(sheet: Sheet, item: etree._Element) -> Iterator[Fault]:
    said = [item.find(name) for name in ("title", "description")]
    said += [item.find("{http://purl.org/rss/1.0/modules/content/}encoded")]
    if not any(one is not None for one in said):
        text = "The item has neither a title nor a description"
        yield sheet.fault("feed-missing", item, text, "Write one of them.")
    enclosures = item.findall("enclosure")
    for second in enclosures[1:2]:
        text = "The item has more than one enclosure; readers take the first or the last"
        hint = "Keep one, and list all as media:content."
        yield sheet.fault("feed-enclosures", second, text, hint, weak=True)
    guid = item.find("guid")
    if guid is not None and guid.get("isPermaLink", "true") == "true":
        yield from _permalink(sheet, guid)


def _permalink(sheet: Sheet, guid: etree._Element) -> Iterator[Fault]:
    """A guid that is not said to be none is where the item stands (RSS 2.0, guid)."""
    value = (guid.text or "").strip()
    wrong = full(value)
    if not wrong and not value.lower().startswith(("http://", "https://")):
        wrong = "no browser opens it"
    if wrong:
        text = f"A guid that is to be a permalink says {value[:60]!r}: {wrong}"
        hint = 'Write isPermaLink="false".'
        yield sheet.fault("feed-guid", guid, text, hint)


def _skipped(sheet: Sheet, element: etree._Element, most: int) -> Iterator[Fault]:
    values = [(one.text or "").strip().lstrip("0") or "0" for one in element]
    values = ["0" if value == "24" else value for value in values]  # both are midnight
    name = split(str(element.tag))[1]
    if len(values) > most:
        text = f"<{name}> lists {len(values)}, and there are {most}"
        yield sheet.fault("feed-number", element, text, "List each once.")
    elif len(set(values)) < len(values):
        text = f"<{name}> lists one twice"
        yield sheet.fault("feed-repeated", element, text, "List each once.")
