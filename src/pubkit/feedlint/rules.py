"""Running every rule over a feed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from pubkit.fault import Fault, merged
from pubkit.feedlint import atom, jsonfeed, media, rss
from pubkit.feedlint.grammar import Model
from pubkit.feedlint.identity import history, identities
from pubkit.feedlint.markup import markup
from pubkit.feedlint.sheet import Kind, Sheet, opened
from pubkit.feedlint.structure import judged
from pubkit.notice import Notice

__all__ = ["lint"]

Rule: TypeAlias = Callable[[Sheet], Iterator[Fault]]

_MODELS: dict[Kind, Model] = {
    "rss": rss.RSS_MODEL,
    "rdf": rss.RDF_MODEL,
    "atom": atom.FEED_MODEL,
}
_OWN: dict[Kind, tuple[Rule, ...]] = {
    "rss": (rss.relations,),
    "rdf": (rss.described,),
    "atom": (atom.relations,),
}
_ALL: tuple[Rule, ...] = (media.relations, identities, history, markup)


def lint(data: bytes) -> tuple[Notice, ...]:
    """What is wrong with a feed of RSS, Atom or JSON Feed; nothing if it is sound.

    A `where` is an element's path, or a path of keys. What is not well formed gives one notice
    that says so. The same bytes give the same notices.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return tuple(merged(jsonfeed.faults(data), kind=_element))
    sheet = opened(data)
    if not isinstance(sheet, Sheet):
        return tuple(merged(sheet, kind=_element))
    return tuple(merged(_faults(sheet), kind=_element))


def _faults(sheet: Sheet) -> Iterator[Fault]:
    yield from sheet.faults
    model = _MODELS[sheet.kind]
    if sheet.root.tag == f"{atom.ATOM}entry":
        model = atom.ENTRY_MODEL
    yield from judged(sheet, sheet.root, model)
    for rule in (*_OWN[sheet.kind], *_ALL):
        yield from rule(sheet)


def _element(fault: Fault) -> str:
    """The kind of the element: its name without its number."""
    return "".join(c for c in fault.where.rpartition("/")[2] if not c.isdigit())
