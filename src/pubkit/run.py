"""Rendering: one article to many channels, one Result each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, overload

import msgspec

from pubkit import registry, walk, wording
from pubkit.acceptance import accepted, unmatched
from pubkit.admit import admit
from pubkit.checks import check
from pubkit.clearance import as_proof, is_for_press, refusal
from pubkit.errors import (
    ConfigError,
    MissingDependency,
    PubkitError,
    RenderError,
    UnknownName,
    did_you_mean,
)
from pubkit.metadata import bare
from pubkit.model import Article
from pubkit.notice import Findings, Notice
from pubkit.pressroom import preflighted
from pubkit.reading import Reading
from pubkit.renderer import CHANNEL, Output, Renderer, sound
from pubkit.result import Result
from pubkit.style import Style
from pubkit.workspace import load_style, write_run
from pubkit.workspace.project import option_file

__all__ = ["Run", "render"]


@dataclass(frozen=True)
class Run(Sequence[Result]):
    """One rendering of one article: a Result a channel, in the order asked for."""

    reading: Reading
    """What was rendered."""
    style: str
    """The style's name."""
    results: tuple[Result, ...]
    """One a channel."""
    look: Style | None = None
    """The style itself."""
    findings: Findings = field(default_factory=Findings)
    """What reading and the checks brought up, apart from the channels' own notices."""

    @property
    def notices(self) -> Findings:
        """Everything that was reported: about the article, then by each channel."""
        return Findings((*self.findings, *(n for result in self.results for n in result.notices)))

    @property
    def ok(self) -> bool:
        """Whether every channel came out and no error stands."""
        return all(result.ok for result in self.results) and not self.notices.errors

    def write(self, folder: str | os.PathLike[str]) -> tuple[Path, ...]:
        """Write every file below `folder`/<slug>, with publication.json; gives their paths.

        Each file is replaced whole. Main files come first, publication.json last.
        Raises: WriteError.
        """
        style_sha256 = self.look.sha256 if self.look else ""
        return write_run(
            self.reading, self.style, style_sha256, self.results, self.notices, Path(folder)
        )

    @overload
    def __getitem__(self, key: int | str) -> Result: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Result, ...]: ...
    def __getitem__(self, key: int | str | slice) -> Result | tuple[Result, ...]:
        if not isinstance(key, str):
            return self.results[key]
        for result in self.results:
            if result.name == key:
                return result
        raise UnknownName("result", key, (result.name for result in self.results))

    def __len__(self) -> int:
        return len(self.results)

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)


def render(
    reading: Reading,
    to: Iterable[str | Renderer] | None = None,
    style: str | Style | None = None,
    options: Mapping[str, Mapping[str, Any]] | None = None,
    accept: Iterable[str] = (),
) -> Run:
    """The article in every channel of `to`: names of installed renderers, or renderers themselves.

    What no editor has reviewed (`Reading.reviewed`) comes out as a proof that says so at its head.
    In place of press output there is a proof while an error stands or no editor has reviewed it.
    `to` and `style` default to what pubkit.toml says; `options` (renderer name → option → value)
    go before it. `accept` names errors that an editor has looked at (`CODE`, `CODE@WHERE`, `all`).
    One channel's failure is its Result's error and never stops the others.
    Raises: ModelError if the article is not valid; UnknownName, ConfigError and StyleError for
    what the caller got wrong, before anything is rendered.
    """
    reading = replace(reading, article=admit(reading.article), assets=bare(reading.assets))
    chosen = list(reading.config.channels.default if to is None else to)
    channels = [_channel(item, reading, options or {}) for item in chosen]
    names = [channel.name for channel in channels]
    _reject_names(names, options or {})
    look = style if isinstance(style, Style) else _style(style, reading)
    accept = (*reading.article.accept, *accept)
    found = (*check(_with_options(reading, options or {}), names), *_unreviewed(reading))
    judged = accepted(found, accept)
    results = tuple(_cleared(channel, reading, look, accept, judged) for channel in channels)
    raised = (*found, *(n for result in results for n in result.notices))
    return Run(
        reading=reading,
        style=look.name,
        look=look,
        results=results,
        findings=Findings((*judged, *unmatched(raised, accept))),
    )


