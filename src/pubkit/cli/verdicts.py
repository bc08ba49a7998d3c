"""A proof on the terminal: the table, the findings, what is by design."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pubkit.cli.redlines import redlined
from pubkit.cli.screen import visible
from pubkit.model import Article
from pubkit.proof import ChannelProof, Finding, Proof
from pubkit.proofsheet.words import (
    KINDS,
    TOKENS,
    cell,
    happened,
    lost,
    named,
    redline,
    verdict,
)
from pubkit.whereabouts import Whereabouts

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

__all__ = ["told"]

_MOST = 50
"""Findings of one channel that a terminal shows."""
_INDENT = "  "


def told(proof: Proof, article: Article | None) -> Iterator[RenderableType]:
    """Everything there is to say of `proof`; `article` names the places by their headings."""
    from rich.text import Text

    yield Text(visible(proof.title), "bold")
    yield _table(proof.channels)
    yield from _declared(proof.channels)
    whereabouts = Whereabouts(article)
    for channel in proof.channels:
        yield from _channel(channel, whereabouts)
    for file in (*proof.changed, *(f for c in proof.channels for f in c.changed)):
        yield Text(f"{visible(file)} was changed since it was written", "red")
    yield Text(("✓ " if proof.ok else "✗ ") + verdict(proof), "green" if proof.ok else "bold red")


# ── the table ───────────────────────────────────────────────────────────────────────────────


def _table(channels: Sequence[ChannelProof]) -> RenderableType:
    """A row a kind, a column a channel; below them what is counted by itself."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("")
    for channel in channels:
        table.add_column(Text(visible(channel.renderer)), justify="right")
    for kind, name in KINDS.items():
        if any(kind in channel.counts for channel in channels):
            table.add_row(name, *(_cell(channel, kind) for channel in channels))
    for token, name in TOKENS.items():
        if any(token == own.kind for channel in channels for own in channel.tokens):
            table.add_row(name, *(_counted(channel, token) for channel in channels))
    return table


def _cell(channel: ChannelProof, kind: str) -> Text:
    from rich.text import Text

    for own, count in channel.counts.items():
        if own == kind:
            return Text("\n".join(cell(count)), "red" if lost(count) else "")
    return Text(_absent(channel), "dim")


def _counted(channel: ChannelProof, kind: str) -> Text:
    from rich.text import Text

    for tokens in channel.tokens:
        if tokens.kind == kind:
            missing = len(tokens.missing)
            words = f"{tokens.found}/{tokens.owed}" + (f"\n{missing} missing" if missing else "")
            return Text(words, "red" if missing else "")
    return Text(_absent(channel), "dim")


def _declared(channels: Sequence[ChannelProof]) -> Iterator[Text]:
    """What each renderer says that it leaves out and adds, a line each."""
    from rich.text import Text

    for channel in channels:
        said = [
            f"{verb} {', '.join(names)}"
            for verb, names in (("leaves out", channel.omits), ("adds", channel.adds))
            if names
        ]
        if said:
            yield Text(visible(f"By design {channel.renderer} {'; '.join(said)}"), "dim")


def _absent(channel: ChannelProof) -> str:
    return "unread" if channel.error else "not read" if channel.skipped else "–"


# ── findings ────────────────────────────────────────────────────────────────────────────────


def _channel(channel: ChannelProof, whereabouts: Whereabouts) -> Iterator[RenderableType]:
    """A channel's findings under its name; nothing if it holds everything."""
    from rich.text import Text

    if lines := list(_found(channel, whereabouts)):
        name = Text(f"\n{visible(channel.renderer)}", "bold")
        yield name.append(f"  {visible(channel.file)}", "not bold dim")
        yield from lines


def _found(channel: ChannelProof, whereabouts: Whereabouts) -> Iterator[RenderableType]:
    from rich.text import Text

    if channel.error:
        yield Text(f"{_INDENT}it could not be read: {visible(channel.error)}", "red")
    for finding in channel.findings[:_MOST]:
        yield from _finding(finding, whereabouts)
    if len(channel.findings) > _MOST:
        more = len(channel.findings) - _MOST
        yield Text(f"{_INDENT}and {more} more; --format json lists all", "dim")
    for tokens in channel.tokens:
        if tokens.missing:
            missing = visible("  ".join(tokens.missing))
            yield Text(f"{_INDENT}{TOKENS[tokens.kind]} missing: ").append(missing, "red")


def _finding(finding: Finding, whereabouts: Whereabouts) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    place = visible(whereabouts.of(finding.where))
    head = Text(f"{_INDENT}{named(finding)}", "yellow").append(f"  {place}", "default")
    yield head.append(f"  {finding.where}", "dim default")
    yield Padding(redlined(redline(finding)), (0, 0, 0, 4))
    if note := happened(finding):
        yield Text(f"{_INDENT * 2}{visible(note)}", "dim")
