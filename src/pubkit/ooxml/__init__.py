"""Office Open XML: the package of a .docx opened safely, and the names in it."""

from pubkit.ooxml.names import attribute, child, children, named
from pubkit.ooxml.package import Package, Relation

__all__ = ["Package", "Relation", "attribute", "child", "children", "named"]
