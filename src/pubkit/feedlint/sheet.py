"""The sheet: a feed's bytes read as a tree, and where its elements stand."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from lxml import etree

from pubkit.fault import Fault

__all__ = ["PREFIXES", "Kind", "Sheet", "opened", "split"]

Kind: TypeAlias = Literal["rss", "atom", "rdf"]
"""RSS 0.9x and 2.0, Atom 1.0, RSS 1.0."""

PREFIXES: Mapping[str, str] = {
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://search.yahoo.com/mrss/": "media",
    "http://purl.org/syndication/history/1.0": "fh",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://purl.org/atompub/tombstones/1.0": "at",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
}
"""Namespace → the prefix that places are told with."""
_ROOTS: Mapping[str, Kind] = {
    "rss": "rss",
    "{http://backend.userland.com/rss2}rss": "rss",
    "{http://blogs.law.harvard.edu/tech/rss}rss": "rss",
    "{http://www.w3.org/2005/Atom}feed": "atom",
    "{http://www.w3.org/2005/Atom}entry": "atom",
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF": "rdf",
}
_DECLARED = re.compile(
    rb"""\A(?:\xef\xbb\xbf)?<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]*)["'][^>]*\?>"""
)
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FIVE = frozenset({"amp", "lt", "gt", "quot", "apos"})
"""The entities that need no declaration (XML 1.0, §4.6)."""


@dataclass(frozen=True)
class Sheet:
    """A feed that is well formed."""

    kind: Kind
    """Its format."""
    root: etree._Element
    """Its root element."""
    faults: tuple[Fault, ...] = ()
    """What was seen on the way."""
    _counted: dict[etree._Element, dict[etree._Element, str]] = field(
        default_factory=dict, compare=False
    )

    def place(self, element: etree._Element) -> str:
        """Where an element stands, below the root: `channel/item[2]/pubDate`."""
        above = element.getparent()
        if above is None:
            return shown(element.tag)
        if above not in self._counted:
            self._counted[above] = _counted(above)
        own = self._counted[above][element]
        return own if above.getparent() is None else f"{self.place(above)}/{own}"

    def fault(
        self, code: str, element: etree._Element, text: str, hint: str, *, weak: bool = False
    ) -> Fault:
        """A fault at an element; a `weak` one is doubtful and no error."""
        severity: Literal["warning", "error"] = "warning" if weak else "error"
        return Fault(code, severity, self.place(element), text, hint, line_of(element))


def _counted(above: etree._Element) -> dict[etree._Element, str]:
    """Each child's name, with its number where it has namesakes."""
    alike: dict[str, list[etree._Element]] = {}
    for child in above.iterchildren("*"):
        alike.setdefault(str(child.tag), []).append(child)
    return {
        one: shown(tag) + (f"[{number}]" if len(group) > 1 else "")
        for tag, group in alike.items()
        for number, one in enumerate(group, 1)
    }


def line_of(element: etree._Element) -> int:
    """The line of an element, counted from 1; 0 where it is not known."""
    line: Any = element.sourceline  # its type information says nothing
    return int(line or 0)


def split(tag: str) -> tuple[str, str]:
    """Namespace and local name of a Clark name."""
    space, _, name = tag.rpartition("}")
    return space.removeprefix("{"), name


def shown(tag: object) -> str:
    """How a person calls an element: `media:content`, `pubDate`."""
    space, name = split(str(tag))
    prefix = PREFIXES.get(space, "")
    return f"{prefix}:{name}" if prefix and prefix != "atom" else name


def opened(data: bytes) -> Sheet | tuple[Fault, ...]:
    """The feed, or what keeps it from being read."""
    if wrong := tuple(_bytes_faults(data)):
        return wrong
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        return (_malformed(error),)
    return _sheet(root)


def _sheet(root: etree._Element) -> Sheet | tuple[Fault, ...]:
    faults = tuple(_document_faults(root))
    kind = _ROOTS.get(str(root.tag))
    if kind is None:
        return (*faults, _no_feed(root))
    if any(fault.code == "feed-malformed" for fault in faults):
        return faults
    _drop_comments(root)
    if kind == "rss" and str(root.tag).startswith("{"):
        _unspace(root, split(str(root.tag))[0])
    return Sheet(kind, root, faults)


