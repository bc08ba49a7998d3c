"""Structure: what stands in what, in which order."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pubkit.fault import Fault
from pubkit.ooxml import child, children, named
from pubkit.wordlint.job import Job, Story, value

__all__ = ["STRUCTURE"]

_ORDERS = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr
        suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct
        topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind
        contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW
        jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption
        tblDescription tblPrChange""",
    "tcPr": """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection
        tcFitText vAlign hideMark headers cellIns cellDel cellMerge tcPrChange""",
    "sectPr": """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc
        pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi
        rtlGutter docGrid printerSettings sectPrChange""",
}
"""The schema's order of properties (ISO 29500-1, annex A.1)."""
_RANKS = {
    tag: {f"w:{name}": rank for rank, name in enumerate(order.split())}
    for tag, order in _ORDERS.items()
}
for _name in ("w:headerReference", "w:footerReference"):
    _RANKS["sectPr"][_name] = 0  # in any order among themselves
_LAST_IN_CELL = frozenset({"w:p", "w:sdt", "w:customXml", "w:bookmarkEnd", "w:bookmarkStart"})


def _order(job: Job) -> Iterator[Fault]:
    """Properties stand in the schema's order."""
    for story in job.stories:
        for element in story.all(*_ORDERS):
            ranks = _RANKS[etree.QName(element).localname]
            found = [ranks[tag] for one in element if (tag := named(str(one.tag))) in ranks]
            if found != sorted(found):
                name = etree.QName(element).localname
                yield Fault(
                    "word-order",
                    "error",
                    story.place(element),
                    f"The properties in w:{name} are not in the schema's order",
                    "Save the file anew; Word may refuse it or drop them.",
                )


def _cells(job: Job) -> Iterator[Fault]:
    """Every cell ends in a paragraph, every row has cells."""
    for story in job.stories:
        for cell in story.all("tc"):
            last = next((one for one in reversed(cell) if named(str(one.tag))), None)
            if last is None or named(str(last.tag)) not in _LAST_IN_CELL:
                yield Fault(
                    "word-cell",
                    "error",
                    story.place(cell),
                    "A cell of a table does not end in a paragraph",
                    "Add an empty one; Word refuses the file as it is.",
                )


def _grid(job: Job) -> Iterator[Fault]:
    """Every row fills its table's grid."""
    for story in job.stories:
        for table in story.all("tbl"):
            grid = child(table, "w:tblGrid")
            columns = 0 if grid is None else len(list(children(grid, "w:gridCol")))
            for row in children(table, "w:tr"):
                taken = _taken(row)
                if taken and taken != columns:
                    yield Fault(
                        "word-grid",
                        "warning",
                        _first(story, row),
                        f"A row of {taken} columns stands in a table of {columns}",
                        "Set the table anew; programs show it differently.",
                    )


def _taken(row: etree._Element) -> int:
    """Columns of the grid that a row takes; 0 if some of its cells are within other elements."""
    if any(named(str(one.tag)) == "w:sdt" for one in row):
        return 0
    beside = child(row, "w:trPr")
    taken = sum(_count(child(beside, name), 0) for name in ("w:gridBefore", "w:gridAfter"))
    for cell in children(row, "w:tc"):
        taken += _count(child(child(cell, "w:tcPr"), "w:gridSpan"), 1)
    return taken


def _count(element: etree._Element | None, otherwise: int) -> int:
    number = value(element)
    return int(number) if number.isdecimal() else otherwise


def _first(story: Story, row: etree._Element) -> str:
    """The place of the first paragraph in a row."""
    return story.place(next((one for one in row.iter() if named(str(one.tag)) == "w:p"), row))


def _sections(job: Job) -> Iterator[Fault]:
    """The last section's properties are the last of the body."""
    body = child(job.document.root, "w:body")
    tags = [named(str(one.tag)) for one in body] if body is not None else []
    if "w:sectPr" in tags[:-1]:
        yield Fault(
            "word-section",
            "error",
            job.document.name,
            "Something stands behind the properties of the last section",
            "Save the file anew; Word refuses it as it is.",
        )


def _settings(job: Job) -> Iterator[Fault]:
    """The zoom says how much, and Word need not imitate an older one."""
    settings = job.part("settings")
    name = job.name_of("settings") or "word/settings.xml"
    zoom = child(settings, "w:zoom")
    if zoom is not None and not value(zoom, "w:percent"):
        yield Fault("word-zoom", "error", name, "The zoom has no percentage", "Give it one: 100.")
    compat = child(settings, "w:compat")
    modes = [
        value(one)
        for one in (children(compat, "w:compatSetting") if compat is not None else ())
        if value(one, "w:name") == "compatibilityMode"
    ]
    mode = int(modes[0]) if modes and modes[0].isdecimal() else 12
    if mode < _CURRENT:
        yield Fault(
            "word-compatibility",
            "warning",
            name,
            f"Word opens the file in compatibility mode and lays it out as Word {_YEARS.get(mode)}",
            "Convert it: File › Info › Convert.",
        )


_CURRENT = 15
"""The mode of Word 2013 and all since ([MS-DOCX], §2.10.3)."""
_YEARS = {11: 2003, 12: 2007, 14: 2010}

STRUCTURE = (_order, _cells, _grid, _sections, _settings)
