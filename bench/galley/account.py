"""The account: every character of a page, and what became of it."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bench.galley.pages import LINE_END
from pubkit import Article, plain, walk
from pubkit.characters import strip_illegal
from pubkit.model import Block, Box, Credit, Figure, Paragraph, Section, Subheading, Table
from pubkit.record import Decision, ImportRecord, Kind

__all__ = ["Account", "said"]

_STEP = re.compile(r"([a-z_]+)|\[(\d+)\]")
_RUNNING: frozenset[Kind] = frozenset({"standfirst", "paragraph", "list item", "table row"})
"""Kinds whose lines are put together as the record's heals say."""
_DISPLAY: frozenset[Kind] = frozenset(
    {"title", "kicker", "deck", "heading", "subheading", "box label"}
)
"""Kinds whose lines, if not healed, are put together with a space: there a headline is broken."""
_NAMING: frozenset[Kind] = frozenset({"byline", "credit", "source", "date"})
"""Kinds that the article holds in parts: roles, names, a date."""


@dataclass(frozen=True)
class Account:
    """A page, the article made of it, and the record of how."""

    source: str
    """The page's characters."""
    article: Article
    """The article."""
    record: ImportRecord
    """The record."""

    def balance(self) -> tuple[str, str]:
        """The characters that were lost, and those that came from nowhere; both empty, or else.

        White space is not counted, nor a byte order mark; what the reader had to supply, such as
        a headline to come, is no invention if the record says so.
        """
        owed = _counted(self.source.removeprefix("\ufeff"))
        kept = _counted("".join((*said(self.article), *(r.text for r in self.record.removed))))
        declared = _counted("".join(added.text for added in self.record.added))
        return _listed(owed - kept), _listed(kept - owed - declared)

    @cached_property
    def lines(self) -> Sequence[str]:
        """The page's lines without white space at either end, without what nothing can carry."""
        raw = LINE_END.split(self.source.removeprefix("\ufeff"))
        return ["", *(strip_illegal(line)[0].strip() for line in raw)]

    def unclaimed(self) -> list[int]:
        """The lines with words of which the record says nothing."""
        claimed = {line for decision in self.record.decisions for line in decision.lines}
        claimed |= {line for heal in self.record.heals for line in heal.lines}
        claimed |= {removed.line for removed in self.record.removed}
        return [n for n, text in enumerate(self.lines) if text and n not in claimed]

    def contradictions(self) -> Iterator[str]:
        """What the record says that is not so."""
        for decision in self.record.decisions:
            if decision.where:
                yield from self._misplaced(decision)
            if decision.kind in _RUNNING | _DISPLAY:
                yield from self._altered(decision)
        for removed in self.record.removed:
            if not _runs_through(removed.text, self._raw(removed.line)):
                yield f"line {removed.line} does not hold the removed {removed.text!r}"

    def _raw(self, number: int) -> str:
        lines = LINE_END.split(self.source.removeprefix("\ufeff"))
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def _misplaced(self, decision: Decision) -> Iterator[str]:
        words = _at(self.article, decision.where)
        if words is None:
            yield f"{decision.where} is nowhere in the article"
        elif decision.kind not in _NAMING and decision.text not in words:
            yield f"{decision.where} says {words!r} and not {decision.text!r}"

    def _altered(self, decision: Decision) -> Iterator[str]:
        """Whether the words are their lines, joined as the record says, less what it took out."""
        if self._shared(decision):
            whole = "".join(self.lines[line] for line in decision.lines)
            if not _runs_through(_bare(decision.text), _bare(whole)):
                yield f"lines {decision.lines} do not hold {decision.text!r}"
            return
        made = self._rebuilt(decision)
        # A label's own mark (`（一）`) parts it from the words behind it; a space may too.
        tight = made.replace(f"{decision.label} ", decision.label, 1) if decision.label else made
        if decision.text not in (made, tight, self._rebuilt(decision, behind=True)):
            yield f"lines {decision.lines} make {made!r} and not {decision.text!r}"

    def _shared(self, decision: Decision) -> bool:
        """Whether one of its lines holds something else besides."""
        return any(self._claims[line] > 1 for line in decision.lines)

    @cached_property
    def _claims(self) -> Counter[int]:
        return Counter(line for decision in self.record.decisions for line in decision.lines)

    def _rebuilt(self, decision: Decision, *, behind: bool = False) -> str:
        parts = [self._kept(line, behind=behind) for line in decision.lines]
        usual = " " if decision.kind in _DISPLAY else "|unhealed|"
        joiners = ["", *(self._joiners.get(s, usual) for s in itertools.pairwise(decision.lines))]
        text = ""
        for joiner, part in zip(joiners, parts, strict=True):
            text += (joiner if text and part else "") + part
        return text

    @cached_property
    def _joiners(self) -> dict[tuple[int, int], str]:
        return {heal.lines: heal.joiner for heal in self.record.heals}

    def _kept(self, number: int, *, behind: bool) -> str:
        """A line without what was removed from it: the first such words, or the last."""
        text = self.lines[number]
        for removed in self._removals.get(number, ()):
            parts = text.rpartition(removed) if behind else text.partition(removed)
            text = parts[0] + parts[2] if parts[1] else text
        return text.strip()

    @cached_property
    def _removals(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for removed in self.record.removed:
            found.setdefault(removed.line, []).append(removed.text)
        return found


def _counted(text: str) -> Counter[str]:
    return Counter(c for c in text if not c.isspace())


def _listed(characters: Counter[str]) -> str:
    return "".join(sorted(characters.elements()))


def _bare(text: str) -> str:
    return "".join(text.split())


def _runs_through(part: str, whole: str) -> bool:
    """Whether the characters of `part` stand in `whole` in this order."""
    rest = iter(whole)
    return all(character in rest for character in part)


# ── the article's words ─────────────────────────────────────────────────────────────────────


def said(article: Article) -> Iterator[str]:
    """Every string of the article that is printed, the title first."""
    yield from (article.title, article.kicker, article.deck, article.photo_credit, article.source)
    for credit in article.credits:
        yield from (credit.role, *credit.names)
    yield from (plain(section.heading) for section in article.sections)
    for _, block in walk.blocks(article):
        yield from _words(block)


def _words(block: Block) -> Iterator[str]:
    """The block's own words, without those of blocks inside it."""
    match block:
        case Paragraph() | Subheading():
            yield plain(block.content)
        case Figure():
            yield from (plain(block.caption), block.credit)
        case Box():
            yield plain(block.title)
        case Table():
            yield from (plain(cell) for row in (block.header, *block.rows) for cell in row)
        case _:
            pass


def _at(article: Article, where: str) -> str | None:
    """The words at a node path, or None where it leads nowhere."""
    node: object = article
    for name, index in _STEP.findall(where):
        try:
            node = getattr(node, name) if name else node[int(index)]  # type: ignore[index]
        except (AttributeError, IndexError, TypeError):
            return None
    match node:
        case str():
            return node
        case Credit():
            return "\n".join((node.role, *node.names))
        case Section():
            return plain(node.heading)
        case Paragraph() | Subheading() | Figure() | Box() | Table():
            return "\n".join(_words(node))
        case tuple():
            return "\n".join(part for inner in node for part in _parts(inner))
        case _:
            return str(node)


def _parts(inner: object) -> Iterator[str]:
    match inner:
        case Credit():
            yield from (inner.role, *inner.names)
        case str():
            yield inner
        case _:
            yield plain(inner)  # type: ignore[arg-type]