def _bytes_faults(data: bytes) -> Iterator[Fault]:
    if not data.strip():
        yield _file("feed-malformed", "The file is empty", "Write the feed anew.")
    elif data[:1].isspace() and data.lstrip().startswith(b"<?xml"):
        text = "Something stands before <?xml, which has to be the very beginning"
        yield _file("feed-malformed", text, "Take the blank line or space away.")
    elif (declared := _DECLARED.match(data)) is not None:
        yield from _encoding_faults(data, declared[1].decode("latin-1"))
    elif not data.startswith(_BOMS) and b"\0" not in data[:4]:
        yield from _encoding_faults(data, "utf-8")


def _encoding_faults(data: bytes, name: str) -> Iterator[Fault]:
    try:
        text = data.decode(name)
    except LookupError:
        yield _file("feed-encoding", f"No encoding is called {name!r}", "Write the feed in UTF-8.")
    except ValueError:
        text = f"The file is not in {name}, as it says or leaves to be supposed"
        yield _file("feed-encoding", text, "Write the feed in UTF-8.")
    else:
        if not text.strip():
            yield _file("feed-malformed", "The file is empty", "Write the feed anew.")


def _file(code: str, text: str, hint: str) -> Fault:
    return Fault(code, "error", "", text, hint)


def _malformed(error: Exception) -> Fault:
    line = (error.lineno or 0) if isinstance(error, etree.XMLSyntaxError) else 0
    why = re.sub(r", line \d+, column \d+.*", "", " ".join(str(error).split()))
    hint = "Escape & and <, close every element, and declare every prefix."
    return Fault("feed-malformed", "error", "", f"It is not well-formed XML: {why}", hint, line)


def _document_faults(root: etree._Element) -> Iterator[Fault]:
    """What stands round the root, and what in it only a document type could explain."""
    tree = root.getroottree()
    doctype = str(getattr(tree.docinfo, "doctype", "") or "")  # the stubs do not know it
    if doctype:
        netscape = "rss-0.91.dtd" in doctype
        text = "The feed declares a document type, which readers neither load nor need"
        severity: Literal["warning", "error"] = "error" if netscape else "warning"
        yield Fault("feed-doctype", severity, "", text, "Take <!DOCTYPE …> out.")
    if tree.docinfo.xml_version not in ("1.0", None):
        text = f"The file says that it is XML {tree.docinfo.xml_version}, which readers refuse"
        yield Fault("feed-malformed", "error", "", text, 'Write version="1.0".', 1)
    for entity in root.iter(etree.Entity):
        name = str(entity.text or "")[1:-1]
        if name not in _FIVE:
            text = f"&{name}; is declared nowhere that readers look"
            hint = "Write the character itself."
            yield Fault("feed-malformed", "error", "", text, hint, line_of(entity))
            return


def _no_feed(root: etree._Element) -> Fault:
    space, name = split(str(root.tag))
    text = f"Its root is <{name}> and no feed's"
    if name in ("feed", "entry") and space:
        text = f"Its namespace {space[:80]!r} is not that of Atom 1.0"
    elif name in ("feed", "entry"):
        text = f"<{name}> is in no namespace"
    return Fault(
        "feed-format",
        "error",
        "",
        text,
        'Write <rss version="2.0"> or <feed xmlns="http://www.w3.org/2005/Atom">.',
        line_of(root),
    )


def _drop_comments(root: etree._Element) -> None:
    """Take comments out, so that the text round them is in one piece."""
    etree.strip_tags(root, etree.Comment)


def _unspace(root: etree._Element, space: str) -> None:
    """RSS in one of the namespaces that were tried once, as if it were in none."""
    prefix = f"{{{space}}}"
    for element in root.iter("*"):
        element.tag = str(element.tag).removeprefix(prefix)
