"""The whole body of one article, to be read by a person."""

import copy

from lxml import etree

STYLE = "daily"


def test_the_body_is_as_it_was_read(document, style, golden) -> None:
    if style.name == STYLE:  # the body hardly depends on the style, so one is enough to read
        tree = copy.deepcopy(document)
        etree.indent(tree)
        golden("docx/document.xml", etree.tostring(tree, encoding="unicode") + "\n")