def _with_options(reading: Reading, options: Mapping[str, Mapping[str, Any]]) -> Reading:
    """The reading as if pubkit.toml said what the caller says: the checks look there."""
    own = reading.config.renderers
    renderers = {**own, **{name: {**own.get(name, {}), **given} for name, given in options.items()}}
    return replace(reading, config=msgspec.structs.replace(reading.config, renderers=renderers))


def _channel(
    item: str | Renderer, reading: Reading, options: Mapping[str, Mapping[str, Any]]
) -> Renderer | Result:
    """The renderer asked for, or its failure where something must be installed first."""
    if not isinstance(item, str):
        return item
    own = options.get(item)
    try:
        return registry.configured(item, reading.config, own, option_file(reading.root))
    except MissingDependency as error:
        return Result(item, error=error)


def _reject_names(names: Sequence[str], options: Iterable[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise ConfigError(f"two channels are called {name!r}; ask for one of them")
        if not CHANNEL.fullmatch(name):
            raise ConfigError(f"{name!r} is no channel name; use small letters, digits and hyphens")
    for name in options:
        if name not in names:
            hint = did_you_mean(name, names)
            raise ConfigError(f"there are options for {name!r}, which is not rendered{hint}")


def _unreviewed(reading: Reading) -> Iterator[Notice]:
    if not reading.reviewed:
        source = reading.source.name if reading.source else "the raw text"
        yield Notice(
            code="unreviewed",
            severity="warning",
            text=f"The article comes straight from {source}, and no editor has read it as it is.",
            hint=f"Run pubkit import {source} --out content/{reading.slug}, "
            "and mend and render what that writes.",
        )


def _style(name: str | None, reading: Reading) -> Style:
    return load_style(name or reading.config.channels.style, reading.root)


def _cleared(
    channel: Renderer | Result,
    reading: Reading,
    style: Style,
    accept: Iterable[str],
    found: Iterable[Notice],
) -> Result:
    """The channel's result; a proof in place of press output that must not be.

    What is amiss with the article is known beforehand, what the channel itself finds only then.
    """
    if isinstance(channel, Result):
        return channel
    if not is_for_press(channel):
        return _result(channel, reading, style, accept)
    made: Result | None = None
    refused = refusal(reading, found, channel.name)
    if refused is None:
        made = _result(channel, reading, style, accept)
        refused = refusal(reading, made.notices, channel.name)
    if made and not refused:
        return made
    proof = _result(as_proof(channel), reading, style, accept)
    own = dict.fromkeys((*(made.notices if made else ()), *proof.notices, refused))
    return replace(proof, notices=tuple(filter(None, own)))


def _result(channel: Renderer, reading: Reading, style: Style, accept: Iterable[str]) -> Result:
    article = walk.adapted(reading.article, channel.name)
    try:
        output = _rendered(channel, article, reading, style)
    except PubkitError as error:
        return Result(channel.name, channel.version, error=error)
    except (Exception, SystemExit) as cause:
        # A stranger's renderer may raise anything; it must not take the other channels along.
        broken = RenderError(f"renderer {channel.name!r} broke: {type(cause).__name__}: {cause}")
        broken.__cause__ = cause
        return Result(channel.name, channel.version, error=broken)
    own = (msgspec.structs.replace(n, renderer=channel.name) for n in output.notices)
    return Result(channel.name, channel.version, output, notices=tuple(accepted(own, accept)))


def _rendered(channel: Renderer, article: Article, reading: Reading, style: Style) -> Output:
    """The channel's output; of an article that is not reviewed, as a proof that says so."""
    shown = article if reading.reviewed else _marked(article)
    output = sound(channel.render(shown, reading.assets, style), channel.name)
    if is_for_press(channel) and not any(n.severity == "error" for n in output.notices):
        output = preflighted(output, reading.config.press, style)
    return output if reading.reviewed else replace(output, adds=(*output.adds, "unreviewed"))


def _marked(article: Article) -> Article:
    """The article with the mark of a proof before its kicker, which every channel shows."""
    words = wording.of(article)
    kicker = words.space.join(filter(None, (words.unreviewed, article.kicker)))
    return msgspec.structs.replace(article, kicker=kicker)
