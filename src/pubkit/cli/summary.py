"""What importing a page came to, for the editor who goes on with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pubkit.cli.excerpt import cut
from pubkit.cli.outline import counted, outline
from pubkit.cli.screen import visible, width
from pubkit.reading import Reading
from pubkit.record import DOUBTFUL, Added, Heal, ImportRecord, Removed

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

__all__ = ["summary"]

_MARGIN = 14
"""Columns for `line 1234|1235`."""
_MOST = 12
"""Rows of one kind that are shown."""


def summary(reading: Reading) -> Iterator[RenderableType]:
    """The article's structure, what was done to the page to get it, and what is doubtful."""
    yield from outline(reading.article)
    if reading.record is not None:
        yield from _done(reading.record)
        reported = {notice.quote for notice in reading.notices}
        yield from _doubtful(reading.record, reported)


def _done(record: ImportRecord) -> Iterator[Text]:
    if record.order.restored:
        source, reading = (
            " ".join(labels) for labels in (record.order.source, record.order.reading)
        )
        yield _head("Put in order", f"{source} → {reading}")
    breaks = [heal for heal in record.heals if heal.kind == "column break"]
    if breaks:
        yield _head(f"Joined at {counted(len(breaks), 'column break')}")
        yield from _some([_join(heal) for heal in breaks])
    wraps = len(record.heals) - len(breaks)
    if wraps:
        yield _head(f"Joined {counted(wraps, 'line')} that had been wrapped")
    for title, marks in (("Left out", record.removed), ("Put in", record.added)):
        if marks:
            yield _head(title)
            yield from _marks(marks)


def _doubtful(record: ImportRecord, reported: Container[str]) -> Iterator[Text]:
    """What is uncertain and is not among the findings, which come after this."""
    splits = [split for split in record.splits if split.text not in reported]
    decisions = [d for d in record.decisions if d.confidence < DOUBTFUL]
    if decisions or splits:
        yield _head("Please look at these", "what they are is not certain")
        rows = [
            *((d.lines[0], f"{d.kind}?", d.text, d.why) for d in decisions),
            *((s.line, f"holds a {s.kind}?", s.text, s.why) for s in splits),
        ]
        yield from _some(
            [
                _row(str(line), f"{kind}  ", text, f"  {why}")
                for line, kind, text, why in sorted(rows)
            ]
        )


def _some(rows: Sequence[Text]) -> Iterator[Text]:
    """The first rows, and how many more there are."""
    from rich.text import Text

    yield from rows[:_MOST]
    if len(rows) > _MOST:
        yield Text(" " * (_MARGIN + 2) + f"and {len(rows) - _MOST} more; --report lists all", "dim")


def _head(text: str, rest: str = "") -> Text:
    from rich.text import Text

    return Text(f"\n{text}", "bold").append(f"  {rest}" if rest else "", "not bold")


def _join(heal: Heal) -> Text:
    """`13 | 15  …单位办公|区共举办…`, and why where it is doubtful."""
    doubt = f"  certain? {heal.why}" if heal.confidence < DOUBTFUL else ""
    first, second = heal.lines
    return _row(f"{first} | {second}", "", f"…{heal.left}|{heal.joiner}{heal.right}…", doubt)


def _marks(marks: Iterable[Removed | Added]) -> Iterator[Text]:
    """`A  B  C`: characters that only the source or only the article has, and why."""
    from rich.cells import cell_len
    from rich.text import Text

    kinds: dict[str, Counter[str]] = {}
    for mark in marks:
        kinds.setdefault(mark.why, Counter())[mark.text.strip()] += 1
    for why, counts in kinds.items():
        shown = "  ".join(f"{text} ×{n}" if n > 1 else text for text, n in counts.items())
        room = width() - _MARGIN
        fitting = cut(visible(shown), max(room - cell_len(why), room // 2))
        yield Text(f"  {fitting}", no_wrap=True).append(f"  {why}", "dim")


def _row(lines: str, before: str, text: str, after: str) -> Text:
    """A line of the page, and beside it what is said of it."""
    from rich.cells import cell_len
    from rich.text import Text

    row = Text(no_wrap=True).append(f"line {lines}".rjust(_MARGIN), "cyan").append("  ")
    row.append(before, "yellow")
    room = width() - row.cell_len
    shown = cut(visible(text), max(room - cell_len(after), room // 2))
    row.append(shown)
    return row.append(cut(visible(after), room - cell_len(shown)), "dim")
