"""Proof: what of an article was found again in each of its artifacts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

import msgspec

from pubkit.errors import LossError

__all__ = ["ChannelProof", "Count", "Edit", "Finding", "Kind", "Proof", "State", "Tokens"]

Kind: TypeAlias = Literal[
    "kicker", "title", "deck", "heading", "label", "paragraph", "list item", "table cell",
    "caption", "credit", "byline", "photo credit", "source", "footnote", "link", "picture",
]  # fmt: skip
"""What an article is made of, as readers would count it."""
State: TypeAlias = Literal["missing", "altered", "out of order", "duplicated"]
"""What can have happened to a part."""
TokenKind: TypeAlias = Literal["numbers", "titles", "quotations", "names"]
"""What is counted by itself: figures with their units, 《titles》, “quotations”, names."""


class _Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the proof."""


class Edit(_Record, frozen=True, kw_only=True):
    """Characters that differ."""

    at: int
    """Where, counted in the owed text."""
    owed: str
    """What should stand there; empty if something was put in."""
    found: str
    """What stands there; empty if something is gone."""


class Finding(_Record, frozen=True, kw_only=True):
    """One part that did not come through as it was."""

    kind: Kind
    """What it is."""
    where: str
    """Its node path in the article."""
    state: State
    """What happened to it."""
    owed: str
    """Its text; of a picture its key, of a link its target."""
    found: str = ""
    """What stands in its place, if anything does."""
    edits: tuple[Edit, ...] = ()
    """The exact differences of an altered part."""


class Count(_Record, frozen=True, kw_only=True):
    """How many parts of one kind came to what."""

    owed: int = 0
    """Parts in the article."""
    present: int = 0
    """Found as they were, where they belong."""
    missing: int = 0
    """Not found."""
    altered: int = 0
    """Found with other characters."""
    disordered: int = 0
    """Found as they were, at another place."""
    duplicated: int = 0
    """Found more often than they stand in the article."""
    declared: int = 0
    """Left out by design, as the renderer declares."""


class Tokens(_Record, frozen=True, kw_only=True):
    """Figures, titles, quotations or names, counted by themselves."""

    kind: TokenKind
    """Which."""
    owed: int
    """How many the article holds, those in declared omissions left out."""
    found: int
    """How many of them the artifact holds."""
    missing: tuple[str, ...] = ()
    """Those that it does not."""


class ChannelProof(_Record, frozen=True, kw_only=True):
    """What of the article was found in one artifact."""

    renderer: str
    """The channel."""
    file: str
    """Its main file."""
    counts: dict[Kind, Count] = {}
    """One a kind that the article has."""
    findings: tuple[Finding, ...] = ()
    """Every part that did not come through."""
    tokens: tuple[Tokens, ...] = ()
    """One a kind of token that the article has."""
    omits: tuple[str, ...] = ()
    """What the renderer leaves out by design."""
    adds: tuple[str, ...] = ()
    """What it adds by design."""
    extra: tuple[str, ...] = ()
    """Text of the artifact that is no part of the article: labels, running heads, marks."""
    error: str = ""
    """Why the artifact could not be read; empty if it could."""
    skipped: str = ""
    """Why nobody tried: no installed extractor reads such files. That is no loss, and no proof."""
    changed: tuple[str, ...] = ()
    """Files that are not as they were written."""

    @property
    def ok(self) -> bool:
        """Whether nothing was lost, nothing altered, and no file changed since."""
        return not (self.findings or self.error or self.changed) and not any(
            tokens.missing for tokens in self.tokens
        )


class Proof(_Record, frozen=True, kw_only=True):
    """The proof of one run."""

    title: str
    """The article's headline."""
    channels: tuple[ChannelProof, ...] = ()
    """One an artifact, in the order of the run."""
    changed: tuple[str, ...] = ()
    """Files of the run itself that are not as they were written: `article.json`."""

    @property
    def ok(self) -> bool:
        """Whether every channel holds the whole article."""
        return not self.changed and all(channel.ok for channel in self.channels)

    @property
    def findings(self) -> Iterator[tuple[str, Finding]]:
        """Every finding with its channel."""
        for channel in self.channels:
            for finding in channel.findings:
                yield channel.renderer, finding

    def raise_on_loss(self) -> None:
        """Raises: LossError, saying what was lost first and how much there is."""
        if self.ok:
            return
        broken = [channel for channel in self.channels if not channel.ok]
        first = next(self.findings, None)
        what = (
            f"{first[0]} {first[1].state} {first[1].kind}: {first[1].owed[:40]!r}" if first else ""
        )
        names = ", ".join(channel.renderer for channel in broken) or ", ".join(self.changed)
        raise LossError(
            f"not all of the article stands in {names}" + (f" ({what})" if what else "")
        )

    def dump(self) -> bytes:
        """UTF-8 JSON, indented by two, ending in a line feed."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n"
