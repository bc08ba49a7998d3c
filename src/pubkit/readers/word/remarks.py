"""Remarks: what the reader wants said of a paragraph, until its place in the article is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pubkit.notice import Notice, Severity

__all__ = ["Remark", "Remarks"]

_MOST = 20
"""Remarks of one kind that are made one by one."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A notice whose place is a paragraph's number."""

    code: str
    severity: Severity
    text: str
    hint: str = ""
    quote: str = ""
    line: int = 0
    """The paragraph; 0 for the whole document."""


class Remarks:
    """What is to be said of one document, in the order in which it was found."""

    def __init__(self) -> None:
        self._found: dict[Remark, None] = {}
        self._counts: dict[str, int] = {}

    def enter(
        self,
        code: str,
        severity: Severity,
        text: str,
        hint: str = "",
        *,
        line: int = 0,
        quote: str = "",
    ) -> None:
        """Put a remark on record; the same is said once."""
        remark = Remark(code, severity, text, hint, quote, line)
        if remark in self._found:
            return
        self._counts[code] = self._counts.get(code, 0) + 1
        if self._counts[code] <= _MOST or code == "comment":
            self._found[remark] = None

    def notices(self, places: Mapping[int, str]) -> list[Notice]:
        """The notices; `places` says where in the article each paragraph stands."""
        made = [
            Notice(
                code=one.code,
                severity=one.severity,
                where=places.get(one.line, ""),
                text=one.text,
                hint=one.hint,
                quote=one.quote,
            )
            for one in self._found
        ]
        for code, count in self._counts.items():
            if count > _MOST and code != "comment":
                first = next(one for one in self._found if one.code == code)
                text = f"There are {count - _MOST} more places of this kind: {first.text}"
                made.append(Notice(code=code, severity=first.severity, text=text))
        return made
