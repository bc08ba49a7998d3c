"""Formulas: Office mathematics in one line of characters (ISO 29500-1, §22.1)."""

from __future__ import annotations

from lxml import etree

from pubkit.ooxml import attribute, child, children, named

__all__ = ["linear"]

_WHOLE = 3
"""Characters, up to which a part needs no brackets to be read as one."""


def linear(math: etree._Element) -> str:
    """The formula as it would be typed: `a/b`, `√(x+1)`, `x_1^2`, `∑_(i=1)^n x_i`."""
    return "".join(_part(one) for one in math)


def _part(element: etree._Element) -> str:
    match named(str(element.tag)):
        case "m:r":
            return "".join(
                "".join(map(str, t.itertext())) for t in element if named(str(t.tag)) == "m:t"
            )
        case "m:f":
            return f"{_group(element, 'm:num')}/{_group(element, 'm:den')}"
        case "m:rad":
            degree = _inner(element, "m:deg")
            return f"{degree and '^' + degree}√{_group(element, 'm:e')}"
        case "m:sSup":
            return f"{_inner(element, 'm:e')}^{_group(element, 'm:sup')}"
        case "m:sSub":
            return f"{_inner(element, 'm:e')}_{_group(element, 'm:sub')}"
        case "m:sSubSup":
            low, high = _group(element, "m:sub"), _group(element, "m:sup")
            return f"{_inner(element, 'm:e')}_{low}^{high}"
        case "m:sPre":
            low, high = _group(element, "m:sub"), _group(element, "m:sup")
            return f"_{low}^{high}{_inner(element, 'm:e')}"
        case "m:nary":
            return _nary(element)
        case "m:d":
            return _delimited(element)
        case "m:m":
            rows = (
                ", ".join(linear(cell) for cell in children(row, "m:e"))
                for row in children(element, "m:mr")
            )
            return f"({'; '.join(rows)})"
        case "m:eqArr":
            return "; ".join(linear(e) for e in children(element, "m:e"))
        case "m:acc":
            return _inner(element, "m:e") + _property(element, "m:accPr", "m:chr", "\u0302")
        case "m:limLow" | "m:limUpp":
            mark = "_" if named(str(element.tag)) == "m:limLow" else "^"
            return f"{_inner(element, 'm:e')}{mark}{_group(element, 'm:lim')}"
        case "m:func":
            return f"{_inner(element, 'm:fName')} {_inner(element, 'm:e')}"
        case "m:ctrlPr" | "w:rPr" | "w:del" | "w:moveFrom":
            return ""
        case name if name.endswith("Pr") and name.startswith("m:"):
            return ""
        case _:
            return linear(element)


def _inner(element: etree._Element, name: str) -> str:
    found = child(element, name)
    return "" if found is None else linear(found)


def _group(element: etree._Element, name: str) -> str:
    """A part, in brackets where it is more than one thing."""
    text = _inner(element, name)
    return text if len(text) <= _WHOLE and text.isalnum() else f"({text})"


def _property(element: etree._Element, properties: str, name: str, default: str) -> str:
    found = child(child(element, properties), name)
    return default if found is None else attribute(found, "m:val")


def _nary(element: etree._Element) -> str:
    sign = _property(element, "m:naryPr", "m:chr", "∫")
    low, high = _inner(element, "m:sub"), _inner(element, "m:sup")
    limits = (f"_{_group(element, 'm:sub')}" if low else "") + (
        f"^{_group(element, 'm:sup')}" if high else ""
    )
    return f"{sign}{limits} {_inner(element, 'm:e')}"


def _delimited(element: etree._Element) -> str:
    begin = _property(element, "m:dPr", "m:begChr", "(")
    middle = _property(element, "m:dPr", "m:sepChr", "|")
    end = _property(element, "m:dPr", "m:endChr", ")")
    return begin + middle.join(linear(e) for e in children(element, "m:e")) + end
