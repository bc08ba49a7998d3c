"""What `pubkit check --as` can judge: one judge a kind."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote

from pubkit.acceptance import accepted, unmatched
from pubkit.checks import check
from pubkit.checks.lengths import limits as wechat_limits
from pubkit.cli.conventions import debug
from pubkit.cli.findings import Finder
from pubkit.errors import ConfigError, PubkitError, ReadError, UnknownName
from pubkit.notice import Findings, Notice
from pubkit.places import Place, Places
from pubkit.pressroom import asked
from pubkit.remarks import Remark, remark
from pubkit.workspace import load_style, read, source_lines
from pubkit.workspace.files import inside, read_bytes
from pubkit.workspace.project import find_root, load_config

if TYPE_CHECKING:
    from pubkit.preflight import Limits

__all__ = ["JUDGES", "Checked", "Judge", "judged"]

_LARGEST_PDF = 512 * 1024 * 1024
"""Bytes: a press file of dozens of pages with photos at full resolution."""
_LARGEST_FEED = 64 * 1024 * 1024
"""Bytes: ten thousand articles with their full text."""
_LARGEST_DOCX = 256 * 1024 * 1024
"""Bytes: a book with its photos as they came."""
_LARGEST_PAGE = 32 * 1024 * 1024
"""Bytes: an article whose pictures stand in it as data."""


class _Nowhere:
    """A file without lines: its notices say themselves where they point."""

    def of(self, notice: Notice) -> Place:
        """An empty place."""
        return Place()


@dataclass(frozen=True)
class Checked:
    """What was found of one file."""

    file: str
    """Its name."""
    found: Findings
    """Of a file that cannot be read, the reason why."""
    places: Finder | None = None
    """None if it cannot be read."""

    def remarks(self) -> Iterator[Remark]:
        """The findings with their places."""
        for notice in self.found:
            place = self.places.of(notice) if self.places else Place()
            yield remark(notice, place, self.file)


Judge: TypeAlias = Callable[[str, Sequence[str] | None, Sequence[str]], Checked]
"""A file's name, the channels it is for (None for the default), and what is accepted → what was
found.

Raises: ReadError for a file that is not there or cannot be read; UnknownName, ConfigError for what
the caller got wrong.
"""


def judged(judge: Judge, name: str, to: Sequence[str] | None, accept: Sequence[str]) -> Checked:
    """What the judge says; a file that cannot be read is a finding, and the others are judged."""
    try:
        return judge(name, to, accept)
    except (UnknownName, ConfigError):
        raise
    except PubkitError as error:
        if debug():
            traceback.print_exc()
        reason = str(error).removeprefix(f"{name}: ")
        unreadable = Notice(code="unreadable", severity="error", text=reason)
        return Checked(name, Findings([unreadable]))


def _article(name: str, to: Sequence[str] | None, accept: Sequence[str]) -> Checked:
    reading = read(name)
    found = check(reading, to)
    everything = (
        *accepted(found, (*reading.article.accept, *accept)),
        # What the head accepts may be a channel's notice, which only rendering brings up.
        *unmatched(found, accept),
    )
    file = str(reading.source or name)
    return Checked(file, Findings(everything), Places(reading, source_lines(reading)))


def _press(name: str, to: Sequence[str] | None, accept: Sequence[str]) -> Checked:
    """A finished PDF, by what the workspace's printer asks for, if it lies in a workspace."""
    if to:
        raise ConfigError("--to chooses an article's channels; a PDF has none, so leave it out")
    from pubkit.preflight import preflight  # here, since few commands judge finished files

    data = _content(name, _LARGEST_PDF)
    found = preflight(data, _limits(find_root(Path(name).parent)))
    return Checked(
        name, Findings((*accepted(found, accept), *unmatched(found, accept))), _Nowhere()
    )


def _limits(root: Path | None) -> Limits:
    from pubkit.preflight import Limits

    if root is None:
        return Limits()
    config = load_config(root)
    return asked(config.press, load_style(config.channels.style, root))


def _docx(name: str, to: Sequence[str] | None, accept: Sequence[str]) -> Checked:
    """A finished Word file."""
    if to:
        raise ConfigError("--to chooses an article's channels; a .docx has none, so leave it out")
    from pubkit.wordlint import lint

    found = lint(_content(name, _LARGEST_DOCX))
    return Checked(
        name, Findings((*accepted(found, accept), *unmatched(found, accept))), _Nowhere()
    )


def _wechat(name: str, to: Sequence[str] | None, accept: Sequence[str]) -> Checked:
    """A page for WeChat, ours or another editor's, with the pictures that lie beside it."""
    if to:
        raise ConfigError("--to chooses an article's channels; a page has none, so leave it out")
    from pubkit.wechatlint import lint as lint_page  # with tinycss2, which nothing else here needs

    data = _content(name, _LARGEST_PAGE)
    folder = Path(name).parent
    limits = wechat_limits(load_config(find_root(folder)))
    found = lint_page(data, _beside(folder, data), limits)
    return Checked(
        name, Findings((*accepted(found, accept), *unmatched(found, accept))), _Nowhere()
    )


def _feed(name: str, to: Sequence[str] | None, accept: Sequence[str]) -> Checked:
    """A feed of RSS, Atom or JSON Feed, whoever made it."""
    if to:
        raise ConfigError("--to chooses an article's channels; a feed has none, so leave it out")
    from pubkit.feedlint import lint

    found = lint(_content(name, _LARGEST_FEED))
    return Checked(
        name, Findings((*accepted(found, accept), *unmatched(found, accept))), _Nowhere()
    )


def _beside(folder: Path, page: bytes) -> dict[str, bytes | None]:
    """The page's pictures that have a relative address; None for one that is not there."""
    from pubkit.wechatlint import opened, pictures_of

    found: dict[str, bytes | None] = {}
    with contextlib.suppress(ReadError):  # the lint says it itself
        for address in pictures_of(opened(page)):
            if ":" in address or address.startswith("/") or not address:
                continue
            path = inside(folder, unquote(address.partition("?")[0]))
            try:
                found[address] = read_bytes(path) if path else None
            except (ReadError, FileNotFoundError):
                found[address] = None
    return found


def _content(name: str, largest: int) -> bytes:
    try:
        return read_bytes(Path(name), largest)
    except FileNotFoundError as error:
        raise ReadError(f"{name}: there is no such file") from error


JUDGES: Mapping[str, Judge] = {
    "article": _article,
    "press": _press,
    "docx": _docx,
    "wechat": _wechat,
    "feed": _feed,
}
"""Values of `--as`."""
