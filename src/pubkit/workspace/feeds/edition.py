"""The edition: the files of a feed as they have to be now, from its ledger."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from xml.parsers.expat import ExpatError, ParserCreate

from msgspec.structs import replace

from pubkit.config import Feed, Form, Profile, Site
from pubkit.errors import WriteError
from pubkit.publication import sha256
from pubkit.renderers.feed import atom, jsonfeed, rss
from pubkit.renderers.feed.address import uri
from pubkit.renderers.feed.frame import Frame, Tombstone
from pubkit.renderers.feed.item import Item, identity
from pubkit.renderers.feed.profile import fitted
from pubkit.workspace.feeds.entries import Row
from pubkit.workspace.feeds.ledger import Ledger

__all__ = ["FORMAT", "MEDIA_TYPES", "SUFFIXES", "Document", "Edition", "sound"]

SUFFIXES: Mapping[Form, str] = {"rss": ".rss.xml", "atom": ".atom.xml", "json": ".json"}
"""What a feed's files are called behind its name."""
MEDIA_TYPES: Mapping[Form, str] = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}
"""What a server has to say that they are."""
_ENTRIES: Mapping[Form, Callable[[Item], bytes]] = {
    "rss": rss.entry,
    "atom": atom.entry,
    "json": jsonfeed.entry,
}
FORMAT = 1
"""Revision of the files: changes when the same items give other bytes."""
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""The date of a feed in which nothing ever stood."""
_WHOLE = Profile()


@dataclass(frozen=True)
class Document:
    """One file of a feed."""

    name: str
    """Its name."""
    form: Form
    """Its format."""
    data: bytes
    """Its content."""
    items: int
    """How many items stand in it."""
    topic: str = ""
    """Its address, where the hub has to be told of it; empty if not."""

    @cached_property
    def sha256(self) -> str:
        """Hash of its content, hexadecimal."""
        return sha256(self.data)


@dataclass(frozen=True)
class Edition:
    """One feed, as its settings have it."""

    name: str
    """Its name."""
    feed: Feed
    """Its settings."""
    site: Site
    """The site's."""

    def newest(self, ledger: Ledger) -> Iterator[Document]:
        """The files that readers subscribe to."""
        last = ledger.entries.newest(self.feed.items)
        graves = ledger.entries.graves(self.feed.items)
        for form in self.feed.formats:
            yield self._document(ledger, form, last, graves, previous=self.archives(ledger))
        for name, profile in sorted(self.feed.profiles.items()):
            shown = ledger.entries.newest(profile.items) if profile.items else last
            for form in profile.formats:
                yield self._document(ledger, form, shown, graves, variant=(name, profile))

    def archive(self, ledger: Ledger, page: int) -> Iterator[Document]:
        """The files of an archive, counted from 0; none while it grows."""
        if page >= self.archives(ledger):
            return
        numbers = ledger.entries.page(page, self.feed.items)
        for form in self.feed.formats:
            yield self._document(ledger, form, numbers, (), previous=page, archive=page)

    @property
    def hub(self) -> str:
        """Whom to tell of a change; nothing if nobody."""
        return uri(self.feed.hub or self.site.hub)

    def names(self, page: int) -> Iterator[str]:
        """The names of an archive's files."""
        return (self._name(form, "", page) for form in self.feed.formats)

    def archives(self, ledger: Ledger) -> int:
        """How many archives are full; none where nobody could follow the links to them."""
        return ledger.entries.last // self.feed.items if self.feed.url else 0

    def _document(
        self,
        ledger: Ledger,
        form: Form,
        rows: tuple[Row, ...],
        graves: tuple[Tombstone, ...],
        *,
        previous: int = 0,
        archive: int | None = None,
        variant: tuple[str, Profile] = ("", _WHOLE),
    ) -> Document:
        order = sorted(rows, key=lambda row: (row.published, row.number), reverse=True)
        texts = self._texts(ledger, form, rows, variant, keep=archive is None)
        name = self._name(form, variant[0], archive)
        frame = replace(
            self._frame(rows, graves),
            url=self._url(name),
            sheet=_sheet(form),
            previous=self._url(self._name(form, "", previous - 1)) if previous else "",
            current=self._url(self._name(form)) if archive is not None else "",
            archive=archive is not None,
            hub=self.hub if archive is None else "",
        )
        shown = [texts[row.number] for row in order]
        data = _written(form, frame, shown, graves)
        return Document(name, form, data, len(shown), frame.url if frame.hub else "")

    def _texts(
        self,
        ledger: Ledger,
        form: Form,
        rows: tuple[Row, ...],
        variant: tuple[str, Profile],
        *,
        keep: bool,
    ) -> dict[int, bytes]:
        """What is written of each item; what was written before is not made again."""
        key = f"{variant[0]}/{form}"
        above = min((row.number for row in rows), default=0)
        known = ledger.written.texts(key, above) if keep else {}
        wanted = [row.number for row in rows if row.number not in known]
        made = {
            number: _ENTRIES[form](fitted(item, variant[1]))
            for number, item in ledger.entries.items(wanted).items()
        }
        if made and keep:
            ledger.written.keep(made, key, above)
        return known | made

    def _frame(self, rows: Iterable[Row], graves: Iterable[Tombstone]) -> Frame:
        feed, site = self.feed, self.site
        title = feed.title or site.name or self.name
        last = max((row.changed for row in rows), default="")
        dates = [datetime.fromisoformat(last)] if last else []
        dates += [stone.when for stone in graves]
        home = uri(site.url) or uri(feed.url)
        return Frame(
            title=title,
            home=home or identity(f"feed:{self.name}"),
            description=feed.description or title,
            updated=max(dates, default=_BEGINNING),
            language=site.language,
            rights=site.rights,
            image=uri(feed.image),
        )

    def _name(self, form: Form, profile: str = "", archive: int | None = None) -> str:
        variant = f".{profile}" if profile else ""
        part = "" if archive is None else f".archive-{archive + 1}"
        return f"{self.name}{variant}{part}{SUFFIXES[form]}"

    def _url(self, name: str) -> str:
        return f"{uri(self.feed.url).rstrip('/')}/{name}" if self.feed.url else ""


def _sheet(form: Form) -> str:
    return "" if form == "json" else "feed.css"


def _written(
    form: Form, frame: Frame, texts: Iterable[bytes], graves: tuple[Tombstone, ...]
) -> bytes:
    match form:
        case "rss":
            return rss.feed(frame, texts)
        case "atom":
            return atom.feed(frame, texts, graves)
        case "json":
            return jsonfeed.feed(frame, texts, graves)


def _items(document: Document) -> int:
    """How many items are in a file that a parser takes: expat, which made none of it."""
    ParserCreate().Parse(document.data, True)
    return document.data.count(b"<item>" if document.form == "rss" else b"<entry")


def sound(document: Document) -> None:
    """Read a file back as readers will, before it takes the old one's place.

    Raises: WriteError.
    """
    try:
        if document.form == "json":
            found = len(json.loads(document.data)["items"])
        else:
            found = _items(document)
    except (ExpatError, ValueError, KeyError) as error:
        raise WriteError(
            f"{document.name}: it could not be read back ({error}), so the old one stays;"
            " please report this"
        ) from error
    if found != document.items:
        raise WriteError(
            f"{document.name}: {found} of {document.items} items could be read back, so the old"
            " one stays; please report this"
        )
