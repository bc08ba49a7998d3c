"""Structure: a tree held against its grammar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from pubkit.errors import did_you_mean
from pubkit.fault import Fault
from pubkit.feedlint.grammar import ADDRESS, LANGUAGE, Child, Model, Value
from pubkit.feedlint.sheet import PREFIXES, Sheet, shown, split

__all__ = ["judged"]

_XML = "{http://www.w3.org/XML/1998/namespace}"
MEDIA_SPACE = "http://search.yahoo.com/mrss/"
_SHOWN = 60
"""Characters of a wrong value that a sentence quotes."""
_OPEN = frozenset({"xhtml", "rdf", "content"})
_KNOWN = frozenset(space for space, prefix in PREFIXES.items() if prefix not in _OPEN)
"""Namespaces whose elements are all in the grammar."""


def judged(sheet: Sheet, element: etree._Element, model: Model) -> Iterator[Fault]:
    """Everything in an element and below that is not as its grammar has it."""
    yield from _attributes(sheet, element, model)
    yield from _text(sheet, element, model)
    if model.holds == "anything":
        return
    yield from _children(sheet, element, model)
    yield from _missing(sheet, element, model)


# ── attributes ──────────────────────────────────────────────────────────────────────────────


def _attributes(sheet: Sheet, element: etree._Element, model: Model) -> Iterator[Fault]:
    for raw, value in element.attrib.items():
        name = str(raw)
        known = model.attributes.get(name)
        if known is not None:
            yield from _values(sheet, element, str(value), known.values, f"{name} of ")
        elif name.startswith("{"):
            yield from _common(sheet, element, name, str(value))
        elif model.strict:
            yield sheet.fault(
                "feed-attribute",
                element,
                f"<{shown(element.tag)}> has no attribute {name[:_SHOWN]}"
                f"{did_you_mean(name, model.attributes)}",
                "Take it out.",
            )
    for wanted, attribute in model.attributes.items():
        if attribute.required and wanted not in element.attrib:
            yield sheet.fault(
                "feed-attribute-missing",
                element,
                f"<{shown(element.tag)}> lacks its attribute {wanted.rpartition('}')[2]}",
                "Write it.",
            )


def _common(sheet: Sheet, element: etree._Element, name: str, value: str) -> Iterator[Fault]:
    """The attributes that every element of XML may have."""
    if name == f"{_XML}lang" and value:
        yield from _values(sheet, element, value, (LANGUAGE,), "xml:lang of ")
    elif name == f"{_XML}base":
        yield from _values(sheet, element, value, (ADDRESS,), "xml:base of ")


def _values(
    sheet: Sheet, element: etree._Element, text: str, values: tuple[Value, ...], prefix: str = ""
) -> Iterator[Fault]:
    """The first thing that is wrong with a text."""
    for value in values:
        if wrong := value.wrong(text):
            quoted = " ".join(text.split())[:_SHOWN]
            said = f"{prefix}<{shown(element.tag)}> says {quoted!r}: {wrong}"
            said = said[:1].upper() + said[1:]
            yield sheet.fault(
                value.code, element, said, value.hint, weak=value.severity == "warning"
            )
            return


# ── content ─────────────────────────────────────────────────────────────────────────────────


def _text(sheet: Sheet, element: etree._Element, model: Model) -> Iterator[Fault]:
    if model.holds == "text":
        text = "".join(str(piece) for piece in element.itertext())
        text = text if model.exact else text.strip()
        if text.strip() or (model.values and model.blank is None):
            yield from _values(sheet, element, text, model.values)
        elif model.blank is not None and not len(element):
            yield sheet.fault(
                "feed-blank",
                element,
                f"<{shown(element.tag)}> says nothing",
                "Write its content, or leave it out.",
                weak=model.blank == "warning",
            )
        return
    pieces = [element.text or "", *(child.tail or "" for child in element)]
    if model.holds != "anything" and (loose := "".join(pieces).strip()):
        yield sheet.fault(
            "feed-text",
            element,
            f"Text stands in <{shown(element.tag)}> where only elements may: {loose[:_SHOWN]!r}",
            "Put it into an element, or take it out.",
        )


def _children(sheet: Sheet, element: etree._Element, model: Model) -> Iterator[Fault]:
    seen: set[str] = set()
    for child in element.iterchildren("*"):
        tag = str(child.tag)
        known = model.children.get(tag)
        if known is None:
            yield from _unknown(sheet, element, child, model)
            continue
        if tag in seen and not known.repeats:
            yield sheet.fault(
                "feed-repeated",
                child,
                f"<{shown(tag)}> stands there a second time",
                "Keep one of them.",
            )
        seen.add(tag)
        yield from judged(sheet, child, known.model)


def _unknown(
    sheet: Sheet, element: etree._Element, child: etree._Element, model: Model
) -> Iterator[Fault]:
    """An element that the grammar does not have here; strangers' namespaces are welcome."""
    space, _ = split(str(child.tag))
    above = split(str(element.tag))[0]
    foreign = space != above and (bool(space) or sheet.kind == "atom")
    judged_elsewhere = space not in _KNOWN or above == MEDIA_SPACE
    if foreign and judged_elsewhere and model.holds == "elements":
        return
    names: Mapping[str, Child] = {shown(tag): known for tag, known in model.children.items()}
    yield sheet.fault(
        "feed-element",
        child,
        f"<{shown(element.tag)}> holds no <{shown(child.tag)}>"
        f"{did_you_mean(shown(child.tag), names)}",
        "Correct its name, escape it if it is text, or take it out.",
    )


def _missing(sheet: Sheet, element: etree._Element, model: Model) -> Iterator[Fault]:
    for tag in model.required:
        if element.find(tag) is None:
            yield sheet.fault(
                "feed-missing",
                element,
                f"<{shown(element.tag)}> lacks its <{shown(tag)}>",
                "Write it.",
            )
