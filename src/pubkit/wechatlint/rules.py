"""Running every rule over a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from pubkit.checks.lengths import Limits
from pubkit.errors import ReadError
from pubkit.fault import Fault, merged
from pubkit.notice import Notice
from pubkit.wechatlint.elements import ELEMENTS
from pubkit.wechatlint.limits import limited
from pubkit.wechatlint.literals import LITERALS
from pubkit.wechatlint.measures import MEASURES
from pubkit.wechatlint.pictures import pictured
from pubkit.wechatlint.reading import READING
from pubkit.wechatlint.sheet import Sheet, opened, opened_body

__all__ = ["lint", "lint_body"]

Rule: TypeAlias = Callable[[Sheet], Iterator[Fault]]

_RULES: tuple[Rule, ...] = (*ELEMENTS, *LITERALS, *MEASURES, *READING)
_NO_FILES: Mapping[str, bytes | None] = MappingProxyType({})


def lint(
    page: bytes,
    files: Mapping[str, bytes | None] = _NO_FILES,
    limits: Limits | None = None,
) -> tuple[Notice, ...]:
    """What WeChat's editor or its readers would trip over in a page; nothing if it is sound.

    `files` has the pictures that lie beside the page by their address in it, None for one that is
    missing. A `where` is an element with its number and first words. What cannot be read gives one
    notice that says so. The same page gives the same notices.
    """
    try:
        sheet = opened(page)
    except ReadError as error:
        text = f"{str(error)[:1].upper()}{str(error)[1:]}."
        return (Notice(code="wechat-unreadable", severity="error", text=text, hint="Give a page."),)
    return tuple(merged(_faults(sheet, sheet.markup, files, limits or Limits())))


def lint_body(
    markup: str,
    files: Mapping[str, bytes | None],
    limits: Limits,
    sheet: Sheet | None = None,
) -> tuple[Notice, ...]:
    """The same of an article's own markup, counted as it is written; `sheet` is it, opened.

    Raises: ReadError if it nests without end.
    """
    return tuple(merged(_faults(sheet or opened_body(markup), markup, files, limits)))


def _faults(
    sheet: Sheet, markup: str, files: Mapping[str, bytes | None], limits: Limits
) -> Iterator[Fault]:
    for rule in _RULES:
        yield from rule(sheet)
    yield from pictured(sheet, files, limits)
    yield from limited(markup, sheet, limits)
