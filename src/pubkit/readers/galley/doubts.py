"""Doubts: what the reader wants an editor to look at, as Notices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pubkit.notice import Notice
from pubkit.readers.galley.assembly import Assembled
from pubkit.readers.galley.decoding import Decoded
from pubkit.readers.galley.labels import is_complete
from pubkit.readers.galley.outline import Outline
from pubkit.readers.galley.shapes import is_dateline
from pubkit.record import DOUBTFUL, ImportRecord

__all__ = ["doubts"]


def doubts(
    record: ImportRecord, outline: Outline, done: Assembled, decoded: Decoded
) -> Iterator[Notice]:
    """What reading the page brought up."""
    yield from _encoding(decoded)
    yield from _title(done)
    yield from _order(record, outline)
    places = {line: d.where for d in reversed(record.decisions) for line in d.lines}
    yield from _joins(record, places)
    yield from _splits(record, places)
    yield from _removed(record)
    yield from _several(record)


def _encoding(decoded: Decoded) -> Iterator[Notice]:
    if decoded.encoding != "utf-8":
        yield Notice(
            code="encoding-detected",
            severity="info",
            text=f"The file is not UTF-8; it was read as {decoded.encoding}.",
            hint="Look whether names and rare characters came out right.",
        )


def _title(done: Assembled) -> Iterator[Notice]:
    if done.untitled:
        yield Notice(
            code="title-missing",
            severity="error",
            where="title",
            text="The page has no headline.",
            hint="Write one in the head.",
        )


def _order(record: ImportRecord, outline: Outline) -> Iterator[Notice]:
    order = record.order
    if order.restored:
        yield Notice(
            code="sections-reordered",
            severity="warning",
            text=f"The sections stood in the order {' '.join(order.source)}; "
            f"they were put in the order {' '.join(order.reading)}.",
            hint="Look whether each section begins and ends as it should.",
        )
    numbers = list(outline.numbers)
    if len(numbers) < 2 or is_complete(numbers):
        return
    twice = [label for label in dict.fromkeys(order.source) if order.source.count(label) > 1]
    if twice:
        yield _labels("repeated", f"More than one section is labelled {', '.join(twice)}")
    absent = sorted(set(range(1, max(numbers) + 1)) - set(numbers))
    if absent:
        yield _labels(
            "missing",
            f"The labels run {' '.join(order.source)}; "
            f"number {', '.join(map(str, absent))} is missing",
        )
    if not twice and numbers != sorted(numbers):
        yield _labels("disordered", f"The labels run {' '.join(order.source)}")


def _labels(what: str, text: str) -> Notice:
    return Notice(
        code=f"labels-{what}",
        severity="error",
        text=f"{text}; the sections were left in the order of the page.",
        hint="Ask for the page again, or put the letters right.",
    )


def _joins(record: ImportRecord, places: Mapping[int, str]) -> Iterator[Notice]:
    for heal in record.heals:
        if heal.confidence < DOUBTFUL:
            yield Notice(
                code="join-doubtful",
                severity="warning",
                where=places.get(heal.lines[0], ""),
                text=f"Lines {heal.lines[0]} and {heal.lines[1]} were joined, "
                f"“{heal.left}｜{heal.right}”, but the only evidence is that {heal.why}.",
                hint="Look whether they belong together, and whether a character is lost between.",
                quote=heal.left + heal.joiner + heal.right,
            )


def _splits(record: ImportRecord, places: Mapping[int, str]) -> Iterator[Notice]:
    for split in record.splits:
        yield Notice(
            code=f"{split.kind.replace(' ', '-')}-glued",
            severity="warning",
            where=places.get(split.line, ""),
            text=f"“{split.text}” seems to be a {split.kind} that was glued to the text "
            f"({split.why}).",
            hint="Give it a line of its own.",
            quote=split.text,
        )


def _removed(record: ImportRecord) -> Iterator[Notice]:
    illegal = [r for r in record.removed if r.why == "characters that no channel can carry"]
    if illegal:
        lines = ", ".join(str(r.line) for r in illegal[:10])
        yield Notice(
            code="characters-removed",
            severity="warning",
            text=f"Characters that no channel can carry were taken out of line {lines}.",
            hint="Look whether something else should stand there.",
        )


def _several(record: ImportRecord) -> Iterator[Notice]:
    """More than one dateline: more than one report on the page."""
    begun = [d for d in record.decisions if d.kind == "paragraph" and is_dateline(d.text)]
    if len(begun) > 1:
        lines = ", ".join(str(decision.lines[0]) for decision in begun)
        yield Notice(
            code="articles-several",
            severity="warning",
            where=begun[1].where,
            text=f"Reports begin at lines {lines}: the page seems to hold several articles.",
            hint="Import each by itself.",
        )
